import type { DateCivile, Id, Instant } from './date-civile.ts';
import type { Seance } from './etat-seance.ts';
import type { Financement } from './financement.ts';
import type { Intervention } from './intervention.ts';
import type { Champ } from './lecture.ts';
import type { Code } from './nomenclature-2026-1.ts';
import type { Orientation } from './orientation-statut.ts';
import type { Permanence } from './permanence-schema.ts';
import type { Lieu } from './structure.ts';
import type { Suivi } from './suivi.ts';

/** A diagnostic that was offered to a person. */
export interface DiagnosticFait {
  id: Id;
  date: DateCivile;
  etat: 'propose' | 'fait' | 'decline';
  /** The dossier; absent for an anonymous visit. */
  personne?: Id;
  interventionId?: Id;
  /** Two results are compared only when the instrument is the same. */
  instrument?: string;
  niveau?: Champ<Code<'profilNumerique'>>;
}

/** A person sent by a service, and the dossier that it became. */
export interface AdressageFait {
  id: Id;
  recuLe: Instant;
  serviceId: Id;
  lieuId?: Id;
  personne?: Id;
  /** The first intervention, when it is known otherwise than by the dossier. */
  interventionId?: Id;
}

/** Someone who could not be served, when it is not told inside its séance. */
export interface DemandeFait {
  id: Id;
  date: DateCivile;
  lieuId: Id;
  motif: Code<'motifRefus'>;
  perimetre: Champ<Code<'perimetre'>>;
}

/** A booked appointment. `annule`: told in time, the slot was free again. */
export interface RdvFait {
  id: Id;
  date: DateCivile;
  lieuId?: Id;
  statut: 'honore' | 'non_honore' | 'annule';
  /** Whether a reminder was sent. */
  rappel: Champ<Code<'ouiNon'>>;
}

/** Answer to the question of the five faces, 1 (unhappy) to 5. */
export interface SatisfactionFait {
  id: Id;
  date: DateCivile;
  lieuId?: Id;
  visage: 1 | 2 | 3 | 4 | 5 | 'non_communique' | 'non_demande';
}

/** Full-time equivalents of a writer in a civil month, `2026-01`. */
export interface EtpMois {
  agentId: Id;
  mois: string;
  etp: number;
}

/** Density level of the communes, 1 (densest) to 7, by INSEE code: dated data of INSEE that the caller gives. */
export interface GrilleDensite {
  millesime: string;
  source: string;
  niveaux: Readonly<Record<string, number>>;
}

/**
 * Share of a code among all inhabitants, 0–1, with its year and its source. Never a share of the population in difficulty:
 * it would compare the public with itself.
 */
export interface PartReference {
  dimension: string;
  code: string;
  part: number;
  annee: number;
  source: string;
  population: 'habitants';
}

/** What an acte needs, as `checkExigences` answers; `null` = the démarche is unknown. */
export interface ExigenceActe {
  mandat: 'aucun' | 'recommande' | 'requis';
  relecture: 'aucun' | 'recommande' | 'requis';
}

/**
 * What happened, and what is needed to place it: enough to compute, never to publish. Give the whole history of the
 * organisation, not the period alone: new persons (A3) and progress (O4) look back. What is not given makes the
 * indicators that need it refuse (`faits_absents`): an empty list, on the other hand, is a zero.
 */
export interface Faits {
  interventions: readonly Intervention[];
  seances: readonly (Pick<Seance, 'id' | 'lieuId'> & Partial<Seance>)[];
  lieux: readonly Pick<Lieu, 'id' | 'territoireId' | 'nature'>[];
  /** `getDemarche` of demarches. With `classe`, mandates and read-backs that were needed are told too (Q3, Q4). */
  getDemarche?: (
    id: string,
  ) => { perimetre: string; operateur?: { id: string }; classe?: string } | null | undefined;
  /** Merges of dossiers in force: the person of `de` is that of `vers`. */
  fusions?: readonly { de: Id; vers: Id }[];
  permanences?: readonly Permanence[];
  orientations?: readonly (Pick<Orientation, 'id' | 'interventionId' | 'cible' | 'statut' | 'proposeeLe'> &
    Partial<Orientation>)[];
  suivis?: readonly Suivi[];
  adressages?: readonly AdressageFait[];
  diagnostics?: readonly DiagnosticFait[];
  demandes?: readonly DemandeFait[];
  rdv?: readonly RdvFait[];
  satisfactions?: readonly SatisfactionFait[];
  financements?: readonly Financement[];
  etp?: readonly EtpMois[];
  /** INSEE codes of the communes of the territory. */
  communes?: readonly string[];
  densite?: GrilleDensite;
  references?: readonly PartReference[];
  /** Zone in which an instant becomes a day; needed for waiting times (A10). */
  zone?: string;
  /** Whether the mandate of an acte was valid that day. Without it, an acte that was accepted with a mandate had one. */
  mandatValide?: (mandatId: Id, date: DateCivile) => boolean;
}
