import type { Solved, Solver, SolverModel } from './solver.ts';
import type { Suppression } from './suppression.ts';

const TOLERANCE = 1e-6;
/** Deviations beyond this change no width of one, and would spoil the scale of the program. */
const REACH = 1000;

/** A valid inequality `Σ values[i]·x[indices[i]] ≥ rhs` over the candidates. */
export type Cut = { indices: number[]; values: number[]; rhs: number };

/**
 * The attacker's program on deviations y from the true table (specification §5.2): M·y = 0 and
 * −a·x ≤ y ≤ U·x, where x is the (perhaps fractional) mask.
 */
export class Separation {
  readonly #problem: Suppression;
  readonly #model: SolverModel;
  /** How far a deviation may go down and up; far enough for a width of one, and well scaled. */
  readonly #fall: Float64Array;
  readonly #lift: Float64Array;
  readonly #run: (model: SolverModel) => Pick<Solved, 'x' | 'reducedCosts'>;

  /** `run` minimises the model, or throws when the time is up. */
  constructor(
    problem: Suppression,
    solver: Solver,
    run: (model: SolverModel) => Pick<Solved, 'x' | 'reducedCosts'>,
  ) {
    const { size, values, rows } = problem;
    this.#problem = problem;
    this.#run = run;
    this.#fall = values.map((value) => Math.min(value, REACH));
    this.#lift = this.#fall.map((fall) => fall + 10);
    const zero = new Float64Array(size);
    this.#model = solver.load(
      {
        costs: zero,
        lower: zero,
        upper: zero,
        rows: rows.map((row) => ({ ...row, lower: 0, upper: 0 })),
      },
      'warm',
    );
  }

  /** Cuts for the primaries of `watched` whose width under the mask `x` is below one. */
  cuts(x: Float64Array, watched: readonly number[]): Cut[] {
    const { size } = this.#problem;
    this.#model.setBounds(
      this.#fall.map((fall, group) => -fall * (x[group] ?? 0)),
      this.#lift.map((lift, group) => lift * (x[group] ?? 0)),
    );
    const low = new Float64Array(size);
    const high = new Float64Array(size);
    const learn = (y: Float64Array): void => {
      for (const group of watched) {
        low[group] = Math.min(low[group] ?? 0, y[group] ?? 0);
        high[group] = Math.max(high[group] ?? 0, y[group] ?? 0);
      }
    };
    const cuts: Cut[] = [];
    for (const primary of watched) {
      if ((high[primary] ?? 0) - (low[primary] ?? 0) >= 1 - TOLERANCE) continue;
      const coefficients = new Float64Array(size);
      for (const sense of [-1, 1] as const) {
        const costs = new Float64Array(size);
        costs[primary] = sense;
        this.#model.setCosts(costs);
        const solved = this.#run(this.#model);
        learn(solved.x);
        this.#price(solved.reducedCosts, coefficients);
      }
      if ((high[primary] ?? 0) - (low[primary] ?? 0) >= 1 - TOLERANCE) continue;
      cuts.push(this.#cut(coefficients));
    }
    return cuts;
  }

  /** Adds what each bound contributes to the dual value: an upper bound on the width, linear in x. */
  #price(reducedCosts: Float64Array, coefficients: Float64Array): void {
    reducedCosts.forEach((reduced, group) => {
      const bound = reduced > 0 ? this.#fall[group] : this.#lift[group];
      if (Math.abs(reduced) > 1e-9) {
        coefficients[group] = (coefficients[group] ?? 0) + Math.abs(reduced) * (bound ?? 0);
      }
    });
  }

  /** Width ≥ 1: primaries are always masked, and a coefficient above the right-hand side says no more. */
  #cut(coefficients: Float64Array): Cut {
    let rhs = 1;
    for (const primary of this.#problem.primaries) rhs -= coefficients[primary] ?? 0;
    const indices: number[] = [];
    const values: number[] = [];
    for (const group of this.#problem.candidates) {
      const coefficient = Math.min(coefficients[group] ?? 0, rhs) / rhs;
      if (coefficient > 1e-7) {
        indices.push(group);
        values.push(coefficient);
      }
    }
    return { indices, values, rhs: 1 };
  }

  dispose(): void {
    this.#model.dispose();
  }
}
