import { bridgeCuts, initialCuts, leakCut, Master } from './master.ts';
import { checkTime, OutOfTime, type Watch } from './safety.ts';
import { Infeasible, Separation, type Cut, type Run } from './separation.ts';
import type { Insider } from './singletons.ts';
import type { Solver } from './solver.ts';
import { alwaysMasked, type Suppression } from './suppression.ts';
import type { Demand } from './level.ts';

/** The pattern found: the groups masked on top of what is always masked. */
export type Pattern =
  | {
      readonly status: 'optimal' | 'time_limit';
      readonly secondaries: readonly number[];
      /** No safe pattern costs less. */
      readonly bound: number;
    }
  /** Even with every candidate masked, these groups cannot have what they demand. */
  | { readonly status: 'infeasible'; readonly blocking: readonly number[] }
  | { readonly status: 'stopped' }
  | { readonly status: 'unproven' };

/** How the search is watched and stopped. */
export type SearchWatch = Watch & {
  readonly onProgress?: ((p: { phase: string; bound?: number; cuts: number }) => void) | undefined;
  /** Lets the host see to its events, so that a signal can arrive. */
  readonly pause?: (() => Promise<void>) | undefined;
  /** Seconds left to make safe, trim and verify what an unfinished search leaves. */
  readonly finishing?: (() => number) | undefined;
};

/** Whether a pattern may be published; if not, groups that it leaves open to an attacker. */
export type Judge = (secondaries: readonly number[]) => Promise<'safe' | 'stopped' | readonly number[]>;

/** Shares of the time to finish that each step of the finish leaves to the next ones. */
const AFTER_ROUNDING = 0.75;
const AFTER_REPAIR = { insiders: 0.5, none: 0.3 };
const AFTER_PRUNING = { insiders: 0.4, none: 0.2 };
const AFTER_INSIDERS = 0.2;
/** Cuts against insiders in one round, at most (specification §5.2). */
const INSIDER_CUTS = 60;

/**
 * The cheapest set of secondaries that meets every demand: the cutting-plane integer program of
 * specification §5.2 (after Fischetti and Salazar). Out of time, the relaxation is rounded, repaired
 * and pruned. Only a pattern that `judge`, which knows nothing of the cuts, has passed is returned.
 */
export async function cheapestPattern(
  problem: Suppression,
  solver: Solver,
  watch: SearchWatch,
  judge: Judge,
): Promise<Pattern> {
  const search = new Search(problem, solver, watch, judge);
  try {
    return await search.optimum();
  } catch (error) {
    if (error instanceof Infeasible) return { status: 'infeasible', blocking: search.blocking() };
    if (!(error instanceof OutOfTime)) throw error;
    return watch.signal?.aborted ? { status: 'stopped' } : await search.rounded();
  } finally {
    search.dispose();
  }
}

class Search {
  readonly #problem: Suppression;
  readonly #solver: Solver;
  readonly #watch: SearchWatch;
  readonly #judge: Judge;
  readonly #run: Run;
  readonly #master: Master;
  readonly #separation: Separation;
  #mask: Float64Array;
  #bound = 0;
  #pairs: readonly Insider[] | undefined;

  constructor(problem: Suppression, solver: Solver, watch: SearchWatch, judge: Judge) {
    this.#problem = problem;
    this.#solver = solver;
    this.#watch = watch;
    this.#judge = judge;
    this.#run = (model) => {
      const solved = model.minimise(checkTime(watch));
      if (solved.status === 'infeasible') throw new Infeasible();
      if (solved.status !== 'optimal') throw new OutOfTime();
      return solved;
    };
    this.#mask = new Float64Array(problem.size);
    for (const group of alwaysMasked(problem)) this.#mask[group] = 1;
    this.#master = new Master(problem, solver);
    this.#separation = new Separation(problem, solver, this.#run, watch.pause);
  }

  async optimum(): Promise<Pattern> {
    const problem = this.#problem;
    // What is kept undetermined with nothing more masked stays so: only the other demands matter.
    this.#separation.enter(this.#mask);
    const watched = this.#separation.open(problem.demands);
    for (const cut of initialCuts(problem)) this.#master.add(cut);
    for (let integer = false; ;) {
      const { mask, bound } = this.#master.solve(this.#run);
      // Cuts within the tolerances of the solver would come back for ever: the next judge decides.
      const isStuck = this.#master.cuts > 0 && mask.every((value, group) => value === this.#mask[group]);
      this.#mask = mask;
      this.#bound = Math.max(bound, this.#bound);
      this.#watch.onProgress?.({ phase: integer ? 'integer' : 'relaxation', bound, cuts: this.#master.cuts });
      const secondaries = this.#chosen((value) => value === 1);
      const found = isStuck ? [] : await this.#cuts(watched, integer ? secondaries : null);
      if (found.length === 0 && !integer) {
        integer = true;
        this.#master.setInteger();
        continue;
      }
      if (found.length === 0) {
        const verdict = await this.#judge(secondaries);
        if (verdict === 'safe') return { status: 'optimal', secondaries, bound };
        if (verdict === 'stopped') return { status: 'stopped' };
        if (verdict.length === 0) return { status: 'unproven' };
        for (const group of verdict) found.push(leakCut(problem, mask, group));
      }
      for (const cut of found) this.#master.add(cut);
    }
  }

  #chosen(isChosen: (value: number) => boolean): number[] {
    return this.#problem.candidates.filter((group) => isChosen(this.#mask[group] ?? 0));
  }

  /** What the mask breaks; insiders and secondaries are looked at only once all else holds. */
  async #cuts(watched: readonly Demand[], secondaries: readonly number[] | null): Promise<Cut[]> {
    await this.#watch.pause?.();
    this.#separation.enter(this.#mask);
    const found = [...bridgeCuts(this.#problem, this.#mask), ...(await this.#separation.cuts(watched))];
    if (found.length > 0) return found;
    if (!secondaries) return this.#relaxedInsiderCuts();
    found.push(...this.#separation.secondaryCuts(secondaries));
    return found.length > 0 ? found : this.#insiderCuts(secondaries);
  }

  /** Insiders are met on the relaxation already: the integer rounds, far dearer, are a third as many. */
  async #relaxedInsiderCuts(): Promise<Cut[]> {
    const problem = this.#problem;
    if ((problem.singletons ?? []).length === 0) return [];
    const { insiderPairs } = await import('./singletons.ts');
    this.#pairs ??= insiderPairs(problem);
    return this.#separation.everyInsiderCuts(this.#pairs);
  }

  async #insiderCuts(secondaries: readonly number[]): Promise<Cut[]> {
    const problem = this.#problem;
    if ((problem.singletons ?? []).length === 0) return [];
    const { Insiders } = await import('./singletons.ts');
    const masked = [...alwaysMasked(problem), ...secondaries];
    const insiders = new Insiders(problem, masked, this.#solver, this.#watch);
    try {
      const pairs = insiders.leaks({ limit: INSIDER_CUTS, whole: false });
      const cuts = await this.#separation.insiderCuts(pairs);
      // Integers may fall where the relaxation does not.
      return cuts.length > 0 ? cuts : pairs.map(({ target }) => leakCut(problem, this.#mask, target));
    } finally {
      insiders.dispose();
    }
  }

  /** Out of time: what leans towards masking is masked, made safe, and what is useless given back. */
  async rounded(): Promise<Pattern> {
    this.#watch.onProgress?.({ phase: 'repair', bound: this.#bound, cuts: this.#master.cuts });
    const [{ roundRelaxation }, { prunePattern, repairPattern }, { pruneInsiders, repairInsiders }] =
      await Promise.all([import('./elimination.ts'), import('./repair.ts'), import('./insider-repair.ts')]);
    const problem = this.#problem;
    const { finishing = this.#watch.secondsLeft, signal } = this.#watch;
    const start = finishing();
    const leaving = (share: number): SearchWatch => ({
      secondsLeft: () => (start === Infinity ? start : finishing() - share * start),
      signal,
      pause: this.#watch.pause,
    });
    const against = (problem.singletons ?? []).length > 0 ? 'insiders' : 'none';
    // A whole mask lacks but a few cells: it is nearer to the optimum than anything made anew.
    const isWhole = this.#bound > 0 && this.#mask.every((value) => value === 0 || value === 1);
    const leaning = isWhole
      ? this.#chosen((value) => value === 1)
      : roundRelaxation(problem, this.#mask, leaving(AFTER_ROUNDING));
    const repaired = repairPattern(problem, leaning, this.#solver, leaving(AFTER_REPAIR[against]));
    if (!repaired) return { status: 'stopped' };
    await this.#watch.pause?.();
    const pruned = prunePattern(problem, repaired, this.#solver, leaving(AFTER_PRUNING[against])) ?? repaired;
    for (const pattern of [pruned, repaired]) {
      const closed = await repairInsiders(problem, pattern, this.#solver, leaving(AFTER_INSIDERS));
      if (!closed) break;
      await this.#watch.pause?.();
      const secondaries = await pruneInsiders(problem, closed, this.#solver, leaving(AFTER_INSIDERS));
      const verdict = await this.#judge(secondaries);
      if (verdict === 'safe') return { status: 'time_limit', secondaries, bound: this.#bound };
      if (verdict === 'stopped') break;
    }
    return { status: 'stopped' };
  }

  /** Demands that even masking every candidate would not meet. */
  blocking(): number[] {
    const all = new Float64Array(this.#problem.size);
    for (const group of [...alwaysMasked(this.#problem), ...this.#problem.candidates]) all[group] = 1;
    this.#separation.enter(all);
    return this.#separation.broken(this.#problem.demands).map(({ group }) => group);
  }

  dispose(): void {
    this.#master.dispose();
    this.#separation.dispose();
  }
}
