import { Infeasible, type Cut, type Run } from './separation.ts';
import type { LinearRow, Solved, Solver, SolverModel } from './solver.ts';
import { alwaysMasked, type Suppression } from './suppression.ts';

const TOLERANCE = 1e-6;
/** How far above its relaxation the optimum is first looked for, and how much further each time after. */
const REACH = 0.05;
const FURTHER = 2;

/** The choice of the secondaries: a program that grows by cuts, relaxed first, then integer. */
export class Master {
  readonly #solver: Solver;
  readonly #relaxed: SolverModel;
  #whole: SolverModel | undefined;
  readonly #rows: LinearRow[] = [];
  readonly #columnOf: ReadonlyMap<number, number>;
  readonly #problem: Suppression;
  /** How far above the relaxation the last optimum was. */
  #distance = 0;

  constructor(problem: Suppression, solver: Solver) {
    this.#problem = problem;
    this.#solver = solver;
    this.#columnOf = new Map(problem.candidates.map((group, column) => [group, column]));
    this.#relaxed = this.#load();
  }

  #load(): SolverModel {
    const { candidates, costs } = this.#problem;
    return this.#solver.load(
      {
        costs: Float64Array.from(candidates, (group) => costs[group] ?? 0),
        lower: new Float64Array(candidates.length),
        upper: new Float64Array(candidates.length).fill(1),
        rows: this.#rows,
      },
      'general',
    );
  }

  get cuts(): number {
    return this.#rows.length;
  }

  add({ indices, values, rhs }: Cut): void {
    const columns = indices.map((group) => this.#columnOf.get(group) ?? 0);
    const row = { indices: columns, values, lower: rhs, upper: Infinity };
    this.#rows.push(row);
    this.#relaxed.addRow(row);
    this.#whole?.addRow(row);
  }

  setInteger(): void {
    this.#whole = this.#load();
    this.#whole.setInteger();
  }

  /** Mask of every group: 1 for what is always masked, 0 for what is published, the solution for candidates. */
  solve(run: Run): { mask: Float64Array; bound: number } {
    const relaxed = run(this.#relaxed);
    const { x } = this.#whole ? this.#integers(this.#whole, relaxed, run) : relaxed;
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

  /**
   * The integer optimum. A solution that takes another value than the relaxation where that costs more
   * than `reach` costs more than `reach` above it: the program is first solved without those columns, far
   * smaller, and its optimum is that of the whole program if it lies within reach.
   */
  #integers(model: SolverModel, { objective, x, reducedCosts }: Solved, run: Run): Solved {
    const least = TOLERANCE * Math.max(1, objective);
    for (let reach = Math.max(REACH * objective, this.#distance + 1); ; reach *= FURTHER) {
      const isFree = (column: number): boolean => Math.abs(reducedCosts[column] ?? 0) <= reach + least;
      model.setBounds(
        x.map((value, column) => (isFree(column) ? 0 : Math.round(value))),
        x.map((value, column) => (isFree(column) ? 1 : Math.round(value))),
      );
      const areAllFree = x.every((_, column) => isFree(column));
      const solved = areAllFree ? run(model) : orInfeasible(() => run(model));
      if (!solved) continue;
      const distance = solved.objective - objective;
      if (distance <= reach || areAllFree) {
        this.#distance = distance;
        return solved;
      }
      // The solution found is one of the whole program: nothing better is further.
      reach = distance / FURTHER;
    }
  }

  dispose(): void {
    this.#relaxed.dispose();
    this.#whole?.dispose();
  }
}

function orInfeasible<T>(act: () => T): T | null {
  try {
    return act();
  } catch (error) {
    if (error instanceof Infeasible) return null;
    throw error;
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
