import { integerPoint, solverRows, boundedReach, type IntegerSystem } from './linear-system.ts';
import { LocalMoves } from './local-moves.ts';
import { InnerTables } from './inner-tables.ts';
import { nullMoves } from './null-moves.ts';
import { shakenTables } from './shaken-tables.ts';
import type { Solved, Solver, SolverModel, Use } from './solver.ts';

const TOLERANCE = 1e-6;
const MAX_SWEEPS = 20;
/** Tables away from zero that are looked for. */
const INNER_TABLES = 8;
const SEED = 0x9e3779b9;

/** What an attacker obtains on each unknown. `hi` is `Infinity` when nothing bounds it. */
export type Attack =
  | { readonly status: 'contradiction' }
  | { readonly status: 'stopped' }
  | {
      readonly status: 'done';
      /** Proven bounds in `intervals` mode; in `witness` mode, the range of the solutions seen. */
      readonly lo: Float64Array;
      readonly hi: Float64Array;
      /** Integer solutions whose ranges prove the widths of most unknowns, all if `integer`. */
      readonly witnesses: readonly (readonly number[])[];
    };

/** How far an attack goes. */
export type AttackOptions = {
  readonly mode: 'witness' | 'intervals';
  /** Width that proves an unknown in `witness` mode. */
  readonly width: number;
  /** The attacker knows that values are integers. */
  readonly integer: boolean;
  /** Unknowns of interest; others only take part in the equalities. */
  readonly targets: readonly number[];
  readonly signal?: AbortSignal | undefined;
  /** Seconds left, asked before every run. */
  readonly secondsLeft?: (() => number) | undefined;
  /** Integer solutions that are no witness and prove nothing, wherever the search meets them. */
  readonly shun?: ((point: readonly number[]) => boolean) | undefined;
};

/** Numbers in [0, 1) that are the same at every run: the core has no chance of its own. */
function draws(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

class Stopped extends Error {}

class Attacker {
  readonly lo: Float64Array;
  readonly hi: Float64Array;
  readonly intLo: Float64Array;
  readonly intHi: Float64Array;
  readonly witnesses: number[][] = [];
  /** An unknown that goes beyond has no bound. */
  readonly reach: number;
  readonly #system: IntegerSystem;
  readonly #solver: Solver;
  readonly #o: AttackOptions;
  readonly #upper: Float64Array;
  readonly #lp: SolverModel;
  #mip: SolverModel | undefined;

  constructor(system: IntegerSystem, solver: Solver, o: AttackOptions) {
    this.#system = system;
    this.#solver = solver;
    this.#o = o;
    this.reach = boundedReach(system);
    // The solver's box is wider still: an unbounded unknown may be held back by another's bound.
    this.#upper = system.upper.map((bound) => Math.min(bound, 16 * this.reach));
    this.lo = new Float64Array(system.size).fill(Infinity);
    this.hi = new Float64Array(system.size).fill(-Infinity);
    this.intLo = this.lo.slice();
    this.intHi = this.hi.slice();
    this.#lp = this.#load('warm');
  }

  #load(use: Use): SolverModel {
    const { size, lower } = this.#system;
    return this.#solver.load(
      { costs: new Float64Array(size), lower, upper: this.#upper, rows: solverRows(this.#system) },
      use,
    );
  }

  #checkTime(): number {
    const left = this.#o.secondsLeft?.() ?? Infinity;
    if (left <= 0 || this.#o.signal?.aborted) throw new Stopped();
    return left;
  }

  #minimise(model: SolverModel): Solved | null {
    const solved = model.minimise(this.#checkTime());
    if (solved.status === 'infeasible') return null;
    if (solved.status !== 'optimal') throw new Stopped();
    return solved;
  }

  #run(model: SolverModel, costs: Float64Array): Solved | null {
    model.setCosts(costs);
    const solved = this.#minimise(model);
    if (solved) this.#learn(solved.x);
    return solved;
  }

  /** Widens the ranges seen; keeps the solution as a witness when it is integral and new. */
  #learn(x: Float64Array): void {
    const point = integerPoint(this.#system, x);
    if (point && this.#o.shun?.(point)) return;
    let useful = false;
    for (let i = 0; i < x.length; i += 1) {
      const value = x[i] ?? 0;
      this.lo[i] = Math.min(this.lo[i] ?? 0, value);
      this.hi[i] = Math.max(this.hi[i] ?? 0, value);
      if (!point) continue;
      const exact = point[i] ?? 0;
      const low = this.intLo[i] ?? 0;
      const high = this.intHi[i] ?? 0;
      // A wider range is worth a witness only until the width is proven.
      if ((exact < low || exact > high) && !(high - low >= this.#o.width)) useful = true;
      this.intLo[i] = Math.min(low, exact);
      this.intHi[i] = Math.max(high, exact);
    }
    if (point && useful) this.witnesses.push(point);
  }

  #wholeModel(): SolverModel {
    if (!this.#mip) {
      this.#mip = this.#load('general');
      this.#mip.setInteger();
    }
    return this.#mip;
  }

  #seen(i: number): number {
    return this.#o.integer
      ? (this.intHi[i] ?? 0) - (this.intLo[i] ?? 0)
      : (this.hi[i] ?? 0) - (this.lo[i] ?? 0) + TOLERANCE;
  }

  feasible(): boolean {
    return this.#run(this.#lp, new Float64Array(this.#system.size)) !== null;
  }

  /** Targets whose width is not proven yet. */
  open(targets: readonly number[]): number[] {
    return targets.filter((i) => !(this.#seen(i) >= this.#o.width));
  }

  /** Random-signed sums over the targets not yet proven: most widths fall in a few runs. */
  sweep(): number[] {
    return this.#sweepWith(this.#lp, this.#o.targets);
  }

  #sweepWith(model: SolverModel, targets: readonly number[]): number[] {
    const draw = draws(SEED);
    let open = this.open(targets);
    for (let round = 0; round < MAX_SWEEPS && open.length > 0; round += 1) {
      const costs = new Float64Array(this.#system.size);
      for (const i of open) costs[i] = draw() < 0.5 ? 1 : -1;
      this.#run(model, costs);
      this.#run(
        model,
        costs.map((cost) => -cost),
      );
      const left = this.open(open);
      if (round > 0 && left.length === open.length) break;
      open = left;
    }
    return open;
  }

  /**
   * Integer tables next to one integer table, for the targets that no integral vertex has moved.
   *
   * With three dimensions the vertices of the relaxation are rarely integers, and an exact integer
   * program per cell takes minutes. But a few steps of one around a table move most cells.
   * False: no integer table.
   */
  wander(targets: readonly number[]): boolean {
    if (this.witnesses.length === 0) this.#run(this.#wholeModel(), new Float64Array(this.#system.size));
    let base = this.witnesses.at(-1);
    if (!base) return false;
    const draw = draws(SEED);
    let open = this.open(targets);

    // Where one table leaves no step, because too much of it is zero, the next often does.
    for (let round = 0; round < MAX_SWEEPS && open.length > 0; round += 1) {
      const tables = new LocalMoves(this.#system, base, draw).tables(open);
      for (const table of tables) this.#learn(Float64Array.from(table));
      open = this.open(open);
      base = tables[0] ?? base;
    }

    if (open.length > 0) this.#wanderWithSolver(base, open);
    return true;
  }

  /** Integer tables away from zero, where most moves fit, and their neighbours: no program per cell. */
  shake(): void {
    const moves = nullMoves(this.#system);
    const inner = new InnerTables(this.#system, this.#upper, this.#solver);
    let open = this.open(this.#o.targets);
    try {
      for (let round = 0; round < INNER_TABLES && open.length > 0; round += 1) {
        const base = inner.next(open, this.#checkTime());
        if (!base) break;
        this.#learn(Float64Array.from(base));
        for (const table of shakenTables(this.#system, base, moves, this.open(open))) {
          this.#learn(Float64Array.from(table));
        }
        open = this.open(open);
      }
    } finally {
      inner.dispose();
    }
  }

  /** Random-signed sums in a box of one around a table, with a loose gap. */
  #wanderWithSolver(base: readonly number[], targets: readonly number[]): void {
    const near = this.#load('rough');
    near.setInteger();
    near.setBounds(
      this.#system.lower.map((bound, i) => Math.max(bound, (base[i] ?? 0) - 1)),
      this.#upper.map((bound, i) => Math.min(bound, (base[i] ?? 0) + 1)),
    );
    try {
      this.#sweepWith(near, targets);
    } finally {
      near.dispose();
    }
  }

  /** Exact bounds of one unknown, by two programs (integer ones where the relaxation is not enough). */
  bound(i: number): [number, number] | null {
    const low = this.#extreme(i, 1);
    if (low === null) return null;
    const high = this.#extreme(i, -1);
    return high === null ? null : [low, high];
  }

  #extreme(i: number, sense: 1 | -1): number | null {
    const trivial = sense === 1 ? (this.#system.lower[i] ?? 0) : (this.#upper[i] ?? 0);
    const integerSeen = (): number => (sense === 1 ? this.intLo[i] : this.intHi[i]) ?? 0;
    if (integerSeen() === trivial) return trivial;
    const costs = new Float64Array(this.#system.size);
    costs[i] = sense;
    const solved = this.#run(this.#lp, costs);
    if (!solved) return null;
    const value = solved.x[i] ?? 0;
    if (!this.#o.integer) return snap(value);
    const rounded = sense === 1 ? Math.ceil(value - TOLERANCE) : Math.floor(value + TOLERANCE);
    if (integerSeen() === rounded) return rounded;
    const whole = this.#run(this.#wholeModel(), costs);
    return whole ? Math.round(whole.x[i] ?? 0) : null;
  }

  dispose(): void {
    this.#lp.dispose();
    this.#mip?.dispose();
  }
}

/** Removes the solver's noise from a bound that is an integer in all but the last digits. */
const snap = (value: number): number =>
  Math.abs(value - Math.round(value)) < TOLERANCE ? Math.round(value) + 0 : Math.round(value * 1e6) / 1e6;

/**
 * Attacks a system of equalities: the range that each target can take.
 *
 * `witness` mode stops on a target as soon as two solutions differ by `width`; targets that never
 * do get their exact bounds. `contradiction` means that the equalities have no solution at all.
 */
export function attack(system: IntegerSystem, solver: Solver, o: AttackOptions): Attack {
  if (system.size === 0) {
    const empty = new Float64Array();
    const consistent = system.rows.every(({ rhs }) => rhs === 0);
    return consistent ? { status: 'done', lo: empty, hi: empty, witnesses: [] } : { status: 'contradiction' };
  }
  if (system.rows.some(({ indices, rhs }) => indices.length === 0 && rhs !== 0)) {
    return { status: 'contradiction' };
  }
  const attacker = new Attacker(system, solver, o);
  try {
    const oneStepIsEnough = o.integer && o.width <= 1;
    if (!attacker.feasible()) return { status: 'contradiction' };
    // Where vertices are integers, as in two dimensions, they are the best witnesses of all.
    const hasWholeVertices = attacker.witnesses.length > 0;
    if (oneStepIsEnough && !hasWholeVertices) attacker.shake();
    let open = attacker.sweep();
    if (oneStepIsEnough && hasWholeVertices && open.length > 0) {
      attacker.shake();
      open = attacker.open(open);
    }
    if (oneStepIsEnough && open.length > 0) {
      if (!attacker.wander(open)) return { status: 'contradiction' };
      open = attacker.open(open);
    }
    const lo = o.integer ? attacker.intLo.slice() : attacker.lo.slice();
    const hi = o.integer ? attacker.intHi.slice() : attacker.hi.slice();
    for (const i of o.mode === 'intervals' ? o.targets : open) {
      const bounds = attacker.bound(i);
      if (!bounds) return { status: 'contradiction' };
      [lo[i], hi[i]] = bounds;
    }
    for (let i = 0; i < system.size; i += 1) {
      if ((hi[i] ?? 0) >= attacker.reach) hi[i] = Infinity;
    }
    return { status: 'done', lo, hi, witnesses: attacker.witnesses };
  } catch (error) {
    if (error instanceof Stopped) return { status: 'stopped' };
    throw error;
  } finally {
    attacker.dispose();
  }
}
