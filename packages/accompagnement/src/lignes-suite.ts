import type { Mode } from './acte.ts';
import { civilDateOf, toEpochDay, type Id } from './date-civile.ts';
import type { AdressageFait, DiagnosticFait, Faits, SatisfactionFait } from './faits.ts';
import type { Intervention } from './intervention.ts';
import { operateurOf } from './lignes.ts';
import { isAfter, lecteursLieu, type Socle } from './socle.ts';
import type { Suivi } from './suivi.ts';
import { createTable, type Table } from './table-lignes.ts';

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

/** Orientations proposed in the period; those of a cancelled intervention count nowhere. */
export function createTableOrientations(socle: Socle): Table | null {
  const { orientations } = socle.faits;
  if (orientations === undefined) return null;
  const byId = new Map(orientations.map((o) => [o.id, o]));
  const lignes = [...byId.values()].filter(
    (o) => socle.inPeriode(o.proposeeLe) && !socle.annulees.has(o.interventionId),
  );
  return createTable(
    lignes,
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
  );
}

function listDiagnostics({ faits, annulees }: Socle): DiagnosticFait[] | null {
  if (faits.diagnostics === undefined) return null;
  return [...new Map(faits.diagnostics.map((d) => [d.id, d])).values()].filter(
    ({ interventionId }) => interventionId === undefined || !annulees.has(interventionId),
  );
}

export function createTableDiagnostics(socle: Socle): Table | null {
  const lignes = listDiagnostics(socle)?.filter(({ date }) => socle.inPeriode(date));
  return lignes === undefined
    ? null
    : createTable(
        lignes,
        new Map([
          ['mois', (d: DiagnosticFait) => d.date.slice(0, 7)],
          ['etat', (d: DiagnosticFait) => d.etat],
          ['niveau', (d: DiagnosticFait) => d.niveau ?? 'non_communique'],
        ]),
      );
}

/** Ladder of the digital profile, furthest from it first. */
const NIVEAUX: readonly string[] = ['eloigne', 'debutant', 'presque_autonome', 'autonome'];

/**
 * Persons with two diagnostics or more by one instrument, the latest in the period: how the latest level compares with the
 * first. An instrument with the latest date speaks when there are several.
 */
export function createTableProgressions(socle: Socle): Table | null {
  const faits = listDiagnostics(socle)?.filter(
    ({ etat, personne, niveau, date }) =>
      etat === 'fait' &&
      personne !== undefined &&
      NIVEAUX.includes(niveau ?? '') &&
      (socle.periode === null || date <= socle.periode.au),
  );
  if (faits === undefined) return null;
  const ordered = faits.sort((a, b) => compare(a.date, b.date) || compare(a.id, b.id));
  const series = new Map<string, DiagnosticFait[]>();
  for (const d of ordered) {
    const key = `${socle.rootOf(d.personne ?? '')} ${d.instrument ?? ''}`;
    const serie = series.get(key);
    if (serie === undefined) series.set(key, [d]);
    else serie.push(d);
  }
  const byPerson = new Map<Id, { evolution: string; dernier: DiagnosticFait }>();
  for (const serie of series.values()) {
    const [premier] = serie;
    const dernier = serie.at(-1);
    if (premier === undefined || dernier === undefined || serie.length < 2) continue;
    if (!socle.inPeriode(dernier.date)) continue;
    const gain = NIVEAUX.indexOf(dernier.niveau ?? '') - NIVEAUX.indexOf(premier.niveau ?? '');
    const evolution = gain > 0 ? 'mieux' : gain < 0 ? 'moins' : 'egal';
    const personne = socle.rootOf(dernier.personne ?? '');
    const known = byPerson.get(personne);
    const later =
      known === undefined ||
      (compare(dernier.date, known.dernier.date) || compare(dernier.id, known.dernier.id)) > 0;
    if (later) byPerson.set(personne, { evolution, dernier });
  }
  return createTable(
    [...byPerson.values()],
    new Map([['evolution', (l: { evolution: string }) => l.evolution]]),
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

const ECHELONS: Readonly<Partial<Record<Mode, number>>> = {
  faire_a_la_place_absent: 0,
  faire_a_la_place_present: 1,
  faire_avec: 2,
  faire_faire: 3,
};

/**
 * Persons with two visits or more about one démarche: whether the latest is on a higher rung than the first. `informer` has
 * no rung. A person with several démarches climbs if one of them does.
 */
export function createTableEchelles(socle: Socle, interventions: readonly Intervention[]): Table {
  const pas = new Map<Id, Map<string, { premier: number; dernier: number; visites: number }>>();
  for (const { personne, actes } of listRevenues(socle, interventions)) {
    const rungs = new Map<string, number>();
    for (const { objet, mode, appui } of actes) {
      const base = ECHELONS[mode];
      if (objet.nature !== 'demarche' || base === undefined) continue;
      const rung = base + (appui === 'verifie' ? 1 : 0);
      rungs.set(objet.demarcheId, Math.max(rung, rungs.get(objet.demarcheId) ?? 0));
    }
    const dossier = socle.dossierOf(personne);
    const siens =
      pas.get(dossier) ?? new Map<string, { premier: number; dernier: number; visites: number }>();
    pas.set(dossier, siens);
    for (const [demarche, rung] of rungs) {
      const known = siens.get(demarche);
      if (known === undefined) siens.set(demarche, { premier: rung, dernier: rung, visites: 1 });
      else {
        known.dernier = rung;
        known.visites += 1;
      }
    }
  }
  const gains = new Map<Id, number>();
  for (const [personne, siens] of pas) {
    for (const { premier, dernier, visites } of siens.values()) {
      if (visites < 2) continue;
      const sens = Math.sign(dernier - premier);
      const known = gains.get(personne);
      // Up wins over down, down over level.
      gains.set(
        personne,
        known === undefined || known === 0 ? sens : Math.max(known, sens === 0 ? -1 : sens),
      );
    }
  }
  const words = ['descend', 'stable', 'monte'];
  return createTable(
    [...gains.values()],
    new Map([['evolution', (gain: number) => words[gain + 1] ?? 'stable']]),
  );
}

/** Visits of the persons who came twice or more, in their order: most came once, and have no step to climb. */
function listRevenues(socle: Socle, interventions: readonly Intervention[]): Intervention[] {
  const visites = new Map<Id, number>();
  const dossiers = interventions.map(({ personne }) => socle.dossierOf(personne));
  for (const dossier of dossiers) visites.set(dossier, (visites.get(dossier) ?? 0) + 1);
  return interventions
    .filter((_, rank) => dossiers[rank] !== '' && (visites.get(dossiers[rank] ?? '') ?? 0) > 1)
    .sort((a, b) => (isAfter(a, b) ? 1 : -1));
}

const NOUVEAU_SUIVI_JOURS = 90;

/** Suivis opened or closed in the period; one whose interventions were all cancelled counts nowhere. */
export function createTableSuivis(socle: Socle): Table | null {
  const { suivis } = socle.faits;
  if (suivis === undefined) return null;
  const { periode, annulees } = socle;
  const au = periode?.au ?? null;
  const visitesOf = ({ interventionIds }: Suivi) =>
    new Set(interventionIds.filter((id) => !annulees.has(id))).size;
  const closAt = ({ closLe }: Suivi) => closLe !== null && (au === null || closLe <= au);
  const lignes = [...new Map(suivis.map((s) => [s.id, s])).values()].filter(
    (s) =>
      (s.interventionIds.length === 0 || visitesOf(s) > 0) &&
      (socle.inPeriode(s.ouvertLe) || (s.closLe !== null && socle.inPeriode(s.closLe))),
  );
  const ouvert = (s: Suivi) => socle.inPeriode(s.ouvertLe);
  const ancien = (s: Suivi) => au !== null && toEpochDay(au) - toEpochDay(s.ouvertLe) > NOUVEAU_SUIVI_JOURS;
  return createTable(
    lignes,
    new Map([
      ['mois', (s: Suivi) => s.ouvertLe.slice(0, 7)],
      ['demarche', (s: Suivi) => s.demarcheId],
      ['operateur', (s: Suivi) => operateurOf(s.demarcheId, socle.entreeOf)],
      // What was not closed yet on the last day had no outcome yet: a past report reads the same later.
      ['aboutissement', (s: Suivi) => (s.closLe !== null && !closAt(s) ? 'en_attente' : s.aboutissement)],
      ['ouvert_dans_periode', (s: Suivi) => (ouvert(s) ? 'oui' : 'non')],
      ['clos_dans_periode', (s: Suivi) => (s.closLe !== null && socle.inPeriode(s.closLe) ? 'oui' : 'non')],
      ['mur', (s: Suivi) => (closAt(s) || ancien(s) ? 'oui' : 'non')],
      ['visites', (s: Suivi) => String(visitesOf(s))],
    ]),
  );
}

/** Referrals received in the period, with the days until the first intervention; one still waiting has none yet. */
export function createTableAdressages(socle: Socle): Table | null {
  const { adressages, zone } = socle.faits;
  if (adressages === undefined || zone === undefined) return null;
  const byId = new Map(socle.interventions.map((i) => [i.id, i.date]));
  const visites = new Map<Id, string[]>();
  for (const { personne, date } of socle.interventions) {
    if (personne.nature === 'anonyme') continue;
    const dossier = socle.dossierOf(personne);
    const dates = visites.get(dossier);
    if (dates === undefined) visites.set(dossier, [date]);
    else dates.push(date);
  }
  const recu = (a: AdressageFait) => civilDateOf(a.recuLe, zone);
  const attente = (a: AdressageFait): string => {
    const le = recu(a);
    const dates = a.personne === undefined ? [] : (visites.get(socle.rootOf(a.personne)) ?? []);
    const explicit = a.interventionId === undefined ? undefined : byId.get(a.interventionId);
    const first = [...dates, ...(explicit === undefined ? [] : [explicit])].filter((d) => d >= le).sort()[0];
    if (first === undefined || (socle.periode !== null && first > socle.periode.au)) return 'non_communique';
    return String(toEpochDay(first) - toEpochDay(le));
  };
  const lignes = [...new Map(adressages.map((a) => [a.id, a])).values()].filter((a) =>
    socle.inPeriode(recu(a)),
  );
  return createTable(
    lignes,
    new Map([
      ...lecteursLieu<AdressageFait>(socle, (a) => a.lieuId),
      ['mois', (a: AdressageFait) => recu(a).slice(0, 7)],
      ['service', (a: AdressageFait) => a.serviceId],
      ['attente_jours', attente],
    ]),
  );
}

export function createTableSatisfactions(socle: Socle): Table | null {
  const { satisfactions } = socle.faits;
  if (satisfactions === undefined) return null;
  const lignes = [...new Map(satisfactions.map((s) => [s.id, s])).values()].filter(({ date }) =>
    socle.inPeriode(date),
  );
  return createTable(
    lignes,
    new Map([
      ...lecteursLieu<SatisfactionFait>(socle, (s) => s.lieuId),
      ['mois', (s: SatisfactionFait) => s.date.slice(0, 7)],
      ['visage', (s: SatisfactionFait) => String(s.visage)],
    ]),
  );
}
