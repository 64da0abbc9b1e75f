export { importCoop } from './import-coop.ts';
export { importTableur, readEchantillon } from './import-tableur.ts';
export { detectColonnes, parseMapping } from './import-mapping.ts';
export type { ColonneMapping, Mapping, ProjetMapping } from './import-mapping.ts';
export { CHAMPS_IMPORT } from './import-champ.ts';
export type { ChampImport } from './import-champ.ts';
export { annulerImport } from './import-annulation.ts';
export { confirmOrientations } from './import-orientations.ts';
export { confirmImport, mayImport } from './import-rapport.ts';
export { getDemarcheReprise } from './import-reprise.ts';
export type {
  DemarcheTrouvee,
  ImportReport,
  InterventionReprise,
  LigneImport,
  OptionsImport,
  OrientationReprise,
  ResumeImport,
} from './import-reprise.ts';
export type { ImportCode, ImportIssue } from './import-issue.ts';
export type { LimitesFichier } from './feuille.ts';
export {
  parseRdvsp,
  toBrouillonRdvsp,
  toCommandesRdvsp,
  toExdatesRdvsp,
  toPermanenceRdvsp,
  verifyRdvsp,
} from './rdvsp.ts';
export type { EvenementRdvsp } from './rdvsp.ts';
