import type { Champs } from './modele.ts';

/** Where an entry in progress is sealed. */
export const FICHE = 'fiche';

/** An entry in progress, between two pages: it waits for a mandate, comes from a row, or is being corrected. */
export interface FicheEnAttente {
  op: string;
  valeurs: Champs;
  mandat?: string;
  demarche: string;
  /** Where a row of the sheet belongs. */
  seance?: string;
  /** It waited already: where it belongs, and when it was made. */
  garde?: { seance: string; at: string };
}
