import type { DateCivile, Id } from './date-civile.ts';
import type { Faits } from './faits.ts';
import { createHistoire, type Histoire } from './histoire.ts';
import { derived, once, type Champ } from './table-lignes.ts';

/** Both days included. */
export interface Periode {
  readonly du: DateCivile;
  readonly au: DateCivile;
}

type Entree = ReturnType<NonNullable<Faits['getDemarche']>>;

/** What every source of rows starts from: what happened and still counts, who is who, where and about what. */
export interface Socle {
  readonly faits: Faits;
  /** Null: all the facts, of which no field depends on a period. */
  readonly periode: Periode | null;
  readonly histoire: Histoire;
  readonly entreeOf: (demarcheId: string) => Entree;
  readonly inPeriode: (date: DateCivile) => boolean;
}

export function createSocle(faits: Faits, periode: Periode | null): Socle {
  return {
    faits,
    periode,
    histoire: createHistoire(faits),
    entreeOf: once((id) => faits.getDemarche?.(id) ?? null),
    inPeriode: (date) => periode === null || (date >= periode.du && date <= periode.au),
  };
}

/** Fields of a place: itself, its territory, its nature. */
export function champsLieu<L>(
  { faits }: Socle,
  lieuIdOf: (ligne: L) => Id | undefined,
): [string, Champ<L>][] {
  const lieux = new Map(faits.lieux.map((l) => [l.id, l]));
  const read = (ligne: L) => lieuIdOf(ligne) ?? '';
  return [
    ['lieu', derived(read, (id) => lieux.get(id)?.id ?? 'non_communique')],
    ['territoire', derived(read, (id) => lieux.get(id)?.territoireId ?? 'non_communique')],
    ['nature_lieu', derived(read, (id) => lieux.get(id)?.nature ?? 'non_communique')],
  ];
}

/** The month of a day. */
export const champMois = <L>(dateOf: (ligne: L) => DateCivile): Champ<L> =>
  derived(dateOf, (date) => date.slice(0, 7));
