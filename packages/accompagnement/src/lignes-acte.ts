import { isALaPlace, type Mode } from './acte.ts';
import { derive, encode, gather, listRows, translate, type Colonne } from './colonne.ts';
import { combine } from './croisement.ts';
import type { DateCivile, Id } from './date-civile.ts';
import { CLASSE_INCONNUE, CLASSE_THEME, columnsExigences } from './exigences-acte.ts';
import type { AdressageFait, ExigenceActe } from './faits.ts';
import { THEME, type ActesLus } from './lecture-actes.ts';
import type { VisitesEntieres, VisitesPeriode } from './lignes.ts';
import type { Rangs } from './selection.ts';
import type { Socle } from './socle.ts';
import { createTable, lazy, restrict, type Champ, type Table } from './table-lignes.ts';

/** A theme has none: it stays in the denominator, for a share divides by interventions. */
const SANS_PERIMETRE = 'sans_perimetre';

/** Actes, and the row of the visit of each. */
export interface TableActes {
  readonly table: Table;
  readonly visites: Int32Array;
  /** Where each is in all the facts. */
  readonly places: Rangs;
}

/** The actes of all the visits, with the fields of each one's own; their place, person and day are those of its visit. */
export function createTableActes(socle: Socle, visites: VisitesEntieres): TableActes {
  const lus = visites.actes();
  const herite = { table: visites.table, rows: lus.visites };
  return {
    table: createTable(lus.actes, new Map(champsActe(socle, visites, lus)), herite),
    visites: lus.visites,
    places: listRows(lus.actes.length),
  };
}

/** The actes of the visits of a period; `own`: row of each visit of the whole among those, −1 for the others. */
export function restrictActes(entiere: TableActes, visites: VisitesPeriode): TableActes {
  const { own, table } = visites;
  const all = own.length === table.size;
  const places = all
    ? entiere.places
    : entiere.places.filter((acte) => (own[entiere.visites[acte] ?? 0] ?? -1) >= 0);
  const rows = all ? entiere.visites : translate(translate(places, entiere.visites), own);
  const propres = table.fields.filter((field) => !entiere.table.has(field));
  const champs = new Map(propres.map((field) => [field, () => gather(table.column(field), rows)]));
  return { table: restrict(entiere.table, places, { champs, avant: 'intervention' }), visites: rows, places };
}

function champsActe(
  socle: Socle,
  { table, lignes, lues }: VisitesEntieres,
  lus: ActesLus,
): [string, Champ<unknown>][] {
  const { entreeOf, faits } = socle;
  const made = (make: () => Colonne): Champ<unknown> => ({ make });
  const read = (field: 'objet' | 'theme' | 'mode' | 'motif_pour' | 'issue' | 'blocage' | 'relecture') =>
    made(() => lus[field]);
  const ofVisite = (make: () => Colonne) => made(() => gather(make(), lus.visites));
  const ofDemarche = (of: (id: string) => string) => made(() => derive(lus.demarche, of));
  const classeOf = (id: string) => (id === THEME ? CLASSE_THEME : (entreeOf(id)?.classe ?? CLASSE_INCONNUE));
  const exigences = lazy(() => columnsExigences(lus, derive(lus.demarche, classeOf)));
  const exigence = (nature: keyof ExigenceActe) => made(() => exigences()[nature]);
  const dateOf = (row: number): DateCivile => lignes[lus.visites[row] ?? 0]?.date ?? '';
  return [
    ['intervention', ofVisite(() => encode(lignes, ({ id }) => id))],
    ['objet', read('objet')],
    ['demarche', ofDemarche((id) => (id === THEME ? 'sans_demarche' : id))],
    ['theme', read('theme')],
    ['mode', read('mode')],
    ['a_la_place', made(() => derive(lus.mode, (mode) => (isALaPlace(mode as Mode) ? 'oui' : 'non')))],
    ['motif_pour', read('motif_pour')],
    ['issue', read('issue')],
    ['perimetre', ofDemarche((id) => (id === THEME ? undefined : entreeOf(id)?.perimetre) ?? SANS_PERIMETRE)],
    ['operateur', ofDemarche((id) => operateurOf(id === THEME ? null : id, entreeOf))],
    ['blocage', read('blocage')],
    ['exigence_mandat', exigence('mandat')],
    ['exigence_relecture', exigence('relecture')],
    ['mandat', made(() => mandatsOf(lus, faits.mandatValide, dateOf))],
    ['relecture', read('relecture')],
    ['minutes_par_acte', ofVisite(() => minutesParActe(table, lues().actes))],
    ...(faits.adressages === undefined
      ? []
      : [['service', ofVisite(() => servicesOf(socle, table, lignes))] as [string, Champ<unknown>]]),
  ];
}

/** Without anybody to ask, an acte that was accepted with a mandate had one. */
function mandatsOf(
  { mandat, actes }: ActesLus,
  valide: Socle['faits']['mandatValide'],
  dateOf: (row: number) => DateCivile,
): Colonne {
  if (valide === undefined) return mandat;
  return encode(actes, ({ mandatId }, row) =>
    mandatId !== undefined && valide(mandatId, dateOf(row)) ? 'valide' : 'absent',
  );
}

export function operateurOf(demarcheId: string | null, entreeOf: Socle['entreeOf']): string {
  return (demarcheId === null ? undefined : entreeOf(demarcheId)?.operateur?.id) ?? 'sans_operateur';
}

/** Time of a visit, shared between its actes. */
function minutesParActe(table: Table, nombres: Colonne): Colonne {
  const duree = table.column('duree_min');
  return combine([duree, nombres], table.size, (row) => {
    const minutes = duree.dict[duree.codes[row] ?? 0] ?? 'non_demande';
    const actes = Number(nombres.dict[nombres.codes[row] ?? 0]);
    return minutes === 'non_demande' ? minutes : String(Number(minutes) / actes);
  });
}

/** The service that sent the person, at her first referral; nothing more is known when no referral is given. */
function servicesOf({ faits, histoire }: Socle, table: Table, lignes: VisitesEntieres['lignes']): Colonne {
  const [byPersonne, byVisite] = [new Map<Id, AdressageFait>(), new Map<Id, AdressageFait>()];
  const keepFirst = (first: Map<Id, AdressageFait>, id: Id, adressage: AdressageFait) => {
    const known = first.get(id);
    if (known === undefined || adressage.recuLe < known.recuLe) first.set(id, adressage);
  };
  for (const adressage of faits.adressages ?? []) {
    const { personne, interventionId } = adressage;
    if (personne !== undefined) keepFirst(byPersonne, histoire.dossiers.rootOf(personne), adressage);
    if (interventionId !== undefined) keepFirst(byVisite, interventionId, adressage);
  }
  const { dict, codes } = derive(
    table.column('personne'),
    (dossier) => byPersonne.get(dossier)?.serviceId ?? 'non_communique',
  );
  return byVisite.size === 0
    ? { dict, codes, starts: null }
    : encode(
        lignes,
        ({ id }, row) => byVisite.get(id)?.serviceId ?? dict[codes[row] ?? 0] ?? 'non_communique',
      );
}
