import { DeviationPool } from './deviation-pool.ts';
import { deviationsOf } from './deviations.ts';
import { draws } from './draws.ts';
import type { IntegerSystem } from './linear-system.ts';
import { LocalMoves } from './local-moves.ts';
import { nullMoves } from './null-moves.ts';
import type { Solver, SolverModel } from './solver.ts';
import { alwaysMasked, type Suppression } from './suppression.ts';
import type { Demand } from './level.ts';

const TOLERANCE = 1e-6;
/** Seconds for one integer program, which proves nothing if it does not end. */
const WHOLE_SECONDS = 5;

/** How a long work is watched and stopped. */
export type Watch = { readonly secondsLeft: () => number; readonly signal?: AbortSignal | undefined };

export class OutOfTime extends Error {}

/** Throws when there is no time left. */
export function checkTime({ secondsLeft, signal }: Watch): number {
  const left = secondsLeft();
  if (left <= 0 || signal?.aborted) throw new OutOfTime();
  return left;
}

/** Largest width that anything asks for: what a deviation must be allowed to reach. */
export const widestDemand = ({ demands }: Suppression): number =>
  demands.reduce((most, { above, width }) => Math.max(most, above, width), 1);

/**
 * Whether a pattern keeps every demand of a problem, judged as an attacker of the published cells
 * would: by what remains possible around the truth (linear relaxation first, integers where it is
 * less than twice what is asked), never by the cuts that led to the pattern.
 */
export class Safety {
  readonly #problem: Suppression;
  readonly #watch: Watch;
  readonly #masked: readonly number[];
  readonly #unknownOf: ReadonlyMap<number, number>;
  readonly #needs: ReadonlyMap<number, Demand>;
  readonly #system: IntegerSystem;
  readonly #rowsOf: readonly number[][];
  readonly #pool: DeviationPool;
  readonly #moves: LocalMoves;
  readonly #solver: Solver;
  #relaxed: SolverModel | undefined;
  #near: SolverModel | undefined;
  #whole: SolverModel | undefined;
  readonly #draw = draws();
  #boundsMoved = false;

  constructor(problem: Suppression, secondaries: Iterable<number>, solver: Solver, watch: Watch) {
    this.#problem = problem;
    this.#solver = solver;
    this.#watch = watch;
    this.#masked = [...new Set([...alwaysMasked(problem), ...secondaries])];
    this.#unknownOf = new Map(this.#masked.map((group, unknown) => [group, unknown]));
    this.#needs = this.#collectNeeds();
    this.#system = deviationsOf(problem, this.#masked);
    this.#rowsOf = Array.from({ length: this.#masked.length }, (): number[] => []);
    this.#system.rows.forEach(({ indices }, row) => {
      for (const unknown of indices) this.#rowsOf[unknown]?.push(row);
    });
    this.#pool = new DeviationPool(this.#system);
    for (const move of nullMoves(this.#system)) this.#pool.learnMove(move);
    this.#moves = new LocalMoves(this.#system, new Array<number>(this.#masked.length).fill(0), draws());
  }

  /** By unknown: demands on one group hold together; a masked group that could be read asks for one. */
  #collectNeeds(): Map<number, Demand> {
    const hidden = new Set(this.#problem.hidden);
    const needs = new Map<number, Demand>();
    this.#masked.forEach((group, unknown) => {
      if (!hidden.has(group)) needs.set(unknown, { group, below: 0, above: 0, width: 1 });
    });
    for (const demand of this.#problem.demands) {
      const unknown = this.#unknownOf.get(demand.group);
      if (unknown === undefined) continue;
      const other = needs.get(unknown) ?? demand;
      needs.set(unknown, {
        group: demand.group,
        below: Math.max(demand.below, other.below),
        above: Math.max(demand.above, other.above),
        width: Math.max(demand.width, other.width),
      });
    }
    return needs;
  }

  /** Takes a whole table that an attacker found possible: the value of each group. */
  learn(valueOf: (group: number) => number): void {
    this.#pool.learn(this.#masked.map((group) => valueOf(group) - (this.#problem.values[group] ?? 0)));
  }

  /** Demands that the pattern does not keep. */
  unsafe(): Demand[] {
    const open = [...this.#needs.keys()].filter((unknown) => !this.#isProven(unknown, true));
    return open.flatMap((unknown) => {
      const need = this.#needs.get(unknown);
      return need && !this.#prove(unknown) ? [need] : [];
    });
  }

  /** Publishes a group if every demand is still kept then; otherwise leaves all as it was. */
  publish(group: number): boolean {
    const fixed = this.#unknownOf.get(group);
    if (fixed === undefined || this.#leavesOneAlone(fixed)) return false;
    const { lower, upper } = this.#system;
    const before = [lower[fixed] ?? 0, upper[fixed] ?? 0] as const;
    const { shifts, touched } = this.#pool.forget(fixed);
    this.#fix(fixed, 0, 0);
    const undo = (): false => {
      this.#fix(fixed, ...before);
      this.#pool.restore(shifts);
      return false;
    };
    try {
      const affected = touched.filter((unknown) => unknown !== fixed && this.#needs.has(unknown));
      return affected.every((unknown) => this.#prove(unknown)) || undo();
    } catch (error) {
      undo();
      throw error;
    }
  }

  #fix(unknown: number, low: number, high: number): void {
    this.#system.lower[unknown] = low;
    this.#system.upper[unknown] = high;
    this.#boundsMoved = true;
  }

  #isFixed(unknown: number): boolean {
    return this.#system.lower[unknown] === 0 && this.#system.upper[unknown] === 0;
  }

  /** The quick refusal: a relation would have one masked cell left. */
  #leavesOneAlone(fixed: number): boolean {
    return (this.#rowsOf[fixed] ?? []).some((row) => {
      const left = (this.#system.rows[row]?.indices ?? []).filter(
        (unknown) => unknown !== fixed && !this.#isFixed(unknown),
      );
      return left.length === 1 && this.#needs.has(left[0] ?? -1);
    });
  }

  #isProven(unknown: number, whole: boolean, factor = 1): boolean {
    const need = this.#needs.get(unknown);
    if (!need || this.#isFixed(unknown)) return true;
    const { low, high } = this.#pool.range(unknown, whole);
    return (
      low <= TOLERANCE - need.below &&
      high >= need.above - TOLERANCE &&
      high - low >= factor * need.width - TOLERANCE
    );
  }

  #prove(unknown: number): boolean {
    if (this.#isProven(unknown, true)) return true;
    checkTime(this.#watch);
    for (const shift of this.#moves.tables([unknown])) this.#pool.learn(shift);
    if (this.#isProven(unknown, true)) return true;
    // One step is all that a width of one takes: where none is found, climbing finds none either.
    if (this.#asksMoreThanOne(unknown)) this.#climb(unknown);
    if (this.#isProven(unknown, true)) return true;
    for (const sense of [1, -1] as const) {
      if (!this.#isProven(unknown, false, 2)) this.#push(this.#relaxation(), unknown, sense);
    }
    if (this.#isProven(unknown, true)) return true;
    if (!this.#isProven(unknown, false)) return false;
    if (this.#isProven(unknown, false, 2)) return true;
    return this.#proveWhole(unknown);
  }

  #asksMoreThanOne(unknown: number): boolean {
    const { below = 0, above = 0, width = 0 } = this.#needs.get(unknown) ?? {};
    return below > 0 || above > 0 || width > 1;
  }

  /** Integer tables found by small moves, as far as the demand asks. */
  #climb(unknown: number): void {
    const need = this.#needs.get(unknown);
    if (!need) return;
    const up = this.#moves.climb(unknown, 1, Math.max(need.above, need.width));
    if (up) this.#pool.learn(up);
    if (this.#isProven(unknown, true)) return;
    const down = this.#moves.climb(unknown, -1, Math.max(need.below, need.width - (up?.[unknown] ?? 0)));
    if (down) this.#pool.learn(down);
  }

  /**
   * Integer tables that differ from the truth as little as they can: the relaxation that moves the
   * fewest other cells is nearly always integral, where a program in integers takes a thousand times
   * longer. Noise on the costs gives others to try.
   */
  #tread(unknown: number): void {
    const need = this.#needs.get(unknown);
    if (!need) return;
    const { low, high } = this.#pool.range(unknown, true);
    const rise = Math.max(need.above, need.width + Math.min(low, -need.below));
    if (high < rise) this.#stepTo(unknown, rise);
    if (low > -need.below) this.#stepTo(unknown, -need.below);
  }

  /** The integer table nearest to the truth that moves an unknown by `step`, if the relaxation gives it. */
  #stepTo(unknown: number, step: number): void {
    const { size, lower, upper, rows } = this.#system;
    this.#near ??= this.#solver.load(
      {
        costs: Float64Array.from({ length: 2 * size }, () => 1 + 0.1 * this.#draw()),
        lower: new Float64Array(2 * size),
        upper: new Float64Array(2 * size),
        rows: rows.map(({ indices, values }) => ({
          indices: [...indices, ...indices.map((at) => size + at)],
          values: [...values, ...values.map((value) => -value)],
          lower: 0,
          upper: 0,
        })),
      },
      'general',
    );
    const low = new Float64Array(2 * size);
    const high = new Float64Array(2 * size);
    upper.forEach((bound, at) => (high[at] = bound));
    lower.forEach((bound, at) => (high[size + at] = -bound));
    low[unknown] = high[unknown] = Math.max(0, step);
    low[size + unknown] = high[size + unknown] = Math.max(0, -step);
    this.#near.setBounds(low, high);
    const solved = this.#near.minimise(checkTime(this.#watch));
    if (solved.status !== 'optimal') return;
    const { x } = solved;
    const shift = Float64Array.from({ length: size }, (_, at) => (x[at] ?? 0) - (x[size + at] ?? 0));
    this.#pool.learn(shift);
  }

  #proveWhole(unknown: number): boolean {
    this.#tread(unknown);
    if (this.#isProven(unknown, true)) return true;
    this.#whole ??= this.#load('rough');
    this.#whole.setInteger();
    const { lower, upper } = this.#system;
    const need = this.#needs.get(unknown);
    const reach = Math.max(need?.above ?? 0, need?.width ?? 1);
    this.#whole.setBounds(
      lower.map((bound, at) => (at === unknown ? Math.max(bound, -reach) : bound)),
      upper.map((bound, at) => (at === unknown ? Math.min(bound, reach) : bound)),
    );
    for (const sense of [1, -1] as const) {
      if (!this.#isProven(unknown, true)) this.#push(this.#whole, unknown, sense, WHOLE_SECONDS);
    }
    return this.#isProven(unknown, true);
  }

  #load(use: 'warm' | 'rough'): SolverModel {
    const { size, lower, upper, rows } = this.#system;
    return this.#solver.load(
      {
        costs: new Float64Array(size),
        lower,
        upper,
        rows: rows.map(({ indices, values }) => ({ indices, values, lower: 0, upper: 0 })),
      },
      use,
    );
  }

  #relaxation(): SolverModel {
    if (!this.#relaxed) this.#relaxed = this.#load('warm');
    else if (this.#boundsMoved) this.#relaxed.setBounds(this.#system.lower, this.#system.upper);
    this.#boundsMoved = false;
    return this.#relaxed;
  }

  /** One run of the solver towards one end of an unknown. */
  #push(model: SolverModel, unknown: number, sense: 1 | -1, limit = Infinity): void {
    const costs = new Float64Array(this.#system.size);
    costs[unknown] = sense;
    model.setCosts(costs);
    const solved = model.minimise(Math.min(limit, checkTime(this.#watch)));
    if (solved.status === 'optimal') this.#pool.learn(solved.x);
  }

  dispose(): void {
    this.#relaxed?.dispose();
    this.#near?.dispose();
    this.#whole?.dispose();
  }
}
