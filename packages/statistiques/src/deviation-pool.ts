import type { IntegerSystem } from './linear-system.ts';
import type { NullMove } from './null-move.ts';

/**
 * Steps that leave every equality as it was: added to the truth as many times as they fit, up or
 * down, they give other tables.
 */
type Shift = {
  readonly unknowns: Int32Array;
  readonly steps: Float64Array;
  /** How many times it fits downwards and upwards. */
  readonly down: number;
  readonly up: number;
  readonly isWhole: boolean;
  isAlive: boolean;
};

const TOLERANCE = 1e-6;

/**
 * What is known to be possible around the truth: for each unknown, how far at least it can go.
 *
 * Made of sparse shifts, so that fixing one unknown only takes away the shifts that move it: most of
 * what was proven before stays proven.
 */
export class DeviationPool {
  readonly #system: IntegerSystem;
  readonly #through: number[][];
  readonly #shifts: Shift[] = [];
  readonly #ranges: Record<'low' | 'high' | 'wholeLow' | 'wholeHigh', Float64Array>;

  /** `system` has 0 among its solutions; its bounds may be narrowed by its owner. */
  constructor(system: IntegerSystem) {
    this.#system = system;
    this.#through = Array.from({ length: system.size }, (): number[] => []);
    const zeros = (): Float64Array => new Float64Array(system.size);
    this.#ranges = { low: zeros(), high: zeros(), wholeLow: zeros(), wholeHigh: zeros() };
  }

  /** Range proven for an unknown, by integer tables only if `whole`. */
  range(unknown: number, whole: boolean): { low: number; high: number } {
    const { low, high, wholeLow, wholeHigh } = this.#ranges;
    return whole
      ? { low: wholeLow[unknown] ?? 0, high: wholeHigh[unknown] ?? 0 }
      : { low: low[unknown] ?? 0, high: high[unknown] ?? 0 };
  }

  /** Takes a solution of the system, integral or not. */
  learn(x: ArrayLike<number>): void {
    const unknowns: number[] = [];
    const steps: number[] = [];
    let isWhole = true;
    for (let unknown = 0; unknown < this.#system.size; unknown += 1) {
      const step = x[unknown] ?? 0;
      if (Math.abs(step) < TOLERANCE) continue;
      const rounded = Math.round(step);
      if (Math.abs(step - rounded) > TOLERANCE) isWhole = false;
      unknowns.push(unknown);
      steps.push(step);
    }
    if (unknowns.length === 0) return;
    if (isWhole) {
      steps.forEach((step, at) => {
        steps[at] = Math.round(step);
      });
      isWhole = this.#isBalanced(unknowns, steps);
    }
    this.#keep(unknowns, steps, isWhole);
  }

  /** Takes a move already checked on integers. */
  learnMove({ unknowns, steps }: NullMove): void {
    this.#keep(unknowns, steps, true);
  }

  #keep(unknowns: readonly number[], steps: readonly number[], isWhole: boolean): void {
    const { lower, upper } = this.#system;
    let up = Infinity;
    let down = Infinity;
    unknowns.forEach((unknown, at) => {
      const step = steps[at] ?? 0;
      const fall = -(lower[unknown] ?? 0) / Math.abs(step);
      const rise = (upper[unknown] ?? 0) / Math.abs(step);
      up = Math.min(up, step > 0 ? rise : fall);
      down = Math.min(down, step > 0 ? fall : rise);
    });
    if (isWhole) {
      up = Math.floor(up + TOLERANCE);
      down = Math.floor(down + TOLERANCE);
    }
    if (!(up > 0 || down > 0)) return;
    const shift: Shift = {
      unknowns: Int32Array.from(unknowns),
      steps: Float64Array.from(steps),
      down,
      up,
      isWhole,
      isAlive: true,
    };
    const number = this.#shifts.push(shift) - 1;
    for (const unknown of unknowns) this.#through[unknown]?.push(number);
    this.#count(shift);
  }

  /** Takes away the shifts that move an unknown; says which, and which unknowns they moved. */
  forget(unknown: number): { shifts: readonly number[]; touched: readonly number[] } {
    const shifts = (this.#through[unknown] ?? []).filter((number) => this.#shifts[number]?.isAlive);
    return { shifts, touched: this.#turn(shifts, false) };
  }

  /** Gives back what `forget` took away. */
  restore(shifts: readonly number[]): void {
    this.#turn(shifts, true);
  }

  #turn(shifts: readonly number[], isAlive: boolean): number[] {
    const touched = new Set<number>();
    for (const number of shifts) {
      const shift = this.#shifts[number];
      if (!shift) continue;
      shift.isAlive = isAlive;
      for (const unknown of shift.unknowns) touched.add(unknown);
    }
    const { low, high, wholeLow, wholeHigh } = this.#ranges;
    for (const unknown of touched) {
      low[unknown] = high[unknown] = wholeLow[unknown] = wholeHigh[unknown] = 0;
      for (const number of this.#through[unknown] ?? []) {
        const shift = this.#shifts[number];
        if (shift?.isAlive) this.#countOne(shift, shift.unknowns.indexOf(unknown));
      }
    }
    return [...touched];
  }

  #count(shift: Shift): void {
    for (let at = 0; at < shift.unknowns.length; at += 1) this.#countOne(shift, at);
  }

  #countOne({ unknowns, steps, up, down, isWhole }: Shift, at: number): void {
    const { low, high, wholeLow, wholeHigh } = this.#ranges;
    const unknown = unknowns[at] ?? 0;
    const step = steps[at] ?? 0;
    const least = Math.min(up * step, -down * step);
    const most = Math.max(up * step, -down * step);
    low[unknown] = Math.min(low[unknown] ?? 0, least);
    high[unknown] = Math.max(high[unknown] ?? 0, most);
    if (!isWhole) return;
    wholeLow[unknown] = Math.min(wholeLow[unknown] ?? 0, least);
    wholeHigh[unknown] = Math.max(wholeHigh[unknown] ?? 0, most);
  }

  /** Exact arithmetic on integers: no solver tolerance is trusted here. */
  #isBalanced(unknowns: readonly number[], steps: readonly number[]): boolean {
    const stepOf = new Map(unknowns.map((unknown, at) => [unknown, steps[at] ?? 0]));
    return this.#system.rows.every(
      ({ indices, values }) =>
        indices.reduce((sum, index, k) => sum + (values[k] ?? 0) * (stepOf.get(index) ?? 0), 0) === 0,
    );
  }
}
