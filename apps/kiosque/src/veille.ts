const MINUTE = 60_000;
const AVERTIR = 2.5 * MINUTE;
const EFFACER = 3 * MINUTE;

/**
 * Forgets the answers of a person who left: a question after two and a half minutes without a gesture, then
 * half a minute to say "I am here" (WCAG 2.2.1 asks for twenty seconds or more).
 */
export function surveiller(
  dialogue: HTMLDialogElement,
  estCommence: () => boolean,
  oublier: () => void,
): void {
  let minuteries: readonly ReturnType<typeof setTimeout>[] = [];
  const relancer = (): void => {
    minuteries.forEach(clearTimeout);
    minuteries = [
      setTimeout(() => {
        if (estCommence() && !dialogue.open) dialogue.showModal();
      }, AVERTIR),
      setTimeout(() => {
        dialogue.close();
        if (estCommence()) oublier();
      }, EFFACER),
    ];
  };
  // A switch or a screen reader may click without any pointer or key. Not `scroll`: a page that moves to show the
  // warning would pass for somebody who is there.
  for (const type of ['pointerdown', 'keydown', 'wheel', 'touchmove', 'click'])
    addEventListener(type, relancer, { passive: true });
  dialogue.addEventListener('close', relancer);
  relancer();
}
