import type { Diversity } from './kanon-diversity.ts';
import type { PopulationChecks, Risks } from './kanon-risk.ts';

/** A quasi-identifier in the report. */
export type ReportAttribute = {
  column: string;
  level: number;
  highest: number;
  /** How many values are possible at this level, and in the hierarchy. */
  values: number;
  domain: number;
  /** The level in French words. */
  words: string;
};

/** The report on a generalised file: figures, French warnings, and the same as text. */
export type RapportKanon = {
  k: { asked: number; reached: number };
  records: number;
  suppressed: number;
  suppressedShare: number;
  suppressionLimit: number;
  attributes: ReportAttribute[];
  sensitive: ({ column: string } & Diversity)[];
  /** Columns handed over as they are, sensitive ones left out, with how many values they take. */
  kept: { column: string; values: number }[];
  risks: Risks;
  population: PopulationChecks | null;
  /** Sentences that must go with the file wherever it goes. */
  warnings: string[];
  /** The report in Markdown. */
  markdown: string;
};
