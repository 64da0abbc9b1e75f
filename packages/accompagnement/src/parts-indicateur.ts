import { mapCodes, type Colonne } from './colonne.ts';
import { fieldsOfDimension } from './controle-indicateur.ts';
import { crossColumns, CROISE } from './croisement.ts';
import type { Measure, Part } from './indicateur.ts';
import { createMesure } from './mesure.ts';
import type { Rangs } from './selection.ts';
import type { Table } from './table-lignes.ts';

/** Some rows of a table, with fields that only they have. */
export interface Vue {
  readonly table: Table;
  readonly rows: Rangs;
  /** Field of these rows only: how often a person came. */
  readonly propre?: { readonly field: string; readonly column: Colonne };
}

function columnOf({ table, propre }: Vue, fields: readonly string[]): Colonne {
  if (propre === undefined || !fields.includes(propre.field)) return table.cross(fields);
  return crossColumns(
    fields.map((field) => (field === propre.field ? propre.column : table.column(field))),
    table.size,
  );
}

interface Effectifs {
  /** Rows of each code, by its rank. */
  readonly counts: Int32Array;
  /** Rows that were asked. */
  readonly asked: number;
}

/** Not asked, or anonymous: no line of its own. */
const listSkipped = ({ dict }: Colonne): Int32Array =>
  mapCodes(dict, (code) => (code === 'non_demande' || code === '' ? 1 : 0));

function countRows(column: Colonne, rows: Rangs): Effectifs {
  const { dict, codes, starts } = column;
  const skipped = listSkipped(column);
  const counts = new Int32Array(dict.length);
  let asked = 0;
  // Rows of one code each are the many: they are walked without looking for others.
  for (const row of rows) {
    const end = starts === null ? row + 1 : (starts[row + 1] ?? 0);
    let some = 0;
    for (let at = starts === null ? row : (starts[row] ?? 0); at < end; at++) {
      const rank = codes[at] ?? 0;
      if (skipped[rank] === 1) continue;
      counts[rank] = (counts[rank] ?? 0) + 1;
      some = 1;
    }
    asked += some;
  }
  return { counts, asked };
}

/** Codes that some row has, in their order, and what is known of each. */
function listMet<T>({ dict }: Colonne, counts: Int32Array, of: (rank: number) => T): [string, T][] {
  const met: [string, T][] = [];
  for (let rank = 0; rank < counts.length; rank++)
    if ((counts[rank] ?? 0) > 0) met.push([dict[rank] ?? '', of(rank)]);
  return met.sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Rows of each code, in the order of the codes. */
function groupRows(vue: Vue, fields: readonly string[]): ReadonlyMap<string, Rangs> {
  const column = columnOf(vue, fields);
  const { codes, starts } = column;
  const skipped = listSkipped(column);
  const { counts } = countRows(column, vue.rows);
  const lists = Array.from(counts, (n) => new Int32Array(n));
  const filled = new Int32Array(counts.length);
  for (const row of vue.rows) {
    const end = starts === null ? row + 1 : (starts[row + 1] ?? 0);
    for (let at = starts === null ? row : (starts[row] ?? 0); at < end; at++) {
      const rank = codes[at] ?? 0;
      const list = lists[rank];
      if (skipped[rank] === 1 || list === undefined) continue;
      const n = filled[rank] ?? 0;
      list[n] = row;
      filled[rank] = n + 1;
    }
  }
  return new Map(listMet(column, counts, (rank) => lists[rank] ?? new Int32Array(0)));
}

const keyOf = (fields: readonly string[], code: string): Record<string, string> =>
  Object.fromEntries(code.split(CROISE).map((one, at) => [fields[at] ?? '', one]));

/** One line a code: how many rows have it, of how many that were asked (`sur` = of all, when a denominator says so). */
export function countByCode(vue: Vue, dimension: string, sur?: number): Part[] {
  const fields = fieldsOfDimension(dimension);
  const column = columnOf(vue, fields);
  const { counts, asked } = countRows(column, vue.rows);
  return listMet(column, counts, (rank) => counts[rank] ?? 0).map(([code, value]) => ({
    key: keyOf(fields, code),
    value,
    n: sur ?? asked,
  }));
}

/** The distribution of a field inside each code of a dimension. */
export function countWithin(vue: Vue, dimension: string, repartition: string): Part[] {
  const fields = fieldsOfDimension(dimension);
  return [...groupRows(vue, fields)].flatMap(([code, rows]) =>
    countByCode({ ...vue, rows }, repartition, rows.length).map((part) => ({
      ...part,
      key: { ...keyOf(fields, code), ...part.key },
    })),
  );
}

/** One line a code: a measure over its rows. */
export function measureByCode(vue: Vue, dimension: string, measure: Measure): Part[] {
  const fields = fieldsOfDimension(dimension);
  const measured = createMesure(vue.table, measure);
  return [...groupRows(vue, fields)].map(([code, rows]) => ({
    key: keyOf(fields, code),
    value: measured(rows),
    n: rows.length,
  }));
}

/** One line a code: the numerator of its rows, `n` the denominator of its rows. */
export function ratioByCode(
  dimension: string,
  top: Vue & { measure: Measure },
  bottom: Vue & { measure: Measure },
): Part[] {
  const fields = fieldsOfDimension(dimension);
  const tops = groupRows(top, fields);
  const bottoms = groupRows(bottom, fields);
  const [above, below] = [top, bottom].map(({ table, measure }) => createMesure(table, measure));
  const none = new Int32Array(0);
  return [...new Set([...tops.keys(), ...bottoms.keys()])].sort().map((code) => ({
    key: keyOf(fields, code),
    value: above?.(tops.get(code) ?? none) ?? null,
    n: below?.(bottoms.get(code) ?? none) ?? 0,
  }));
}
