import type { CellObject, WorkSheet } from '@e965/xlsx';

import { cite, done, MotifList, refuse, type Resultat } from '../motif.ts';

/** Rows of the first sheet below its header row, by columns. */
export type SheetColumns = {
  readonly header: readonly string[];
  readonly columns: Record<string, string[]>;
  readonly rows: number;
  /** Number of a row in the sheet, from 1. */
  readonly lineOf: (row: number) => number;
};

/** First bytes of every ZIP file, hence of every XLSX and ODS workbook; no CSV text starts so. */
export const isWorkbook = (head: Uint8Array): boolean =>
  head[0] === 0x50 && head[1] === 0x4b && head[2] === 3 && head[3] === 4;

const invalid = (phrase: string, row?: number, column?: string): Parameters<MotifList['add']>[0] => ({
  code: 'XLSX_INVALID',
  phrase: `${row === undefined ? '' : `Ligne ${row}${column === undefined ? '' : `, colonne ${cite(column)}`}\u00a0: `}${phrase}`,
  ...(row !== undefined && { details: { line: row, ...(column !== undefined && { column }) } }),
});

type Reading = { text: string } | { problem: string };

type Library = typeof import('@e965/xlsx');

/** The part of the library that knows number formats, which its own types leave open. */
type DateFormats = {
  is_date: (format: string) => boolean;
  parse_date_code: (serial: number, o: { date1904: boolean }) => { y: number; m: number; d: number } | null;
};

/** Text of a cell as a CSV file would hold it; dates become `YYYY-MM-DD`, formulas their last result. */
function readCell(cell: CellObject | undefined, library: Library, date1904: boolean): Reading {
  if (!cell || cell.t === 'z') {
    return cell?.f === undefined ? { text: '' } : { problem: 'la formule n’a pas de résultat enregistré.' };
  }
  const { v, t } = cell;
  if (t === 'e') return { problem: 'la cellule contient une erreur de calcul.' };
  if (v === undefined) {
    return cell.f === undefined ? { text: '' } : { problem: 'la formule n’a pas de résultat enregistré.' };
  }
  if (t === 'b') return { text: v === true ? 'VRAI' : 'FAUX' };
  if (t !== 'n' || typeof v !== 'number') return { text: String(v) };
  const dates = library.SSF as DateFormats;
  if (!dates.is_date(String(cell.z ?? ''))) return { text: String(v) };
  const date = dates.parse_date_code(v, { date1904 });
  if (!date || v < 1) return { problem: 'la cellule contient une heure sans date.' };
  const two = (part: number): string => String(part).padStart(2, '0');
  return { text: `${String(date.y).padStart(4, '0')}-${two(date.m)}-${two(date.d)}` };
}

function readHeader(cells: readonly Reading[], motifs: MotifList, row: number): string[] {
  const header = cells.map((cell) => ('text' in cell ? cell.text : ''));
  header.forEach((name, index) => {
    if (name !== '' && header.indexOf(name) !== index) {
      motifs.add(invalid(`l’en-tête répète la colonne ${cite(name)}.`, row));
    }
  });
  return header;
}

/**
 * Reads the first sheet of an XLSX (or ODS) workbook: first row = header, blank rows skipped.
 *
 * Code `XLSX_INVALID`, with row and column: not a workbook, empty sheet, repeated header, value
 * outside the header, merged cells, calculation error, formula whose result was never saved.
 */
export async function readWorkbook(
  bytes: Uint8Array,
  wanted?: ReadonlySet<string>,
): Promise<Resultat<SheetColumns>> {
  const library = await import('@e965/xlsx');
  let sheet: WorkSheet | undefined;
  let date1904 = false;
  try {
    const book = library.read(bytes, {
      type: 'array',
      dense: true,
      cellNF: true,
      cellText: false,
      sheetStubs: true,
      sheets: 0,
    });
    sheet = book.Sheets[book.SheetNames[0] ?? ''];
    date1904 = book.Workbook?.WBProps?.date1904 ?? false;
  } catch {
    return refuse(invalid('Ce fichier n’est pas un classeur lisible.'));
  }
  const grid = sheet?.['!data'];
  const range = sheet?.['!ref'] === undefined ? undefined : library.utils.decode_range(sheet['!ref']);
  if (!sheet || !grid || !range) return refuse(invalid('La première feuille du classeur est vide.'));
  const motifs = new MotifList();
  const readRow = (row: number): Reading[] =>
    Array.from({ length: range.e.c - range.s.c + 1 }, (_, column) =>
      readCell(grid[row]?.[range.s.c + column], library, date1904),
    );
  for (const { s } of sheet['!merges'] ?? []) {
    motifs.add(invalid('des cellules sont fusionnées.', s.r + 1));
  }
  const header = readHeader(readRow(range.s.r), motifs, range.s.r + 1);
  const columns = header.map((name) =>
    name !== '' && (wanted?.has(name) ?? true) ? ([] as string[]) : null,
  );
  const lines: number[] = [];
  for (let row = range.s.r + 1; row <= range.e.r; row += 1) {
    const cells = readRow(row);
    if (cells.every((cell) => 'text' in cell && cell.text === '')) continue;
    lines.push(row + 1);
    cells.forEach((cell, at) => {
      const name = header[at] ?? '';
      if ('text' in cell) {
        columns[at]?.push(cell.text);
        if (name === '' && cell.text !== '') {
          motifs.add(
            invalid('une valeur n’a pas d’en-tête de colonne (la première ligne de la feuille).', row + 1),
          );
        }
      } else if (columns[at]) {
        motifs.add(invalid(cell.problem, row + 1, name));
      }
    });
  }
  if (!motifs.isEmpty()) return refuse(...motifs.motifs);
  const kept = header.flatMap((name, at) => {
    const column = columns[at];
    return column ? [[name, column] as const] : [];
  });
  return done({
    header: header.filter((name) => name !== ''),
    columns: Object.fromEntries(kept),
    rows: lines.length,
    lineOf: (row) => lines[row] ?? row + 2,
  });
}
