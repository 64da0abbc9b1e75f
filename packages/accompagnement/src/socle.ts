import type { DateCivile, Id } from './date-civile.ts';
import type { Faits } from './faits.ts';
import { createHistoire, type Histoire } from './histoire.ts';
import { encode, mapCodes, type Colonne } from './colonne.ts';
import { listMarked, type Rangs } from './selection.ts';
import { createTable, derived, once, type Champ, type Champs, type Table } from './table-lignes.ts';

/** Both days included. */
export interface Periode {
  readonly du: DateCivile;
  readonly au: DateCivile;
}

type Entree = ReturnType<NonNullable<Faits['getDemarche']>>;

/** What every source of rows starts from, whatever the period: what happened and still counts, who is who, about what. */
export interface Socle {
  readonly faits: Faits;
  readonly histoire: Histoire;
  readonly entreeOf: (demarcheId: string) => Entree;
}

export function createSocle(faits: Faits): Socle {
  return {
    faits,
    histoire: createHistoire(faits),
    entreeOf: once((id) => faits.getDemarche?.(id) ?? null),
  };
}

/** Null: all the days there are. */
export const isInside = (periode: Periode | null, date: DateCivile): boolean =>
  periode === null || (date >= periode.du && date <= periode.au);

/** The rows of a source in all the facts, and the day by which a period takes them or not. */
export interface Entiere {
  readonly table: Table;
  readonly jours: () => Colonne;
}

/** @param dateOf - day of a row */
export function createEntiere<L>(
  lignes: readonly L[],
  champs: Champs<L>,
  dateOf: (ligne: L) => DateCivile,
): Entiere {
  let jours: Colonne | undefined;
  return { table: createTable(lignes, champs), jours: () => (jours ??= encode(lignes, dateOf)) };
}

/** Rows of the days of a period, in their order. */
export function listWithin({ dict, codes }: Colonne, periode: Periode | null): Rangs {
  const inside = mapCodes(dict, (date) => (isInside(periode, date) ? 1 : 0));
  const mask = new Uint8Array(codes.length);
  for (let row = 0; row < mask.length; row++) mask[row] = inside[codes[row] ?? 0] ?? 0;
  return listMarked(mask);
}

/** Fields of a place: itself, its territory, its nature. */
export function champsLieu<L>(
  { faits }: Socle,
  lieuIdOf: (ligne: L) => Id | undefined,
): [string, Champ<L>][] {
  const lieux = indexLieux(faits);
  const read = (ligne: L) => lieuIdOf(ligne) ?? '';
  return Object.entries(lieux).map(([field, of]) => [field, derived(read, of)]);
}

/** What is said of a place, by its id. */
export function indexLieux({
  lieux,
}: Faits): Record<'lieu' | 'territoire' | 'nature_lieu', (id: Id) => string> {
  const known = new Map(lieux.map((l) => [l.id, l]));
  return {
    lieu: (id) => known.get(id)?.id ?? 'non_communique',
    territoire: (id) => known.get(id)?.territoireId ?? 'non_communique',
    nature_lieu: (id) => known.get(id)?.nature ?? 'non_communique',
  };
}

/** The month of a day. */
export const champMois = <L>(dateOf: (ligne: L) => DateCivile): Champ<L> =>
  derived(dateOf, (date) => date.slice(0, 7));
