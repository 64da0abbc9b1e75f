import type { Audience, Certificate, ReleaseSpec } from '@porte-plume/statistiques';
import type { DateCivile, Id, Instant } from './date-civile.ts';
import type { Financement } from './financement.ts';
import type { ChiffreRapport } from './rapport-chiffres.ts';
import type { UniteRapport } from './rapport-plan.ts';
import type { Motif } from './resultat.ts';

/** One set of linked tables of a report, with all that a third party needs to check it. */
export interface PublicationRapport {
  unite: UniteRapport;
  /** Name of the release in the ledger. */
  releaseId: string;
  spec: ReleaseSpec;
  /** `table.csv` of statistiques: masked cells are empty. */
  csv: string;
  certificat: Certificate;
  /** The line of the ledger, as it was appended. */
  ligne: string;
  /** What was put together so that less had to be masked, in words. */
  regroupements: readonly string[];
}

/** A unit that has no table: too few records, or a past publication that forbids it. */
export interface UniteTue {
  unite: UniteRapport;
  motifs: readonly Motif[];
}

/** The cost of one intervention, or why it is not there. Amounts in euro cents. */
export interface CoutRapport {
  financement: Financement;
  centimes: number | null;
  /** Whole cost of the period, all funders together. */
  totalCentimes: number | null;
  raison?: string;
}

/** A frozen report: what a funder reads, and what proves that it has not changed since. */
export interface Rapport {
  /** 1 told six figures of the set; 2 tells them all, each with its value or why it has none. */
  version: 1 | 2;
  id: string;
  set: string;
  structureId: Id;
  /** The structures that a common report counts; absent from the report of one structure. */
  reseau?: { structures: readonly Id[] };
  periode: { du: DateCivile; au: DateCivile };
  audience: Audience;
  etabliLe: Instant;
  /** Day of extraction, in the zone of the structure: later entries belong to another report. */
  millesime: DateCivile;
  norme: string;
  chiffres: readonly ChiffreRapport[];
  /** Null when no line of funding was given. */
  cout: CoutRapport | null;
  publications: readonly PublicationRapport[];
  tues: readonly UniteTue[];
  /** `sha256:…` of the RFC 8785 form of all the rest. */
  hash: string;
}
