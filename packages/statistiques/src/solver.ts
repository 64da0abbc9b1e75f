/** Sparse row `lower ≤ Σ values[i]·x[indices[i]] ≤ upper`. */
export type LinearRow = {
  readonly indices: readonly number[];
  readonly values: readonly number[];
  readonly lower: number;
  readonly upper: number;
};

/** A model to minimise; bounds may be infinite. */
export type LinearProgram = {
  readonly costs: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly rows: readonly LinearRow[];
};

/** Outcome of one run; `x` and `reducedCosts` are meaningful only when `optimal`. */
export type Solved = {
  readonly status: 'optimal' | 'infeasible' | 'limit' | 'failed';
  readonly objective: number;
  readonly x: Float64Array;
  readonly reducedCosts: Float64Array;
};

/** A model that stays in the solver's memory between runs. */
export interface SolverModel {
  setCosts(costs: Float64Array): void;
  setBounds(lower: Float64Array, upper: Float64Array): void;
  addRow(row: LinearRow): void;
  /** Makes every column integer from the next run on. */
  setInteger(): void;
  /** Minimises; `limitSeconds` bounds this run alone. */
  minimise(limitSeconds?: number): Solved;
  dispose(): void;
}

/**
 * How a model will be used: `warm`, mostly its costs change between runs and the last basis can
 * serve again; `general`, exact optima; `rough`, any good integer solution will do.
 */
export type Use = 'warm' | 'general' | 'rough';

/** What `protect` and `audit` ask of a solver of linear and integer programs. */
export interface Solver {
  readonly name: string;
  readonly version: string;
  load(program: LinearProgram, use: Use): SolverModel;
}

/** Gives a solver, or rejects when none is there: nothing is then published. */
export type SolverFactory = () => Promise<Solver>;
