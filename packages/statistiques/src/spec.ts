export { releaseSpec } from './release-spec.ts';
export type { DimensionSpec, ReleaseSpec } from './release-spec.ts';
export { bands, calendar, flat, hierarchy, multi } from './shape.ts';
export type { DimensionShape } from './shape.ts';
export { norms } from './norm.ts';
export type { Norm, NormId } from './norm.ts';
export type { Alea, Motif, Resultat } from './motif.ts';
