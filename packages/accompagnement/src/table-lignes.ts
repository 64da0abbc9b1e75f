/** Reads one field: its code, or several for a multi-choice one. `non_demande` = nobody asked. */
export type Lecteur<L> = (ligne: L) => string | readonly string[];
/** Readers by field: only what an indicator names is ever computed. */
export type Lecteurs<L> = ReadonlyMap<string, Lecteur<L>>;

/** A field of every row, each different code held once. */
export interface Colonne {
  readonly dict: readonly string[];
  /** Rank in `dict`; one a row, or `starts[row]` to `starts[row + 1]` when a row may hold none or several. */
  readonly codes: Int32Array;
  readonly starts: Int32Array | null;
}

/** Rows of one source, read field by field at the first question. */
export interface Table {
  readonly size: number;
  readonly fields: readonly string[];
  has(field: string): boolean;
  /** @throws RangeError for a field that does not exist: a programmer's error. */
  column(field: string): Colonne;
}

/** Another table, and the row of it to which each row belongs. */
export interface Herite {
  readonly table: Table;
  readonly rows: Int32Array;
}

/** `herite`: fields of the parent's row, for those that the rows do not have themselves. */
export function createTable<L>(lignes: readonly L[], lecteurs: Lecteurs<L>, herite?: Herite): Table {
  const ofParent = (herite?.table.fields ?? []).filter((field) => !lecteurs.has(field));
  const columns = new Map<string, Colonne>();
  return {
    size: lignes.length,
    fields: [...ofParent, ...lecteurs.keys()],
    has: (field) => lecteurs.has(field) || ofParent.includes(field),
    column(field) {
      const known = columns.get(field);
      if (known !== undefined) return known;
      const read = lecteurs.get(field);
      const parent = read === undefined && ofParent.includes(field) ? herite : undefined;
      if (read === undefined && parent === undefined) throw new RangeError('unknown field');
      const column = parent === undefined ? encode(lignes, read ?? (() => [])) : gather(parent, field);
      columns.set(field, column);
      return column;
    },
  };
}

function gather({ table, rows }: Herite, field: string): Colonne {
  const { dict, codes, starts } = table.column(field);
  if (starts === null) return { dict, codes: rows.map((row) => codes[row] ?? 0), starts };
  const gathered: number[] = [];
  const own = new Int32Array(rows.length + 1);
  for (const [at, row] of rows.entries()) {
    own[at] = gathered.length;
    for (let i = starts[row] ?? 0; i < (starts[row + 1] ?? 0); i++) gathered.push(codes[i] ?? 0);
  }
  own[rows.length] = gathered.length;
  return { dict, codes: Int32Array.from(gathered), starts: own };
}

function encode<L>(lignes: readonly L[], read: Lecteur<L>): Colonne {
  const { dict, rankOf } = createDictionary();
  let codes = new Int32Array(lignes.length);
  let starts: Int32Array | null = null;
  let size = 0;
  const grow = (needed: number) => {
    if (needed <= codes.length) return;
    const larger = new Int32Array(needed * 2);
    larger.set(codes);
    codes = larger;
  };
  for (let row = 0; row < lignes.length; row++) {
    const code = read(lignes[row] as L);
    if (typeof code !== 'string' && starts === null) {
      starts = new Int32Array(lignes.length + 1);
      for (let i = 0; i < row; i++) starts[i] = i;
    }
    if (starts !== null) starts[row] = size;
    if (typeof code === 'string') {
      grow(size + 1);
      codes[size++] = rankOf(code);
    } else {
      grow(size + code.length);
      for (const one of code) codes[size++] = rankOf(one);
    }
  }
  if (starts !== null) starts[lignes.length] = size;
  return { dict, codes, starts };
}

function createDictionary(): { dict: string[]; rankOf: (code: string) => number } {
  const dict: string[] = [];
  const ranks = new Map<string, number>();
  let last: string | undefined;
  let lastRank = 0;
  const rankOf = (code: string): number => {
    if (code === last) return lastRank;
    let rank = ranks.get(code);
    if (rank === undefined) {
      rank = dict.length;
      ranks.set(code, rank);
      dict.push(code);
    }
    last = code;
    lastRank = rank;
    return rank;
  };
  return { dict, rankOf };
}

/** Which codes a column has in a row. */
export function eachCode({ codes, starts }: Colonne, row: number, see: (rank: number) => void): void {
  if (starts === null) {
    see(codes[row] ?? 0);
    return;
  }
  for (let at = starts[row] ?? 0, end = starts[row + 1] ?? 0; at < end; at++) see(codes[at] ?? 0);
}

/** Separates the codes of a crossing: no code holds it. */
export const CROISE = '\u0001';

/** A crossing of fields, or the field itself: a row that was not asked one of them is nowhere in it. */
export function crossColumns(columns: readonly Colonne[], size: number): Colonne {
  const [first, ...others] = columns;
  if (first === undefined) throw new RangeError('a crossing needs a field');
  if (others.length === 0) return first;
  const { dict, rankOf } = createDictionary();
  const codes: number[] = [];
  const starts = new Int32Array(size + 1);
  for (let row = 0; row < size; row++) {
    starts[row] = codes.length;
    let keys: string[] = [''];
    for (const column of columns) {
      const own: string[] = [];
      eachCode(column, row, (rank) => {
        const code = column.dict[rank] ?? '';
        if (code !== 'non_demande' && code !== '') own.push(code);
      });
      keys = keys.flatMap((key) => own.map((code) => (key === '' ? code : `${key}${CROISE}${code}`)));
    }
    for (const key of keys) codes.push(rankOf(key));
  }
  starts[size] = codes.length;
  return { dict, codes: Int32Array.from(codes), starts };
}
