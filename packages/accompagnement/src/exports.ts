export { toTableSchema, writeCsv, writeOds, writeXlsx } from './tableau.ts';
export type { ColonneTableau, Tableau, ValeurTableau } from './tableau.ts';
export { AVERTISSEMENT_PERSONNEL, exportInterventions, MAPPING_EXPORT } from './export-interventions.ts';
export type { SourceExport } from './export-interventions.ts';
export { PERTES_COOP, toTableauCoop } from './coop-export.ts';
export type { RedirectionCoop, SourceCoop } from './coop-export.ts';
export { writeIcal } from './ical.ts';
export { toDataInclusion } from './lieu-data-inclusion.ts';
export type { ServiceDataInclusion, StructureDataInclusion } from './lieu-data-inclusion.ts';
