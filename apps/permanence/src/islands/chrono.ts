const DEBUT = 'chrono';

/**
 * Minutes since the sheet was opened, offered as the duration until the writer types another one.
 * The start is kept for the tab alone, so that a mandate signed meanwhile counts too.
 */
export function startChrono(): void {
  const field = document.querySelector<HTMLInputElement>('[data-chrono]');
  if (!field) return;
  // An empty field is a new sheet; a filled one comes back from the server.
  if (field.value === '') sessionStorage.setItem(DEBUT, String(Date.now()));
  const opened = Number(sessionStorage.getItem(DEBUT) ?? Number.NaN);
  if (Number.isNaN(opened)) return;
  const phrase = document.querySelector('[data-chrono-phrase]');
  const beat = (): void => {
    field.value = String(Math.min(720, Math.max(1, Math.round((Date.now() - opened) / 60_000))));
  };
  beat();
  if (phrase) phrase.textContent = 'Comptée depuis l’ouverture de la fiche.';
  const timer = setInterval(beat, 20_000);
  field.addEventListener('input', () => {
    clearInterval(timer);
    sessionStorage.removeItem(DEBUT);
    if (phrase) phrase.textContent = '';
  });
}
