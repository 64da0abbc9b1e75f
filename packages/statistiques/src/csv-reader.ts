import type { EncodedColumn } from './column-reader.ts';
import { CsvRecords, type CsvRecord } from './csv-records.ts';
import { cite, MotifList, refuse, done, type Motif, type Resultat } from './motif.ts';

/** A CSV file read by columns; `lines[row]` is the line on which the record starts, from 1. */
type CsvContent = {
  readonly header: readonly string[];
  readonly columns: Readonly<Record<string, readonly string[]>>;
  readonly lines: readonly number[];
};

const invalid = (phrase: string, line: number): Motif => ({
  code: 'CSV_INVALID',
  phrase,
  path: [line],
  details: { line },
});

const unclosedAt = (line: number): Motif =>
  invalid(`Ligne ${line}\u00a0: un guillemet n’est pas fermé ou est mal placé.`, line);

/** A column of texts, each distinct one kept once. */
export type TextColumn = EncodedColumn & {
  readonly codes: Int32Array;
  readonly dictionary: readonly string[];
};

/** A column whose length nobody knows yet. */
class GrowingColumn {
  readonly #known = new Map<string, number>();
  #codes = new Int32Array(1024);

  get distinct(): number {
    return this.#known.size;
  }

  push(text: string, row: number): void {
    let code = this.#known.get(text);
    if (code === undefined) {
      code = this.#known.size;
      this.#known.set(text, code);
    }
    if (row === this.#codes.length) {
      const larger = new Int32Array(2 * row);
      larger.set(this.#codes);
      this.#codes = larger;
    }
    this.#codes[row] = code;
  }

  end(rows: number): TextColumn {
    return { codes: this.#codes.subarray(0, rows), dictionary: [...this.#known.keys()] };
  }
}

/**
 * Builds the columns of a CSV text given in chunks. A value that comes back is kept once, and a
 * column that nobody asked for is not kept at all: ten million records fit in memory.
 *
 * Code `CSV_INVALID` for every ragged row, unclosed quote, duplicate or missing header, with its
 * line and never its content; `TOO_MANY_CELLS`.
 */
export class CsvColumns {
  readonly #motifs = new MotifList();
  readonly #wanted: ReadonlySet<string> | undefined;
  readonly #records = new CsvRecords((record) => {
    this.#add(record);
  });
  readonly #columns: (GrowingColumn | null)[] = [];
  /** Lines of the rows, kept from the first one that is not its rank + 2. */
  #lines: number[] | undefined;
  #header: readonly string[] | undefined;
  #rows = 0;
  readonly #mostDistinct: ReadonlyMap<string, number>;
  #limits: readonly (number | undefined)[] = [];
  #isOver = false;

  /**
   * `wanted`: names of the columns to keep, all without it. `mostDistinct`: columns that cannot have
   * more distinct values than this, since each value would be a cell.
   */
  constructor(wanted?: ReadonlySet<string>, mostDistinct: ReadonlyMap<string, number> = new Map()) {
    this.#wanted = wanted;
    this.#mostDistinct = mostDistinct;
  }

  /** Whether nothing more is worth reading. */
  get isOver(): boolean {
    return this.#isOver;
  }

  push(chunk: string): void {
    this.#records.push(chunk);
  }

  #add({ fields, line, broken, blank }: CsvRecord): void {
    if (this.#isOver) return;
    if (broken) {
      this.#motifs.add(unclosedAt(line));
      return;
    }
    if (!this.#header) {
      this.#readHeader([...fields], line);
      return;
    }
    // A blank line holds no record, unless the file has a single column.
    if (blank && this.#header.length > 1) return;
    if (fields.length !== this.#header.length) {
      this.#motifs.add(
        invalid(`Ligne ${line}\u00a0: ${fields.length} champs au lieu de ${this.#header.length}.`, line),
      );
      return;
    }
    if (!this.#motifs.isEmpty()) return;
    for (let column = 0; column < fields.length; column += 1) {
      const kept = this.#columns[column];
      if (!kept) continue;
      kept.push(fields[column] ?? '', this.#rows);
      const most = this.#limits[column];
      if (most !== undefined && kept.distinct > most) this.#overflow(this.#header[column] ?? '', most);
    }
    if (this.#lines) this.#lines.push(line);
    else if (line !== this.#rows + 2) {
      this.#lines = Array.from({ length: this.#rows }, (_, row) => row + 2);
      this.#lines.push(line);
    }
    this.#rows += 1;
  }

  #overflow(name: string, most: number): void {
    this.#isOver = true;
    this.#motifs.add({
      code: 'TOO_MANY_CELLS',
      phrase: `La colonne ${cite(name)} a plus de ${most} valeurs différentes, donc plus de cases. Regroupez des codes.`,
      path: [name],
    });
  }

  #readHeader(header: readonly string[], line: number): void {
    this.#header = header;
    this.#limits = header.map((name) => this.#mostDistinct.get(name));
    header.forEach((name, index) => {
      this.#columns.push(this.#wanted && !this.#wanted.has(name) ? null : new GrowingColumn());
      if (header.indexOf(name) !== index) {
        this.#motifs.add(invalid(`L’en-tête répète la colonne ${cite(name)}.`, line));
      }
    });
  }

  /** The columns kept, and the line on which each row starts. */
  end(): Resultat<{
    header: readonly string[];
    columns: Record<string, TextColumn>;
    rows: number;
    lineOf: (row: number) => number;
  }> {
    this.#records.end();
    if (!this.#header) {
      this.#motifs.add(invalid('Le fichier est vide\u00a0: il manque la ligne d’en-tête.', 1));
    }
    if (!this.#motifs.isEmpty()) return refuse(...this.#motifs.motifs);
    const header = this.#header ?? [];
    const kept = header.flatMap((name, index) => {
      const column = this.#columns[index];
      return column ? [[name, column.end(this.#rows)] as const] : [];
    });
    const lines = this.#lines;
    return done({
      header,
      columns: Object.fromEntries(kept),
      rows: this.#rows,
      lineOf: (row) => lines?.[row] ?? row + 2,
    });
  }
}

/**
 * Reads CSV text (BOM accepted, `,` or `;` detected on the header, RFC 4180 quoting, LF or CRLF).
 *
 * Code `CSV_INVALID` for every ragged row, unclosed quote, duplicate or missing header, with its
 * line and never its content.
 */
export function readCsv(input: string): Resultat<CsvContent> {
  const csv = new CsvColumns();
  csv.push(input);
  const read = csv.end();
  if (!read.ok) return read;
  const { header, rows, lineOf } = read.value;
  const columns = Object.fromEntries(
    Object.entries(read.value.columns).map(([name, { codes, dictionary }]) => [
      name,
      Array.from(codes, (code) => dictionary[code] ?? ''),
    ]),
  );
  return done({ header, columns, lines: Array.from({ length: rows }, (_, row) => lineOf(row)) });
}

/** Reads CSV text without header, records of any length, blank lines left out; `CSV_INVALID` for every misplaced quote. */
export function readRecords(input: string): Resultat<string[][]> {
  const motifs = new MotifList();
  const rows: string[][] = [];
  const records = new CsvRecords(({ fields, line, broken, blank }) => {
    if (broken) motifs.add(unclosedAt(line));
    else if (!blank) rows.push([...fields]);
  });
  records.push(input);
  records.end();
  return motifs.isEmpty() ? done(rows) : refuse(...motifs.motifs);
}
