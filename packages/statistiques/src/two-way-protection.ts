import type { AuditReport } from './audit-report.ts';
import { ProtectedTable } from './protected-table.ts';
import type { CubeContent } from './raw-cube.ts';
import { alwaysMasked, type Suppression } from './suppression.ts';
import { auditTwoWay } from './two-way-audit.ts';
import { twoWayPattern, type TwoWayPattern } from './two-way-protect.ts';
import { leanReport } from './witnesses.ts';

/** A two-way table protected by flows, with the audit it passed. */
type FlowProtection = {
  readonly table: ProtectedTable;
  readonly report: AuditReport;
  readonly pattern: TwoWayPattern;
  readonly solver: { readonly name: 'flots'; readonly version: '1' };
};

/**
 * Protects a flat two-way table where no solver can be loaded (levels `exact` and `interval`), and
 * audits it, by flows alone. `null` when the table is not two-way, when no pattern is found, or when
 * the audit finds anything: nothing is then published.
 */
export function protectByFlows(
  { spec, lattice, values }: CubeContent,
  problem: Suppression,
): FlowProtection | null {
  const pattern = twoWayPattern(problem);
  if (!pattern) return null;
  const masked = new Set([...alwaysMasked(problem), ...pattern.secondaries]);
  const published = Array.from(problem.groupOf.subarray(0, lattice.size), (group, cell) =>
    masked.has(group) ? null : (values[cell] ?? 0),
  );
  const table = new ProtectedTable(spec, lattice, published);
  const lowest = problem.lowest ?? 0;
  const report = auditTwoWay(table, {
    integer: true,
    ...(lowest > 0 && { bounds: { masked: [lowest, null] as const } }),
  });
  if (!report.ok || !report.value.consistent || report.value.exact > 0) return null;
  const truth = published.flatMap((value, cell) => (value === null ? [values[cell] ?? 0] : []));
  return {
    table,
    report: leanReport(report.value, truth),
    pattern,
    solver: { name: 'flots', version: '1' },
  };
}
