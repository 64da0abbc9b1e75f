export { toDpv27560, type JsonLd, type OptionsDpv } from './export-dpv.ts';
export { DpvRecordSchema } from './export-dpv-schema.ts';
export {
  fromAidantsConnect,
  toAidantsConnect,
  type BrouillonAidantsConnect,
  type DepuisAidantsConnect,
  type DureeAidantsConnect,
  type VersAidantsConnect,
} from './export-aidants-connect.ts';
