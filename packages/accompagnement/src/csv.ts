import { COLONNES } from './lieu-standard.ts';
import { accept, refuse, type Motif, type Resultat } from './resultat.ts';

/**
 * Reads a CSV of open data into records: BOM accepted, `,` or `;` detected on the header, RFC 4180 quoting.
 * Motifs: `csv_invalide` (unclosed quote, ragged row), `csv_vide`,
 * `colonne_manquante`, `colonne_en_double`, which name the column.
 */
export function readCsv(text: string, required: readonly string[] = []): Resultat<Record<string, string>[]> {
  const clean = text.replace(/^\uFEFF/, '');
  const separator = countIn(headOf(clean), ';') > countIn(headOf(clean), ',') ? ';' : ',';
  const rows = toRows(clean, separator);
  if (rows === undefined) return refuse({ code: 'csv_invalide', phrase: 'Un guillemet n’est pas fermé.' });
  const [header, ...body] = rows;
  if (header === undefined || header.every((h) => h.trim() === '')) {
    return refuse({ code: 'csv_vide', phrase: 'Ce fichier est vide.' });
  }
  const names = header.map((h) => h.trim());
  const columns = [
    ...required
      .filter((name) => !names.includes(name))
      .map((name) => columnMotif('colonne_manquante', name, 'manque dans ce fichier')),
    ...[...new Set(names)]
      .filter((name) => names.indexOf(name) !== names.lastIndexOf(name))
      .map((name) => columnMotif('colonne_en_double', name, 'est deux fois dans ce fichier')),
  ];
  if (columns.length > 0) return refuse(...columns);
  const records = body.filter((row) => row.length > 1 || row[0] !== '');
  const ragged = records.findIndex((row) => row.length !== names.length);
  if (ragged !== -1) {
    return refuse({
      code: 'csv_invalide',
      phrase: 'Une ligne n’a pas le même nombre de colonnes que l’en-tête.',
      path: [ragged + 1],
    });
  }
  return accept(records.map((row) => Object.fromEntries(names.map((name, i) => [name, row[i] ?? '']))));
}

function columnMotif(code: string, column: string, what: string): Motif {
  const known = COLONNES.find((c) => c === column);
  const name = known === undefined ? 'Une colonne' : `La colonne «\u00a0${known}\u00a0»`;
  return { code, phrase: `${name} ${what}.`, path: known === undefined ? [0] : [0, known] };
}

function headOf(text: string): string {
  return /^[^\r\n]*/.exec(text)?.[0] ?? '';
}

function countIn(text: string, sign: string): number {
  return text.split(sign).length - 1;
}

function toRows(text: string, separator: string): string[][] | undefined {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const sign = text[i];
    if (quoted) {
      if (sign !== '"') cell += sign ?? '';
      else if (text[i + 1] === '"') {
        cell += '"';
        i += 1;
      } else quoted = false;
    } else if (sign === '"' && cell === '') quoted = true;
    else if (sign === separator || sign === '\n' || sign === '\r') {
      if (sign === '\r' && text[i + 1] === '\n') i += 1;
      row.push(cell);
      cell = '';
      if (sign !== separator) {
        rows.push(row);
        row = [];
      }
    } else cell += sign ?? '';
  }
  if (quoted) return undefined;
  if (cell !== '' || row.length > 0) rows.push([...row, cell]);
  return rows;
}
