import type { AuditOptions, AuditReport } from './audit-report.ts';
import { layAttack, withLegendBlamed } from './audit.ts';
import { findingsOf } from './findings.ts';
import { done, refuse, type Resultat } from './motif.ts';
import type { ProtectedTable } from './protected-table.ts';
import type { PublishedTable } from './published-table.ts';
import { attackTwoWay } from './two-way-attack.ts';
import { twoWayGraph } from './two-way.ts';

/**
 * Attacks a two-way table at once, without a solver: the same report as `audit`, for a screen that
 * answers while one types, or where HiGHS cannot be loaded.
 *
 * Takes a table of one or two flat dimensions with its totals, ours or not, and no truth. Codes:
 * `NOT_TWO_WAY` (more dimensions, hierarchies or linked tables: use `audit`), `TABLE_FORMAT`,
 * `UNSUPPORTED`, `TIME_LIMIT` (aborted). Source: specification §5.4, total unimodularity of
 * two-way tables.
 */
export function auditTwoWay(
  table: ProtectedTable | PublishedTable,
  o: Omit<AuditOptions, 'solver'> = {},
): Resultat<AuditReport> {
  const found = auditByFlows(table, o);
  if (!o.bounds?.masked || !found.ok || found.value.consistent) return found;
  const plain: typeof o = { ...o, mode: 'witness', explain: false };
  delete plain.bounds;
  const without = auditByFlows(table, plain);
  return without.ok && without.value.consistent ? done(withLegendBlamed(found.value)) : found;
}

function auditByFlows(
  table: ProtectedTable | PublishedTable,
  o: Omit<AuditOptions, 'solver'>,
): Resultat<AuditReport> {
  const laid = layAttack(table, o);
  if (!laid.ok) return laid;
  if (!laid.value.system) return done(laid.value.report);
  const { system, settings, readOutcome } = laid.value;
  const graph = twoWayGraph(system);
  if (!graph) {
    return refuse({
      code: 'NOT_TWO_WAY',
      phrase: 'Ce tableau n’est pas un tableau simple à deux entrées\u00a0: il demande le solveur.',
    });
  }
  return readOutcome(attackTwoWay(graph, system, settings), o.explain === false ? undefined : findingsOf);
}
