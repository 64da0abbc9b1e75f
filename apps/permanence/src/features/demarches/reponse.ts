import { catalogue, getDemarche, type Demarche } from '@porte-plume/demarches';
import { findSecours, search, type SearchResult, type Secours } from '@porte-plume/demarches/search';
import { createNommage } from './nommage.ts';

/** Results shown: what a writer reads at a glance. */
const RESULTATS = 7;
/** Other results named on the page of the first one. */
const AUTRES = 4;
/** Characters of a line of typing. */
export const LIGNE_MAX = 200;

export interface Resultat {
  demarche: Demarche;
  /** What of the entry answers the words: an alias, a situation. */
  pourquoi: string;
}

/**
 * `page`: the words are a name of one démarche and of no other, so there is nothing to choose. `liste`: a choice;
 * not `sure`, it is made of guesses.
 */
export type Reponse =
  | { nature: 'page'; id: string; autres: readonly string[] }
  | { nature: 'liste'; resultats: readonly Resultat[]; sure: boolean; secours: readonly Secours[] }
  | { nature: 'rien'; secours: readonly Secours[] };

const findNommee = createNommage(
  catalogue.demarches.map(({ id, nom, synonymes, aliases }) => ({
    id,
    noms: [nom, ...synonymes, ...aliases],
  })),
);

/**
 * What to show for the words of a person. A score alone never opens a page: the wrong one costs more than a second
 * Enter. Words that show a danger open none either: the numbers to call come first. Measured on 548 phrases of desks (`queries-*.json` of the catalogue): a page opens straight 83 times, once a
 * twin of the right one; otherwise the right one is among the seven listed, but for two phrases, or nothing is found (9).
 */
export function answer(mots: string): Reponse {
  const trouves = search(mots.slice(0, LIGNE_MAX), { limit: RESULTATS });
  const [seul, ...suivants] = trouves;
  const secours = findSecours(mots);
  const nommee =
    findNommee(mots) ?? (seul !== undefined && suivants.length === 0 && seul.sur ? seul.id : undefined);
  if (nommee !== undefined && secours.length === 0) {
    const autres = trouves.filter(({ id }) => id !== nommee).map(({ id }) => id);
    return { nature: 'page', id: nommee, autres: autres.slice(0, AUTRES) };
  }
  const resultats = trouves.flatMap((trouve): Resultat[] => {
    const demarche = getDemarche(trouve.id);
    if (demarche === undefined) return [];
    return [{ demarche, pourquoi: pourquoiOf(trouve, demarche) }];
  });
  return resultats.length === 0
    ? { nature: 'rien', secours }
    : { nature: 'liste', resultats, sure: trouves.some(({ sur }) => sur), secours };
}

/** The text of the entry that answers; where the screen shows it already, the words that found it. */
function pourquoiOf({ pourquoi }: SearchResult, { nom, langageSimple }: Demarche): string {
  return pourquoi.texte === nom || pourquoi.texte === langageSimple
    ? pourquoi.mots.join(', ')
    : pourquoi.texte;
}

/** The other results of a search, carried by the address of the first one's page: ids of the catalogue, never the words. */
export function readAutres(ids: string | undefined): Demarche[] {
  return (ids ?? '')
    .split('.')
    .slice(0, RESULTATS)
    .flatMap((id) => getDemarche(id) ?? []);
}

/** Address of the page of a result, with the others in it. */
export function pageOf(id: string, autres: readonly string[]): string {
  return autres.length === 0 ? `/demarches/${id}` : `/demarches/${id}?aussi=${autres.join('.')}`;
}
