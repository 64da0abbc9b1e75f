export { getIndicateurs, selectIndicateurs } from './jeu-indicateurs.ts';
export { computeIndicateur, computeIndicateurs } from './calcul-indicateur.ts';
export { computeCouverture, computeTauxReponse, toPourcentage } from './pourcentage.ts';
export { toCubeColumns } from './colonnes-cube.ts';
export { freezeRapport, verifyRapport } from './rapport.ts';
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
export type { ContexteRapport, CoutRapport, PublicationRapport, Rapport, UniteTue } from './rapport.ts';
export type { ChiffreRapport } from './rapport-chiffres.ts';
export type { UniteRapport } from './rapport-plan.ts';
export type { Cout, Financement } from './financement.ts';
