export { catalogue, getDemarche, listAConfirmer } from './catalogue.ts';
export type { Catalogue } from './catalogue.ts';
export type { ActeReserve, ChampLimite, Dated, Demarche, Immuable, QuiPeut, Source } from './demarche.ts';
export type { Recurrence } from './recurrence.ts';
export { parseCatalogue } from './validation.ts';
export { check } from './fraicheur.ts';
export type { Constat } from './constat.ts';
export { listManques } from './completude.ts';
export { crosswalk, findPerimetre } from './perimetre.ts';
export type { Crosswalk } from './perimetre.ts';
export { decideActe } from './decision.ts';
export type { Decision, Obligation } from './decision.ts';
export type { ContexteActe, MandatVu } from './contexte.ts';
export { getFacon } from './facon.ts';
export type { Facon } from './facon.ts';
export { echeances, getStatutEcheance } from './echeance.ts';
export type { Echeance, Faits } from './echeance.ts';
export { getDernierJourOuvre, isFerie } from './ferie.ts';
export { toIcalendar } from './icalendar.ts';
export { measureTexte } from './texte.ts';
export type { MesureTexte } from './texte.ts';
export { createBlocage } from './blocage.ts';
export type { Blocage } from './blocage.ts';
export { reportBlocages } from './rapport-blocages.ts';
export type { LigneBlocages, RapportBlocages } from './rapport-blocages.ts';
export {
  ACTES,
  BLOCAGES,
  CHAMPS_SOURCES,
  CLASSES,
  MODES,
  MOYENS,
  PERIMETRES,
  PROTECTIONS,
  STATUTS,
} from './nomenclatures.ts';
export type {
  ActeCode,
  BlocageCode,
  ChampSource,
  Classe,
  Mode,
  Moyen,
  Perimetre,
  Protection,
  RaisonSensible,
  Statut,
} from './nomenclatures.ts';
export type { Motif, Resultat } from './motif.ts';
