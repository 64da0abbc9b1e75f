/**
 * Where a spreadsheet may start a cell: at the start of ours, and after `;`, a tab or a line break, since one that
 * splits on `;` (as in France) does not see our quotes. A sign that opens a formula there gets an apostrophe before it.
 * Source: OWASP, « CSV Injection ».
 */
const FORMULE = /(^|[;\t\r\n])(\s*)(?=[=+\-@＝＋－＠])/g;

/** A text that no spreadsheet takes for a formula. Only texts at risk change. */
export const neutralise = (texte: string): string => texte.replace(FORMULE, "$1$2'");

const toCellule = (texte: string): string => {
  const sur = neutralise(texte);
  return /[",;\t\r\n]/.test(sur) ? `"${sur.replaceAll('"', '""')}"` : sur;
};

/** A table as CSV: RFC 4180, comma, CRLF after each line, formulas neutralised. UTF-8 without BOM once encoded. */
export const writeCsv = (lignes: readonly (readonly string[])[]): string =>
  lignes.map((ligne) => `${ligne.map(toCellule).join(',')}\r\n`).join('');
