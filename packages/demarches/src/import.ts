export { readFiche } from './fiche-lecture.ts';
export type { FicheSlim } from './fiche.ts';
export { createSnapshot, parseSnapshot, pickFiches, writeSnapshot } from './snapshot.ts';
export type { Snapshot } from './snapshot.ts';
export { CHANGEMENTS, diffSnapshots, reportChangements } from './changement.ts';
export type { Changement, ChangementCode, ChangementsDemarche } from './changement.ts';
export { merge } from './fusion.ts';
export type { Motif, Resultat } from './motif.ts';
