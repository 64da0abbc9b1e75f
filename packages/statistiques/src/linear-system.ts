import type { LinearRow } from './solver.ts';

/** Integer equalities over bounded unknowns: what an attacker knows. */
export type IntegerSystem = {
  readonly size: number;
  readonly rows: readonly { indices: readonly number[]; values: readonly number[]; rhs: number }[];
  readonly lower: Float64Array;
  /** `Infinity` where nothing bounds the unknown. */
  readonly upper: Float64Array;
};

/** Rows of the system as a solver takes them. */
export const solverRows = (system: IntegerSystem): LinearRow[] =>
  system.rows.map(({ indices, values, rhs }) => ({ indices, values, lower: rhs, upper: rhs }));

/**
 * A value that no unknown reaches if the equalities bound it at all: vertices of such systems are
 * sums and differences of right-hand sides.
 */
export function boundedReach(system: IntegerSystem): number {
  const known = system.rows.reduce((sum, { rhs }) => sum + Math.abs(rhs), 0);
  const bounds = [...system.lower, ...system.upper].filter(Number.isFinite);
  return 4 * (bounds.reduce((sum, bound) => Math.max(sum, Math.abs(bound)), known) + 1000);
}

/**
 * The integer point next to `x`, or `null` when `x` is not integral or when the point breaks an
 * equality or a bound. Exact arithmetic on integers: no solver tolerance is trusted here.
 */
export function integerPoint(system: IntegerSystem, x: Float64Array): number[] | null {
  const point = new Array<number>(system.size);
  for (let i = 0; i < system.size; i += 1) {
    const value = x[i] ?? NaN;
    const rounded = Math.round(value);
    if (!(Math.abs(value - rounded) < 1e-5)) return null;
    if (rounded < (system.lower[i] ?? 0) || rounded > (system.upper[i] ?? Infinity)) return null;
    point[i] = rounded === 0 ? 0 : rounded;
  }
  return satisfies(system, point) ? point : null;
}

/** Whether integers satisfy every equality. */
const satisfies = (system: IntegerSystem, point: readonly number[]): boolean =>
  system.rows.every(
    ({ indices, values, rhs }) =>
      indices.reduce((sum, index, k) => sum + (values[k] ?? 0) * (point[index] ?? NaN), 0) === rhs,
  );
