import { fieldsOfDimension } from './controle-indicateur.ts';
import type { Measure, Part } from './indicateur.ts';
import { measureRows, type Rangs } from './mesure.ts';
import { CROISE, crossColumns, type Colonne, type Table } from './table-lignes.ts';

/** Some rows of a table, with fields that only they have. */
export interface Vue {
  readonly table: Table;
  readonly rows: Rangs;
  /** Field of these rows only: how often a person came. */
  readonly propre?: { readonly field: string; readonly column: Colonne };
}

function columnOf({ table, propre }: Vue, fields: readonly string[]): Colonne {
  return crossColumns(
    fields.map((field) => (propre?.field === field ? propre.column : table.column(field))),
    table.size,
  );
}

interface Groupes {
  /** Rows of each code, in the order of the codes. */
  readonly groupes: ReadonlyMap<string, Rangs>;
  /** Rows that were asked. */
  readonly asked: number;
}

function groupRows(vue: Vue, fields: readonly string[]): Groupes {
  const column = columnOf(vue, fields);
  const { dict, codes, starts } = column;
  const skipped = Uint8Array.from(dict, (code) => (code === 'non_demande' || code === '' ? 1 : 0));
  const counts = new Int32Array(dict.length);
  let asked = 0;
  // Rows of one code each are the many: they are walked without looking for others.
  for (const row of vue.rows) {
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
  const lists = Array.from(counts, (n) => new Int32Array(n));
  counts.fill(0);
  for (const row of vue.rows) {
    const end = starts === null ? row + 1 : (starts[row + 1] ?? 0);
    for (let at = starts === null ? row : (starts[row] ?? 0); at < end; at++) {
      const rank = codes[at] ?? 0;
      const list = lists[rank];
      if (skipped[rank] === 1 || list === undefined) continue;
      const n = counts[rank] ?? 0;
      list[n] = row;
      counts[rank] = n + 1;
    }
  }
  const ordered = dict
    .map((code, rank): [string, Rangs] => [code, lists[rank] ?? new Int32Array(0)])
    .filter(([, rows]) => rows.length > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return { groupes: new Map(ordered), asked };
}

const keyOf = (fields: readonly string[], code: string): Record<string, string> =>
  Object.fromEntries(code.split(CROISE).map((one, at) => [fields[at] ?? '', one]));

/** One line a code: how many rows have it, of how many that were asked (`sur` = of all, when a denominator says so). */
export function countByCode(vue: Vue, dimension: string, sur?: number): Part[] {
  const fields = fieldsOfDimension(dimension);
  const { groupes, asked } = groupRows(vue, fields);
  return [...groupes].map(([code, rows]) => ({
    key: keyOf(fields, code),
    value: rows.length,
    n: sur ?? asked,
  }));
}

/** The distribution of a field inside each code of a dimension. */
export function countWithin(vue: Vue, dimension: string, repartition: string): Part[] {
  const fields = fieldsOfDimension(dimension);
  return [...groupRows(vue, fields).groupes].flatMap(([code, rows]) =>
    countByCode({ ...vue, rows }, repartition, rows.length).map((part) => ({
      ...part,
      key: { ...keyOf(fields, code), ...part.key },
    })),
  );
}

/** One line a code: a measure over its rows. */
export function measureByCode(vue: Vue, dimension: string, measure: Measure): Part[] {
  const fields = fieldsOfDimension(dimension);
  return [...groupRows(vue, fields).groupes].map(([code, rows]) => ({
    key: keyOf(fields, code),
    value: measureRows(vue.table, measure, rows),
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
  const tops = groupRows(top, fields).groupes;
  const bottoms = groupRows(bottom, fields).groupes;
  const none = new Int32Array(0);
  return [...new Set([...tops.keys(), ...bottoms.keys()])].sort().map((code) => ({
    key: keyOf(fields, code),
    value: measureRows(top.table, top.measure, tops.get(code) ?? none),
    n: measureRows(bottom.table, bottom.measure, bottoms.get(code) ?? none) ?? 0,
  }));
}
