export type {
  AdressageFait,
  DemandeFait,
  DiagnosticFait,
  EtpMois,
  Faits,
  GrilleDensite,
  PartReference,
  RdvFait,
  SatisfactionFait,
} from './faits.ts';

export type Predicate =
  | { field: string; in: readonly string[] }
  | { field: string; known: boolean }
  | { and: readonly Predicate[] }
  | { or: readonly Predicate[] }
  | { not: Predicate };

/** What rows are counted or read: the unit's own, unless a measure says otherwise. */
export const SOURCES = [
  'intervention',
  'acte',
  'seance',
  'occurrence',
  'demande',
  'rdv',
  'orientation',
  'diagnostic',
  'progression',
  'echelle',
  'suivi',
  'adressage',
  'satisfaction',
  'financement',
  'etp',
  'commune',
] as const;
export type Source = (typeof SOURCES)[number];

/**
 * `count` of the rows of a source (`of`); the others read a field (`of`) of the rows of `from`.
 *
 * `distinct`: different values, unknown ones left out. `mean`: sum ÷ number. `median`, `p90`: of the sorted values, linear
 * interpolation between the two ranks around (n − 1) × p (type 7 of Hyndman and Fan, as spreadsheets do).
 */
export interface Measure {
  op: 'count' | 'distinct' | 'sum' | 'median' | 'mean' | 'p90';
  of: string;
  where?: Predicate;
  /** Source of the field; that of the unit by default. */
  from?: Source;
}

/** A further figure: a measure, divided by another one if `sur` is there. */
export type Complement = Measure & { sur?: Measure };

/** A definition: data, versioned, never edited. Changing it makes a new version of its set. */
export interface Indicateur {
  code: string;
  version: string;
  libelle: string;
  /** One French sentence. */
  definition: string;
  /** Numerator and denominator in words, « A ÷ B ». */
  formule?: string;
  unit: 'intervention' | 'acte' | 'personne' | 'seance' | 'orientation' | 'suivi' | 'demande' | 'montant';
  numerator: Measure;
  denominator: Measure | null;
  dimensions: readonly string[];
  unknownShare: boolean;
  /** Who asks for it: L Loire-type convention, C La Coop, A Aidants Connect, F France services, V contrat de ville, W workshops, O own. */
  demandePar: readonly string[];
  /** Rows that the indicator is about: every measure over the source of the numerator is restricted to them. */
  population?: Predicate;
  /** Field whose answers tell the known, the not said and the not asked. */
  champ?: string;
  /** Field of which each code is counted over the denominator; dimensions then split that distribution. */
  repartition?: string;
  /** Fields told beside it, each over the rows where it was asked. */
  autresRepartitions?: readonly string[];
  /** Further figures of the same definition, by name. */
  complements?: Readonly<Record<string, Complement>>;
  /** The figure is multiplied by this number (100: « pour cent actes »). */
  facteur?: number;
  /** The figure is multiplied by this measure. */
  fois?: Measure;
  /** Refused (`effectif_insuffisant`) under this many. */
  minimum?: { measure: Measure; n: number };
  /** The period is whole civil months. */
  moisEntiers?: boolean;
  /** Formulas that no ratio says: costs over the very same days, and local share ÷ reference share. */
  calcul?: 'cout' | 'cofinancement' | 'representativite';
  remplace?: string;
}

/** `value` of `n`: a count and the rows it is a share of, or a measure and the rows it is taken over. */
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
