import { derive, encode, gather, type Colonne, type Lecteur } from './colonne.ts';
import { crossColumns } from './croisement.ts';
import type { Predicate } from './indicateur.ts';
import { selectRows, type Rangs } from './selection.ts';

/** How a field is had: read on every row, or made of other columns. */
export type Champ<L> = Lecteur<L> | Fabrique<L>;
interface Fabrique<L> {
  /** `read`: the column of a reader, read once however many fields are made of it. */
  readonly make: (read: (lecteur: Lecteur<L>) => Colonne) => Colonne;
}
/** By field: only what an indicator names is ever computed. */
export type Champs<L> = ReadonlyMap<string, Champ<L>>;

/** A field that only depends on what a reader reads. */
export const derived = <L>(de: Lecteur<L>, of: (code: string) => string): Champ<L> => ({
  make: (read) => derive(read(de), of),
});

/** Rows of one source, read field by field at the first question. Every answer is worked out once: indicators share them. */
export interface Table {
  readonly size: number;
  readonly fields: readonly string[];
  has(field: string): boolean;
  /** @throws RangeError for a field that does not exist: a programmer's error. */
  column(field: string): Colonne;
  /** The crossing of some fields, or the only one. */
  cross(fields: readonly string[]): Colonne;
  /** Rows where a predicate holds, in order; all of them without one. */
  select(where: Predicate | undefined): Rangs;
}

/** Another table, and the row of it to which each row belongs. */
export interface Herite {
  readonly table: Table;
  readonly rows: Int32Array;
}

/** `herite`: fields of the parent's row, for those that the rows do not have themselves. */
export function createTable<L>(lignes: readonly L[], champs: Champs<L>, herite?: Herite): Table {
  const ofParent = new Set((herite?.table.fields ?? []).filter((field) => !champs.has(field)));
  const lus = once((read: Lecteur<L>) => encode(lignes, read));
  return createShared(lignes.length, [...ofParent, ...champs.keys()], (field) => {
    const champ = champs.get(field);
    if (champ !== undefined) return typeof champ === 'function' ? lus(champ) : champ.make(lus);
    if (herite === undefined) throw new RangeError('unknown field');
    return gather(herite.table.column(field), herite.rows);
  });
}

/** Fields that only some rows have, or say otherwise, and before which one they are told. */
export interface Propres {
  readonly champs: ReadonlyMap<string, () => Colonne>;
  readonly avant?: string;
}

/** Some rows of a table, in their order: those of a period. */
export function restrict(
  entiere: Table,
  rows: Rangs,
  { champs, avant }: Propres = { champs: new Map() },
): Table {
  const all = rows.length === entiere.size;
  if (all && champs.size === 0) return entiere;
  const nouveaux = [...champs.keys()].filter((field) => !entiere.has(field));
  const fields = entiere.fields.flatMap((field) => (field === avant ? [...nouveaux, field] : [field]));
  return createShared(rows.length, fields, (field) => {
    const make = champs.get(field);
    if (make !== undefined) return make();
    const column = entiere.column(field);
    return all ? column : gather(column, rows);
  });
}

function createShared(size: number, fields: readonly string[], make: (field: string) => Colonne): Table {
  const known = new Set(fields);
  const column = once((field: string): Colonne => {
    if (!known.has(field)) throw new RangeError('unknown field');
    return make(field);
  });
  const crossed = once((names: string) => crossColumns(names.split('*').map(column), size));
  // Predicates are data: two of them that are written alike are one.
  const selected = once((where: string) =>
    selectRows({ size, column }, where === '' ? undefined : (JSON.parse(where) as Predicate)),
  );
  return {
    size,
    fields,
    has: (field) => known.has(field),
    column,
    cross: (names) => crossed(names.join('*')),
    select: (where) => selected(where === undefined ? '' : JSON.stringify(where)),
  };
}

/** The same question has one answer. */
export function once<K, V>(answer: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    let value = known.get(key);
    if (value === undefined) {
      value = answer(key);
      known.set(key, value);
    }
    return value;
  };
}

/** Worked out at the first question. */
export function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
