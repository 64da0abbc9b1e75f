import { reachesOf } from './deviations.ts';
import { draws } from './draws.ts';
import type { Insider } from './singletons.ts';
import type { Solved, Solver, SolverModel } from './solver.ts';
import { alwaysMasked, type Suppression } from './suppression.ts';
import type { Demand } from './level.ts';

const TOLERANCE = 1e-6;
/** Points of earlier masks that are tried again. */
const REMEMBERED = 600;
/** A sum over fewer demands than this, or that proves fewer, is not worth its two runs. */
const SWEPT = 8;
/** Demands looked at between two looks at the events of the host. */
const BETWEEN_PAUSES = 16;

/** A valid inequality `Σ values[i]·x[indices[i]] ≥ rhs` over the candidates. */
export type Cut = { indices: number[]; values: number[]; rhs: number };

export class Infeasible extends Error {}

/** Runs the solver; throws {@link Infeasible}, or when the time is up. */
export type Run = (model: SolverModel) => Solved;

/** One end of what a group can take: how far it goes, and a bound on it that is linear in the mask. */
type End = { readonly reach: number; readonly coefficients: Float64Array };

/**
 * The attacker's program on deviations y from the true table (specification §5.2): M·y = 0 and
 * −a·x ≤ y ≤ U·x, where x is the (perhaps fractional) mask.
 */
export class Separation {
  readonly #problem: Suppression;
  readonly #model: SolverModel;
  readonly #always: readonly number[];
  /** How far a deviation may go down and up; far enough for every width, and well scaled. */
  readonly #fall: Float64Array;
  readonly #lift: Float64Array;
  readonly #run: Run;
  #lower = new Float64Array();
  #upper = new Float64Array();
  /** Range seen under the mask entered. */
  readonly #low: Float64Array;
  readonly #high: Float64Array;
  readonly #draw = draws();
  #points: Float64Array[] = [];

  readonly #pause: (() => Promise<void>) | undefined;

  constructor(problem: Suppression, solver: Solver, run: Run, pause?: () => Promise<void>) {
    const { size, rows } = problem;
    this.#problem = problem;
    this.#run = run;
    this.#pause = pause;
    this.#always = alwaysMasked(problem);
    const { fall, lift } = reachesOf(problem);
    this.#fall = fall;
    this.#lift = lift;
    this.#low = new Float64Array(size);
    this.#high = new Float64Array(size);
    const zero = new Float64Array(size);
    this.#model = solver.load(
      { costs: zero, lower: zero, upper: zero, rows: rows.map((row) => ({ ...row, lower: 0, upper: 0 })) },
      'warm',
    );
  }

  /** Starts on a mask; points of earlier masks say what they can, shrunk until they fit. */
  enter(mask: Float64Array): void {
    this.#lower = this.#fall.map((fall, group) => 0 - fall * (mask[group] ?? 0));
    this.#upper = this.#lift.map((lift, group) => lift * (mask[group] ?? 0));
    this.#model.setBounds(this.#lower, this.#upper);
    this.#low.fill(0);
    this.#high.fill(0);
    for (const point of this.#points) {
      const scale = largestScale(point, this.#lower, this.#upper);
      if (scale > TOLERANCE) this.#widen(point, scale);
    }
  }

  #widen(point: Float64Array, scale: number): void {
    for (let group = 0; group < point.length; group += 1) {
      const y = (point[group] ?? 0) * scale;
      if (y < (this.#low[group] ?? 0)) this.#low[group] = y;
      else if (y > (this.#high[group] ?? 0)) this.#high[group] = y;
    }
  }

  #isMet({ group, below, above, width }: Demand): boolean {
    const low = this.#low[group] ?? 0;
    const high = this.#high[group] ?? 0;
    return -low >= below - TOLERANCE && high >= above - TOLERANCE && high - low >= width - TOLERANCE;
  }

  /** Demands that the mask entered may not meet: sums of random signs prove most of the others at once. */
  open(demands: readonly Demand[]): Demand[] {
    let open = demands.filter((demand) => !this.#isMet(demand));
    while (open.length > SWEPT) {
      const costs = new Float64Array(this.#problem.size);
      for (const { group } of open) costs[group] = this.#draw() < 0.5 ? 1 : -1;
      this.#push(costs);
      this.#push(costs.map((cost) => -cost));
      const left = open.filter((demand) => !this.#isMet(demand));
      const proven = open.length - left.length;
      open = left;
      if (proven < SWEPT) break;
    }
    return open;
  }

  /** Cuts for the demands that the mask entered does not meet: one for each broken condition. */
  async cuts(demands: readonly Demand[]): Promise<Cut[]> {
    const cuts: Cut[] = [];
    for (const [rank, demand] of this.open(demands).entries()) {
      if (this.#isMet(demand)) continue;
      if (rank % BETWEEN_PAUSES === 0) await this.#pause?.();
      cuts.push(...this.#cutsFor(demand));
    }
    return cuts;
  }

  /** Demands that the mask entered breaks. */
  broken(demands: readonly Demand[]): Demand[] {
    return this.open(demands).filter((demand) => {
      if (!this.#isMet(demand)) this.#end(demand.group, -1);
      if (!this.#isMet(demand)) this.#end(demand.group, 1);
      return !this.#isMet(demand);
    });
  }

  /** What each demand can have `below` the truth on the mask entered, if it is less than it asks. */
  attainableFalls(demands: readonly Demand[]): number[] {
    // Everything down at once: one run shows almost all that can be had.
    this.#push(Float64Array.from(this.#fall, () => 1));
    return demands.map(({ group, below }) => {
      if (-(this.#low[group] ?? 0) < below - TOLERANCE) this.#end(group, 1);
      return Math.min(below, Math.floor(TOLERANCE - (this.#low[group] ?? 0)));
    });
  }

  /** Cuts for the pairs that an insider breaks on the mask entered: its own cell does not move. */
  async insiderCuts(pairs: readonly Insider[]): Promise<Cut[]> {
    const cuts: Cut[] = [];
    const knowers = new Set(pairs.map(({ known }) => known));
    for (const known of knowers) {
      this.#low.fill(0);
      this.#high.fill(0);
      this.#fix(known);
      await this.#pause?.();
      for (const { target } of pairs.filter((pair) => pair.known === known)) {
        cuts.push(...this.#cutsFor({ group: target, below: 0, above: 0, width: 1 }, known));
      }
    }
    return cuts;
  }

  /**
   * Cuts against every insider at once, on any mask: sums of random signs first say which of its targets
   * are safe, and points that leave an insider's cell in place serve against it too.
   */
  async everyInsiderCuts(pairs: readonly Insider[]): Promise<Cut[]> {
    const cuts: Cut[] = [];
    const targetsOf = new Map<number, Demand[]>();
    for (const { known, target } of pairs) {
      const targets = targetsOf.get(known) ?? [];
      targets.push({ group: target, below: 0, above: 0, width: 1 });
      targetsOf.set(known, targets);
    }
    for (const [known, targets] of targetsOf) {
      await this.#pause?.();
      this.#low.fill(0);
      this.#high.fill(0);
      const lower = this.#lower.with(known, 0);
      const upper = this.#upper.with(known, 0);
      for (const point of this.#points) {
        const scale = largestScale(point, lower, upper);
        if (scale > TOLERANCE) this.#widen(point, scale);
      }
      this.#model.setBounds(lower, upper);
      for (const demand of this.open(targets)) {
        if (!this.#isMet(demand)) cuts.push(...this.#cutsFor(demand, known));
      }
    }
    return cuts;
  }

  /** Cuts for candidates that the mask entered hides for nothing: an attacker still reads them. */
  secondaryCuts(groups: readonly number[]): Cut[] {
    return groups.flatMap((group) => {
      if (this.#isMet({ group, below: 0, above: 0, width: 1 })) return [];
      const up = this.#end(group, -1);
      const down = this.#end(group, 1);
      if (up.reach + down.reach >= 1 - TOLERANCE) return [];
      const coefficients = up.coefficients.map((c, at) => c + (down.coefficients[at] ?? 0));
      const own = coefficients[group] ?? 0;
      coefficients[group] = 0;
      const cut = this.#cut(coefficients, 1 - own);
      return cut ? [{ indices: [...cut.indices, group], values: [...cut.values, -1], rhs: 0 }] : [];
    });
  }

  #fix(known: number): void {
    this.#model.setBounds(this.#lower.with(known, 0), this.#upper.with(known, 0));
  }

  #cutsFor({ group, below, above, width }: Demand, known?: number): Cut[] {
    const cuts: Cut[] = [];
    const up = this.#end(group, -1, known);
    const isNarrow = (): boolean => (this.#high[group] ?? 0) - (this.#low[group] ?? 0) < width - TOLERANCE;
    const down =
      isNarrow() || -(this.#low[group] ?? 0) < below - TOLERANCE ? this.#end(group, 1, known) : null;
    const broken: [number, Float64Array][] = [];
    if (up.reach < above - TOLERANCE) broken.push([above, up.coefficients]);
    if (down && down.reach < below - TOLERANCE) broken.push([below, down.coefficients]);
    if (down && up.reach + down.reach < width - TOLERANCE) {
      broken.push([width, up.coefficients.map((c, at) => c + (down.coefficients[at] ?? 0))]);
    }
    for (const [asked, coefficients] of broken) {
      const cut = this.#cut(coefficients, asked);
      if (cut) cuts.push(cut);
    }
    return cuts;
  }

  /** As far as a group goes in one sense, and what each mask contributes to it at most. */
  #end(group: number, sense: 1 | -1, known?: number): End {
    const costs = new Float64Array(this.#problem.size);
    costs[group] = sense;
    const { x, reducedCosts } = this.#push(costs);
    const coefficients = new Float64Array(x.length);
    reducedCosts.forEach((reduced, at) => {
      const bound = reduced > 0 ? this.#fall[at] : this.#lift[at];
      if (Math.abs(reduced) > 1e-9) coefficients[at] = Math.abs(reduced) * (bound ?? 0);
    });
    if (known !== undefined) coefficients[known] = 0;
    return { reach: Math.abs(x[group] ?? 0), coefficients };
  }

  #push(costs: Float64Array): ReturnType<Run> {
    this.#model.setCosts(costs);
    const solved = this.#run(this.#model);
    this.#widen(solved.x, 1);
    this.#points.push(solved.x);
    if (this.#points.length > REMEMBERED) this.#points = this.#points.slice(REMEMBERED / 4);
    return solved;
  }

  /** What is masked anyway counts at once, and a coefficient above the right-hand side says no more. */
  #cut(coefficients: Float64Array, asked: number): Cut | null {
    let rhs = asked;
    for (const group of this.#always) rhs -= coefficients[group] ?? 0;
    if (rhs < TOLERANCE) return null;
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

/** Largest t ≤ 1 such that t·point lies between the bounds. */
function largestScale(point: Float64Array, lower: Float64Array, upper: Float64Array): number {
  let scale = 1;
  for (let at = 0; at < point.length; at += 1) {
    const y = point[at] ?? 0;
    if (y > 1e-9) scale = Math.min(scale, (upper[at] ?? 0) / y);
    else if (y < -1e-9) scale = Math.min(scale, (lower[at] ?? 0) / y);
    if (scale < TOLERANCE) return 0;
  }
  return scale;
}
