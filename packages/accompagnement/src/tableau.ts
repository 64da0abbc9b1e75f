import { isCivilDate } from './date-civile.ts';

/** A number stays a number, a text a text, `null` an empty cell. */
export type ValeurTableau = string | number | null;

export interface ColonneTableau {
  readonly nom: string;
  /** Texts by default; `date` for `YYYY-MM-DD`. */
  readonly type?: 'texte' | 'nombre' | 'date';
  readonly description?: string;
}

/** What is written as CSV, ODS or XLSX: one sheet. */
export interface Tableau {
  /** Name of the sheet. */
  readonly nom: string;
  readonly colonnes: readonly (string | ColonneTableau)[];
  readonly lignes: readonly (readonly ValeurTableau[])[];
  /** Said on a sheet of its own, and in the TableSchema. */
  readonly avertissement?: string;
}

const nameOf = (c: string | ColonneTableau): string => (typeof c === 'string' ? c : c.nom);
const typeOf = (c: string | ColonneTableau): string =>
  typeof c === 'string' ? 'texte' : (c.type ?? 'texte');

/** What a spreadsheet would run as a formula, once it is opened as a CSV. */
const FORMULE = /^[=+\-@\t\r\n]/;
/** Signs that XML 1.0 cannot hold. */
// eslint-disable-next-line no-control-regex -- XML 1.0 has no way to write these
const ILLISIBLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu;

/**
 * A table as the octets of a CSV. `excel-fr` (default): UTF-8 with a byte order mark, `;`, CRLF, decimal comma; `rfc4180`:
 * UTF-8, `,`, CRLF, decimal point. In both, a text that a spreadsheet would take for a formula is prefixed by `'`; a number is
 * written as such.
 */
export function writeCsv(t: Tableau, o: { readonly dialecte?: 'excel-fr' | 'rfc4180' } = {}): Uint8Array {
  const french = (o.dialecte ?? 'excel-fr') === 'excel-fr';
  const separator = french ? ';' : ',';
  const cell = (value: ValeurTableau): string => {
    if (value === null) return '';
    if (typeof value === 'number') {
      const text = Number.isFinite(value) ? String(value) : '';
      return quote(french ? text.replace('.', ',') : text);
    }
    const clean = value.replace(ILLISIBLE, '\ufffd');
    return quote(FORMULE.test(clean) ? `'${clean}` : clean);
  };
  const quote = (text: string): string =>
    text.includes(separator) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  const rows = [t.colonnes.map(nameOf), ...t.lignes];
  const text = rows.map((row) => `${row.map(cell).join(separator)}\r\n`).join('');
  return new TextEncoder().encode((french ? '\ufeff' : '') + text);
}

/** Tables as an Excel workbook, a sheet each: typed cells, no formula. The library is only loaded here. */
export function writeXlsx(t: readonly Tableau[]): Promise<Uint8Array> {
  return writeBook(t, 'xlsx');
}

/** Tables as an OpenDocument spreadsheet, a sheet each: typed cells, no formula. The library is only loaded here. */
export function writeOds(t: readonly Tableau[]): Promise<Uint8Array> {
  return writeBook(t, 'ods');
}

async function writeBook(tables: readonly Tableau[], bookType: 'xlsx' | 'ods'): Promise<Uint8Array> {
  const { utils, write } = await import('@e965/xlsx');
  const book = utils.book_new();
  const warnings = tables.flatMap((t) =>
    t.avertissement === undefined ? [] : [[t.nom], [t.avertissement], ['']],
  );
  const names = new Set<string>();
  const append = (
    rows: readonly (readonly ValeurTableau[])[],
    name: string,
    widths: readonly number[],
  ): void => {
    const cells = rows.map((row) => row.map((v) => toCell(v)));
    const sheet = utils.aoa_to_sheet(cells, { dense: true });
    sheet['!cols'] = widths.map((wch) => ({ wch }));
    utils.book_append_sheet(book, sheet, name);
  };
  for (const t of tables) {
    const header = t.colonnes.map(nameOf);
    append(
      [header, ...t.lignes],
      sheetName(t.nom, names),
      header.map((h) => Math.max(10, h.length + 2)),
    );
  }
  if (warnings.length > 0) append(warnings, sheetName('À lire', names), [100]);
  const octets = write(book, { type: 'array', bookType, compression: true, bookSST: true }) as ArrayBuffer;
  return new Uint8Array(octets);
}

/** A text is typed as a text: what looks like a formula is none. */
function toCell(value: ValeurTableau): { t: 's' | 'n'; v: string | number } | null {
  if (value === null || value === '') return null;
  if (typeof value === 'number') return Number.isFinite(value) ? { t: 'n', v: value } : null;
  return { t: 's', v: value.replace(ILLISIBLE, '\ufffd').slice(0, 32_000) };
}

/** Thirty-one signs at most, none of those that Excel refuses, each name once. */
function sheetName(wanted: string, taken: Set<string>): string {
  const base =
    wanted
      .replace(/[\\/?*[\]:]/g, ' ')
      .replace(ILLISIBLE, ' ')
      .trim()
      .slice(0, 28) || 'Feuille';
  let name = base;
  for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${base} ${n}`;
  taken.add(name.toLowerCase());
  return name;
}

/** The TableSchema (Frictionless) to publish beside a CSV. */
export function toTableSchema(t: Tableau): {
  title: string;
  description?: string;
  fields: { name: string; type: string; description?: string }[];
  missingValues: string[];
} {
  return {
    title: t.nom,
    ...(t.avertissement !== undefined && { description: t.avertissement }),
    fields: t.colonnes.map((c, i) => {
      const numbers = t.lignes.every((l) => l[i] === null || typeof l[i] === 'number');
      const dates = t.lignes.every((l) => l[i] === null || isCivilDate(l[i]));
      const type = typeOf(c);
      return {
        name: nameOf(c),
        type: type === 'nombre' && numbers ? 'number' : type === 'date' && dates ? 'date' : 'string',
        ...(typeof c !== 'string' && c.description !== undefined && { description: c.description }),
      };
    }),
    missingValues: [''],
  };
}
