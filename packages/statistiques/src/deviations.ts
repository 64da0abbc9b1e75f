import type { IntegerSystem } from './linear-system.ts';
import { fallsOf, type Suppression } from './suppression.ts';

/** Deviations beyond this change no width asked for, and would spoil the scale of the program. */
const REACH = 1000;

/** How far a deviation may go, down and up, in groups: enough for every width that a problem demands. */
export function reachesOf(problem: Suppression): { fall: Float64Array; lift: Float64Array } {
  const widest = problem.demands.reduce((most, { above, width }) => Math.max(most, above, width), 1);
  return {
    fall: fallsOf(problem).map((fall) => Math.min(fall, REACH)),
    lift: problem.values.map((value) => Math.min(value, REACH) + 10 * widest),
  };
}

/** Deviations of masked groups from the truth, all others fixed: what a mask leaves undetermined. */
export function deviationsOf(problem: Suppression, masked: readonly number[]): IntegerSystem {
  const numberOf = new Map(masked.map((group, index) => [group, index]));
  const { fall, lift } = reachesOf(problem);
  const rows = problem.rows.flatMap(({ indices, values }) => {
    const kept = indices.flatMap((group, k) => {
      const unknown = numberOf.get(group);
      return unknown === undefined ? [] : [{ unknown, factor: values[k] ?? 0 }];
    });
    if (kept.length === 0) return [];
    return [
      { indices: kept.map(({ unknown }) => unknown), values: kept.map(({ factor }) => factor), rhs: 0 },
    ];
  });
  return {
    size: masked.length,
    rows,
    lower: Float64Array.from(masked, (group) => 0 - (fall[group] ?? 0)),
    upper: Float64Array.from(masked, (group) => lift[group] ?? 0),
  };
}
