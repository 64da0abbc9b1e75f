import type { Cut, Run } from './separation.ts';
import type { Solver, SolverModel } from './solver.ts';
import { alwaysMasked, type Suppression } from './suppression.ts';

const TOLERANCE = 1e-6;

/** The choice of the secondaries: a program that grows by cuts, relaxed first, then integer. */
export class Master {
  readonly #model: SolverModel;
  readonly #columnOf: ReadonlyMap<number, number>;
  readonly #problem: Suppression;
  cuts = 0;

  constructor(problem: Suppression, solver: Solver) {
    const { candidates, costs } = problem;
    this.#problem = problem;
    this.#columnOf = new Map(candidates.map((group, column) => [group, column]));
    this.#model = solver.load(
      {
        costs: Float64Array.from(candidates, (group) => costs[group] ?? 0),
        lower: new Float64Array(candidates.length),
        upper: new Float64Array(candidates.length).fill(1),
        rows: [],
      },
      'general',
    );
  }

  add({ indices, values, rhs }: Cut): void {
    const columns = indices.map((group) => this.#columnOf.get(group) ?? 0);
    this.#model.addRow({ indices: columns, values, lower: rhs, upper: Infinity });
    this.cuts += 1;
  }

  setInteger(): void {
    this.#model.setInteger();
  }

  /** Mask of every group: 1 for what is always masked, 0 for what is published, the solution for candidates. */
  solve(run: Run): { mask: Float64Array; bound: number } {
    const { x } = run(this.#model);
    const mask = new Float64Array(this.#problem.size);
    for (const group of alwaysMasked(this.#problem)) mask[group] = 1;
    let bound = 0;
    this.#problem.candidates.forEach((group, column) => {
      const value = x[column] ?? 0;
      bound += value * (this.#problem.costs[group] ?? 0);
      mask[group] = value < TOLERANCE ? 0 : value > 1 - TOLERANCE ? 1 : value;
    });
    return { mask, bound };
  }

  dispose(): void {
    this.#model.dispose();
  }
}

/** A relation with a single masked cell that a rule wants hidden needs another masked cell. */
export function initialCuts(problem: Suppression): Cut[] {
  const always = new Set(alwaysMasked(problem));
  const demanding = new Set(problem.demands.map(({ group }) => group));
  return problem.rows.flatMap(({ indices }) => {
    const masked = indices.filter((group) => always.has(group));
    const [only] = masked;
    if (masked.length !== 1 || only === undefined || !demanding.has(only)) return [];
    return [atLeastOne(candidatesOf(problem, indices))];
  });
}

const candidatesOf = ({ costs }: Suppression, indices: readonly number[]): number[] =>
  indices.filter((group) => (costs[group] ?? 0) > 0);

const atLeastOne = (indices: number[]): Cut => ({ indices, values: indices.map(() => 1), rhs: 1 });

/** A masked cell alone in a relation would be recovered: x_j ≤ Σ of the others, where violated. */
export function bridgeCuts(problem: Suppression, mask: Float64Array): Cut[] {
  const always = new Set(alwaysMasked(problem));
  return problem.rows.flatMap(({ indices }) => {
    if (indices.some((group) => always.has(group))) return [];
    const candidates = candidatesOf(problem, indices);
    const sum = candidates.reduce((total, group) => total + (mask[group] ?? 0), 0);
    return candidates
      .filter((group) => 2 * (mask[group] ?? 0) > sum + TOLERANCE)
      .map((group) => ({
        indices: candidates,
        values: candidates.map((other) => (other === group ? -1 : 1)),
        rhs: 0,
      }));
  });
}

/** Protection is monotone: where a mask leaves a leak, at least one more cell must be masked. */
export function leakCut(problem: Suppression, mask: Float64Array, leaking: number): Cut {
  const open = problem.candidates.filter((group) => mask[group] !== 1);
  const isSecondary = (problem.costs[leaking] ?? 0) > 0;
  return isSecondary
    ? { indices: [...open, leaking], values: [...open.map(() => 1), -1], rhs: 0 }
    : atLeastOne(open);
}
