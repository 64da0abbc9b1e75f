import { toCsv } from '../csv-export.ts';
import { toHtml } from '../html-export.ts';
import { cite, done, refuse, type Resultat } from '../motif.ts';
import { toOds } from '../ods-export.ts';
import type { ProtectedTable } from '../protected-table.ts';
import { toSdmxCsv } from '../sdmx-export.ts';
import { toTableSchema } from '../table-schema.ts';
import { toXlsx } from '../xlsx-export.ts';

/** A file beside `table.csv`. */
export type ExportFile = {
  readonly name: (typeof EXPORT_NAMES)[number];
  readonly content: string | Uint8Array;
};

const page = (table: string): string =>
  `<!doctype html>\n<html lang="fr">\n<head>\n<meta charset="utf-8">\n<title>Tableau publié</title>\n</head>\n<body>\n${table}\n</body>\n</html>\n`;

/** Every name that a format may write beside `table.csv`. */
export const EXPORT_NAMES = [
  'table.ods',
  'table.xlsx',
  'table.html',
  'sdmx.csv',
  'publication.csv',
  'schema.json',
] as const;

const FORMATS: Readonly<Record<string, (table: ProtectedTable) => readonly ExportFile[]>> = {
  ods: (table) => [{ name: 'table.ods', content: toOds(table) }],
  xlsx: (table) => [{ name: 'table.xlsx', content: toXlsx(table) }],
  html: (table) => [{ name: 'table.html', content: page(toHtml(table)) }],
  sdmx: (table) => [{ name: 'sdmx.csv', content: toSdmxCsv(table) }],
  schema: (table) => [
    { name: 'publication.csv', content: toCsv(table, { layout: 'publication' }) },
    { name: 'schema.json', content: `${JSON.stringify(toTableSchema(table), null, 1)}\n` },
  ],
};

/** Reads `--format ods,xlsx`; code `CALL_INVALID`. */
export function readFormats(text: string | undefined): Resultat<readonly string[]> {
  const names = text === undefined ? [] : [...new Set(text.split(','))];
  const isKnown = names.every((name) => Object.hasOwn(FORMATS, name));
  const known = Object.keys(FORMATS).join(', ');
  return isKnown
    ? done(names)
    : refuse({
        code: 'CALL_INVALID',
        phrase: `L’option ${cite('--format')} attend une liste parmi ${known}.`,
      });
}

/** The files of the formats asked for. */
export const exportFiles = (table: ProtectedTable, formats: readonly string[]): ExportFile[] =>
  formats.flatMap((name) => FORMATS[name]?.(table) ?? []);
