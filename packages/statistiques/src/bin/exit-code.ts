import type { Motif } from '../motif.ts';

/** Exit codes of §11.6. */
export const EXIT = { done: 0, leak: 1, invalid: 2, refused: 3, fault: 4 } as const;

/** Nothing is wrong with the call, but nothing can be published. */
const REFUSALS = new Set([
  'ABORTED',
  'AUDIT_FAILED',
  'BUDGET_EXHAUSTED',
  'EMPTY_UNIVERSE',
  'EVERYTHING_SUPPRESSED',
  'FORBIDDEN_DIMENSION',
  'K_UNREACHABLE',
  'LATTICE_TOO_LARGE',
  'LAYOUT_TOO_FINE',
  'LEDGER_BLOCKS',
  'LEDGER_BROKEN',
  'NOT_PROTECTABLE',
  'REVISION_TOO_SMALL',
  'ROUNDING_INFEASIBLE',
  'SOLVER_MISSING',
  'TIME_LIMIT',
  'TOO_MANY_CELLS',
  'UNSUPPORTED',
  'WITNESS_MISSING',
]);

/** A verification that failed: the files were read, and what they say does not hold. */
const UNVERIFIED = new Set([
  'CERTIFICATE_INVALID',
  'HASH_MISMATCH',
  'SIGNATURE_INVALID',
  'SIGNATURE_UNCHECKED',
]);

/** Exit code of a refusal: an invalid input or call wins over a refusal, and it over a failed check. */
export function exitCodeOf(motifs: readonly Motif[]): number {
  const codes = motifs.map(({ code }) => code);
  if (codes.some((code) => !REFUSALS.has(code) && !UNVERIFIED.has(code))) return EXIT.invalid;
  return codes.some((code) => REFUSALS.has(code)) ? EXIT.refused : EXIT.leak;
}

/** Says where a motif is as the columns of an error list: `row` and `column` next to its code. */
export function located(motif: Motif): Motif & { row?: number; column?: string } {
  const { line, column } = (motif.details ?? {}) as { line?: unknown; column?: unknown };
  return {
    ...(typeof line === 'number' && { row: line }),
    ...(typeof column === 'string' && { column }),
    ...motif,
  };
}
