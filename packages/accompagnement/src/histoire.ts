import { encode, listRows, sortCodes, translate, type Colonne } from './colonne.ts';
import type { Id } from './date-civile.ts';
import { createDossiers, type Dossiers } from './dossiers.ts';
import type { Faits } from './faits.ts';
import type { Intervention } from './intervention.ts';

/** Every intervention that counts, whatever the period, and who came when. */
export interface Histoire {
  /** The latest version of each; a cancelled one is not there. */
  readonly interventions: readonly Intervention[];
  readonly annulees: ReadonlySet<Id>;
  readonly dossiers: Dossiers;
  /** Fields of these rows. A person is her dossier; empty for an anonymous visit. */
  readonly dates: () => Colonne;
  readonly personnes: () => Colonne;
  readonly visites: () => Visites;
}

/** Rank of nobody among the persons. */
export const PERSONNE_ANONYME = 0;

/** Rows of each person, one visit after the other: those of rank `p` are `rows[starts[p]]` to `rows[starts[p + 1]]`. */
export interface Visites {
  readonly rows: Int32Array;
  readonly starts: Int32Array;
  /** Place of each row in `rows`: of two visits of one person, the later has the greater. */
  readonly places: Int32Array;
}

export function createHistoire(faits: Faits): Histoire {
  const toutes = [...faits.interventions];
  const interventions: Intervention[] = [];
  const annulees = new Set<Id>();
  const kept = listLatest(toutes);
  let size = 0;
  for (const at of kept) {
    const one = toutes[at];
    if (one?.annulee === null) {
      interventions.push(one);
      kept[size++] = at;
    } else if (one !== undefined) annulees.add(one.id);
  }
  const dossiers = createDossiers(toutes, faits.fusions);
  let [dates, personnes, visites]: [Colonne?, Colonne?, Visites?] = [];
  const histoire: Histoire = {
    interventions,
    annulees,
    dossiers,
    dates: () => (dates ??= encode(interventions, ({ date }) => date)),
    personnes: () => (personnes ??= dossiers.columnOf(kept.subarray(0, size))),
    visites: () => (visites ??= sortVisites(histoire)),
  };
  return histoire;
}

/** Where the latest version of each intervention is: the greatest, then the one that was changed last. */
function listLatest(toutes: readonly Intervention[]): Int32Array {
  if (isOnce(toutes)) return listRows(toutes.length);
  const places = new Map<Id, number>();
  const latest: number[] = [];
  for (const [at, one] of toutes.entries()) {
    const place = places.get(one.id);
    if (place === undefined) places.set(one.id, latest.push(at) - 1);
    else {
      const known = toutes[latest[place] ?? 0];
      if (known !== undefined && isLater(one, known)) latest[place] = at;
    }
  }
  return Int32Array.from(latest);
}

/** Ids that only go up, as facts often come, hold no double: nothing has to be looked up. Shorter ids first. */
export function isOnce(list: readonly { readonly id: Id }[]): boolean {
  let previous = '';
  for (const { id } of list) {
    if (id.length < previous.length || (id.length === previous.length && id <= previous)) return false;
    previous = id;
  }
  return true;
}

/** Facts sent twice count once, as they were told last. */
export function keepLast<T extends { readonly id: Id }>(list: readonly T[]): readonly T[] {
  return isOnce(list) ? list : [...new Map(list.map((one) => [one.id, one])).values()];
}

/** Same version twice: the one that was changed last, so that the order of the facts is of no consequence. */
function isLater(a: Intervention, b: Intervention): boolean {
  return a.version === b.version ? a.modifieLe > b.modifieLe : a.version > b.version;
}

/** Order of the visits of a person: by day, then by moment of entry, then by id. */
function isAfter(lignes: readonly Intervention[], rowA: number, rowB: number): boolean {
  const [a, b] = [lignes[rowA], lignes[rowB]];
  if (a === undefined || b === undefined) return false;
  if (a.date !== b.date) return a.date > b.date;
  return a.creeLe === b.creeLe ? a.id > b.id : a.creeLe > b.creeLe;
}

/** By day first, which is one number a day, then by person: only the visits of one day have to be compared. */
function sortVisites(histoire: Histoire): Visites {
  const { interventions } = histoire;
  const dates = histoire.dates();
  const personnes = histoire.personnes();
  const jours = translate(dates.codes, sortCodes(dates.dict));
  const byDay = sortByRank(listRows(interventions.length), jours, dates.dict.length);
  const byPerson = sortByRank(byDay.rows, personnes.codes, personnes.dict.length);
  const { rows, starts } = byPerson;
  // Those of nobody come first, and have no order.
  for (let at = (starts[1] ?? 0) + 1; at < rows.length; at++) {
    for (let before = at; before > 0; before--) {
      const [a, b] = [rows[before - 1] ?? 0, rows[before] ?? 0];
      if (personnes.codes[a] !== personnes.codes[b] || jours[a] !== jours[b]) break;
      if (!isAfter(interventions, a, b)) break;
      [rows[before - 1], rows[before]] = [b, a];
    }
  }
  const places = new Int32Array(rows.length);
  for (let at = 0; at < rows.length; at++) places[rows[at] ?? 0] = at;
  return { rows, starts, places };
}

/** Rows by the rank of each, those of one rank in the order in which they come. */
function sortByRank(ordered: Int32Array, ranks: Int32Array, size: number): Omit<Visites, 'places'> {
  const starts = new Int32Array(size + 1);
  for (const rank of ranks) starts[rank + 1] = (starts[rank + 1] ?? 0) + 1;
  for (let rank = 0; rank < size; rank++) starts[rank + 1] = (starts[rank + 1] ?? 0) + (starts[rank] ?? 0);
  const next = starts.slice(0, size);
  const rows = new Int32Array(ranks.length);
  for (const row of ordered) {
    const rank = ranks[row] ?? 0;
    const place = next[rank] ?? 0;
    rows[place] = row;
    next[rank] = place + 1;
  }
  return { rows, starts };
}
