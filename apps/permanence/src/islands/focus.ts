/** Takes the reader to what changed: the summary of errors, or the step that is asked. */
export function startFocus(): void {
  const first = document.querySelector<HTMLElement>('[data-focus]');
  first?.focus();
  // What is only there to be copied.
  if (first instanceof HTMLTextAreaElement && first.readOnly) first.select();

  // The field of an error may sit in a fold: open it before the browser jumps there.
  document.addEventListener('click', (event) => {
    if (!(event.target instanceof HTMLAnchorElement)) return;
    const id = event.target.getAttribute('href')?.slice(1) ?? '';
    if (!event.target.closest('#erreurs') || id === '') return;
    const field = document.getElementById(id);
    const fold = field?.closest('details');
    if (fold) fold.open = true;
    field?.focus();
    event.preventDefault();
    field?.scrollIntoView({ block: 'center' });
  });

  // A double click sends once; the server is idempotent anyway, by `op`.
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || event.defaultPrevented) return;
    if (form.dataset.parti !== undefined) event.preventDefault();
    form.dataset.parti = '';
  });
  // A page brought back by the Back button must be able to send again.
  addEventListener('pageshow', () => {
    for (const form of document.forms) delete form.dataset.parti;
  });
}
