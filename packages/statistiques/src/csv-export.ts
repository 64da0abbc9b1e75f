import { csvLine } from './csv-text.ts';
import { assertProtected, tableCsv, type ProtectedTable } from './protected-table.ts';
import { publicationOf, type PublicationOptions } from './publication.ts';

/**
 * CSV of a protected table; a `RawCube` does not compile and throws.
 *
 * `cli` (default): the bytes of `table.csv`, dimensions then `valeur,statut`. `publication`:
 * `periode;territoire_code;territoire_type;<dimensions>;mesure;valeur;statut` (§9), separator `;`
 * unless told otherwise, described by `toTableSchema`. The period is the one of the universe of the
 * release (empty without it); the territory columns are those of `territory`, or of dimensions
 * with these names, else empty. A masked value is empty. A zero that cannot be otherwise (declared,
 * or a calendar code outside the universe) reads `nul_structurel`. A code that a spreadsheet would
 * run as a formula gets an apostrophe before it. No byte order mark.
 *
 * Throws `TypeError` on an unknown dimension, or a declared zero that is masked or not zero.
 */
export function toCsv(
  t: ProtectedTable,
  o: { separator?: ',' | ';'; layout?: 'cli' | 'publication' } & PublicationOptions = {},
): string {
  assertProtected(t);
  if (o.layout !== 'publication') return tableCsv(t.dims, t.cells, o.separator ?? ',');
  const { header, rows } = publicationOf(t, o);
  return [header, ...rows].map((row) => csvLine(row, o.separator ?? ';')).join('');
}
