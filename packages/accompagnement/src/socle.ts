import type { DateCivile, Id } from './date-civile.ts';
import { createDossiers } from './dossiers.ts';
import type { Faits } from './faits.ts';
import type { Intervention } from './intervention.ts';
import type { Personne } from './profil.ts';
import type { Lecteur } from './table-lignes.ts';

/** Both days included. */
export interface Periode {
  readonly du: DateCivile;
  readonly au: DateCivile;
}

type Entree = ReturnType<NonNullable<Faits['getDemarche']>>;

/** What every source of rows starts from: the interventions that count, who is who, where and about what. */
export interface Socle {
  readonly faits: Faits;
  /** Null: all the facts, of which no field depends on a period. */
  readonly periode: Periode | null;
  /** Over the whole history; a cancelled one is not there. */
  readonly interventions: readonly Intervention[];
  readonly annulees: ReadonlySet<Id>;
  readonly dossierOf: (personne: Personne) => Id;
  /** The dossier under which an id counts. */
  readonly rootOf: (dossier: Id) => Id;
  readonly entreeOf: (demarcheId: string) => Entree;
  readonly inPeriode: (date: DateCivile) => boolean;
}

/** A multi-choice answer ticked twice is one answer; in the order of the codes. */
export const distinctCodes = (codes: readonly string[]): readonly string[] =>
  codes.length < 2 ? codes : [...new Set(codes)].sort();

export function createSocle(faits: Faits, periode: Periode | null): Socle {
  const latest = new Map<Id, Intervention>();
  for (const i of faits.interventions) {
    const known = latest.get(i.id);
    if (known === undefined || isLater(i, known)) latest.set(i.id, i);
  }
  const interventions: Intervention[] = [];
  const annulees = new Set<Id>();
  for (const i of latest.values()) {
    if (i.annulee === null) interventions.push(i);
    else annulees.add(i.id);
  }
  const { personneOf, rootOf } = createDossiers(faits);
  const entrees = new Map<string, Entree>();
  return {
    faits,
    periode,
    interventions,
    annulees,
    dossierOf: personneOf,
    rootOf,
    entreeOf(id) {
      if (!entrees.has(id)) entrees.set(id, faits.getDemarche?.(id));
      return entrees.get(id);
    },
    inPeriode: (date) => periode === null || (date >= periode.du && date <= periode.au),
  };
}

/** Same version twice: the one that was changed last, so that the order of the facts is of no consequence. */
function isLater(a: Intervention, b: Intervention): boolean {
  return a.version === b.version ? a.modifieLe > b.modifieLe : a.version > b.version;
}

/** Order of the visits of a person: by day, then by moment of entry, then by id. */
export function isAfter(a: Intervention, b: Intervention): boolean {
  if (a.date !== b.date) return a.date > b.date;
  return a.creeLe === b.creeLe ? a.id > b.id : a.creeLe > b.creeLe;
}

/** Fields of a place: itself, its territory, its nature. */
export function lecteursLieu<L>(
  { faits }: Socle,
  lieuIdOf: (ligne: L) => Id | undefined,
): [string, Lecteur<L>][] {
  const lieux = new Map(faits.lieux.map((l) => [l.id, l]));
  const place = (ligne: L) => lieux.get(lieuIdOf(ligne) ?? '');
  return [
    ['lieu', (l) => place(l)?.id ?? 'non_communique'],
    ['territoire', (l) => place(l)?.territoireId ?? 'non_communique'],
    ['nature_lieu', (l) => place(l)?.nature ?? 'non_communique'],
  ];
}
