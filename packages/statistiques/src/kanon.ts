export { kAnonymise } from './kanon-anonymise.ts';
export type { KanonOptions, KanonResult } from './kanon-anonymise.ts';
export { parseHierarchy } from './kanon-hierarchy.ts';
export type { GeneralisationRows } from './kanon-hierarchy.ts';
export type { Columns } from './build-cube.ts';
export type { Motif, Resultat } from './motif.ts';
