/** Reads one field: its code, or several for a multi-choice one. `non_demande` = nobody asked. */
export type Lecteur<L> = (ligne: L, row: number) => string | readonly string[];

/** A field of every row, each different code held once. */
export interface Colonne {
  readonly dict: readonly string[];
  /** Rank in `dict`; one a row, or `starts[row]` to `starts[row + 1]` when a row may hold none or several. */
  readonly codes: Int32Array;
  readonly starts: Int32Array | null;
}

interface Dictionnaire {
  readonly dict: string[];
  readonly rankOf: (code: string) => number;
}

function createDictionary(): Dictionnaire {
  const dict: string[] = [];
  const ranks = new Map<string, number>();
  return {
    dict,
    rankOf(code) {
      let rank = ranks.get(code);
      if (rank === undefined) {
        rank = dict.length;
        ranks.set(code, rank);
        dict.push(code);
      }
      return rank;
    },
  };
}

/** A field of one code a row, written while the rows are walked: several at once, so that each is met once. */
export interface Ecriture {
  readonly dict: string[];
  readonly ranks: Map<string | number, number>;
  readonly codes: Int32Array;
}

export const createEcriture = (size: number): Ecriture => ({
  dict: [],
  ranks: new Map(),
  codes: new Int32Array(size),
});

export function write(field: Ecriture, row: number, code: string | number): void {
  field.codes[row] = rankIn(field, code);
}

export function rankIn({ dict, ranks }: Ecriture, code: string | number): number {
  let rank = ranks.get(code);
  if (rank === undefined) ranks.set(code, (rank = dict.push(String(code)) - 1));
  return rank;
}

export const toColonne = ({ dict, codes }: Ecriture): Colonne => ({ dict, codes, starts: null });

/** The field of every row, as it is read. */
export function encode<L>(lignes: readonly L[], read: Lecteur<L>): Colonne {
  const dictionary = createDictionary();
  const codes = new Int32Array(lignes.length);
  for (let row = 0; row < lignes.length; row++) {
    const code = read(lignes[row] as L, row);
    if (typeof code !== 'string') return encodeMany(lignes, read, dictionary, codes.subarray(0, row));
    codes[row] = dictionary.rankOf(code);
  }
  return { dict: dictionary.dict, codes, starts: null };
}

/** From the first row that holds none or several codes on. */
function encodeMany<L>(
  lignes: readonly L[],
  read: Lecteur<L>,
  { dict, rankOf }: Dictionnaire,
  before: Int32Array,
): Colonne {
  const codes = createList(lignes.length);
  const starts = new Int32Array(lignes.length + 1);
  for (const [row, code] of before.entries()) {
    starts[row] = row;
    codes.push(code);
  }
  for (let row = before.length; row < lignes.length; row++) {
    starts[row] = codes.size();
    const code = read(lignes[row] as L, row);
    if (typeof code === 'string') codes.push(rankOf(code));
    else for (const one of code) codes.push(rankOf(one));
  }
  starts[lignes.length] = codes.size();
  return { dict, codes: codes.all(), starts };
}

interface Liste {
  readonly push: (n: number) => void;
  readonly size: () => number;
  readonly all: () => Int32Array;
}

/** Numbers of which one does not know how many there will be. */
export function createList(expected: number): Liste {
  let list = new Int32Array(expected);
  let size = 0;
  return {
    push(n) {
      if (size === list.length) {
        const larger = new Int32Array(2 * size + 16);
        larger.set(list);
        list = larger;
      }
      list[size++] = n;
    },
    size: () => size,
    all: () => list.subarray(0, size),
  };
}

/** A field that only depends on another one: worked out once a code, and not once a row. */
export function derive({ dict, codes, starts }: Colonne, of: (code: string) => string): Colonne {
  const derived = createDictionary();
  const ranks = mapCodes(dict, (code) => derived.rankOf(of(code)));
  return { dict: derived.dict, codes: translate(codes, ranks), starts };
}

/** A number for each code. Some dictionaries hold every person: a plain loop is many times quicker than `Int32Array.from`. */
export function mapCodes(dict: readonly string[], of: (code: string, rank: number) => number): Int32Array {
  const numbers = new Int32Array(dict.length);
  for (let rank = 0; rank < numbers.length; rank++) numbers[rank] = of(dict[rank] ?? '', rank);
  return numbers;
}

/** All the rows there are. */
export function listRows(size: number): Int32Array {
  const rows = new Int32Array(size);
  for (let row = 0; row < size; row++) rows[row] = row;
  return rows;
}

/** What each of these ranks stands for. */
export function translate(codes: Int32Array, meanings: Int32Array): Int32Array {
  const translated = new Int32Array(codes.length);
  for (let at = 0; at < codes.length; at++) translated[at] = meanings[codes[at] ?? 0] ?? 0;
  return translated;
}

/** The field of these rows, in their order. */
export function gather({ dict, codes, starts }: Colonne, rows: Int32Array): Colonne {
  if (starts === null) return { dict, codes: translate(rows, codes), starts };
  const gathered = createList(rows.length);
  const own = new Int32Array(rows.length + 1);
  for (let at = 0; at < rows.length; at++) {
    own[at] = gathered.size();
    const row = rows[at] ?? 0;
    for (let i = starts[row] ?? 0, end = starts[row + 1] ?? 0; i < end; i++) gathered.push(codes[i] ?? 0);
  }
  own[rows.length] = gathered.size();
  return { dict, codes: gathered.all(), starts: own };
}

/**
 * The field of several rows as the multi-choice answer of the one to which they belong: a code ticked twice is one answer, in
 * the order of the codes.
 *
 * @param parts - one code a row; those of owner `n` are rows `first[n]` to `first[n + 1]`
 */
export function regroup({ dict, codes: each }: Colonne, first: Int32Array): Colonne {
  const order = sortCodes(dict);
  const codes = new Int32Array(each.length);
  const starts = new Int32Array(first.length);
  let size = 0;
  for (let owner = 0; owner < first.length - 1; owner++) {
    const from = size;
    starts[owner] = from;
    for (let at = first[owner] ?? 0, end = first[owner + 1] ?? 0; at < end; at++)
      size = insert(codes, { from, size }, each[at] ?? 0, order);
  }
  starts[first.length - 1] = size;
  return { dict, codes: codes.subarray(0, size), starts };
}

/** Puts a code at its place among those that are there already, few: the list from `from`. @returns its new end */
function insert(
  codes: Int32Array,
  { from, size }: { from: number; size: number },
  code: number,
  order: Int32Array,
): number {
  const place = order[code] ?? 0;
  let at = size;
  while (at > from && (order[codes[at - 1] ?? 0] ?? 0) > place) at--;
  if (at > from && codes[at - 1] === code) return size;
  for (let moved = size; moved > at; moved--) codes[moved] = codes[moved - 1] ?? 0;
  codes[at] = code;
  return size + 1;
}

/** Place of each code once they are in order. */
export function sortCodes(dict: readonly string[]): Int32Array {
  const places = new Int32Array(dict.length);
  const ranks = [...dict.keys()];
  ranks.sort((a, b) => ((dict[a] ?? '') < (dict[b] ?? '') ? -1 : 1));
  for (const [place, rank] of ranks.entries()) places[rank] = place;
  return places;
}
