import { reachesOf } from './deviations.ts';
import { checkTime, OutOfTime, Safety, widestDemand, type Watch } from './safety.ts';
import type { Solver, SolverModel } from './solver.ts';
import { alwaysMasked, type Suppression } from './suppression.ts';
import type { Demand } from './level.ts';

const TOLERANCE = 1e-6;
/** What an already masked cell costs per unit moved: little, so that few of them move. */
const FREE = 1e-4;

/**
 * The cheapest way to give one demand the room it asks for: a program on deviations from the truth,
 * split by sign, where moving an unmasked cell costs what masking it costs.
 */
class Mender {
  readonly #problem: Suppression;
  readonly #watch: Watch;
  readonly #solver: Solver;
  readonly #reach: number;
  readonly #falls: Float64Array;
  readonly #models: Partial<Record<'relaxed' | 'whole', SolverModel>> = {};

  constructor(problem: Suppression, solver: Solver, watch: Watch) {
    this.#problem = problem;
    this.#solver = solver;
    this.#watch = watch;
    this.#reach = widestDemand(problem);
    this.#falls = reachesOf(problem).fall;
  }

  /** Adds to `masked` what the demand lacks; false if nothing can give it. */
  mend({ group, below, above, width }: Demand, masked: Set<number>, whole: boolean): boolean {
    const fall = Math.min(this.#falls[group] ?? 0, below);
    if (fall < below) return false;
    const rise = Math.max(above, width - fall);
    return (
      (rise === 0 || this.#move(group, rise, masked, whole)) &&
      (fall === 0 || this.#move(group, -fall, masked, whole))
    );
  }

  #move(group: number, by: number, masked: Set<number>, whole: boolean): boolean {
    const { size, candidates, costs } = this.#problem;
    const model = this.#model(whole ? 'whole' : 'relaxed');
    const lower = new Float64Array(2 * size);
    const upper = new Float64Array(2 * size);
    const price = new Float64Array(2 * size);
    const open = (at: number, cost: number): void => {
      price[at] = price[size + at] = cost;
      upper[at] = this.#reach;
      upper[size + at] = Math.min(this.#falls[at] ?? 0, this.#reach);
    };
    for (const at of candidates) open(at, costs[at] ?? 0);
    for (const at of masked) open(at, FREE);
    lower[group] = upper[group] = Math.max(0, by);
    lower[size + group] = upper[size + group] = Math.max(0, -by);
    model.setBounds(lower, upper);
    model.setCosts(price);
    const solved = model.minimise(checkTime(this.#watch));
    if (solved.status !== 'optimal') return false;
    for (const at of candidates) {
      if (Math.abs((solved.x[at] ?? 0) - (solved.x[size + at] ?? 0)) > TOLERANCE) masked.add(at);
    }
    return true;
  }

  #model(kind: 'relaxed' | 'whole'): SolverModel {
    const known = this.#models[kind];
    if (known) return known;
    const { size, rows } = this.#problem;
    const zeros = new Float64Array(2 * size);
    const model = this.#solver.load(
      {
        costs: zeros,
        lower: zeros,
        upper: zeros,
        rows: rows.map(({ indices, values }) => ({
          indices: [...indices, ...indices.map((group) => size + group)],
          values: [...values, ...values.map((value) => -value)],
          lower: 0,
          upper: 0,
        })),
      },
      kind === 'whole' ? 'rough' : 'general',
    );
    if (kind === 'whole') model.setInteger();
    this.#models[kind] = model;
    return model;
  }

  dispose(): void {
    this.#models.relaxed?.dispose();
    this.#models.whole?.dispose();
  }
}

/**
 * Masks more cells until every demand is kept, cheaply but not at the least cost (§5.2.5). Nothing is
 * unmasked. The pattern is judged by {@link Safety}, an attack of what stays published.
 *
 * Gives the secondaries, or `null` when the time is up or when no more masking can help.
 */
export function repairPattern(
  problem: Suppression,
  secondaries: Iterable<number>,
  solver: Solver,
  watch: Watch,
): number[] | null {
  const always = new Set(alwaysMasked(problem));
  const masked = new Set([...always, ...secondaries]);
  const chosen = (): number[] => [...masked].filter((group) => !always.has(group));
  const mender = new Mender(problem, solver, watch);
  try {
    for (let whole = false; ;) {
      const safety = new Safety(problem, chosen(), solver, watch);
      const before = masked.size;
      try {
        const unsafe = safety.unsafe();
        if (unsafe.length === 0) return chosen();
        for (const demand of unsafe) if (!mender.mend(demand, masked, whole)) return null;
      } finally {
        safety.dispose();
      }
      // The relaxation sees enough room where integers have none.
      if (masked.size === before && whole) return null;
      whole = masked.size === before;
    }
  } catch (error) {
    if (error instanceof OutOfTime) return null;
    throw error;
  } finally {
    mender.dispose();
  }
}

/**
 * Publishes each secondary that nothing needs, the costliest first. Gives back what must stay masked:
 * all of it if the time is up, `null` if the pattern given is not safe.
 */
export function prunePattern(
  problem: Suppression,
  secondaries: Iterable<number>,
  solver: Solver,
  watch: Watch,
): number[] | null {
  const kept = new Set(secondaries);
  const safety = new Safety(problem, kept, solver, watch);
  try {
    if (safety.unsafe().length > 0) return null;
    const cost = (group: number): number => problem.costs[group] ?? 0;
    for (const group of [...kept].toSorted((a, b) => cost(b) - cost(a))) {
      if (safety.publish(group)) kept.delete(group);
    }
    return [...kept];
  } catch (error) {
    if (error instanceof OutOfTime) return [...kept];
    throw error;
  } finally {
    safety.dispose();
  }
}
