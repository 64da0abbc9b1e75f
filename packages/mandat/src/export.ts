export { toDpv27560, type OptionsDpv } from './export-dpv.ts';
export type { JsonLd } from './export-dpv-noeud.ts';
export { DpvRecordSchema } from './export-dpv-schema.ts';
export {
  fromAidantsConnect,
  toAidantsConnect,
  type BrouillonAidantsConnect,
  type DepuisAidantsConnect,
  type DureeAidantsConnect,
  type VersAidantsConnect,
} from './export-aidants-connect.ts';
