import { draws } from './draws.ts';
import type { ZeroSum } from './merge.ts';
import { ModularSpan, PRIMES, type SparseVector } from './modular-span.ts';
import { checkTime, OutOfTime, type Watch } from './safety.ts';
import { alwaysMasked, type Suppression } from './suppression.ts';

/** Times the choice is tried anew; a constant, so that the result is the same on every machine. */
const ROUNDS = 40;
/** Share of the published cells that a new try puts back into question. */
const DOUBT = 0.05;

/** What guides an elimination. */
export type EliminationOptions = {
  /** How much each group should be masked, from 0 to 1: a relaxation of the problem, if there is one. */
  readonly preference?: Float64Array | undefined;
  /** Times the choice is tried anew after the first pass. */
  readonly rounds?: number | undefined;
};

/** Relations with the group that is the sum of the others, parts before totals. */
type Ladder = readonly { readonly row: ZeroSum; readonly parent: number }[];

function ladderOf({ rows, size }: Suppression): Ladder {
  const depth = new Int32Array(size);
  const steps = rows.map((row) => ({ row, parent: row.indices[row.values.indexOf(-1)] ?? -1 }));
  for (let round = 0, isDone = false; !isDone && round < rows.length; round += 1) {
    isDone = true;
    for (const { row, parent } of steps) {
      if (parent < 0) continue;
      const deepest = row.indices.reduce(
        (most, group) => (group === parent ? most : Math.max(most, depth[group] ?? 0)),
        0,
      );
      if ((depth[parent] ?? 0) > deepest) continue;
      depth[parent] = deepest + 1;
      isDone = false;
    }
  }
  return steps.sort((a, b) => (depth[a.parent] ?? 0) - (depth[b.parent] ?? 0));
}

/** The span of what is published when only the always masked groups and the `doubtful` are not. */
class Elimination {
  readonly #span: ModularSpan;
  /** Coordinate of each open group; −1 for what everybody knows. */
  readonly #coordinateOf: Int32Array;
  readonly #valueAt: Float64Array;
  /** Groups that must stay undetermined and are not, even with all that is doubtful masked. */
  readonly lost: number;

  constructor(problem: Suppression, ladder: Ladder, doubtful: readonly number[], prime: number) {
    const open = [...new Set([...alwaysMasked(problem), ...doubtful])];
    this.#coordinateOf = new Int32Array(problem.size).fill(-1);
    open.forEach((group, coordinate) => {
      this.#coordinateOf[group] = coordinate;
    });
    this.#valueAt = Float64Array.from(open, (group) => problem.values[group] ?? 0);
    this.#span = new ModularSpan(open.length, prime);
    this.#lay(ladder);
    const hidden = new Set(problem.hidden);
    const watched = [
      ...problem.primaries,
      ...problem.frozenMasked,
      ...problem.demands.map(({ group }) => group).filter((group) => hidden.has(group)),
    ];
    let lost = 0;
    for (const group of new Set(watched)) if (!this.#span.watch(this.#unit(group))) lost += 1;
    this.lost = lost;
  }

  #unit(group: number): SparseVector {
    const coordinate = this.#coordinateOf[group] ?? -1;
    return coordinate < 0 ? this.#span.vector([], []) : this.#span.vector([coordinate], [1]);
  }

  /** Relations are known to all: they are in the span first, totals written over their parts. */
  #lay(ladder: Ladder): void {
    const longest = new Int32Array(this.#valueAt.length);
    const known = ladder.flatMap(({ row, parent }) => {
      const indices: number[] = [];
      const values: number[] = [];
      row.indices.forEach((group, k) => {
        const coordinate = this.#coordinateOf[group] ?? -1;
        if (coordinate < 0) return;
        indices.push(coordinate);
        values.push(row.values[k] ?? 0);
      });
      for (const at of indices) longest[at] = Math.max(longest[at] ?? 0, indices.length);
      const total = this.#coordinateOf[parent] ?? -1;
      return indices.length === 0 ? [] : [{ vector: this.#span.vector(indices, values), total }];
    });
    // Without a total to write over its parts, the shortest relations first, with pivots in long ones.
    const length = (step: (typeof known)[number]): number =>
      step.total < 0 ? step.vector.indices.length : 0;
    known.sort((a, b) => length(a) - length(b));
    for (const { vector, total } of known) {
      const reduced = this.#span.reduce(vector);
      if (reduced.indices.length > 0) {
        this.#span.add(reduced, (at) => (at === total ? -1e15 : 0 - (longest[at] ?? 0)));
      }
    }
  }

  /** Publishes groups in order; gives back those that had to be masked. */
  pass(order: Iterable<number>, watch: Watch): number[] {
    const masked: number[] = [];
    for (const group of order) {
      checkTime(watch);
      const reduced = this.#span.reduce(this.#unit(group));
      if (reduced.indices.length === 0) continue;
      if (this.#span.reachesTarget(reduced)) masked.push(group);
      else this.#span.add(reduced, (at) => -(this.#valueAt[at] ?? 0));
    }
    return masked;
  }
}

/**
 * One pass over groups in order. What comes first is published without a look as long as what comes
 * after is enough to protect all: the pass would have published it too, in a much larger space.
 */
function firstPass(
  problem: Suppression,
  ladder: Ladder,
  order: readonly number[],
  prime: number,
  watch: Watch,
): number[] {
  for (let count = 0; count < order.length;) {
    const last = order.slice(order.length - count);
    const elimination = new Elimination(problem, ladder, last, prime);
    if (elimination.lost === 0) return elimination.pass(last, watch);
    count = Math.max(50, 2 * count, 2 * elimination.lost);
  }
  return new Elimination(problem, ladder, order, prime).pass(order, watch);
}

/**
 * One pass from the costliest group to the cheapest, then the choice is tried anew with a few
 * published groups put back in question, as long as it gets cheaper.
 */
function search(problem: Suppression, prime: number, o: EliminationOptions, watch: Watch): number[] {
  const { candidates, costs } = problem;
  const ladder = ladderOf(problem);
  const cost = (group: number): number => costs[group] ?? 0;
  const total = (groups: readonly number[]): number => groups.reduce((sum, group) => sum + cost(group), 0);
  const wish = (group: number): number => o.preference?.[group] ?? 0;
  const first = candidates.toSorted((a, b) => wish(a) - wish(b) || cost(b) - cost(a));
  let best = firstPass(problem, ladder, first, prime, watch);
  let least = total(best);
  const draw = draws();
  const dearest = best.reduce((most, group) => Math.max(most, cost(group)), 0);
  const cheap = candidates.filter((group) => cost(group) <= dearest);
  for (let round = 0; round < (o.rounds ?? ROUNDS); round += 1) {
    if (watch.secondsLeft() <= 0 || watch.signal?.aborted) break;
    const masked = new Set(best);
    const doubtful = cheap.filter((group) => masked.has(group) || draw() < DOUBT);
    // Masked before: published first if it can be. In question: a third cheaper than it is.
    const rank = new Map(
      doubtful.map((group) => [group, (cost(group) + 0.001 * draw()) * (masked.has(group) ? 1 : 0.7)]),
    );
    doubtful.sort((a, b) => (rank.get(b) ?? 0) - (rank.get(a) ?? 0));
    const choice = new Elimination(problem, ladder, doubtful, prime).pass(doubtful, {
      secondsLeft: () => Infinity,
    });
    const sum = total(choice);
    if (sum > least) continue;
    best = choice;
    least = sum;
  }
  return best;
}

/**
 * A choice of secondaries by elimination (specification §5.3, after Langsrud), for tables too large or
 * too irregular for the integer program: cells are published one by one, the costliest first, unless
 * one would make a group that must stay undetermined a combination of published cells.
 *
 * It ignores that values are ≥ 0 and asks for no width: repair and audit must follow, always. `null`
 * if the time is up before the first choice, or if the primes disagree, which chance hardly ever brings.
 */
export function eliminate(problem: Suppression, watch: Watch, o: EliminationOptions = {}): number[] | null {
  try {
    for (const [at, prime] of PRIMES.entries()) {
      const check = PRIMES[at + 1];
      if (check === undefined) break;
      const secondaries = search(problem, prime, o, watch);
      // What is published is known: nothing but the relations between masked groups is left to check.
      if (new Elimination(problem, ladderOf(problem), secondaries, check).lost === 0) return secondaries;
    }
  } catch (error) {
    if (!(error instanceof OutOfTime)) throw error;
  }
  return null;
}

/**
 * A pattern next to a relaxation of the problem: what it leaves unmasked is published first, what it
 * masks last. Where more than a width of one is asked, what leans towards masking stays masked: the
 * elimination would not see what it is for.
 */
export function roundRelaxation(problem: Suppression, mask: Float64Array, watch: Watch): number[] {
  const asksMore = problem.demands.some(({ below, above, width }) => below > 0 || above > 0 || width > 1);
  const firm = problem.candidates.filter((group) => asksMore && (mask[group] ?? 0) > 0.5);
  const isFirm = new Set(firm);
  const rest: Suppression = {
    ...problem,
    frozenMasked: [...problem.frozenMasked, ...firm],
    candidates: problem.candidates.filter((group) => !isFirm.has(group)),
  };
  const chosen = eliminate(rest, watch, { preference: mask });
  return chosen ? [...firm, ...chosen] : problem.candidates.filter((group) => (mask[group] ?? 0) > 0.5);
}
