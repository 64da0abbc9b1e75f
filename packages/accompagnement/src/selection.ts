import { listRows, mapCodes, type Colonne } from './colonne.ts';
import type { Predicate } from './indicateur.ts';

/** Ranks of rows in their table. */
export type Rangs = Int32Array;

/** Neither “non communiqué”, nor “non demandé”, nor the empty key of an anonymous visit. */
export function isKnown(code: string): boolean {
  return code !== 'non_demande' && code !== 'non_communique' && code !== '';
}

/** What each code says: 0 nobody asked, 1 not said, 2 known. Some dictionaries hold every person: worked out once. */
export function naturesOf(dict: readonly string[]): Uint8Array {
  let known = natures.get(dict);
  if (known === undefined) {
    known = new Uint8Array(dict.length);
    for (let rank = 0; rank < known.length; rank++) {
      const code = dict[rank] ?? '';
      known[rank] = isKnown(code) ? 2 : code === 'non_communique' ? 1 : 0;
    }
    natures.set(dict, known);
  }
  return known;
}

const natures = new WeakMap<readonly string[], Uint8Array>();

interface Lignes {
  readonly size: number;
  column(field: string): Colonne;
}

/** Rows where a predicate holds, in order. */
export function selectRows(lignes: Lignes, where: Predicate | undefined): Rangs {
  return where === undefined ? listRows(lignes.size) : listMarked(maskOf(lignes, where));
}

/** Rows marked 1, in order. Every row is written and most are kept or not at random: no branch to guess. */
export function listMarked(mask: Uint8Array): Rangs {
  const rows = new Int32Array(mask.length);
  let n = 0;
  for (let row = 0; row < mask.length; row++) {
    rows[n] = row;
    n += mask[row] ?? 0;
  }
  return rows.subarray(0, n);
}

function maskOf(lignes: Lignes, where: Predicate): Uint8Array {
  if ('not' in where) return invert(maskOf(lignes, where.not));
  if ('and' in where) return merge(lignes, where.and, 1);
  if ('or' in where) return merge(lignes, where.or, 0);
  const column = lignes.column(where.field);
  const accepted =
    'in' in where
      ? mapCodes(column.dict, (code) => (where.in.includes(code) ? 1 : 0))
      : Int32Array.from(naturesOf(column.dict), (nature) => nature >> 1);
  const mask = markRows(column, accepted, lignes.size);
  return 'known' in where && !where.known ? invert(mask) : mask;
}

/** Marks the rows of which some code is accepted. */
function markRows({ codes, starts }: Colonne, accepted: Int32Array, size: number): Uint8Array {
  const mask = new Uint8Array(size);
  if (starts === null) for (let row = 0; row < size; row++) mask[row] = accepted[codes[row] ?? 0] ?? 0;
  else
    for (let row = 0; row < size; row++) {
      let some = 0;
      for (let at = starts[row] ?? 0, end = starts[row + 1] ?? 0; at < end; at++)
        some |= accepted[codes[at] ?? 0] ?? 0;
      mask[row] = some;
    }
  return mask;
}

function invert(mask: Uint8Array): Uint8Array {
  for (let row = 0; row < mask.length; row++) mask[row] = 1 - (mask[row] ?? 0);
  return mask;
}

/** Rows where all of them hold (`neutral` 1), or one (0). */
function merge(lignes: Lignes, all: readonly Predicate[], neutral: 0 | 1): Uint8Array {
  const out = new Uint8Array(lignes.size).fill(neutral);
  for (const one of all) {
    const mask = maskOf(lignes, one);
    if (neutral === 1)
      for (let row = 0; row < out.length; row++) out[row] = (out[row] ?? 0) & (mask[row] ?? 0);
    else for (let row = 0; row < out.length; row++) out[row] = (out[row] ?? 0) | (mask[row] ?? 0);
  }
  return out;
}
