import { encode, mapCodes, translate, type Colonne } from './colonne.ts';
import { toEpochDay, type DateCivile, type Id } from './date-civile.ts';
import type { DiagnosticFait, Faits, SatisfactionFait } from './faits.ts';
import { keepLast } from './histoire.ts';
import { operateurOf } from './lignes-acte.ts';
import {
  champMois,
  champsLieu,
  createEntiere,
  isInside,
  type Entiere,
  type Periode,
  type Socle,
} from './socle.ts';
import { listMarked } from './selection.ts';
import type { Suivi } from './suivi.ts';
import {
  createTable,
  derived,
  lazy,
  restrict,
  type Champ,
  type Propres,
  type Table,
} from './table-lignes.ts';

type OrientationFait = NonNullable<Faits['orientations']>[number];

const ACCEPTEES: readonly string[] = ['acceptee', 'rdv_pris', 'venue', 'non_venue'];

/** What the person answered; one that expired after an appointment had been accepted. */
function reponseOf({ statut, rdvLe }: OrientationFait): string {
  if (ACCEPTEES.includes(statut) || (statut === 'expiree' && rdvLe !== undefined)) return 'acceptee';
  return statut === 'refusee' ? 'refusee' : 'sans_reponse';
}

function venueOf({ statut }: OrientationFait): string {
  return statut === 'venue' ? 'oui' : statut === 'non_venue' ? 'non' : 'non_communique';
}

/** Orientations by the day on which they were proposed; those of a cancelled intervention count nowhere. */
export function createOrientations({
  faits: { orientations },
  histoire: { annulees },
}: Socle): Entiere | null {
  if (orientations === undefined) return null;
  return createEntiere(
    keepLast(orientations).filter((o) => !annulees.has(o.interventionId)),
    new Map([
      ['mois', (o: OrientationFait) => o.proposeeLe.slice(0, 7)],
      ['nature_cible', (o: OrientationFait) => o.cible.nature],
      ['statut', (o: OrientationFait) => o.statut],
      ['reponse', reponseOf],
      // Nobody asks for a motive but of who refused.
      [
        'motif_refus',
        (o: OrientationFait) => (o.statut === 'refusee' ? (o.motifRefus ?? 'non_communique') : 'non_demande'),
      ],
      ['venue', venueOf],
    ]),
    (o) => o.proposeeLe,
  );
}

function listDiagnostics({ faits, histoire }: Socle): DiagnosticFait[] | null {
  if (faits.diagnostics === undefined) return null;
  return keepLast(faits.diagnostics).filter(
    ({ interventionId }) => interventionId === undefined || !histoire.annulees.has(interventionId),
  );
}

/** Diagnostics, and those of one person by one instrument that tell a level, in their order, when there are several. */
export interface Diagnostics extends Entiere {
  readonly series: () => readonly (readonly DiagnosticFait[])[];
}

export function createDiagnostics(socle: Socle): Diagnostics | null {
  const lignes = listDiagnostics(socle);
  if (lignes === null) return null;
  const champs = new Map([
    ['mois', (d: DiagnosticFait) => d.date.slice(0, 7)],
    ['etat', (d: DiagnosticFait) => d.etat],
    ['niveau', (d: DiagnosticFait) => d.niveau ?? 'non_communique'],
  ]);
  return {
    ...createEntiere(lignes, champs, ({ date }) => date),
    series: lazy(() => listSeries(socle, lignes)),
  };
}

/** Ladder of the digital profile, furthest from it first. */
const NIVEAUX: readonly string[] = ['eloigne', 'debutant', 'presque_autonome', 'autonome'];

function listSeries({ histoire }: Socle, lignes: readonly DiagnosticFait[]): DiagnosticFait[][] {
  const series = new Map<string, DiagnosticFait[]>();
  for (const d of lignes) {
    if (d.etat !== 'fait' || d.personne === undefined || !NIVEAUX.includes(d.niveau ?? '')) continue;
    const personne = histoire.dossiers.rootOf(d.personne);
    const key = d.instrument === undefined ? personne : `${personne} ${d.instrument}`;
    const known = series.get(key);
    if (known === undefined) series.set(key, [d]);
    else known.push(d);
  }
  const several = [...series.values()].filter(({ length }) => length > 1);
  for (const serie of several) serie.sort((a, b) => (isAfter(a, b) ? 1 : -1));
  return several;
}

/**
 * Persons with two diagnostics or more by one instrument, the latest in the period: how the latest level compares with the
 * first. An instrument with the latest date speaks when there are several.
 */
export function createTableProgressions(
  { histoire }: Socle,
  { series }: Diagnostics,
  periode: Periode | null,
): Table {
  const byPerson = new Map<Id, { evolution: string; dernier: DiagnosticFait }>();
  for (const serie of series()) {
    const [premier] = serie;
    const dernier = serie.findLast(({ date }) => periode === null || date <= periode.au);
    if (premier === undefined || dernier === undefined) continue;
    if (premier === dernier || !isInside(periode, dernier.date)) continue;
    const gain = NIVEAUX.indexOf(dernier.niveau ?? '') - NIVEAUX.indexOf(premier.niveau ?? '');
    const evolution = gain > 0 ? 'mieux' : gain < 0 ? 'moins' : 'egal';
    const personne = histoire.dossiers.rootOf(dernier.personne ?? '');
    const known = byPerson.get(personne);
    if (known === undefined || isAfter(dernier, known.dernier))
      byPerson.set(personne, { evolution, dernier });
  }
  return createTable(
    [...byPerson.values()],
    new Map([['evolution', (l: { evolution: string }) => l.evolution]]),
  );
}

const isAfter = (a: DiagnosticFait, b: DiagnosticFait): boolean =>
  a.date === b.date ? a.id > b.id : a.date > b.date;

const NOUVEAU_SUIVI_JOURS = 90;

/** Day of the end of one that has none. */
const OUVERT = '';

/** Suivis, the days on which each was opened and closed; one whose interventions were all cancelled counts nowhere. */
export interface Suivis {
  readonly table: Table;
  readonly ouverts: Colonne;
  /** Empty for one that is still open. */
  readonly clos: Colonne;
}

export function createSuivis(socle: Socle): Suivis | null {
  const { suivis } = socle.faits;
  if (suivis === undefined) return null;
  const { annulees } = socle.histoire;
  const visitesOf = ({ interventionIds: ids }: Suivi): number =>
    ids.length === 1
      ? Number(!annulees.has(ids[0] ?? ''))
      : new Set(ids.filter((id) => !annulees.has(id))).size;
  const lignes = keepLast(suivis).filter((s) => s.interventionIds.length === 0 || visitesOf(s) > 0);
  const demarcheOf = ({ demarcheId }: Suivi): string => demarcheId;
  const table = createTable(
    lignes,
    new Map<string, Champ<Suivi>>([
      ['mois', champMois(({ ouvertLe }) => ouvertLe)],
      ['demarche', demarcheOf],
      ['operateur', derived(demarcheOf, (id) => operateurOf(id, socle.entreeOf))],
      ['aboutissement', ({ aboutissement }) => aboutissement],
      // Told by a period only; with none, all days are in it.
      ['ouvert_dans_periode', () => 'oui'],
      ['clos_dans_periode', ({ closLe }) => (closLe === null ? 'non' : 'oui')],
      ['mur', ({ closLe }) => (closLe === null ? 'non' : 'oui')],
      ['visites', (s) => String(visitesOf(s))],
    ]),
  );
  return {
    table,
    ouverts: encode(lignes, ({ ouvertLe }) => ouvertLe),
    clos: encode(lignes, ({ closLe }) => closLe ?? OUVERT),
  };
}

const EN_ATTENTE = 'en_attente';

/** Suivis opened or closed in the period. */
export function restrictSuivis({ table, ouverts, clos }: Suivis, periode: Periode | null): Table {
  if (periode === null) return table;
  const flags = (column: Colonne, of: (date: DateCivile) => boolean): Int32Array =>
    translate(
      column.codes,
      mapCodes(column.dict, (date) => (of(date) ? 1 : 0)),
    );
  const dernierJour = toEpochDay(periode.au);
  const ouvertDedans = flags(ouverts, (date) => isInside(periode, date));
  const closDedans = flags(clos, (date) => isInside(periode, date));
  const closAlors = flags(clos, (date) => date !== OUVERT && date <= periode.au);
  const ancien = flags(ouverts, (date) => dernierJour - toEpochDay(date) > NOUVEAU_SUIVI_JOURS);
  const rows = listMarked(Uint8Array.from(ouvertDedans, (inside, row) => inside | (closDedans[row] ?? 0)));
  const ouiNon = (of: (row: number) => boolean): Colonne => ({
    dict: ['non', 'oui'],
    codes: rows.map((row) => (of(row) ? 1 : 0)),
    starts: null,
  });
  const isOn = (marks: Int32Array, row: number): boolean => marks[row] === 1;
  const champs: Propres['champs'] = new Map([
    [
      'aboutissement',
      () => {
        const { dict, codes } = table.column('aboutissement');
        const { codes: fermes, dict: dates } = clos;
        const known = dict.indexOf(EN_ATTENTE);
        const attente = known < 0 ? dict.length : known;
        // What was not closed yet on the last day had no outcome yet: a past report reads the same later.
        const isDit = (row: number) => dates[fermes[row] ?? 0] === OUVERT || isOn(closAlors, row);
        return {
          dict: known < 0 ? [...dict, EN_ATTENTE] : dict,
          codes: rows.map((row) => (isDit(row) ? (codes[row] ?? 0) : attente)),
          starts: null,
        };
      },
    ],
    ['ouvert_dans_periode', () => ouiNon((row) => isOn(ouvertDedans, row))],
    ['clos_dans_periode', () => ouiNon((row) => isOn(closDedans, row))],
    ['mur', () => ouiNon((row) => isOn(closAlors, row) || isOn(ancien, row))],
  ]);
  return restrict(table, rows, { champs });
}

export function createSatisfactions(socle: Socle): Entiere | null {
  const { satisfactions } = socle.faits;
  if (satisfactions === undefined) return null;
  return createEntiere(
    keepLast(satisfactions),
    new Map<string, Champ<SatisfactionFait>>([
      ...champsLieu<SatisfactionFait>(socle, (s) => s.lieuId),
      ['mois', (s: SatisfactionFait) => s.date.slice(0, 7)],
      ['visage', (s: SatisfactionFait) => String(s.visage)],
    ]),
    ({ date }) => date,
  );
}
