import type { Columns } from './build-cube.ts';
import { GroupCounter, type Groups } from './kanon-groups.ts';
import { readGeneralisation, type Generalisation } from './kanon-hierarchy.ts';
import { cite, MotifList } from './motif.ts';

/** Text of a cell: numbers as written in JavaScript, a missing value as empty text. */
export const textOf = (value: string | number | null | undefined): string =>
  typeof value === 'string' ? value : value === null || value === undefined ? '' : String(value);

/** The quasi-identifiers of a file: distinct tuples with their number of records. */
export type QuasiRecords = {
  /** Number of records. */
  readonly size: number;
  readonly attributes: readonly Generalisation[];
  /** `codes[attribute][level][tuple]`. */
  readonly codes: readonly (readonly Int32Array[])[];
  readonly tuples: Groups;
  /** Number of the distinct tuple of each record. */
  readonly tupleOf: Int32Array;
};

/** Length of the columns; code `COLUMNS_UNEQUAL` when they differ, `EMPTY_UNIVERSE` when there is no record. */
export function countRecords(columns: Columns, names: readonly string[], motifs: MotifList): number {
  const present = names.filter((name) => Object.hasOwn(columns, name));
  const size = columns[present[0] ?? '']?.length ?? 0;
  for (const name of present) {
    if (columns[name]?.length !== size) {
      motifs.add({
        code: 'COLUMNS_UNEQUAL',
        phrase: `La colonne ${cite(name)} n’a pas autant de lignes que la première.`,
        path: ['columns', name],
      });
    }
  }
  if (present.length > 0 && size === 0) {
    motifs.add({ code: 'EMPTY_UNIVERSE', phrase: 'Il n’y a aucun enregistrement.', path: ['columns'] });
  }
  return size;
}

/** Code `COLUMN_MISSING` for every name that is not a column. */
export function requireColumns(columns: Columns, names: readonly string[], motifs: MotifList): void {
  for (const name of names) {
    if (!Object.hasOwn(columns, name)) {
      motifs.add({
        code: 'COLUMN_MISSING',
        phrase: `La colonne ${cite(name)} manque.`,
        path: ['columns', name],
      });
    }
  }
}

/** Leaf of every record, or `VALUE_UNKNOWN` with line and column, never with the value. */
function leavesOf(
  column: ArrayLike<string | number | null>,
  size: number,
  { attribute, leaves }: Generalisation,
  motifs: MotifList,
  lineOf: (row: number) => number,
): Int32Array {
  const result = new Int32Array(size);
  // A missing value is written NR in the hierarchies of the trade.
  const missing = leaves.get('') ?? leaves.get('NR');
  for (let row = 0; row < size; row += 1) {
    const text = textOf(column[row]);
    const leaf = text === '' ? missing : leaves.get(text);
    if (leaf !== undefined) result[row] = leaf;
    else {
      const line = lineOf(row);
      motifs.add({
        code: 'VALUE_UNKNOWN',
        phrase: `Ligne ${line}, colonne ${cite(attribute)}\u00a0: la valeur n’est pas dans la hiérarchie.`,
        path: ['columns', attribute, row],
        details: { line, column: attribute },
      });
    }
  }
  return result;
}

/**
 * Reads the quasi-identifiers, one hierarchy each, and encodes them once; every problem is added to
 * `motifs` (`K_TOO_LARGE` when there are fewer than `k` records), and nothing comes back unless there
 * is none.
 */
export function readQuasiRecords(
  columns: Columns,
  hierarchies: Readonly<Record<string, unknown>>,
  motifs: MotifList,
  { k = 0, line = (row) => row + 2 }: { k?: number; line?: ((row: number) => number) | undefined } = {},
): QuasiRecords | undefined {
  const names = Object.keys(hierarchies);
  if (names.length === 0) {
    motifs.add({
      code: 'HIERARCHY_INVALID',
      phrase: 'Aucune hiérarchie n’est donnée.',
      path: ['hierarchies'],
    });
  }
  requireColumns(columns, names, motifs);
  const size = countRecords(columns, Object.keys(columns), motifs);
  if (size > 0 && k > size) {
    motifs.add({
      code: 'K_TOO_LARGE',
      phrase: `k dépasse le nombre d’enregistrements (${size}).`,
      path: ['k'],
    });
  }
  const attributes: Generalisation[] = [];
  const leaves: Int32Array[] = [];
  for (const name of names) {
    const generalisation = readGeneralisation(name, hierarchies[name], motifs);
    const column = Object.hasOwn(columns, name) ? columns[name] : undefined;
    if (!generalisation || !column) continue;
    attributes.push(generalisation);
    leaves.push(leavesOf(column, Math.min(size, column.length), generalisation, motifs, line));
  }
  if (!motifs.isEmpty()) return undefined;

  const counter = new GroupCounter(size);
  const byRow = counter.count(
    {
      size,
      representative: Int32Array.from({ length: size }, (_, row) => row),
      count: new Int32Array(size).fill(1),
    },
    attributes.map(({ domain }, attribute) => ({
      codes: leaves[attribute] ?? new Int32Array(),
      cardinality: domain,
    })),
  );
  if (!byRow) throw new Error('unlimited groups were refused');
  const codes = attributes.map(({ codes: perLevel }, attribute) => {
    const leaf = byRow.representative.map((row) => leaves[attribute]?.[row] ?? 0);
    return perLevel.map((code) => leaf.map((at) => code[at] ?? 0));
  });
  const representative = Int32Array.from({ length: byRow.size }, (_, tuple) => tuple);
  return { size, attributes, codes, tuples: { ...byRow, representative }, tupleOf: counter.groupOf(size) };
}
