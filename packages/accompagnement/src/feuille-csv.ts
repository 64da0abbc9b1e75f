import { decodeTexte } from './encodage.ts';
import {
  refuseFile,
  type Feuille,
  type LectureFeuille,
  type LigneFeuille,
  type LimitesFichier,
} from './feuille.ts';
import { issueOf, type ImportIssue } from './import-issue.ts';

const SEPARATORS = [';', ',', '\t', '|'];
/** What UTF-8 read as Windows-1252 and saved again looks like. */
const ABIME = /Ã[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€[\u0099™œ"]|\ufffd/u;
/**
 * Reads the octets of a CSV: UTF-8, with or without a byte order mark, UTF-16 with one, or Windows-1252 (said as a warning).
 * Separator among `;` `,` tab and `|`, from the first row; RFC 4180 quotes; LF, CRLF or CR.
 */
export function readFeuilleCsv(octets: Uint8Array, limites: LimitesFichier): LectureFeuille {
  if (octets.length > limites.octets) return refuseFile('fichier_trop_grand');
  const decoded = decodeTexte(octets);
  if (decoded === undefined) return refuseFile('encodage_inconnu');
  const { texte, encodage } = decoded;
  // eslint-disable-next-line no-control-regex -- a text holds none of these: the file is something else
  if (/[\u0000-\u0008\u000e-\u001f]/.test(texte)) return refuseFile('fichier_illisible');
  if (texte.trim() === '') return refuseFile('fichier_vide');
  const issues: ImportIssue[] = [];
  if (encodage === 'windows-1252') issues.push(issueOf('encodage_windows_1252', 'avertissement', 0));
  if (ABIME.test(texte)) issues.push(issueOf('texte_abime', 'avertissement', 0));
  const separator = findSeparator(texte);
  const feuille: Feuille = {
    format: 'csv',
    encodage,
    masquees: new Set(),
    issues,
    lignes: { [Symbol.iterator]: () => readRows(texte, separator, limites, issues) },
  };
  return { ok: true, feuille };
}

/** The sign that cuts the first row into most cells, outside quotes. */
function findSeparator(texte: string): string {
  const counts = SEPARATORS.map((sign) => ({ sign, n: 0 }));
  let quoted = false;
  let filled = false;
  for (const sign of texte) {
    if (sign === '"') quoted = !quoted;
    else if (!quoted && (sign === '\n' || sign === '\r')) {
      if (filled) break;
    } else if (!quoted) {
      const count = counts.find((c) => c.sign === sign);
      if (count) count.n += 1;
    }
    filled ||= sign.trim() !== '';
  }
  return counts.reduce((best, c) => (c.n > best.n ? c : best)).sign;
}

function* readRows(
  texte: string,
  separator: string,
  limites: LimitesFichier,
  issues: ImportIssue[],
): Generator<LigneFeuille> {
  let numero = 0;
  let at = 0;
  while (at < texte.length) {
    numero += 1;
    if (numero > limites.lignes) {
      issues.push(issueOf('trop_de_lignes', 'erreur', numero));
      return;
    }
    const row = readRow(texte, at, separator);
    if (row === undefined) {
      issues.push(issueOf('guillemet_ouvert', 'erreur', numero));
      return;
    }
    at = row.next;
    if (row.cells.some((c) => c.trim() !== '')) yield { numero, cellules: row.cells };
  }
}

/** One record from a position; `undefined` when a quote never closes. */
function readRow(
  texte: string,
  from: number,
  separator: string,
): { cells: string[]; next: number } | undefined {
  const cells: string[] = [];
  let at = from;
  for (;;) {
    let cell = '';
    if (texte[at] === '"') {
      at += 1;
      for (;;) {
        const close = texte.indexOf('"', at);
        if (close === -1) return undefined;
        cell += texte.slice(at, close);
        at = close + 1;
        if (texte[at] !== '"') break;
        cell += '"';
        at += 1;
      }
    }
    // What follows a closed quote is kept as it stands: a spreadsheet does so too.
    let end = at;
    while (end < texte.length) {
      const sign = texte[end];
      if (sign === separator || sign === '\n' || sign === '\r') break;
      end += 1;
    }
    cells.push(cell + texte.slice(at, end));
    at = end + 1;
    if (texte[end] === separator) continue;
    if (texte[end] === '\r' && texte[end + 1] === '\n') at += 1;
    return { cells, next: at };
  }
}
