/** A button that prints the page as it is. */
export function startImprimer(): void {
  document.querySelector('[data-imprimer]')?.addEventListener('click', () => {
    print();
  });
}
