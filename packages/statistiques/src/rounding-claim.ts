import { provenRounding } from './rounding-proof.ts';
import type { TableModel } from './table-model.ts';

/**
 * Whether the sums of a rounded table prove by themselves that every count stays undetermined over
 * base − 1: every value published, a multiple of the base, all sums right, and a shape in which one
 * record more changes each sum by one. In linear time, without a solver.
 */
export function isProvenByRounding({ rows, size, published, relations }: TableModel, base: number): boolean {
  const values = published.slice(0, rows);
  if (values.some((value) => value === null || value % base !== 0)) return false;
  const valueAt = (cell: number): number => published[cell] ?? NaN;
  const isAdditive = relations.every(
    ({ parent, children }) => children.reduce((sum, child) => sum + valueAt(child), 0) === valueAt(parent),
  );
  const sums = { size: rows, hidden: size - rows, relations };
  return isAdditive && provenRounding(sums, values.map(Number), base) !== null;
}
