import { closeSync, openSync, readFileSync, readSync } from 'node:fs';

import { isEncoded, type Columns, type CubeColumns } from '../column-reader.ts';
import { CsvColumns } from '../csv-reader.ts';
import { csvLine } from '../csv-text.ts';
import { cite, done, refuse, type Resultat } from '../motif.ts';
import { isWorkbook, readWorkbook } from './workbook.ts';

const CHUNK = 1 << 20;

/** Rows of a file, by columns. */
export type Input = {
  readonly header: readonly string[];
  readonly columns: CubeColumns;
  readonly rows: number;
  /** Line of a row in its file, or its number in the sheet, from 1. */
  readonly lineOf: (row: number) => number;
};

/** What to read of a file, and how far. */
export type Reading = {
  readonly wanted: ReadonlySet<string>;
  /** Columns that cannot have more distinct values than this. */
  readonly mostDistinct?: ReadonlyMap<string, number>;
  readonly onBytes?: (bytes: number) => void;
};

const unreadable = (path: string): { ok: false; motifs: { code: string; phrase: string }[] } =>
  refuse({ code: 'FILE_UNREADABLE', phrase: `Le fichier ${cite(path)} ne peut pas être lu.` });

const notUtf8 = (path: string): { ok: false; motifs: { code: string; phrase: string }[] } =>
  refuse({
    code: 'CSV_INVALID',
    phrase: `Le fichier ${cite(path)} n’est pas en UTF-8. Dans un tableur, enregistrez-le en ${cite('CSV UTF-8')}.`,
  });

function decode(
  decoder: InstanceType<typeof TextDecoder>,
  bytes: Uint8Array,
  stream: boolean,
): string | null {
  try {
    return decoder.decode(bytes, { stream });
  } catch {
    return null;
  }
}

function readCsvFile(
  path: string,
  file: number,
  { wanted, mostDistinct, onBytes }: Reading,
): Resultat<Input> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const csv = new CsvColumns(wanted, mostDistinct);
  const chunk = new Uint8Array(CHUNK);
  for (let position = 0, read = -1; read !== 0; position += read) {
    try {
      read = readSync(file, chunk, 0, CHUNK, position);
    } catch {
      return unreadable(path);
    }
    const text = decode(decoder, chunk.subarray(0, read), read > 0);
    if (text === null) return notUtf8(path);
    csv.push(text);
    onBytes?.(position + read);
    if (csv.isOver) break;
  }
  return csv.end();
}

/**
 * Reads the columns `wanted` of a CSV file, chunk by chunk, or of the first sheet of a workbook.
 * Codes `FILE_UNREADABLE`, `CSV_INVALID`, `XLSX_INVALID`, `TOO_MANY_CELLS`, always with lines and never contents.
 */
export async function readEncodedInput(path: string, reading: Reading): Promise<Resultat<Input>> {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch {
    return unreadable(path);
  }
  try {
    const head = new Uint8Array(4);
    readSync(file, head, 0, 4, 0);
    if (!isWorkbook(head)) return readCsvFile(path, file, reading);
  } catch {
    return unreadable(path);
  } finally {
    closeSync(file);
  }
  return readWorkbook(readFileSync(path), reading.wanted);
}

/** {@link readEncodedInput} with a value per row. */
export async function readInput(
  path: string,
  wanted: ReadonlySet<string>,
): Promise<Resultat<Omit<Input, 'columns'> & { readonly columns: Columns }>> {
  const input = await readEncodedInput(path, { wanted });
  if (!input.ok) return input;
  const columns = Object.entries(input.value.columns).map(([name, column]) => [
    name,
    isEncoded(column) ? Array.from(column.codes, (code) => column.dictionary[code] ?? null) : column,
  ]);
  return done({ ...input.value, columns: Object.fromEntries(columns) as Columns });
}

/** Text of a published table: the CSV file, or the CSV form of the first sheet of a workbook. */
export async function readTable(path: string): Promise<Resultat<string>> {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch {
    return unreadable(path);
  }
  if (isWorkbook(bytes)) {
    const sheet = await readWorkbook(bytes);
    if (!sheet.ok) return sheet;
    const { header, columns, rows } = sheet.value;
    const lines = Array.from({ length: rows }, (_, row) =>
      csvLine(
        header.map((name) => columns[name]?.[row] ?? ''),
        ',',
      ),
    );
    return done(csvLine(header, ',') + lines.join(''));
  }
  const text = decode(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }), bytes, false);
  return text === null ? notUtf8(path) : done(text);
}

/** Every text of a specification, whatever its place: a column that it does not name is never read. */
export function textsOf(value: unknown, found = new Set<string>()): Set<string> {
  if (typeof value === 'string') found.add(value);
  else if (typeof value === 'object' && value !== null) {
    for (const part of Object.values(value)) textsOf(part, found);
  }
  return found;
}
