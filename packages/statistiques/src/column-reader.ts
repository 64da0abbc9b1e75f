import { closedCodes, leafCode, tickedCodes, type ValueProblem } from './dimension.ts';
import { MAX_CELLS } from './lattice.ts';
import { cite, type MotifList } from './motif.ts';
import type { DimensionSpec } from './release-spec.ts';

/** A column already encoded: `dictionary[codes[row]]` is the value of a row. */
export type EncodedColumn = {
  readonly codes: Answers;
  readonly dictionary: readonly (string | number | null)[];
};
/** One column: its values row by row, or encoded. */
export type Column = ArrayLike<string | number | null> | EncodedColumn;
/** Typed columns by name; empty text and `null` are missing values. */
export type Columns = Record<string, ArrayLike<string | number | null>>;
/** Typed columns by name, some of them already encoded. */
export type CubeColumns = Record<string, Column>;

/** What reading columns shares: where the problems go and how rows are called. */
export type Reader = {
  readonly motifs: MotifList;
  readonly columns: CubeColumns;
  readonly rows: number;
  /** Line of a row in the file it came from. */
  readonly line: (row: number) => number;
};

/** Answers of the rows to one dimension, as numbers. */
export type Answers = Uint8Array | Uint16Array | Uint32Array | Int32Array;
/** A dimension read: the answer of each row as a number, and what each number stands for. */
export type ReadDimension = {
  readonly answers: Answers;
  /** Leaf codes of each answer: one, or the options ticked; none when no row gives it. */
  readonly codes: readonly (readonly string[])[];
};

const PROBLEMS: Record<ValueProblem, string> = {
  RESERVED_CODE: `${cite('Total')} est un code réservé, il ne peut pas être une valeur.`,
  VALUE_UNKNOWN: 'la valeur n’est dans aucune liste, hiérarchie ou tranche (un entier) de la dimension.',
  DATE_INVALID: 'la valeur n’est pas un mois (AAAA-MM) ou un jour (AAAA-MM-JJ) du calendrier.',
};
/** Distinct raw values remembered; beyond, each is read again (dates to the second, ages as text). */
const REMEMBERED = 1 << 17;

export const isEncoded = (column: Column): column is EncodedColumn => 'dictionary' in column;

/** Number of rows of a column. */
export const lengthOf = (column: Column): number => (isEncoded(column) ? column.codes.length : column.length);

/** Value of a row; `undefined` when an encoded column points outside its dictionary. */
export const valueAt = (column: Column, row: number): string | number | null | undefined =>
  isEncoded(column) ? column.dictionary[column.codes[row] ?? -1] : column[row];

/** Reports a problem of one value, by line and column and never by content. */
export function reportValue(reader: Reader, code: string, phrase: string, name: string, row: number): void {
  if (reader.motifs.isFull(code)) return;
  const line = reader.line(row);
  reader.motifs.add({
    code,
    phrase: `Ligne ${line}, colonne ${cite(name)}\u00a0: ${phrase}`,
    path: [name, row],
    details: { line, column: name },
  });
}

/** Numbers the answers of a dimension as they come; −1 − i is the i-th kind of problem. */
class AnswerNumbers {
  readonly codes: (readonly string[])[] = [];
  readonly #numberOf = new Map<string, number>();
  readonly #spec: DimensionSpec;
  readonly #closed: ReadonlySet<string> | null;

  constructor(spec: DimensionSpec) {
    this.#spec = spec;
    this.#closed = closedCodes(spec);
  }

  number(value: string | number | null): number {
    const read = this.#spec.multi === undefined ? leafCode : tickedCodes;
    const answer = read(this.#spec, this.#closed, value);
    if (typeof answer === 'object' && 'problem' in answer) return -1 - KINDS.indexOf(answer.problem);
    const codes = typeof answer === 'string' ? [answer] : answer;
    const name = typeof answer === 'string' ? answer : answer.join(this.#spec.multi ?? '');
    let number = this.#numberOf.get(name);
    if (number === undefined) {
      number = this.codes.length;
      this.#numberOf.set(name, number);
      this.codes.push(codes);
    }
    return number;
  }
}

const KINDS: readonly ValueProblem[] = ['RESERVED_CODE', 'VALUE_UNKNOWN', 'DATE_INVALID'];
/** The number of a value that an encoded column names outside its dictionary. */
const UNKNOWN = -2;

/** Which entries of a dictionary the rows use; `false` when a code points outside of it. */
function markUsed(codes: Answers, used: Uint8Array): boolean {
  let inside = true;
  // By index: an iterator over columns of several widths takes eight times as long.
  for (let row = codes.length - 1; row >= 0; row -= 1) {
    const entry = codes[row] ?? -1;
    if (entry >= 0 && entry < used.length) used[entry] = 1;
    else inside = false;
  }
  return inside;
}

/** An encoded column is read entry by entry: its codes are already the numbers of the answers. */
function readEncoded(
  reader: Reader,
  name: string,
  { codes, dictionary }: EncodedColumn,
  answers: AnswerNumbers,
): ReadDimension {
  const used = new Uint8Array(dictionary.length);
  const inside = markUsed(codes, used);
  const numbers = dictionary.map((value, entry) => (used[entry] === 1 ? answers.number(value) : null));
  if (!inside || numbers.some((number) => number !== null && number < 0)) {
    for (let row = 0; row < codes.length; row += 1) {
      const entry = codes[row] ?? -1;
      const number = entry >= 0 && entry < numbers.length ? numbers[entry] : UNKNOWN;
      if (typeof number === 'number' && number < 0) reportAnswer(reader, number, name, row);
    }
  }
  return {
    answers: codes,
    codes: numbers.map((number) => (number === null ? [] : (answers.codes[number] ?? []))),
  };
}

const CACHED = 1024;

/** Where a text is looked up first: texts of one column differ at the end or in the middle. */
function cacheSlot(text: string): number {
  const { length } = text;
  if (length < 2) return length === 0 ? 0 : text.charCodeAt(0) % CACHED;
  const end = text.charCodeAt(length - 1) + 37 * text.charCodeAt(length - 2);
  return (end + 101 * text.charCodeAt(length >> 1) + 11 * text.charCodeAt(0) + length) % CACHED;
}

function reportAnswer(reader: Reader, number: number, name: string, row: number): void {
  const kind = KINDS[-1 - number] ?? 'VALUE_UNKNOWN';
  reportValue(reader, kind, PROBLEMS[kind], name, row);
}

/** Reads the column of a dimension: every value a leaf of it, or a motif with its line. */
export function readDimension(reader: Reader, spec: DimensionSpec): ReadDimension {
  const name = spec.column ?? spec.code;
  const column = reader.columns[name];
  const answers = new AnswerNumbers(spec);
  let numbers: Answers = new Uint16Array(reader.rows);
  if (!column || reader.rows === 0) return { answers: numbers, codes: [] };
  if (isEncoded(column)) return readEncoded(reader, name, column, answers);
  const known = new Map<string | number | null, number>();
  // Most columns hold few texts: a small table in front of the map spares most of its look-ups.
  const cached = new Array<string | number | null | undefined>(CACHED).fill(undefined);
  const cachedNumber = new Int32Array(CACHED);
  for (let row = 0; row < reader.rows; row += 1) {
    const value = column[row] ?? null;
    const slot = typeof value === 'string' ? cacheSlot(value) : 0;
    let number: number | undefined;
    if (cached[slot] === value) {
      number = cachedNumber[slot] ?? 0;
    } else {
      number = known.get(value);
      if (number === undefined) {
        number = answers.number(value);
        if (known.size < REMEMBERED) known.set(value, number);
        // More leaves than a release can hold: it will be refused, without reading on.
        if (spec.multi === undefined && answers.codes.length > MAX_CELLS) break;
      }
      cached[slot] = value;
      cachedNumber[slot] = number;
    }
    if (number < 0) {
      reportAnswer(reader, number, name, row);
      continue;
    }
    if (number > 0xffff && numbers instanceof Uint16Array) numbers = Int32Array.from(numbers);
    numbers[row] = number;
  }
  return { answers: numbers, codes: answers.codes };
}

/** Reads a column of counts: integers ≥ 0 whose sum stays exact. */
export function readFrequency(reader: Reader, name: string): Float64Array {
  const column = reader.columns[name];
  const counts = new Float64Array(reader.rows);
  if (!column) return counts;
  let total = 0;
  for (let row = 0; row < reader.rows; row += 1) {
    const value = valueAt(column, row) ?? '';
    const count = typeof value === 'number' ? value : /^\d{1,16}$/.test(value) ? Number(value) : NaN;
    if (Number.isSafeInteger(count) && count >= 0 && total + count <= Number.MAX_SAFE_INTEGER) {
      total += count;
      counts[row] = count;
      continue;
    }
    reportValue(reader, 'FREQ_INVALID', 'l’effectif n’est pas un entier positif ou nul.', name, row);
  }
  return counts;
}
