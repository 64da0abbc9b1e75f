import type { CellKey } from './cell-key.ts';
import { readCsv } from './csv-reader.ts';
import { hashText } from './hash.ts';
import { cite, done, MotifList, refuse, type Resultat } from './motif.ts';
import type { ProtectedCell, Rounding } from './protected-table.ts';
import type { ReleaseSpec } from './release-spec.ts';

/** A table published by anyone, as read from its CSV: it holds no truth. */
export type PublishedTable = {
  /** Known when the reader gave it; without it every dimension is taken as flat. */
  readonly spec: ReleaseSpec | null;
  readonly dims: readonly string[];
  /** Cells in the order of the file. */
  readonly cells: readonly ProtectedCell[];
  /** `sha256:…` of the UTF-8 bytes of the file. */
  readonly hash: string;
  /** Never in the file: whoever knows that values were rounded adds it, `{ ...table, rounding }`. */
  readonly rounding?: Rounding;
};

/**
 * Reads a published table: dimension columns, then `valeur` and `statut` (`publie` or `masque`).
 *
 * Codes: `CSV_INVALID`; `COLUMN_MISSING` (no `valeur` or `statut`, or a dimension of the
 * specification); `TABLE_FORMAT` (bad status, value on a masked row, published row without an
 * integer ≥ 0, duplicate cell), with line numbers; or columns that the specification lacks, when only
 * they tell cells apart.
 */
export function parsePublishedTable(csv: string, spec?: ReleaseSpec): Resultat<PublishedTable> {
  const read = readCsv(csv);
  if (!read.ok) return read;
  const { header, columns, lines } = read.value;
  const motifs = new MotifList();
  const dims = spec
    ? spec.dimensions.map(({ code }) => code)
    : header.filter((name) => name !== 'valeur' && name !== 'statut');
  for (const name of [...dims, 'valeur', 'statut']) {
    if (!header.includes(name)) {
      motifs.add({
        code: 'COLUMN_MISSING',
        phrase: `La colonne ${cite(name)} manque dans le tableau (une ligne par case\u00a0: ses dimensions, valeur, statut).`,
        path: [name],
      });
    }
  }
  if (!motifs.isEmpty()) return refuse(...motifs.motifs);
  const foreign = header.filter((name) => ![...dims, 'valeur', 'statut'].includes(name));
  const seen = new Set<string>();
  const blurred: number[] = [];
  const cells = lines.map((line, row): ProtectedCell => {
    const wrong = (phrase: string): void => {
      motifs.add({
        code: 'TABLE_FORMAT',
        phrase: `Ligne ${line}\u00a0: ${phrase}`,
        path: [row],
        details: { line },
      });
    };
    const codes = dims.map((dim) => columns[dim]?.[row] ?? '');
    const identity = JSON.stringify(codes);
    if (seen.has(identity) && foreign.length === 0) wrong('cette case figure déjà plus haut.');
    else if (seen.has(identity)) blurred.push(row);
    seen.add(identity);
    if (codes.includes('')) wrong('une modalité est vide.');
    const statut = columns.statut?.[row];
    const text = columns.valeur?.[row] ?? '';
    const key: CellKey = Object.freeze(Object.fromEntries(dims.map((dim, axis) => [dim, codes[axis] ?? ''])));
    if (statut === 'masque') {
      if (text !== '') wrong('une case masquée porte une valeur.');
      return Object.freeze({ key, valeur: null, statut });
    }
    if (statut !== 'publie') wrong(`le statut n’est ni ${cite('publie')} ni ${cite('masque')}.`);
    const valeur = /^\d{1,16}$/.test(text) ? Number(text) : NaN;
    if (statut === 'publie' && !Number.isSafeInteger(valeur)) {
      wrong('une case publiée n’a pas de valeur entière.');
    }
    return Object.freeze({ key, valeur, statut: 'publie' });
  });
  if (blurred.length > 0) {
    const names = foreign.map(cite).join(', ');
    motifs.add({
      code: 'TABLE_FORMAT',
      phrase: `La spécification ne connaît pas ces colonnes du tableau, qui seules distinguent certaines cases\u00a0: ${names}.`,
      details: { columns: foreign },
    });
  }
  if (!motifs.isEmpty()) return refuse(...motifs.motifs);
  return done(
    Object.freeze({
      spec: spec ?? null,
      dims: Object.freeze(dims),
      cells: Object.freeze(cells),
      hash: hashText(csv),
    }),
  );
}
