import type { Measure, Predicate } from './indicateur.ts';
import { eachCode, type Table } from './table-lignes.ts';

/** Ranks of rows in their table. */
export type Rangs = Int32Array;

/** Rows where a predicate holds, in order. */
export function selectRows(table: Table, where: Predicate | undefined): Rangs {
  const mask = maskOf(table, where);
  const rows = new Int32Array(table.size);
  let n = 0;
  for (let row = 0; row < table.size; row++) if (mask === null || mask[row] === 1) rows[n++] = row;
  return rows.subarray(0, n);
}

function maskOf(table: Table, where: Predicate | undefined): Uint8Array | null {
  if (where === undefined) return null;
  if ('not' in where) {
    const inner = maskOf(table, where.not);
    const out = new Uint8Array(table.size);
    for (let row = 0; row < out.length; row++) out[row] = 1 - (inner?.[row] ?? 1);
    return out;
  }
  if ('and' in where) {
    const out = new Uint8Array(table.size).fill(1);
    for (const one of where.and) {
      const mask = maskOf(table, one);
      if (mask !== null)
        for (let row = 0; row < out.length; row++) out[row] = (out[row] ?? 0) & (mask[row] ?? 0);
    }
    return out;
  }
  if ('or' in where) {
    const out = new Uint8Array(table.size);
    for (const one of where.or) {
      const mask = maskOf(table, one);
      for (let row = 0; row < out.length; row++) out[row] = (out[row] ?? 0) | (mask?.[row] ?? 1);
    }
    return out;
  }
  const column = table.column(where.field);
  const accepted = Uint8Array.from(column.dict, (code) =>
    ('in' in where ? where.in.includes(code) : isKnown(code)) ? 1 : 0,
  );
  const expected = 'known' in where && !where.known ? 0 : 1;
  const mask = new Uint8Array(table.size);
  const { codes, starts } = column;
  for (let row = 0; row < mask.length; row++) {
    let some = 0;
    if (starts === null) some = accepted[codes[row] ?? 0] ?? 0;
    else
      for (let at = starts[row] ?? 0; at < (starts[row + 1] ?? 0); at++)
        some |= accepted[codes[at] ?? 0] ?? 0;
    mask[row] = some === expected ? 1 : 0;
  }
  return mask;
}

/** Neither “non communiqué”, nor “non demandé”, nor the empty key of an anonymous visit. */
export function isKnown(code: string): boolean {
  return code !== 'non_demande' && code !== 'non_communique' && code !== '';
}

/** A measure over some rows; `null` when there is nothing to measure. Definitions: {@link Measure}. */
export function measureRows(
  table: Table,
  { op, of }: Pick<Measure, 'op' | 'of'>,
  rows: Rangs,
): number | null {
  if (op === 'count') return rows.length;
  const column = table.column(of);
  if (op === 'distinct') {
    const known = Uint8Array.from(column.dict, (code) => (isKnown(code) ? 1 : 0));
    let n = 0;
    for (const row of rows)
      eachCode(column, row, (rank) => {
        n += known[rank] ?? 0;
        known[rank] = 0;
      });
    return n;
  }
  const numbers = Float64Array.from(column.dict, (code) => (isKnown(code) ? Number(code) : Number.NaN));
  const values = new Float64Array(column.starts === null ? rows.length : column.codes.length);
  let n = 0;
  for (const row of rows)
    eachCode(column, row, (rank) => {
      const value = numbers[rank] ?? Number.NaN;
      if (Number.isFinite(value)) values[n++] = value;
    });
  return summarize(values.subarray(0, n), op);
}

/** The values are sorted in place first, so that a sum does not depend on the order of the facts. */
function summarize(values: Float64Array, op: 'sum' | 'mean' | 'median' | 'p90'): number | null {
  if (values.length === 0) return null;
  values.sort();
  if (op === 'median' || op === 'p90') return quantile(values, op === 'median' ? 0.5 : 0.9);
  let sum = 0;
  for (const value of values) sum += value;
  return op === 'sum' ? sum : sum / values.length;
}

/** Type 7: between the two ranks around (n − 1) × p. */
export function quantile(sorted: Float64Array, p: number): number {
  const at = (sorted.length - 1) * p;
  const low = sorted[Math.floor(at)] ?? 0;
  return low + (at - Math.floor(at)) * ((sorted[Math.ceil(at)] ?? low) - low);
}
