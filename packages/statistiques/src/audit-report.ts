import type { CellKey } from './cell-key.ts';
import type { ComplementLeak } from './complement-leaks.ts';
import type { Finding } from './findings.ts';
import type { JointReport } from './joint-report.ts';
import type { Ledger } from './ledger-chain.ts';
import type { Audience } from './ledger-entry.ts';
import type { Motif } from './motif.ts';
import type { SolverFactory } from './solver.ts';

/** What an attacker of a table knows besides it, and how far the audit goes. */
export type AuditOptions = {
  /** Width below which a masked cell counts in `belowWidth`. Default 1. */
  width?: number;
  /** The attacker knows that values are integers. Default false: bounds of the linear relaxation. */
  integer?: boolean;
  /** Cells that an insider knows. */
  insiders?: readonly { key: CellKey; valeur: number }[];
  /** What the legend says of masked cells: `{ masked: [1, 4] }`. */
  bounds?: { masked?: readonly [number, number | null] };
  /** `witness` (default) proves widths, `intervals` computes every bound. */
  mode?: 'witness' | 'intervals';
  /** Says in French which cells fall and how: `findings`. Default true. */
  explain?: boolean;
  solver?: SolverFactory;
  signal?: AbortSignal;
  /** Seconds left before giving up, asked before every run of the solver. */
  secondsLeft?: () => number;
  /** What was published before: the attacker has read it too. Asks for a specification and its `universe`. */
  ledger?: Ledger;
  /** Counts only what these readers have read; by default everything (`internal`). */
  audience?: Audience;
};

/** What an attacker obtains from a table (specification §11.4). */
export interface AuditReport {
  /** Rows of the table. */
  cells: number;
  published: number;
  masked: number;
  relations: number;
  /** False when no table can carry these published cells; `motifs` then names relations. */
  consistent: boolean;
  /** Masked cells whose interval is narrower than 1. */
  exact: number;
  /** Masked cells whose interval is narrower than `width`. */
  belowWidth: number;
  width: number;
  /** Smallest width; a proven lower bound in `witness` mode; `null` if nothing is bounded. */
  minWidth: number | null;
  /** In `intervals` mode: every masked cell in row order, `hi` null when nothing bounds it. */
  intervals?: { cell: CellKey; lo: number; hi: number | null }[];
  /** Integer tables compatible with the publication: the values of the masked cells in row order. */
  witnesses: number[][];
  /** Which cells fall and how, in French; empty when nothing is found. */
  findings?: Finding[];
  /** For each witness, the values of the cells that nobody sees, where the release has some. */
  hidden?: number[][];
  /** Multi-choice answers, persons counted at each place: small counts that a subtraction gives. */
  complements?: readonly ComplementLeak[];
  motifs?: Motif[];
  /** With a ledger: small counts that only comparing releases gives. */
  derived?: number;
  /** With a ledger: what falls, and how. */
  joint?: JointReport;
}
