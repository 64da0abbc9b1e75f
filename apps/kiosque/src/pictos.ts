import { ACTIVITES } from './pictos/activites.ts';
import { INTERFACE } from './pictos/interface.ts';
import { REPONSES } from './pictos/reponses.ts';

/** Every drawing of the page by its name. A name is in one list only: held by a test. */
export const PICTOS: Readonly<Record<string, string>> = { ...ACTIVITES, ...REPONSES, ...INTERFACE };

/** Both point along the line of writing: mirrored where it runs from right to left. */
const FLECHES = new Set(['retour', 'passer', 'passee', 'montre.refus']);

/**
 * A drawing of the page, hidden from screen readers: the word beside it says the same.
 * @throws Error if there is no such drawing (programmer error).
 */
export function picto(nom: string, classe = ''): string {
  if (!Object.hasOwn(PICTOS, nom)) throw new Error(`no pictogram ${nom}`);
  const classes = ['picto', classe, FLECHES.has(nom) ? 'fleche' : ''].filter(Boolean).join(' ');
  return `<svg class="${classes}" viewBox="0 0 48 48" aria-hidden="true"><use href="#picto-${nom}"/></svg>`;
}

/** The drawings, once a page. */
export function symboles(): string {
  const tous = Object.entries(PICTOS).map(
    ([nom, trace]) => `<symbol id="picto-${nom}" viewBox="0 0 48 48">${trace}</symbol>`,
  );
  return `<svg class="lu" aria-hidden="true"><defs>${tous.join('')}</defs></svg>`;
}
