export { decide, type Decide } from './regles/decide.ts';
export { evolve } from './histoire/evolve.ts';
export { etatA, merge } from './histoire/vue.ts';
export { createIndex, verifier, type Decision, type Demande, type IndexMandats } from './regles/verifier.ts';
export { besoin, type Besoin, type Niveau, type QuestionBesoin } from './regles/besoin.ts';
export { reconcile } from './histoire/reconciliation.ts';
export { FORMES_PAR_MODE } from './regles/recueil.ts';
export { ACTES_EN_CURATELLE } from './regles/capacite.ts';
export { computePeriode } from './modele/periode.ts';
export { actesAExaminer } from './histoire/qualification.ts';
export { listEcheances, type Echeance } from './regles/echeance.ts';
export { checkCodeRevocation, commitCode } from './codes/engagement.ts';
export { viewByCode, type VueTiers } from './regles/vue-tiers.ts';
export { retention, type PolitiqueConservation, type Retention } from './regles/retention.ts';
export { parseReponse, type Reponse } from './regles/reponse.ts';
export { POLITIQUE_PAR_DEFAUT, type PolitiqueMandat } from './modele/politique.ts';
export type { Commande, CommandeDe, Evenement, EvenementDe } from './modele/evenement.ts';
export type {
  ActeEtat,
  CodeTiersEtat,
  CompteRenduEtat,
  DemandeSms,
  EtatMandat,
  Fin,
  ItemEtat,
  Marque,
  Protection,
  Rectification,
  RelectureEtat,
  Retrait,
  Suspension,
  VueMandat,
} from './modele/etat.ts';
export type { Contexte } from './modele/contexte.ts';
export type {
  Constituant,
  DemarcheFaits,
  Duree,
  Exception,
  Habilitation,
  Item,
  Mandant,
  MandantEtat,
  Notice,
  Periode,
  Portee,
  Preuve,
  Recueil,
  StructureRef,
} from './modele/modele.ts';
export type { Acteur } from './modele/donnees.ts';
export type { CodeMotif, Motif, Resultat } from './modele/motif.ts';
export { toDateCivile, type DateCivile, type Instant, type Zone } from './modele/temps.ts';
export {
  ACTES,
  ACTES_COURANTS,
  ACTES_EXPRES,
  CANAUX,
  CAPACITES,
  CLASSES,
  CONSTITUANT_KINDS,
  FORMES,
  INTERPRETES,
  LECTURES,
  MODES,
  MODES_RECUEIL,
  PERIMETRES,
  REFORMULATIONS,
  STATUTS,
  type Acte,
  type ActeurKind,
  type Canal,
  type Capacite,
  type CauseCaducite,
  type Classe,
  type ConstituantKind,
  type DemandePar,
  type DestinataireRappel,
  type Forme,
  type Interprete,
  type Lecture,
  type Mode,
  type ModeRecueil,
  type NiveauDocument,
  type Perimetre,
  type QualificationActe,
  type Reformulation,
  type ResultatActe,
  type Statut,
} from './modele/nomenclatures.ts';
