export { convert, getLibelle, getNomenclature } from './correspondance.ts';
export type { Entree, Nomenclature, Systeme } from './correspondance.ts';
export { CHAMP, LISTES, PUCES_AGE, VERSION_NOMENCLATURE } from './nomenclature-2026-1.ts';
export type { Code, ListeId } from './nomenclature-2026-1.ts';
export { computeTrancheAge } from './tranche-age.ts';
export type { TrancheAge } from './tranche-age.ts';
