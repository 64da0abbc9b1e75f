import { mapCodes, type Colonne } from './colonne.ts';
import type { Predicate } from './indicateur.ts';

/** Ranks of rows in their table. */
export type Rangs = Int32Array;

/** Neither “non communiqué”, nor “non demandé”, nor the empty key of an anonymous visit. */
export function isKnown(code: string): boolean {
  return code !== 'non_demande' && code !== 'non_communique' && code !== '';
}

interface Lignes {
  readonly size: number;
  column(field: string): Colonne;
}

/** Rows where a predicate holds, in order. */
export function selectRows(lignes: Lignes, where: Predicate | undefined): Rangs {
  const mask = where === undefined ? null : maskOf(lignes, where);
  const rows = new Int32Array(lignes.size);
  let n = 0;
  for (let row = 0; row < rows.length; row++) if (mask === null || mask[row] === 1) rows[n++] = row;
  return rows.subarray(0, n);
}

function maskOf(lignes: Lignes, where: Predicate): Uint8Array {
  if ('not' in where) return maskOf(lignes, where.not).map((holds) => 1 - holds);
  if ('and' in where) return merge(lignes, where.and, 1);
  if ('or' in where) return merge(lignes, where.or, 0);
  const { dict, codes, starts } = lignes.column(where.field);
  const accepted = mapCodes(dict, (code) =>
    ('in' in where ? where.in.includes(code) : isKnown(code)) ? 1 : 0,
  );
  const expected = 'known' in where && !where.known ? 0 : 1;
  const mask = new Uint8Array(lignes.size);
  for (let row = 0; row < mask.length; row++) {
    let some = 0;
    const end = starts === null ? row + 1 : (starts[row + 1] ?? 0);
    for (let at = starts === null ? row : (starts[row] ?? 0); at < end; at++)
      some |= accepted[codes[at] ?? 0] ?? 0;
    mask[row] = some === expected ? 1 : 0;
  }
  return mask;
}

/** Rows where all of them hold (`neutral` 1), or one (0). */
function merge(lignes: Lignes, all: readonly Predicate[], neutral: 0 | 1): Uint8Array {
  const out = new Uint8Array(lignes.size).fill(neutral);
  for (const one of all) {
    const mask = maskOf(lignes, one);
    for (let row = 0; row < out.length; row++) if (mask[row] !== neutral) out[row] = 1 - neutral;
  }
  return out;
}
