import { readCellule, type Reponse } from '../features/feuille/cellule.ts';

/**
 * Feuille de séance: the arrows move as in a spreadsheet, Enter goes to the next row, Ctrl+D copies from above, and what was
 * typed is written in full when the cell is left. Every cell stays an ordinary field: without script the form is the same.
 */
export function startGrille(): void {
  const form = document.querySelector<HTMLFormElement>('form[data-ilot="grille"]');
  if (!form) return;
  const rows = [...form.querySelectorAll('tbody tr')]
    .map((row) => [...row.querySelectorAll<HTMLInputElement>('td > input')])
    .filter((row) => row.length > 0);
  let current: HTMLInputElement | undefined;
  // A fold that opened under a pressed button would move it away, and the click would be lost: it waits for the release.
  let pressed = false;
  let waiting: HTMLInputElement | undefined;
  addEventListener('pointerdown', () => (pressed = true), true);
  for (const end of ['pointerup', 'pointercancel'])
    addEventListener(
      end,
      () => {
        pressed = false;
        const cell = waiting;
        waiting = undefined;
        if (cell) setTimeout(() => complete(form, cell));
      },
      true,
    );

  const at = (cell: HTMLInputElement): { row: number; column: number } => {
    const row = rows.findIndex((cells) => cells.includes(cell));
    return { row, column: rows[row]?.indexOf(cell) ?? -1 };
  };
  const focus = (row: number, column: number): boolean => {
    const cell = rows[row]?.[column];
    if (!cell?.offsetParent) return false;
    cell.focus();
    cell.select();
    return true;
  };
  const copy = (cell: HTMLInputElement): void => {
    const { row, column } = at(cell);
    const above = rows[row - 1]?.[column];
    if (!above) return;
    cell.value = above.value;
    complete(form, cell);
  };

  form.addEventListener('focusin', ({ target }) => {
    if (target instanceof HTMLInputElement && at(target).row >= 0) current = target;
  });
  form.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement) || at(target).row < 0) return;
    if (pressed) waiting = target;
    else complete(form, target);
  });
  form.addEventListener('click', ({ target }) => {
    const what =
      target instanceof Element
        ? target.closest<HTMLElement>('[data-recopier]')?.dataset.recopier
        : undefined;
    if (what === undefined || !current) return;
    const cells = what === 'ligne' ? (rows[at(current).row] ?? []) : [current];
    cells.forEach(copy);
    current.focus();
  });
  form.addEventListener('keydown', (event) => {
    const cell = event.target;
    if (!(cell instanceof HTMLInputElement) || event.altKey || event.isComposing) return;
    const { row, column } = at(cell);
    if (row < 0) return;
    const command = event.ctrlKey || event.metaKey;
    if (command && event.key === 'Enter') {
      complete(form, cell);
      form.querySelector<HTMLButtonElement>('.bouton-premier')?.click();
    } else if (command && event.key.toLowerCase() === 'd') copy(cell);
    else if (command || event.shiftKey) return;
    else if (event.key === 'Enter') {
      if (!focus(row + 1, 0)) form.querySelector<HTMLButtonElement>('.bouton-premier')?.focus();
    } else if (event.key === 'ArrowDown') focus(row + 1, column);
    else if (event.key === 'ArrowUp') focus(row - 1, column);
    else if (event.key === 'ArrowRight' && cell.selectionEnd === cell.value.length) {
      if (!focus(row, column + 1)) return;
    } else if (event.key === 'ArrowLeft' && cell.selectionStart === 0) {
      if (!focus(row, column - 1)) return;
    } else return;
    event.preventDefault();
  });

  const fold = form.querySelector<HTMLInputElement>('#plus');
  // Comes back ticked by the browser after a reload: the page decides.
  if (fold) fold.checked = fold.defaultChecked;
  if (!document.querySelector('[data-focus]'))
    rows.find(([first]) => first?.value === '')?.[0]?.focus({ preventScroll: true });
}

/** Writes the answer in full, in the words of its column. */
function complete(form: HTMLFormElement, cell: HTMLInputElement): void {
  const answers: Reponse[] = [...(cell.list?.options ?? [])].map(({ value }) => ({
    code: value,
    libelle: value,
  }));
  const read = readCellule(cell.value, answers);
  if (typeof read !== 'object') return;
  cell.value = read.code;
  const rank = answers.findIndex(({ code }) => code === read.code) + 1;
  const fold = form.querySelector<HTMLInputElement>('#plus');
  if (fold && cell.list?.dataset.precise?.split(' ').includes(String(rank))) fold.checked = true;
}
