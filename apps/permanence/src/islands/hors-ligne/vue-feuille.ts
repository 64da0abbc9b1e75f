import { LETTRES, type Colonne } from '../../features/feuille/colonnes.ts';
import { make } from './ecran.ts';

/** What is wrong in a row, at its cell. */
export interface Faute {
  champ: Colonne;
  phrase: string;
}

/** The reasons under their row, as the page of the network shows them. */
export function showFautes(
  form: HTMLFormElement,
  rang: number,
  fautes: readonly Faute[],
  fiche: boolean,
): void {
  const numero = rang + 1;
  const row = form.querySelector(`input[name="d${numero}"]`)?.closest('tr');
  if (!row) return;
  for (const { champ } of fautes) {
    const cellule = row.querySelector(`input[name="${champ}${numero}"]`);
    cellule?.setAttribute('aria-invalid', 'true');
    cellule?.setAttribute('aria-describedby', `e${numero}`);
  }
  const dites = make(
    'td',
    '',
    '',
    ...[...new Set(fautes.map(({ phrase }) => phrase))].map((phrase) => make('p', phrase, 'faute')),
  );
  dites.id = `e${numero}`;
  dites.setAttribute('colspan', String(LETTRES.length));
  if (fiche) {
    const bouton = make(
      'button',
      'Ouvrir en fiche',
      'bouton',
      make('span', ` la ligne ${numero}`, 'invisible'),
    );
    bouton.setAttribute('type', 'button');
    bouton.dataset.fiche = String(rang);
    dites.append(make('div', '', 'actions', bouton));
  }
  row.after(make('tr', '', 'fautes', make('td'), dites));
}

export function clearFautes(form: HTMLFormElement): void {
  for (const row of form.querySelectorAll('tr.fautes')) row.remove();
  for (const cellule of form.querySelectorAll('[aria-invalid]')) {
    cellule.removeAttribute('aria-invalid');
    cellule.removeAttribute('aria-describedby');
  }
}
