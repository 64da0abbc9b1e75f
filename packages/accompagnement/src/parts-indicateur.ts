import type { Colonne } from './colonne.ts';
import { fieldsOfDimension } from './controle-indicateur.ts';
import { crossColumns, CROISE } from './croisement.ts';
import type { Measure, Part } from './indicateur.ts';
import { createMesure } from './mesure.ts';
import { naturesOf, type Rangs } from './selection.ts';
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

/** Columns and selections are shared, so that the same rows are counted by the same field several times in a set. */
const counted = new WeakMap<Colonne, WeakMap<Rangs, Effectifs>>();

/** How many rows have each code. Not asked, or anonymous: no line of its own. */
export function countRows(column: Colonne, rows: Rangs): Effectifs {
  let ofColumn = counted.get(column);
  if (ofColumn === undefined) counted.set(column, (ofColumn = new WeakMap()));
  let known = ofColumn.get(rows);
  if (known === undefined) ofColumn.set(rows, (known = countCodes(column, rows)));
  return known;
}

function countCodes({ dict, codes, starts }: Colonne, rows: Rangs): Effectifs {
  const natures = naturesOf(dict);
  const counts = new Int32Array(dict.length);
  let asked = 0;
  // Rows of one code each are the many: they are walked without looking for others.
  if (starts === null) {
    for (const row of rows) {
      const rank = codes[row] ?? 0;
      counts[rank] = (counts[rank] ?? 0) + 1;
    }
    for (let rank = 0; rank < counts.length; rank++)
      if (natures[rank] === 0) counts[rank] = 0;
      else asked += counts[rank] ?? 0;
    return { counts, asked };
  }
  for (const row of rows) {
    let some = 0;
    for (let at = starts[row] ?? 0, end = starts[row + 1] ?? 0; at < end; at++) {
      const rank = codes[at] ?? 0;
      if (natures[rank] === 0) continue;
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

/** Rows of each code, in the order of the codes: parts of one list. */
function groupRows(vue: Vue, fields: readonly string[]): ReadonlyMap<string, Rangs> {
  const column = columnOf(vue, fields);
  const { dict, codes, starts } = column;
  const natures = naturesOf(dict);
  const { counts } = countRows(column, vue.rows);
  const next = new Int32Array(counts.length);
  let size = 0;
  for (let rank = 0; rank < counts.length; rank++) {
    next[rank] = size;
    size += counts[rank] ?? 0;
  }
  const grouped = new Int32Array(size);
  for (const row of vue.rows) {
    const end = starts === null ? row + 1 : (starts[row + 1] ?? 0);
    for (let at = starts === null ? row : (starts[row] ?? 0); at < end; at++) {
      const rank = codes[at] ?? 0;
      if (natures[rank] === 0) continue;
      const place = next[rank] ?? 0;
      grouped[place] = row;
      next[rank] = place + 1;
    }
  }
  const rowsOf = (rank: number): Rangs =>
    grouped.subarray((next[rank] ?? 0) - (counts[rank] ?? 0), next[rank]);
  return new Map(listMet(column, counts, rowsOf));
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

/** What a measure is worth in each code, and over how many rows; rows that are only counted are not listed. */
function measureGroups(vue: Vue, fields: readonly string[], measure: Measure): Map<string, Groupe> {
  if (measure.op === 'count') {
    const column = columnOf(vue, fields);
    const { counts } = countRows(column, vue.rows);
    return new Map(listMet(column, counts, (rank) => ({ value: counts[rank] ?? 0, n: counts[rank] ?? 0 })));
  }
  const measured = createMesure(vue.table, measure);
  return new Map(
    [...groupRows(vue, fields)].map(([code, rows]) => [code, { value: measured(rows), n: rows.length }]),
  );
}

interface Groupe {
  readonly value: number | null;
  readonly n: number;
}

/** One line a code: a measure over its rows. */
export function measureByCode(vue: Vue, dimension: string, measure: Measure): Part[] {
  const fields = fieldsOfDimension(dimension);
  return [...measureGroups(vue, fields, measure)].map(([code, { value, n }]) => ({
    key: keyOf(fields, code),
    value,
    n,
  }));
}

/** One line a code: the numerator of its rows, `n` the denominator of its rows. */
export function ratioByCode(
  dimension: string,
  top: Vue & { measure: Measure },
  bottom: Vue & { measure: Measure },
): Part[] {
  const fields = fieldsOfDimension(dimension);
  const tops = measureGroups(top, fields, top.measure);
  const bottoms = measureGroups(bottom, fields, bottom.measure);
  const [above, below] = [top, bottom].map(({ table, measure }) => emptyOf(table, measure));
  return [...new Set([...tops.keys(), ...bottoms.keys()])].sort().map((code) => ({
    key: keyOf(fields, code),
    value: tops.get(code)?.value ?? above ?? null,
    n: bottoms.get(code)?.value ?? below ?? 0,
  }));
}

/** A measure over no row. */
const emptyOf = (table: Table, measure: Measure): number | null =>
  createMesure(table, measure)(new Int32Array(0));
