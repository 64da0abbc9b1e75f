import { poste } from './courrier.ts';
import { FICHE, type Champs } from './modele.ts';

/** An entry in progress, between two pages: it waits for a mandate, comes from a row, was cut, or is being corrected. */
export interface FicheEnAttente {
  op: string;
  valeurs: Champs;
  mandat?: string;
  demarche: string;
  /** Its name, for the list of what was begun. */
  libelle?: string;
  /** Where it belongs, when that is not the séance of the day. */
  seance?: string;
  /** Whose page it was typed in: another account never takes it up. */
  compte?: string;
  /** It waited already: where it belongs, and when it was made. */
  garde?: { seance: string; at: string };
}

/** The pages of the device by their own address: they open with or without network, and the entry waits in them. */
export const PAGE_FICHE = '/hors-ligne/accueil';
export const PAGE_MANDAT = '/hors-ligne/mandat';
export const PAGE_FEUILLE = '/hors-ligne/feuille';

/** Each is sealed apart: two tabs never write over each other. */
export const keepFiche = (fiche: FicheEnAttente): Promise<undefined> => poste.ranger(FICHE + fiche.op, fiche);

export const dropFiche = (op: string): Promise<undefined> => poste.oublier(FICHE + op);

/** Those of this account, the latest kept first; the one that the address names comes before all. */
export async function readFiches(compte: string | undefined): Promise<FicheEnAttente[]> {
  const toutes = (await poste.relireTous(FICHE)) as FicheEnAttente[];
  const voulue = location.hash.slice(1);
  return toutes
    .filter((une) => isOf(une.compte, compte))
    .sort((a, b) => Number(b.op === voulue) - Number(a.op === voulue));
}

/** What was begun before the account was known is whoever's unlocks the device. */
export const isOf = (sien: string | undefined, compte: string | undefined): boolean =>
  sien === undefined || sien === '' || compte === undefined || sien === compte;
