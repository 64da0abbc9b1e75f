import { draws } from './draws.ts';
import { integerPoint, solverRows, type IntegerSystem } from './linear-system.ts';
import type { Solver, SolverModel } from './solver.ts';

/** Seconds for one program in integers: if a table is hard to find, other ways are better. */
const SECONDS = 20;

/**
 * Integer tables that keep away from zero where they can: most steps fit next to them, where next to
 * a vertex of the relaxation, half of it zeros, few do.
 */
export class InnerTables {
  readonly #system: IntegerSystem;
  readonly #solver: Solver;
  readonly #lower: Float64Array;
  readonly #upper: Float64Array;
  readonly #draw = draws();
  readonly #relaxed: SolverModel;
  #whole: SolverModel | undefined;
  #isFirst = true;

  constructor(system: IntegerSystem, upper: Float64Array, solver: Solver) {
    this.#system = system;
    this.#solver = solver;
    this.#upper = upper;
    this.#lower = system.lower.map((bound, at) => Math.min(Math.max(bound, 1), upper[at] ?? Infinity));
    this.#relaxed = this.#load('warm');
  }

  #load(use: 'warm' | 'rough'): SolverModel {
    return this.#solver.load(
      {
        costs: new Float64Array(this.#system.size),
        lower: this.#lower,
        upper: this.#upper,
        rows: solverRows(this.#system),
      },
      use,
    );
  }

  /** Another table, that differs from the others where asked; `null` if none is found. */
  next(open: readonly number[], secondsLeft: number): number[] | null {
    const costs = new Float64Array(this.#system.size);
    if (!this.#isFirst) for (const at of open) costs[at] = this.#draw() - 0.5;
    this.#isFirst = false;
    this.#relaxed.setCosts(costs);
    const relaxed = this.#relaxed.minimise(secondsLeft);
    if (relaxed.status !== 'optimal') return null;
    const point = integerPoint(this.#system, relaxed.x);
    if (point) return point;
    if (!this.#whole) {
      this.#whole = this.#load('rough');
      this.#whole.setInteger();
    }
    this.#whole.setCosts(costs);
    const whole = this.#whole.minimise(Math.min(SECONDS, secondsLeft));
    return whole.status === 'optimal' ? integerPoint(this.#system, whole.x) : null;
  }

  dispose(): void {
    this.#relaxed.dispose();
    this.#whole?.dispose();
  }
}
