import { cite, MotifList, refuse, done, type Motif, type Resultat } from './motif.ts';

/** A CSV file read by columns; `lines[row]` is the line on which the record starts, from 1. */
type CsvContent = {
  readonly header: readonly string[];
  readonly columns: Readonly<Record<string, readonly string[]>>;
  readonly lines: readonly number[];
};

type Field = { text: string; quoted: boolean };

const invalid = (phrase: string, line: number): Motif => ({
  code: 'CSV_INVALID',
  phrase,
  path: [line],
  details: { line },
});

/** Splits RFC 4180 text into records with the line where each starts. */
function* records(
  text: string,
  separator: string,
): Generator<{ fields: Field[]; line: number; unclosed: boolean }> {
  let at = 0;
  let line = 1;
  while (at < text.length) {
    const start = line;
    const fields: Field[] = [];
    let unclosed = false;
    for (let open = true; open;) {
      let field = '';
      const quoted = text[at] === '"';
      if (quoted) {
        at += 1;
        for (;;) {
          const close = text.indexOf('"', at);
          if (close === -1) {
            unclosed = true;
            at = text.length;
            break;
          }
          const part = text.slice(at, close);
          line += part.split('\n').length - 1;
          field += part;
          at = close + 1;
          if (text[at] !== '"') break;
          field += '"';
          at += 1;
        }
      }
      const from = at;
      while (at < text.length && text[at] !== separator && text[at] !== '\n') at += 1;
      const rest = text.slice(from, at);
      const trimmed = rest.endsWith('\r') && text[at] !== separator ? rest.slice(0, -1) : rest;
      if (quoted && trimmed !== '') unclosed = true;
      fields.push({ text: quoted ? field : trimmed, quoted });
      open = text[at] === separator;
      at += 1;
    }
    line += 1;
    yield { fields, line: start, unclosed };
  }
}

/**
 * Reads CSV text (BOM accepted, `,` or `;` detected on the header, RFC 4180 quoting, LF or CRLF).
 *
 * Code `CSV_INVALID` for every ragged row, unclosed quote, duplicate or missing header, with its
 * line and never its content.
 */
export function readCsv(input: string): Resultat<CsvContent> {
  const text = input.startsWith('\ufeff') ? input.slice(1) : input;
  const firstLine = text.slice(0, !text.includes('\n') ? undefined : text.indexOf('\n'));
  const count = (character: string): number => firstLine.split(character).length;
  const separator = count(';') > count(',') ? ';' : ',';
  const motifs = new MotifList();
  let header: string[] | undefined;
  const columns: string[][] = [];
  const lines: number[] = [];
  for (const { fields, line, unclosed } of records(text, separator)) {
    if (unclosed) {
      motifs.add(invalid(`Ligne ${line}\u00a0: un guillemet n’est pas fermé ou est mal placé.`, line));
      continue;
    }
    if (!header) {
      header = fields.map((field) => field.text);
      header.forEach((name, index) => {
        columns.push([]);
        if (header?.indexOf(name) !== index) {
          motifs.add(invalid(`L’en-tête répète la colonne ${cite(name)}.`, line));
        }
      });
      continue;
    }
    // A blank line holds no record, unless the file has a single column.
    if (fields.length === 1 && header.length > 1 && fields[0]?.text === '' && !fields[0].quoted) continue;
    if (fields.length !== header.length) {
      motifs.add(invalid(`Ligne ${line}\u00a0: ${fields.length} champs au lieu de ${header.length}.`, line));
      continue;
    }
    fields.forEach((field, index) => columns[index]?.push(field.text));
    lines.push(line);
  }
  if (!header) motifs.add(invalid('Le fichier est vide\u00a0: il manque la ligne d’en-tête.', 1));
  if (!motifs.isEmpty()) return refuse(...motifs.motifs);
  return done({
    header: header ?? [],
    columns: Object.fromEntries((header ?? []).map((name, index) => [name, columns[index] ?? []])),
    lines,
  });
}
