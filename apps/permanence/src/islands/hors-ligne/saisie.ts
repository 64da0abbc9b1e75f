import type { Champs } from './modele.ts';

type Champ = HTMLInputElement | HTMLSelectElement;
const CHAMPS = 'input[name], select[name]';
const BOITES = new Set(['radio', 'checkbox']);

/** Fields that make a page, not an entry: they are read where they matter. */
const DE_LA_PAGE = new Set(['op', 'etape', 'q', 'compte', 'seance']);

/** What the form of the network said and this one has no control for: it stays with the entry. */
export function restOf(corps: URLSearchParams, connus: ReadonlySet<string>): Champs {
  const reste: Champs = {};
  for (const nom of new Set(corps.keys())) {
    const valeurs = corps.getAll(nom).filter((valeur) => valeur !== '');
    const [premiere] = valeurs;
    if (premiere === undefined || connus.has(nom) || DE_LA_PAGE.has(nom)) continue;
    reste[nom] = valeurs.length === 1 ? premiere : valeurs;
  }
  return reste;
}

export function toCorps(champs: Champs): URLSearchParams {
  const corps = new URLSearchParams();
  for (const [nom, valeur] of Object.entries(champs)) for (const un of [valeur].flat()) corps.append(nom, un);
  return corps;
}

/** What of the entry is not in sight and comes all the same, in sentences. */
export function sayReste(reste: Champs, nommee: boolean): string {
  return [
    reste.gardee === undefined ? '' : ' Son dossier, son mandat et sa relecture la suivront.',
    reste.passage === undefined ? '' : ' La personne annoncée aussi.',
    nommee ? ' Le nom de la personne part chiffré avec elle.' : '',
  ].join('');
}

/** The names of the controls of a form. */
export const namesOf = (form: HTMLFormElement): Set<string> =>
  new Set([...form.querySelectorAll<Champ>(CHAMPS)].map(({ name }) => name));

/** Whether somebody answered something since the page opened; the duration counts by itself. */
export function isTouched(form: HTMLFormElement): boolean {
  return [...form.querySelectorAll<Champ>(CHAMPS)].some((champ) => {
    if (champ.name === 'dureeMin' || champ.matches('[type="hidden"]')) return false;
    if (champ instanceof HTMLInputElement)
      return BOITES.has(champ.type)
        ? champ.checked !== champ.defaultChecked
        : champ.value !== champ.defaultValue;
    const defaut = [...champ.options].findIndex(({ defaultSelected }) => defaultSelected);
    return champ.selectedIndex > Math.max(0, defaut);
  });
}

/** @param siens - what a hand has answered meanwhile, and is not answered in its place */
export function fill(form: HTMLFormElement, corps: URLSearchParams, siens: ReadonlySet<string>): void {
  for (const champ of form.querySelectorAll<Champ>(CHAMPS)) {
    if (siens.has(champ.name)) continue;
    const valeurs = corps.getAll(champ.name);
    if (champ instanceof HTMLInputElement && BOITES.has(champ.type)) {
      if (valeurs.length > 0) champ.checked = valeurs.includes(champ.value);
    } else if (!champ.matches('[type="hidden"]')) {
      const [valeur] = valeurs;
      if (valeur !== undefined) champ.value = valeur;
      // Whoever typed a duration is not corrected by the clock of this page.
      if (valeur !== undefined && champ.name === 'dureeMin')
        champ.dispatchEvent(new Event('input', { bubbles: true }));
    }
  }
}
