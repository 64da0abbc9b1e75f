import { attack } from './attacker.ts';
import type { IntegerSystem } from './linear-system.ts';
import { Separation, type Cut } from './separation.ts';
import type { Solved, Solver, SolverModel } from './solver.ts';
import { alwaysMasked, type Suppression } from './suppression.ts';

const TOLERANCE = 1e-6;

/** The pattern found: the groups masked on top of the primaries. */
type Pattern =
  | { readonly status: 'optimal'; readonly secondaries: readonly number[] }
  | { readonly status: 'stopped' | 'unproven' };

/** How the search is watched and stopped. */
type Watch = {
  readonly secondsLeft: () => number;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((p: { phase: string; bound?: number; cuts: number }) => void) | undefined;
};

class Stopped extends Error {}

/** Deviations of masked cells from the truth, all others fixed: what a mask leaves undetermined. */
function deviations(problem: Suppression, masked: readonly number[]): IntegerSystem {
  const numberOf = new Map(masked.map((group, index) => [group, index]));
  const rows = problem.rows
    .map(({ indices, values }) => {
      const kept = indices
        .map((group, k) => ({ unknown: numberOf.get(group), factor: values[k] ?? 0 }))
        .filter(({ unknown }) => unknown !== undefined);
      return {
        indices: kept.map(({ unknown }) => unknown ?? 0),
        values: kept.map(({ factor }) => factor),
        rhs: 0,
      };
    })
    .filter(({ indices }) => indices.length > 0);
  const value = (group: number): number => problem.values[group] ?? 0;
  return {
    size: masked.length,
    rows,
    lower: Float64Array.from(masked, (group) => -Math.min(value(group), 1000)),
    upper: Float64Array.from(masked, (group) => Math.min(value(group), 1000) + 10),
  };
}

/** Masked groups that stay narrower than one. */
function leaks(
  problem: Suppression,
  masked: readonly number[],
  solver: Solver,
  watch: Watch,
  integer: boolean,
): number[] {
  const outcome = attack(deviations(problem, masked), solver, {
    mode: 'witness',
    width: 1,
    integer,
    targets: masked.map((_, index) => index),
    signal: watch.signal,
    secondsLeft: watch.secondsLeft,
  });
  if (outcome.status !== 'done') throw new Stopped();
  return masked.filter((_, index) => (outcome.hi[index] ?? 0) - (outcome.lo[index] ?? 0) < 1 - TOLERANCE);
}

/** The choice of the secondaries: a program that grows by cuts, relaxed first, then integer. */
class Master {
  readonly #model: SolverModel;
  readonly #columnOf: Map<number, number>;
  readonly #problem: Suppression;
  cuts = 0;

  constructor(problem: Suppression, solver: Solver) {
    const { candidates, costs } = problem;
    this.#problem = problem;
    this.#columnOf = new Map(candidates.map((group, column) => [group, column]));
    this.#model = solver.load(
      {
        costs: Float64Array.from(candidates, (group) => costs[group] ?? 0),
        lower: new Float64Array(candidates.length),
        upper: new Float64Array(candidates.length).fill(1),
        rows: [],
      },
      'general',
    );
  }

  add({ indices, values, rhs }: Cut): void {
    const columns = indices.map((group) => this.#columnOf.get(group) ?? 0);
    this.#model.addRow({ indices: columns, values, lower: rhs, upper: Infinity });
    this.cuts += 1;
  }

  setInteger(): void {
    this.#model.setInteger();
  }

  /** Mask of every group: 1 for primaries, 0 for zeros, the solution for candidates. */
  solve(run: (model: SolverModel) => Solved): { mask: Float64Array; bound: number } {
    const { x, objective } = run(this.#model);
    const mask = new Float64Array(this.#problem.size);
    for (const group of alwaysMasked(this.#problem)) mask[group] = 1;
    this.#problem.candidates.forEach((group, column) => {
      const value = x[column] ?? 0;
      mask[group] = value < TOLERANCE ? 0 : value > 1 - TOLERANCE ? 1 : value;
    });
    return { mask, bound: objective };
  }

  dispose(): void {
    this.#model.dispose();
  }
}

/** A relation with a single primary needs another masked cell. */
function initialCuts(problem: Suppression): Cut[] {
  const primary = new Set(problem.primaries);
  return problem.rows
    .filter(({ indices }) => indices.filter((group) => primary.has(group)).length === 1)
    .map(({ indices }) => {
      const others = indices.filter((group) => !primary.has(group) && (problem.values[group] ?? 0) > 0);
      return { indices: others, values: others.map(() => 1), rhs: 1 };
    });
}

/** A masked cell alone in a relation would be recovered: x_j ≤ Σ of the others, where violated. */
function bridgeCuts(problem: Suppression, mask: Float64Array): Cut[] {
  const primary = new Set(problem.primaries);
  return problem.rows.flatMap(({ indices }) => {
    if (indices.some((group) => primary.has(group))) return [];
    const candidates = indices.filter((group) => (problem.values[group] ?? 0) > 0);
    const sum = candidates.reduce((total, group) => total + (mask[group] ?? 0), 0);
    return candidates
      .filter((group) => 2 * (mask[group] ?? 0) > sum + TOLERANCE)
      .map((group) => ({
        indices: candidates,
        values: candidates.map((other) => (other === group ? -1 : 1)),
        rhs: 0,
      }));
  });
}

/** Protection is monotone: where a mask leaves a leak, at least one more cell must be masked. */
function leakCut(problem: Suppression, mask: Float64Array, leaking: number): Cut {
  const open = problem.candidates.filter((group) => mask[group] !== 1);
  const isSecondary = (problem.costs[leaking] ?? 0) > 0;
  return {
    indices: isSecondary ? [...open, leaking] : open,
    values: [...open.map(() => 1), ...(isSecondary ? [-1] : [])],
    rhs: isSecondary ? 0 : 1,
  };
}

/**
 * The cheapest set of secondaries that leaves no masked cell exactly recoverable: the cutting-plane
 * integer program of specification §5.2 at level `exact` (after Fischetti and Salazar). Only a
 * pattern that `accept` (the audit, which knows no truth) has passed is returned.
 */
export async function cheapestPattern(
  problem: Suppression,
  solver: Solver,
  watch: Watch,
  accept: (secondaries: readonly number[]) => Promise<boolean>,
): Promise<Pattern> {
  const run = (model: SolverModel): Solved => {
    const left = watch.secondsLeft();
    if (left <= 0 || watch.signal?.aborted) throw new Stopped();
    const solved = model.minimise(left);
    if (solved.status !== 'optimal') throw new Stopped();
    return solved;
  };
  let master: Master | undefined;
  let separation: Separation | undefined;
  try {
    // Primaries that protect one another stay safe whatever else is masked: only the others matter.
    const watched = leaks(problem, problem.primaries, solver, watch, false);
    if (watched.length === 0 && (await accept([]))) return { status: 'optimal', secondaries: [] };
    master = new Master(problem, solver);
    separation = new Separation(problem, solver, run);
    for (const cut of initialCuts(problem)) master.add(cut);
    for (let integer = false; ;) {
      const { mask, bound } = master.solve(run);
      watch.onProgress?.({ phase: integer ? 'integer' : 'relaxation', bound, cuts: master.cuts });
      const found = [...bridgeCuts(problem, mask), ...separation.cuts(mask, watched)];
      if (found.length === 0 && !integer) {
        integer = true;
        master.setInteger();
        continue;
      }
      if (found.length === 0) {
        const secondaries = problem.candidates.filter((group) => mask[group] === 1);
        if (await accept(secondaries)) return { status: 'optimal', secondaries };
        const masked = [...problem.primaries, ...secondaries];
        const leaking = leaks(problem, masked, solver, watch, true);
        if (leaking.length === 0) return { status: 'unproven' };
        for (const group of leaking) found.push(leakCut(problem, mask, group));
      }
      for (const cut of found) master.add(cut);
    }
  } catch (error) {
    if (error instanceof Stopped) return { status: 'stopped' };
    throw error;
  } finally {
    master?.dispose();
    separation?.dispose();
  }
}
