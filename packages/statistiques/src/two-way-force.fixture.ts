/** A place in a table with its totals in the last row and column. */
export type Spot = { readonly i: number; readonly j: number };

type Matrix = readonly (readonly number[])[];

/** A reader of a two-way table who knows every other cell. */
export type Reader = {
  readonly masked: readonly Spot[];
  readonly value: (spot: Spot) => number;
  /** What the reader can tell of a spot, perhaps knowing another one. */
  readonly bounds: (spot: Spot, known?: Spot) => { lo: number; hi: number };
};

/** The table with its totals in the last row and column. */
export function withTotals(rows: Matrix): number[][] {
  const lines = rows.map((line) => [...line, line.reduce((sum, n) => sum + n, 0)]);
  const width = lines[0]?.length ?? 0;
  const last = Array.from({ length: width }, (_, j) => lines.reduce((sum, line) => sum + (line[j] ?? 0), 0));
  return [...lines, last];
}

const spotsOf = (full: Matrix): Spot[] => full.flatMap((line, i) => line.map((_, j) => ({ i, j })));

/**
 * The exact attack of a two-way table, by flows (specification §5.4): with totals counted negatively,
 * deviations are circulations between rows and columns. Written for tests, without the package;
 * `masked` null means all that is not zero.
 */
export function readerOf(full: Matrix, lowest: number, masked: readonly Spot[] | null): Reader {
  const value = ({ i, j }: Spot): number => full[i]?.[j] ?? 0;
  const spots = masked ?? spotsOf(full).filter((spot) => value(spot) > 0);
  const size = full.length + (full[0]?.length ?? 0);
  const isCounted = ({ i, j }: Spot): boolean =>
    (i === full.length - 1) === (j === (full[0]?.length ?? 0) - 1);
  /** How much more may go from a row to a column, and back. */
  const capacities = (left: readonly Spot[]): number[][] => {
    const capacity = Array.from({ length: size }, () => new Array<number>(size).fill(0));
    for (const spot of left) {
      const fall = value(spot) - lowest;
      const [forth, back] = isCounted(spot) ? [BIG, fall] : [fall, BIG];
      const row = capacity[spot.i];
      const column = capacity[full.length + spot.j];
      if (row) row[full.length + spot.j] = forth;
      if (column) column[spot.i] = back;
    }
    return capacity;
  };
  return {
    masked: spots,
    value,
    bounds: (spot, known) => {
      const others = spots.filter((one) => !isSame(one, spot) && !(known && isSame(one, known)));
      const [row, column] = [spot.i, full.length + spot.j];
      const more = flow(capacities(others), column, row);
      const less = flow(capacities(others), row, column);
      const [up, down] = isCounted(spot) ? [more, less] : [less, more];
      const a = value(spot);
      return { lo: a - Math.min(down, a - lowest), hi: up >= BIG / 2 ? Infinity : a + up };
    },
  };
}

const BIG = 10_000;
const isSame = (a: Spot, b: Spot): boolean => a.i === b.i && a.j === b.j;

/** Maximum flow, one shortest path after another. */
function flow(capacity: number[][], from: number, to: number): number {
  let total = 0;
  for (;;) {
    const before = new Map<number, number>([[from, -1]]);
    for (const node of before.keys()) {
      capacity[node]?.forEach((room, next) => {
        if (room > 0 && !before.has(next)) before.set(next, node);
      });
    }
    if (!before.has(to)) return total;
    const path: [number, number][] = [];
    for (let node = to; node !== from; node = before.get(node) ?? from)
      path.push([before.get(node) ?? from, node]);
    const room = path.reduce((least, [a, b]) => Math.min(least, capacity[a]?.[b] ?? 0), Infinity);
    for (const [a, b] of path) {
      const [forth, back] = [capacity[a], capacity[b]];
      if (forth) forth[b] = (forth[b] ?? 0) - room;
      if (back) back[a] = (back[a] ?? 0) + room;
    }
    total += room;
    if (total >= BIG) return BIG;
  }
}

/** Every pattern whose secondaries sum to less than `sum`: the small cells, and some others. */
export function cheaperPatterns(full: Matrix, k: number, sum: number): Spot[][] {
  const value = ({ i, j }: Spot): number => full[i]?.[j] ?? 0;
  const small = spotsOf(full).filter((spot) => value(spot) > 0 && value(spot) < k);
  const others = spotsOf(full)
    .filter((spot) => value(spot) >= k)
    .sort((a, b) => value(a) - value(b));
  const patterns: Spot[][] = [];
  const grow = (chosen: Spot[], cost: number, next: number): void => {
    patterns.push([...small, ...chosen]);
    for (let at = next; at < others.length; at += 1) {
      const spot = others[at];
      if (!spot || cost + value(spot) >= sum) return;
      grow([...chosen, spot], cost + value(spot), at + 1);
    }
  };
  if (sum > 0) grow([], 0, 0);
  return patterns;
}
