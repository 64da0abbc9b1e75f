import { listRows, type Colonne } from './colonne.ts';
import type { Measure } from './indicateur.ts';
import { isKnown, naturesOf, type Rangs } from './selection.ts';
import type { Table } from './table-lignes.ts';

/** A measure over some rows; `null` when there is nothing to measure. */
export type Mesure = (rows: Rangs) => number | null;

/** What a {@link Measure} reads is looked up once, for all the groups of rows that it is taken over. */
export function createMesure(table: Table, { op, of }: Pick<Measure, 'op' | 'of'>): Mesure {
  if (op === 'count') return (rows) => rows.length;
  const column = table.column(of);
  return op === 'distinct' ? createDistinct(column) : createResume(column, op);
}

function createDistinct({ dict, codes, starts }: Colonne): Mesure {
  const natures = naturesOf(dict);
  // The last call that met each code: nothing to clear between two calls.
  const seen = new Int32Array(dict.length);
  let call = 0;
  return (rows) => {
    call += 1;
    let n = 0;
    const meet = (rank: number): void => {
      if (natures[rank] !== 2 || seen[rank] === call) return;
      seen[rank] = call;
      n += 1;
    };
    if (starts === null) for (const row of rows) meet(codes[row] ?? 0);
    else
      for (const row of rows)
        for (let at = starts[row] ?? 0, end = starts[row + 1] ?? 0; at < end; at++) meet(codes[at] ?? 0);
    return n;
  };
}

type Resume = 'sum' | 'mean' | 'median' | 'p90';

/** Values are few, and often the same: they are counted, never sorted. */
function createResume({ dict, codes, starts }: Colonne, op: Resume): Mesure {
  const numbers = Float64Array.from(dict, (code) => (isKnown(code) ? Number(code) : Number.NaN));
  const ordered = listRows(dict.length)
    .filter((rank) => Number.isFinite(numbers[rank]))
    .sort((a, b) => (numbers[a] ?? 0) - (numbers[b] ?? 0));
  const values = Float64Array.from(ordered, (rank) => numbers[rank] ?? 0);
  const counts = new Int32Array(dict.length);
  return (rows) => {
    counts.fill(0);
    const count = (rank: number): void => {
      counts[rank] = (counts[rank] ?? 0) + 1;
    };
    if (starts === null) for (const row of rows) count(codes[row] ?? 0);
    else
      for (const row of rows)
        for (let at = starts[row] ?? 0, end = starts[row + 1] ?? 0; at < end; at++) count(codes[at] ?? 0);
    return summarize({ values, counts: ordered.map((rank) => counts[rank] ?? 0) }, op);
  };
}

/** Values in increasing order, and how often each is there. */
interface Effectifs {
  readonly values: Float64Array;
  readonly counts: Int32Array;
}

function summarize(effectifs: Effectifs, op: Resume): number | null {
  const { values, counts } = effectifs;
  const n = counts.reduce((sum, count) => sum + count, 0);
  if (n === 0) return null;
  if (op === 'median' || op === 'p90') return quantile(effectifs, (n - 1) * (op === 'median' ? 0.5 : 0.9));
  let sum = 0;
  // Added one by one and in their order, so that a rounding depends neither on the order of the facts nor on a product.
  for (const [at, value] of values.entries()) for (let left = counts[at] ?? 0; left > 0; left--) sum += value;
  return op === 'sum' ? sum : sum / n;
}

/** Type 7: between the two ranks around `at`. */
function quantile(effectifs: Effectifs, at: number): number {
  const low = valueAt(effectifs, Math.floor(at));
  return low + (at - Math.floor(at)) * (valueAt(effectifs, Math.ceil(at)) - low);
}

function valueAt({ values, counts }: Effectifs, rank: number): number {
  let seen = 0;
  for (const [at, count] of counts.entries()) {
    seen += count;
    if (seen > rank) return values[at] ?? 0;
  }
  return 0;
}
