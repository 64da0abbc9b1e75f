export { decide, type Decide } from './decide.ts';
export { evolve } from './evolve.ts';
export { etatA, merge } from './vue.ts';
export { createIndex, verifier, type Decision, type Demande, type IndexMandats } from './verifier.ts';
export { besoin, type Besoin, type Niveau, type QuestionBesoin } from './besoin.ts';
export { reconcile } from './reconciliation.ts';
export { FORMES_PAR_MODE } from './recueil.ts';
export { ACTES_EN_CURATELLE } from './capacite.ts';
export { computePeriode } from './periode.ts';
export { actesAExaminer } from './qualification.ts';
export { listEcheances, type Echeance } from './echeance.ts';
export { checkCodeRevocation, commitCode } from './engagement.ts';
export { viewByCode, type VueTiers } from './vue-tiers.ts';
export { retention, type PolitiqueConservation, type Retention } from './retention.ts';
export { parseReponse, type Reponse } from './reponse.ts';
export { POLITIQUE_PAR_DEFAUT, type PolitiqueMandat } from './politique.ts';
export type { Commande, CommandeDe, Evenement, EvenementDe } from './evenement.ts';
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
} from './etat.ts';
export type { Contexte } from './contexte.ts';
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
} from './modele.ts';
export type { Acteur } from './donnees.ts';
export type { CodeMotif, Motif, Resultat } from './motif.ts';
export { toDateCivile, type DateCivile, type Instant, type Zone } from './temps.ts';
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
} from './nomenclatures.ts';
