import { deviationsOf } from './deviations.ts';
import { draws } from './draws.ts';
import type { IntegerSystem } from './linear-system.ts';
import { LocalMoves } from './local-moves.ts';
import { checkTime, OutOfTime, type Watch } from './safety.ts';
import type { Solver, SolverModel } from './solver.ts';
import { alwaysMasked, type Suppression } from './suppression.ts';

const TOLERANCE = 1e-6;

/** An insider who knows a count of one, and a sensitive group that it must not give away. */
export type Insider = { readonly known: number; readonly target: number };

/**
 * What contributors of a count of one can tell (level `full`): each knows its own masked cell, and
 * every other sensitive group must keep a width of one for it.
 *
 * A move of masked cells that leaves a known cell in place proves its target against that insider, so
 * each move found for a target leaves as dangerous only the insiders that it moves.
 */
export class Insiders {
  readonly #masked: readonly number[];
  readonly #unknownOf: ReadonlyMap<number, number>;
  readonly #system: IntegerSystem;
  readonly #moves: LocalMoves;
  readonly #solver: Solver;
  readonly #watch: Watch;
  readonly #knowers: readonly number[];
  readonly #targets: readonly number[];
  readonly #countOf: Int32Array;
  /** Moves found for each target, and the bounds of what has been published since the start. */
  readonly #found = new Map<number, number[][]>();
  readonly #published = new Map<number, readonly [number, number]>();
  #relaxed: SolverModel | undefined;
  #whole: SolverModel | undefined;

  constructor(problem: Suppression, masked: readonly number[], solver: Solver, watch: Watch) {
    this.#masked = masked;
    this.#solver = solver;
    this.#watch = watch;
    this.#unknownOf = new Map(masked.map((group, unknown) => [group, unknown]));
    this.#system = deviationsOf(problem, masked);
    this.#moves = new LocalMoves(this.#system, new Array<number>(masked.length).fill(0), draws());
    const unknowns = (groups: readonly number[]): number[] =>
      groups.map((group) => this.#unknownOf.get(group) ?? 0);
    this.#knowers = unknowns(problem.singletons ?? []);
    this.#targets = unknowns(problem.primaries);
    this.#countOf = countsOf(problem);
  }

  /** Pairs that fall: at most `limit` of them; unless `whole`, the linear relaxation is believed. */
  leaks({ limit = Infinity, whole = true } = {}): Insider[] {
    const found: Insider[] = [];
    const open = new Map<number, number[]>();
    for (const target of this.#targets) {
      for (const known of this.#dangerous(target)) {
        open.set(known, [...(open.get(known) ?? []), target]);
      }
    }
    const group = (unknown: number): number => this.#masked[unknown] ?? 0;
    for (const [known, targets] of open) {
      this.#knowing(known, () => {
        for (const target of targets) {
          if (found.length >= limit) return;
          if (!this.#isProven(target, whole)) found.push({ known: group(known), target: group(target) });
        }
      });
      if (found.length >= limit) break;
    }
    return found;
  }

  /** Publishes a group if no insider then reads another; otherwise leaves all as it was. */
  publish(group: number): boolean {
    const unknown = this.#unknownOf.get(group);
    if (unknown === undefined) return false;
    const { lower, upper } = this.#system;
    this.#published.set(unknown, [lower[unknown] ?? 0, upper[unknown] ?? 0]);
    lower[unknown] = upper[unknown] = 0;
    if (this.leaks({ limit: 1 }).length === 0) return true;
    this.mask(group);
    return false;
  }

  /** Masks again a group that `publish` has published. */
  mask(group: number): void {
    const unknown = this.#unknownOf.get(group) ?? -1;
    const bounds = this.#published.get(unknown);
    if (!bounds) return;
    const { lower, upper } = this.#system;
    [lower[unknown], upper[unknown]] = bounds;
    this.#published.delete(unknown);
  }

  /** Insiders whom no small move eludes: each move found clears those whom it leaves in place. */
  #dangerous(target: number): number[] {
    const count = (unknown: number): number => this.#countOf[this.#masked[unknown] ?? 0] ?? -1;
    const published = [...this.#published.keys()];
    const still = (this.#found.get(target) ?? []).filter((move) =>
      published.every((unknown) => move[unknown] === 0),
    );
    let suspects = this.#knowers.filter(
      (known) => count(known) !== count(target) && still.every((move) => move[known] !== 0),
    );
    if (suspects.length === 0) return suspects;
    let move = this.#move(target);
    if (!move) return suspects;
    const stuck: number[] = [];
    for (;;) {
      const [known] = (suspects = suspects.filter(
        (suspect) => !stuck.includes(suspect) && move?.[suspect] !== 0,
      ));
      if (known === undefined) return stuck;
      const without = this.#knowing(known, () => this.#move(target));
      if (without) move = without;
      else stuck.push(known);
    }
  }

  /** A small move of the target, as few other cells as the search can. */
  #move(target: number): number[] | null {
    const [first] = this.#moves.tables([target]);
    const move = first ?? this.#moves.climb(target, 1, 1) ?? this.#moves.climb(target, -1, 1);
    if (move) this.#found.set(target, [...(this.#found.get(target) ?? []), move]);
    return move;
  }

  /** Does something as an insider who knows one cell. */
  #knowing<T>(known: number, act: () => T): T {
    const { lower, upper } = this.#system;
    const before = [lower[known] ?? 0, upper[known] ?? 0] as const;
    lower[known] = upper[known] = 0;
    try {
      return act();
    } finally {
      [lower[known], upper[known]] = before;
    }
  }

  /** Linear relaxation first, integers where it leaves less than twice the width asked (§5.5). */
  #isProven(target: number, whole: boolean): boolean {
    const { lower, upper } = this.#system;
    this.#relaxed ??= this.#load('warm');
    this.#relaxed.setBounds(lower, upper);
    const width = this.#width(this.#relaxed, target);
    if (width < 1 - TOLERANCE) return false;
    if (!whole || width >= 2 - TOLERANCE) return true;
    if (!this.#whole) {
      this.#whole = this.#load('general');
      this.#whole.setInteger();
    }
    this.#whole.setBounds(lower, upper);
    return this.#width(this.#whole, target) >= 1 - TOLERANCE;
  }

  #width(model: SolverModel, target: number): number {
    const costs = new Float64Array(this.#system.size);
    costs[target] = -1;
    const high = this.#end(model, costs)[target] ?? 0;
    if (high >= 2 - TOLERANCE) return high;
    costs[target] = 1;
    return high - (this.#end(model, costs)[target] ?? 0);
  }

  #end(model: SolverModel, costs: Float64Array): Float64Array {
    model.setCosts(costs);
    const solved = model.minimise(checkTime(this.#watch));
    if (solved.status !== 'optimal') throw new OutOfTime();
    return solved.x;
  }

  #load(use: 'warm' | 'general'): SolverModel {
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

  dispose(): void {
    this.#relaxed?.dispose();
    this.#whole?.dispose();
  }
}

/**
 * Number of the count that each group is: a total whose other parts are published zeros is its only
 * part, and whoever knows the one, because it is theirs, learns nothing by the other.
 */
export function countsOf(problem: Suppression): Int32Array {
  const { size, rows, values } = problem;
  const masked = new Set(alwaysMasked(problem));
  const leader = Int32Array.from({ length: size }, (_, group) => group);
  const find = (group: number): number => {
    let at = group;
    while (leader[at] !== at) at = leader[at] ?? at;
    return at;
  };
  for (const { indices } of rows) {
    const [one, other, ...more] = indices.filter((group) => (values[group] ?? 0) > 0 || masked.has(group));
    if (one !== undefined && other !== undefined && more.length === 0) leader[find(one)] = find(other);
  }
  return leader.map((_, group) => find(group));
}

/** Each insider with every sensitive group that is not its own count. */
export function insiderPairs(problem: Suppression): Insider[] {
  const countOf = countsOf(problem);
  return (problem.singletons ?? []).flatMap((known) =>
    problem.primaries
      .filter((target) => countOf[target] !== countOf[known])
      .map((target) => ({ known, target })),
  );
}
