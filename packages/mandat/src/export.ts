export { toDpv27560, type OptionsDpv } from './export/export-dpv.ts';
export type { JsonLd } from './export/export-dpv-noeud.ts';
export { DpvRecordSchema } from './export/export-dpv-schema.ts';
export {
  fromAidantsConnect,
  toAidantsConnect,
  type BrouillonAidantsConnect,
  type DepuisAidantsConnect,
  type DureeAidantsConnect,
  type VersAidantsConnect,
} from './export/export-aidants-connect.ts';
