import type { Highs, Model } from 'highs';

import type { LinearProgram, LinearRow, Solved, Solver, SolverFactory, SolverModel, Use } from './solver.ts';

function matrixOf(
  rows: readonly LinearRow[],
  columns: number,
): {
  format: 'csr';
  numRows: number;
  numCols: number;
  starts: number[];
  indices: number[];
  values: number[];
} {
  const starts = [0];
  for (const { indices } of rows) starts.push((starts.at(-1) ?? 0) + indices.length);
  return {
    format: 'csr',
    numRows: rows.length,
    numCols: columns,
    starts,
    indices: rows.flatMap(({ indices }) => indices),
    values: rows.flatMap(({ values }) => values),
  };
}

const NOTHING = new Float64Array();

/** HiGHS takes no infinite option: a year of solving is no limit. */
const NO_LIMIT = 31_536_000;

// Only costs change between two attacks: primal simplex restarts from the last basis, which stays
// feasible, and presolve would throw that basis away (specification §5.6).
const SETTINGS: Record<Use, Record<string, string | number>> = {
  warm: { presolve: 'off', simplex_strategy: 4 },
  general: { mip_rel_gap: 0, mip_abs_gap: 1e-7 },
  rough: { mip_rel_gap: 0.5 },
};

class HighsModel implements SolverModel {
  readonly #highs: Highs;
  readonly #model: Model;
  readonly #all: { kind: 'range'; from: number; to: number };

  constructor(highs: Highs, program: LinearProgram, use: Use) {
    const { costs, lower, upper, rows } = program;
    this.#highs = highs;
    this.#all = { kind: 'range', from: 0, to: costs.length - 1 };
    this.#model = highs.createModel({
      numCols: costs.length,
      numRows: rows.length,
      colCost: costs,
      colLower: lower,
      colUpper: upper,
      rowLower: rows.map((row) => row.lower),
      rowUpper: rows.map((row) => row.upper),
      matrix: matrixOf(rows, costs.length),
    });
    this.#model.options.set({ output_flag: false, ...SETTINGS[use] });
  }

  setCosts(costs: Float64Array): void {
    this.#model.changeColsCost(this.#all, costs);
  }

  setBounds(lower: Float64Array, upper: Float64Array): void {
    this.#model.changeColsBounds(this.#all, lower, upper);
  }

  addRow({ indices, values, lower, upper }: LinearRow): void {
    this.#model.addRow(lower, upper, { indices, values });
  }

  setInteger(): void {
    const integer = this.#highs.constants.variableType.integer;
    const count = this.#all.to + 1;
    this.#model.changeColsIntegrality(this.#all, new Int32Array(count).fill(integer));
  }

  minimise(limitSeconds = Infinity): Solved {
    this.#model.zeroAllClocks();
    this.#model.options.set('time_limit', Math.min(limitSeconds, NO_LIMIT));
    const first = this.#run();
    if (first.status !== 'failed') return first;
    // A stuck basis: start again from nothing before giving up.
    this.#model.clearSolver();
    return this.#run();
  }

  #run(): Solved {
    this.#model.run();
    const code = this.#model.getModelStatus();
    const solved = { status: this.#statusOf(code), objective: this.#model.getObjectiveValue() };
    // Without a solution there is none to read: the library throws.
    if (solved.status !== 'optimal') return { ...solved, x: NOTHING, reducedCosts: NOTHING };
    const { colValue, colDual } = this.#model.getSolution();
    return { ...solved, x: colValue, reducedCosts: colDual };
  }

  #statusOf(code: number): Solved['status'] {
    const { modelStatus } = this.#highs.constants;
    if (code === modelStatus.optimal || code === modelStatus.empty) return 'optimal';
    if (code === modelStatus.infeasible || code === modelStatus.unboundedOrInfeasible) return 'infeasible';
    return code === modelStatus.timeLimit || code === modelStatus.interrupted ? 'limit' : 'failed';
  }

  dispose(): void {
    this.#model.dispose();
  }
}

/** A program without columns, of which HiGHS has no solution to give: every sum is zero. */
class EmptyModel implements SolverModel {
  #isFeasible = true;

  constructor({ rows }: LinearProgram) {
    for (const row of rows) this.addRow(row);
  }

  addRow({ lower, upper }: LinearRow): void {
    this.#isFeasible &&= lower <= 0 && upper >= 0;
  }

  minimise(): Solved {
    const status = this.#isFeasible ? 'optimal' : 'infeasible';
    return { status, objective: 0, x: NOTHING, reducedCosts: NOTHING };
  }

  setCosts(): void {
    // No column.
  }
  setBounds(): void {
    // No column.
  }
  setInteger(): void {
    // No column.
  }
  dispose(): void {
    // No column.
  }
}

/** Options of the loader of `highs`: where its WebAssembly file is, when a bundler moved it. */
export type HighsLoading = { locateFile?: (file: string) => string; wasmBinary?: ArrayBuffer };

/** The default solver, HiGHS in WebAssembly, loaded on first use (1.2 MB compressed). */
export const highsSolver =
  (loading?: HighsLoading): SolverFactory =>
  async (): Promise<Solver> => {
    // The package's declarations are CommonJS, its module is not: the loader is the default export.
    const { default: load } = (await import('highs')) as unknown as {
      default: (options?: HighsLoading) => Promise<Highs>;
    };
    const highs = await load(loading);
    return {
      name: 'highs',
      version: highs.version.string,
      load: (program, use) =>
        program.costs.length === 0 ? new EmptyModel(program) : new HighsModel(highs, program, use),
    };
  };

let shared: Promise<Solver> | undefined;

/** One HiGHS for the whole process, so that its WebAssembly is compiled once. */
export const defaultSolver: SolverFactory = () => {
  shared ??= highsSolver()().catch((error: unknown) => {
    shared = undefined;
    throw error;
  });
  return shared;
};
