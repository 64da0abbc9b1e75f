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
  const column = once((field: string): Colonne => {
    const champ = champs.get(field);
    if (champ !== undefined) return typeof champ === 'function' ? lus(champ) : champ.make(lus);
    if (herite === undefined || !ofParent.has(field)) throw new RangeError('unknown field');
    return gather(herite.table.column(field), herite.rows);
  });
  const crossed = once((fields: string) => crossColumns(fields.split('*').map(column), lignes.length));
  // Predicates are data: two of them that are written alike are one.
  const selected = once((where: string) =>
    selectRows({ size: lignes.length, column }, JSON.parse(where) as Predicate),
  );
  const all = once(() => selectRows({ size: lignes.length, column }, undefined));
  return {
    size: lignes.length,
    fields: [...ofParent, ...champs.keys()],
    has: (field) => champs.has(field) || ofParent.has(field),
    column,
    cross: (fields) => crossed(fields.join('*')),
    select: (where) => (where === undefined ? all(undefined) : selected(JSON.stringify(where))),
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
