/** One large button instead of the bar of the browser: it says the question from its beginning, a second press stops it. */
export function startEcoute(): void {
  for (const son of document.querySelectorAll<HTMLAudioElement>('audio.ecoute')) {
    const bouton = document.createElement('button');
    bouton.type = 'button';
    bouton.className = 'bouton';
    bouton.textContent = son.getAttribute('aria-label');
    bouton.addEventListener('click', () => {
      const parlait = !son.paused;
      son.pause();
      son.currentTime = 0;
      if (parlait) return;
      son.play().catch(() => {
        // The bar of the browser says what is wrong.
        son.controls = true;
      });
    });
    // Pressed while it speaks: what a reader says of a button that can be stopped.
    for (const etat of ['play', 'pause'])
      son.addEventListener(etat, () => {
        bouton.setAttribute('aria-pressed', String(etat === 'play'));
      });
    son.controls = false;
    son.before(bouton);
  }
}
