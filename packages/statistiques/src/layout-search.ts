import type { Ladder, Rung } from './layout-ladder.ts';

/** A layout met by the search: a step for each dimension, and what it keeps. */
export type Found = {
  readonly steps: readonly number[];
  readonly information: number;
  /** Share of the records that are in safe cells, for each table. */
  readonly shares: readonly number[];
  /** The smallest of the shares. */
  readonly kept: number;
};

type Options = {
  readonly ladders: readonly Ladder[];
  readonly sharesAt: (rungs: readonly (Rung | undefined)[]) => readonly number[];
  /** Layouts looked at before the search ends by a straight walk to the coarsest. */
  readonly maxVisited: number;
};

const SAME = 1e-9;

/** A binary heap, greatest information first. */
class Frontier {
  readonly #heap: Found[] = [];

  static #before(a: Found, b: Found): boolean {
    return a.information > b.information;
  }

  push(item: Found): void {
    const heap = this.#heap;
    let at = heap.push(item) - 1;
    while (at > 0) {
      const up = (at - 1) >> 1;
      const above = heap[up];
      if (!above || !Frontier.#before(item, above)) break;
      heap[at] = above;
      at = up;
    }
    heap[at] = item;
  }

  pop(): Found | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (!last || heap.length === 0) return first;
    let at = 0;
    for (;;) {
      let down = 2 * at + 1;
      const [left, right] = [heap[down], heap[down + 1]];
      if (!left) break;
      if (right && Frontier.#before(right, left)) down += 1;
      const child = heap[down];
      if (!child || !Frontier.#before(child, last)) break;
      heap[at] = child;
      at = down;
    }
    heap[at] = last;
    return first;
  }
}

/** Finer layouts come before those that only drop what they show. */
const stepsOrder = (a: readonly number[], b: readonly number[]): number => {
  const axis = a.findIndex((step, at) => step !== b[at]);
  return (a[axis] ?? 0) - (b[axis] ?? 0);
};

/** Layouts that no other one beats both in information and in records kept, finest first. */
function paretoList(found: readonly Found[]): Found[] {
  const sorted = found.toSorted((a, b) => {
    if (Math.abs(a.information - b.information) > SAME) return b.information - a.information;
    return b.kept - a.kept || stepsOrder(a.steps, b.steps);
  });
  const list: Found[] = [];
  for (const candidate of sorted) {
    const last = list.at(-1);
    if (!last || candidate.kept > last.kept + SAME) {
      list.push(candidate);
      continue;
    }
    const equals = (other: Found): boolean =>
      other.information - candidate.information <= SAME && Math.abs(other.kept - candidate.kept) <= SAME;
    const isCoarser = (other: Found): boolean =>
      equals(other) && other.steps.every((step, axis) => step <= (candidate.steps[axis] ?? 0));
    // An equal layout is another choice, unless it only drops what the first one shows.
    if (equals(last) && !list.some(isCoarser)) list.push(candidate);
  }
  return list;
}

/**
 * Best-first search over the steps of every dimension, from the finest layout (specification §5.7).
 *
 * Layouts come out by decreasing information; coarsening never lowers the share of records in safe
 * cells, so nothing below a layout that keeps them all can be better, and the first one met ends
 * the search.
 */
export function searchLayouts({ ladders, sharesAt, maxVisited }: Options): Found[] {
  const full = ladders.reduce((sum, { fullLeaves }) => sum + Math.log2(Math.max(1, fullLeaves)), 0);
  const visit = (steps: readonly number[]): Found => {
    const rungs = steps.map((step, axis) => ladders[axis]?.rungs[step]);
    const bits = rungs.reduce((sum, rung) => sum + Math.log2(Math.max(1, rung?.leaves ?? 1)), 0);
    const shares = sharesAt(rungs);
    return {
      steps,
      information: full === 0 ? 1 : bits / full,
      shares,
      kept: shares.reduce((least, share) => Math.min(least, share), 1),
    };
  };
  const below = ({ steps }: Found): number[][] =>
    steps.flatMap((step, axis) =>
      (ladders[axis]?.rungs[step]?.below ?? []).map((next) => steps.with(axis, next)),
    );
  const frontier = new Frontier();
  const seen = new Set<string>();
  const found: Found[] = [];
  const open = (steps: readonly number[]): void => {
    const key = steps.join();
    if (seen.has(key)) return;
    seen.add(key);
    frontier.push(visit(steps));
  };
  open(ladders.map(() => 0));
  let complete: Found | undefined;
  for (let item = frontier.pop(); item; item = frontier.pop()) {
    if (complete && item.information < complete.information - SAME) break;
    found.push(item);
    if (item.kept === 1) complete ??= item;
    else if (seen.size < maxVisited) below(item).forEach(open);
    else if (!complete) {
      found.push(...straightWalk(item, below, visit));
      break;
    }
  }
  return paretoList(found);
}

/** From a layout to one that keeps every record, each time by the step that keeps the most. */
function straightWalk(
  from: Found,
  below: (item: Found) => number[][],
  visit: (steps: readonly number[]) => Found,
): Found[] {
  const walk: Found[] = [];
  for (let at: Found | undefined = from; at && at.kept < 1;) {
    at = below(at)
      .map(visit)
      .sort((a, b) => b.kept - a.kept || b.information - a.information)[0];
    if (at) walk.push(at);
  }
  return walk;
}
