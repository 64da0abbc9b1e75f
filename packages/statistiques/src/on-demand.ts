// The search and the attack weigh more than all the rest, and come with a solver of a megabyte: a page
// that only reads, checks or exports tables loads neither.
import type { AuditOptions, AuditReport } from './audit-report.ts';
import type { Resultat } from './motif.ts';
import type { ProtectOptions } from './protect-options.ts';
import type { ProtectedTable } from './protected-table.ts';
import type { Protection } from './protected-release.ts';
import type { PublishedTable } from './published-table.ts';
import type { RawCube } from './raw-cube.ts';

/**
 * Masks the small counts of a release, and the fewest others, so that what the level promises holds
 * (specification §4). The result has passed the audit, by an attacker who knows no truth, that values
 * are integers, and every relation; what the level demands beyond was judged on the final pattern,
 * apart from the search. Otherwise nothing is returned. Out of time, the table is safe but perhaps
 * not the cheapest: status `time_limit`, and `internal.gap` says by how much at most. So is a simple
 * two-way table where no solver can be loaded: it is protected by flows (`exact` and `interval`).
 *
 * By `rounding`, every cell is published rounded (`table.rounding`) and `status` is of the rounding.
 *
 * With a `ledger`, what holds for the table holds for whoever puts it beside the past releases.
 *
 * Codes: `UNSUPPORTED` (method), `SPEC_INVALID` (threshold, bounds, no `universe` for the ledger),
 * `LEDGER_BROKEN`, `LEDGER_BLOCKS`, `REVISION_TOO_SMALL`, `TOO_MANY_CELLS`,
 * `LAYOUT_TOO_FINE`, `NOT_PROTECTABLE`, `SOLVER_MISSING`, `TIME_LIMIT`, `ABORTED`, `AUDIT_FAILED`,
 * `ROUNDING_INFEASIBLE`.
 */
export async function protect(cube: RawCube, o: ProtectOptions): Promise<Resultat<Protection>> {
  const search = await import('./protection.ts');
  return search.protect(cube, o);
}

/**
 * Attacks a published table: what can anyone recompute of its masked cells?
 *
 * The attacker knows every published cell, every sum relation and that values are ≥ 0; rows absent
 * from the table are unknown, not zero. Takes any published table and no truth. A simple two-way
 * table needs no solver, unless one is given; a table of `roundControlled` is attacked as rounded
 * (`auditRounded`; every cell then counts in `exact` and has its interval). Codes: `TABLE_FORMAT`,
 * `TOO_MANY_CELLS`, `SOLVER_MISSING`, `TIME_LIMIT`.
 */
export async function audit(
  table: ProtectedTable | PublishedTable,
  o: AuditOptions = {},
): Promise<Resultat<AuditReport>> {
  const attack = await import('./audit.ts');
  return attack.audit(table, o);
}
