export { readFiche } from './fiche-lecture.ts';
export type { FicheSlim } from './fiche.ts';
export type { Motif, Resultat } from './motif.ts';
