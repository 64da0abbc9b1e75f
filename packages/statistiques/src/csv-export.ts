import { csvLine } from './csv-text.ts';
import { TOTAL } from './hierarchy.ts';
import { assertProtected, tableCsv, type ProtectedTable } from './protected-table.ts';

/**
 * CSV of a protected table; a `RawCube` does not compile and throws.
 *
 * `cli` (default): the bytes of `table.csv`, dimensions then `valeur,statut`. `publication`:
 * `periode;territoire_code;territoire_type;<dimensions>;mesure;valeur;statut` (§9), separator `;`
 * unless told otherwise. The period is the one of the specification's universe (empty without it)
 * and the two territory columns are empty unless a dimension has those codes.
 */
export function toCsv(
  t: ProtectedTable,
  o: { separator?: ',' | ';'; layout?: 'cli' | 'publication' } = {},
): string {
  assertProtected(t);
  if (o.layout !== 'publication') return tableCsv(t.dims, t.cells, o.separator ?? ',');
  const separator = o.separator ?? ';';
  const lead = ['periode', 'territoire_code', 'territoire_type'];
  const dims = t.dims.filter((dim) => !lead.includes(dim));
  const period = t.spec.universe?.period;
  const fixed: Record<string, string> = {
    periode: period ? `${period.from}/${period.to}` : '',
  };
  const lines = t.cells.map(({ key, valeur, statut }) =>
    csvLine(
      [
        ...lead.map((name) => (t.dims.includes(name) ? (key[name] ?? TOTAL) : (fixed[name] ?? ''))),
        ...dims.map((dim) => key[dim] ?? TOTAL),
        t.spec.unit,
        valeur === null ? '' : String(valeur),
        statut,
      ],
      separator,
    ),
  );
  return csvLine([...lead, ...dims, 'mesure', 'valeur', 'statut'], separator) + lines.join('');
}
