import type { Id } from './date-civile.ts';
import type { Seance } from './etat-seance.ts';
import type { Intervention } from './intervention.ts';
import type { Lieu } from './structure.ts';

export type Predicate =
  | { field: string; in: readonly string[] }
  | { field: string; known: boolean }
  | { and: readonly Predicate[] }
  | { or: readonly Predicate[] }
  | { not: Predicate };

/** `count` of the rows of a unit; the others read a field of them. */
export interface Measure {
  op: 'count' | 'distinct' | 'sum' | 'median' | 'mean' | 'p90';
  of: string;
  where?: Predicate;
}

/** A definition: data, versioned, never edited. Changing it makes a new version of its set. */
export interface Indicateur {
  code: string;
  version: string;
  libelle: string;
  /** One French sentence. */
  definition: string;
  unit: 'intervention' | 'acte' | 'personne' | 'seance' | 'orientation' | 'suivi' | 'demande' | 'montant';
  numerator: Measure;
  denominator: Measure | null;
  dimensions: readonly string[];
  unknownShare: boolean;
  /** Who asks for it: L Loire-type convention, C La Coop, A Aidants Connect, F France services, V contrat de ville, O own. */
  demandePar: readonly string[];
  /** Further figures of the same definition, by name. */
  complements?: Readonly<Record<string, Measure>>;
  remplace?: string;
}

/** What happened, and what is needed to place it: enough to compute, never to publish. */
export interface Faits {
  interventions: readonly Intervention[];
  seances: readonly Pick<Seance, 'id' | 'lieuId'>[];
  lieux: readonly Pick<Lieu, 'id' | 'territoireId' | 'nature'>[];
  /** `getDemarche` of demarches. */
  getDemarche?: (id: string) => { perimetre: string; operateur: { id: string } } | null | undefined;
  /** Merges of dossiers in force: the person of `de` is that of `vers`. */
  fusions?: readonly { de: Id; vers: Id }[];
}

export interface Part {
  key: Record<string, string>;
  value: number | null;
  n: number;
}

/** A raw figure. `interne`: it may not leave the organisation before `protect` of statistiques. */
export interface IndicateurValue {
  value: number | null;
  /** Rows that count: those where the answer is known, for a measure that needs one. */
  n: number;
  /** Answered “non communiqué”. */
  unknown: number;
  /** Nobody asked. */
  notAsked: number;
  /** One line per code of each dimension; shares of a multi-choice dimension may exceed 100 % in total. */
  parts?: Part[];
  interne: true;
}
