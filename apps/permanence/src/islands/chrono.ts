/** Minutes since the sheet was opened, offered as the duration until the writer types another one. */
export function startChrono(): void {
  const field = document.querySelector<HTMLInputElement>('[data-chrono]');
  if (field?.value !== '') return;
  const phrase = document.querySelector('[data-chrono-phrase]');
  const opened = Date.now();
  const beat = (): void => {
    const minutes = Math.max(1, Math.round((Date.now() - opened) / 60_000));
    field.value = String(minutes);
    if (phrase) phrase.textContent = 'Comptée depuis l’ouverture de la fiche.';
  };
  beat();
  const timer = setInterval(beat, 20_000);
  field.addEventListener('input', () => {
    clearInterval(timer);
    if (phrase) phrase.textContent = '';
  });
}
