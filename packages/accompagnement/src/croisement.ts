import { createList, translate, type Colonne } from './colonne.ts';
import { naturesOf } from './selection.ts';

/** Separates the codes of a crossing: no code holds it. */
export const CROISE = '\u0001';

/** Pairs of ranks up to so many are looked up in a plain list, the others in a table. */
const PAIRES_MAX = 1 << 16;

interface Paires {
  readonly rankOf: (a: number, b: number) => number;
  readonly pairs: readonly [number, number][];
}

/** Numbers the pairs of ranks in the order in which they are met. */
function createPairs(left: number, right: number): Paires {
  const pairs: [number, number][] = [];
  const dense = left * right <= PAIRES_MAX ? new Int32Array(left * right) : null;
  const sparse = new Map<number, number>();
  return {
    pairs,
    rankOf(a, b) {
      const key = a * right + b;
      const known = dense === null ? sparse.get(key) : dense[key];
      if (known !== undefined && known > 0) return known - 1;
      const next = pairs.push([a, b]);
      if (dense === null) sparse.set(key, next);
      else dense[key] = next;
      return next - 1;
    },
  };
}

/** A crossing of fields, or the field itself: a row that was not asked one of them is nowhere in it. */
export function crossColumns(columns: readonly Colonne[], size: number): Colonne {
  const [first, ...others] = columns;
  if (first === undefined) throw new RangeError('a crossing needs a field');
  return others.reduce((crossed, column) => crossTwo(crossed, column, size), first);
}

function crossTwo(left: Colonne, right: Colonne, size: number): Colonne {
  const { rankOf, pairs } = createPairs(left.dict.length, right.dict.length);
  const naturesLeft = naturesOf(left.dict);
  const naturesRight = naturesOf(right.dict);
  const codes = createList(size);
  const starts = new Int32Array(size + 1);
  for (let row = 0; row < size; row++) {
    starts[row] = codes.size();
    const endLeft = endOf(left, row);
    const endRight = endOf(right, row);
    for (let i = startOf(left, row); i < endLeft; i++) {
      const a = left.codes[i] ?? 0;
      if (naturesLeft[a] === 0) continue;
      for (let j = startOf(right, row); j < endRight; j++) {
        const b = right.codes[j] ?? 0;
        if (naturesRight[b] !== 0) codes.push(rankOf(a, b));
      }
    }
  }
  starts[size] = codes.size();
  const dict = pairs.map(([a, b]) => `${left.dict[a] ?? ''}${CROISE}${right.dict[b] ?? ''}`);
  return { dict, codes: codes.all(), starts };
}

const startOf = ({ starts }: Colonne, row: number): number => (starts === null ? row : (starts[row] ?? 0));
const endOf = ({ starts }: Colonne, row: number): number =>
  starts === null ? row + 1 : (starts[row + 1] ?? 0);

/**
 * A field that only depends on some others, of one code a row each: worked out at the first row of every combination that
 * there is.
 */
export function combine(columns: readonly Colonne[], size: number, of: (row: number) => string): Colonne {
  let codes = new Int32Array(size);
  let combinations = 1;
  for (const column of columns) {
    const { rankOf, pairs } = createPairs(combinations, column.dict.length);
    const next = new Int32Array(size);
    for (let row = 0; row < size; row++) next[row] = rankOf(codes[row] ?? 0, column.codes[row] ?? 0);
    [codes, combinations] = [next, pairs.length];
  }
  const firsts = new Int32Array(combinations).fill(-1);
  for (let row = size - 1; row >= 0; row--) firsts[codes[row] ?? 0] = row;
  const answers = Array.from(firsts, (row) => (row < 0 ? '' : of(row)));
  const dict = [...new Set(answers)];
  const ranks = new Map(dict.map((code, rank) => [code, rank]));
  return {
    dict,
    codes: translate(
      codes,
      Int32Array.from(answers, (code) => ranks.get(code) ?? 0),
    ),
    starts: null,
  };
}
