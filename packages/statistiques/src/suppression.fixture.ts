import { attack } from './attacker.ts';
import { defaultSolver } from './highs.ts';
import { alwaysMasked, type Suppression } from './suppression.ts';

const solver = await defaultSolver();

/** Counts of a random table of three dimensions with its totals, as a problem. */
export function randomProblem(
  seed: number,
  shape: readonly number[],
  k: number,
  interval: boolean,
): Suppression {
  let state = seed;
  const draw = (below: number): number => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const sizes = shape.map((codes) => codes + 1);
  const strides = sizes.map((_, axis) => sizes.slice(axis + 1).reduce((product, size) => product * size, 1));
  const size = sizes.reduce((product, codes) => product * codes, 1);
  const values = new Float64Array(size);
  const rows: { indices: number[]; values: number[] }[] = [];
  const at = (cell: number, axis: number): number =>
    Math.floor(cell / (strides[axis] ?? 1)) % (sizes[axis] ?? 1);
  for (let cell = size - 1; cell >= 0; cell -= 1) {
    const axis = sizes.findIndex((_, candidate) => at(cell, candidate) === 0);
    if (axis === -1) values[cell] = draw(4) === 0 ? 0 : draw(3 * k);
    sizes.forEach((codes, along) => {
      if (at(cell, along) !== 0) return;
      const children = Array.from({ length: codes - 1 }, (_, i) => cell + (i + 1) * (strides[along] ?? 1));
      rows.push({ indices: [cell, ...children], values: [-1, ...children.map(() => 1)] });
      if (along === axis) values[cell] = children.reduce((sum, child) => sum + (values[child] ?? 0), 0);
    });
  }
  const all = Array.from(values, (_, cell) => cell);
  const primaries = all.filter((cell) => (values[cell] ?? 0) > 0 && (values[cell] ?? 0) < k);
  const width = interval ? k - 1 : 1;
  const side = interval ? 1 : 0;
  return {
    size,
    groupOf: Int32Array.from(all),
    rows,
    values,
    primaries,
    hidden: [],
    frozenMasked: [],
    candidates: all.filter((cell) => (values[cell] ?? 0) >= k),
    costs: values.map((value) => (value >= k ? value + 0.001 : 0)),
    demands: primaries.map((group) => ({ group, below: side, above: side, width })),
  };
}

/** What the attacker of the published side obtains on masked groups, the truth unknown to him. */
function attacked(problem: Suppression, secondaries: readonly number[]): Map<number, [number, number]> {
  const masked = [...alwaysMasked(problem), ...secondaries];
  const number = new Map(masked.map((group, unknown) => [group, unknown]));
  const rows = problem.rows.map(({ indices, values }) => {
    let rhs = 0;
    const kept: { unknown: number; factor: number }[] = [];
    indices.forEach((group, k) => {
      const unknown = number.get(group);
      if (unknown === undefined) rhs -= (values[k] ?? 0) * (problem.values[group] ?? 0);
      else kept.push({ unknown, factor: values[k] ?? 0 });
    });
    return {
      indices: kept.map(({ unknown }) => unknown),
      values: kept.map(({ factor }) => factor),
      rhs: rhs + 0,
    };
  });
  const size = masked.length;
  const outcome = attack(
    { size, rows, lower: new Float64Array(size), upper: new Float64Array(size).fill(Infinity) },
    solver,
    { mode: 'intervals', width: 1, integer: true, targets: masked.map((_, unknown) => unknown) },
  );
  if (outcome.status !== 'done') throw new Error(outcome.status);
  return new Map(masked.map((group, i) => [group, [outcome.lo[i] ?? 0, outcome.hi[i] ?? 0]]));
}

export function isSafe(problem: Suppression, secondaries: readonly number[]): boolean {
  const ranges = attacked(problem, secondaries);
  const keeps = (group: number, below: number, above: number, width: number): boolean => {
    const [lo, hi] = ranges.get(group) ?? [0, Infinity];
    const value = problem.values[group] ?? 0;
    return lo <= value - below && hi >= value + above && hi - lo >= width;
  };
  return (
    [...ranges.keys()].every((group) => keeps(group, 0, 0, 1)) &&
    problem.demands.every(({ group, below, above, width }) => keeps(group, below, above, width))
  );
}
