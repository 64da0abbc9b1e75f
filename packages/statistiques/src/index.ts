export { bands, calendar, flat, hierarchy, norms, releaseSpec } from './spec.ts';
export type {
  Alea,
  DimensionShape,
  DimensionSpec,
  Motif,
  Norm,
  NormId,
  ReleaseSpec,
  Resultat,
} from './spec.ts';
export { buildCube } from './cube.ts';
export type { Columns, RawCube } from './cube.ts';
