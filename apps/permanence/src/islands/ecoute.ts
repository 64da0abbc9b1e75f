/** One large button instead of the bar of the browser: it says the question again each time. */
export function startEcoute(): void {
  for (const son of document.querySelectorAll<HTMLAudioElement>('audio.ecoute')) {
    const bouton = document.createElement('button');
    bouton.type = 'button';
    bouton.className = 'bouton';
    bouton.textContent = son.getAttribute('aria-label');
    bouton.addEventListener('click', () => {
      son.currentTime = 0;
      son.play().catch(() => {
        // The bar of the browser says what is wrong.
        son.controls = true;
      });
    });
    son.controls = false;
    son.before(bouton);
  }
}
