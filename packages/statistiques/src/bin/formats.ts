import { toCsv } from '../csv-export.ts';
import type { Meta } from '../export-meta.ts';
import { toHtml } from '../html-export.ts';
import { cite, done, refuse, type Resultat } from '../motif.ts';
import { toOds } from '../ods-export.ts';
import type { ProtectedTable } from '../protected-table.ts';
import { toSdmxCsv } from '../sdmx-export.ts';
import { toTableSchema } from '../table-schema.ts';
import { toXlsx } from '../xlsx-export.ts';
import { xmlText } from '../xml-text.ts';

/** A file beside `table.csv`. */
export type ExportFile = {
  readonly name: (typeof EXPORT_NAMES)[number];
  readonly content: string | Uint8Array;
};

const page = (table: string, title: string): string =>
  `<!doctype html>\n<html lang="fr">\n<head>\n<meta charset="utf-8">\n<title>${xmlText(title)}</title>\n</head>\n<body>\n${table}\n</body>\n</html>\n`;

/** Every name that a format may write beside `table.csv`. */
export const EXPORT_NAMES = [
  'table.ods',
  'table.xlsx',
  'table.html',
  'sdmx.csv',
  'publication.csv',
  'schema.json',
] as const;

const FORMATS: Readonly<Record<string, (table: ProtectedTable, meta: Meta) => readonly ExportFile[]>> = {
  ods: (table, meta) => [{ name: 'table.ods', content: toOds(table, meta) }],
  xlsx: (table, meta) => [{ name: 'table.xlsx', content: toXlsx(table, meta) }],
  html: (table, meta) => [
    { name: 'table.html', content: page(toHtml(table, meta), meta.title ?? 'Tableau publié') },
  ],
  sdmx: (table) => [{ name: 'sdmx.csv', content: toSdmxCsv(table) }],
  schema: (table, meta) => [
    {
      name: 'publication.csv',
      content: toCsv(table, {
        layout: 'publication',
        territory: meta.territory,
        structuralZeros: meta.structuralZeros,
      }),
    },
    { name: 'schema.json', content: `${JSON.stringify(toTableSchema(table, meta), null, 1)}\n` },
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

/** The files of the formats asked for; code `META_INVALID` where the meta names what the table has not. */
export function describedFiles(
  table: ProtectedTable,
  formats: readonly string[],
  meta: Meta,
): Resultat<readonly ExportFile[]> {
  try {
    return done(formats.flatMap((name) => FORMATS[name]?.(table, meta) ?? []));
  } catch (error) {
    // The fields were checked; these two alone must also fit the table.
    if (!(error instanceof TypeError) || !(meta.territory ?? meta.structuralZeros)) throw error;
    const phrase = `Les champs ${cite('territory')} et ${cite('structuralZeros')} ne conviennent pas à ce tableau.`;
    return refuse({ code: 'META_INVALID', phrase });
  }
}
