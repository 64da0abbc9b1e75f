import type { AuditReport } from './audit-report.ts';
import type { Level } from './level.ts';
import type { Norm } from './norm.ts';
import type { ProtectedTable } from './protected-table.ts';

/** A protected table with the audit it passed. */
export interface Protection {
  readonly table: ProtectedTable;
  readonly status: 'optimal' | 'time_limit';
  readonly level: Level;
  readonly norm: Norm;
  /** Threshold applied. */
  readonly threshold: number;
  readonly solver: { readonly name: string; readonly version: string };
  /** The audit that the table passed, with its witnesses: for `certify`. */
  readonly audit: AuditReport;
  /** For the controller only: never in a public file. */
  readonly internal: { primaries: number; secondaries: number; secondarySum: number; gap: number };
}
