import type { Ligne, Saisie } from '../../features/feuille/colonnes.ts';
import { poste } from './courrier.ts';
import { isOf } from './fiche.ts';
import { LIGNE } from './modele.ts';

/** A row that is not kept yet: its own séance, whose page it was typed in. */
export interface LigneGardee extends Ligne {
  seance: string;
  compte?: string | undefined;
}

export const isFull = ({ saisie }: Ligne): boolean => Object.keys(saisie).length > 0;

/** What is sealed follows what is on the screen, one look after the other: row by row, so that two tabs never collide. */
export function createLignes() {
  const scellees = new Map<string, string>();
  let tour: Promise<unknown> = Promise.resolve();
  const follow = async (lignes: readonly LigneGardee[]): Promise<void> => {
    const pleines = new Map(lignes.filter(isFull).map((ligne) => [ligne.op, ligne]));
    for (const op of scellees.keys())
      if (!pleines.has(op)) {
        await poste.oublier(LIGNE + op);
        scellees.delete(op);
      }
    for (const [op, ligne] of pleines) {
      const dite = JSON.stringify(ligne);
      if (scellees.get(op) === dite) continue;
      await poste.ranger(LIGNE + op, ligne);
      scellees.set(op, dite);
    }
  };
  return {
    /** Locked, nothing can be sealed: the rows stay on the screen until it opens. */
    keep(read: () => readonly LigneGardee[]): Promise<void> {
      const fait = tour.then(() => follow(read())).catch(() => undefined);
      tour = fait;
      return fait;
    },
    /** Rows of this account that are sealed and not on the screen, the oldest first. */
    async waiting(affichees: readonly Ligne[], compte: string | undefined): Promise<LigneGardee[]> {
      const la = new Set(affichees.map(({ op }) => op));
      const toutes = (await poste.relireTous(LIGNE)) as LigneGardee[];
      return toutes.filter((une) => !la.has(une.op) && isOf(une.compte, compte)).reverse();
    },
    /** A row that comes on the screen as it is sealed. */
    note(ligne: LigneGardee): void {
      scellees.set(ligne.op, JSON.stringify(ligne));
    },
  };
}

/** What the body of a sheet that was cut says of one row. */
export function readCorps(corps: URLSearchParams, rang: number, lettres: readonly (keyof Saisie)[]): Saisie {
  const saisie: Saisie = {};
  for (const lettre of lettres) {
    const texte = corps.get(`${lettre}${rang + 1}`);
    if (texte !== null && texte !== '') saisie[lettre] = texte;
  }
  return saisie;
}
