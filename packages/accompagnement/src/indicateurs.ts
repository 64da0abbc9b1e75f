export { getIndicateurs, selectIndicateurs } from './jeu-indicateurs.ts';
export { computeIndicateur, computeIndicateurs } from './calcul-indicateur.ts';
export { computeCouverture, computeTauxReponse, toPourcentage } from './pourcentage.ts';
export { prepareFaits } from './faits-prepares.ts';
export { toCubeColumns } from './colonnes-cube.ts';
export { freezeRapport } from './rapport.ts';
export { verifyRapport } from './rapport-verification.ts';
export { DOUBLONS_POSSIBLES, STRUCTURES_MIN, unionFaits } from './union-faits.ts';
export { describeUnite, libelleDimension, libelleModalite, libelleRegroupement } from './rapport-libelles.ts';
export { computeCout, parseFinancement } from './financement.ts';
export type { OptionsIndicateur } from './calcul-indicateur.ts';
export type { UniteCube } from './colonnes-cube.ts';
export type { JeuConvention } from './jeu-indicateurs.ts';
export type {
  AdressageFait,
  Complement,
  DemandeFait,
  DiagnosticFait,
  EtpMois,
  Faits,
  GrilleDensite,
  Indicateur,
  IndicateurValue,
  Measure,
  Part,
  PartReference,
  Predicate,
  RdvFait,
  SatisfactionFait,
  Source,
} from './indicateur.ts';
export type { ContexteRapport } from './rapport.ts';
export type { CoutRapport, PublicationRapport, Rapport, UniteTue } from './rapport-modele.ts';
export type { PublicationCommune, Reseau, StructurePubliante } from './rapport-reseau.ts';
export type { StructureReseau, UnionFaits } from './union-faits.ts';
export type { ChiffreRapport } from './rapport-chiffres.ts';
export { QUESTIONS as QUESTIONS_RAPPORT } from './rapport-plan.ts';
export type { UniteRapport } from './rapport-plan.ts';
export type { Cout, Financement } from './financement.ts';
