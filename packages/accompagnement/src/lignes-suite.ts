import { toEpochDay, type DateCivile, type Id } from './date-civile.ts';
import type { AdressageFait, DiagnosticFait, Faits, SatisfactionFait } from './faits.ts';
import { keepLast, type Histoire } from './histoire.ts';
import { createJours } from './jours.ts';
import { operateurOf } from './lignes-acte.ts';
import { champMois, champsLieu, type Socle } from './socle.ts';
import type { Suivi } from './suivi.ts';
import { createTable, derived, once, type Champ, type Table } from './table-lignes.ts';

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
  const { annulees } = socle.histoire;
  const lignes = keepLast(orientations).filter(
    (o) => socle.inPeriode(o.proposeeLe) && !annulees.has(o.interventionId),
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

function listDiagnostics({ faits, histoire }: Socle): DiagnosticFait[] | null {
  if (faits.diagnostics === undefined) return null;
  return keepLast(faits.diagnostics).filter(
    ({ interventionId }) => interventionId === undefined || !histoire.annulees.has(interventionId),
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
  const series = new Map<string, { premier: DiagnosticFait; dernier: DiagnosticFait }>();
  for (const d of faits) {
    const key = `${socle.histoire.dossiers.rootOf(d.personne ?? '')} ${d.instrument ?? ''}`;
    const serie = series.get(key);
    if (serie === undefined) series.set(key, { premier: d, dernier: d });
    else if (isAfter(d, serie.dernier)) serie.dernier = d;
    else if (isAfter(serie.premier, d)) serie.premier = d;
  }
  const byPerson = new Map<Id, { evolution: string; dernier: DiagnosticFait }>();
  for (const { premier, dernier } of series.values()) {
    if (premier === dernier || !socle.inPeriode(dernier.date)) continue;
    const gain = NIVEAUX.indexOf(dernier.niveau ?? '') - NIVEAUX.indexOf(premier.niveau ?? '');
    const evolution = gain > 0 ? 'mieux' : gain < 0 ? 'moins' : 'egal';
    const personne = socle.histoire.dossiers.rootOf(dernier.personne ?? '');
    const known = byPerson.get(personne);
    const later = known === undefined || isAfter(dernier, known.dernier);
    if (later) byPerson.set(personne, { evolution, dernier });
  }
  return createTable(
    [...byPerson.values()],
    new Map([['evolution', (l: { evolution: string }) => l.evolution]]),
  );
}

const isAfter = (a: DiagnosticFait, b: DiagnosticFait): boolean =>
  a.date === b.date ? a.id > b.id : a.date > b.date;

const NOUVEAU_SUIVI_JOURS = 90;

/** Suivis opened or closed in the period; one whose interventions were all cancelled counts nowhere. */
export function createTableSuivis(socle: Socle): Table | null {
  const { suivis } = socle.faits;
  if (suivis === undefined) return null;
  const { annulees } = socle.histoire;
  const au = socle.periode?.au ?? null;
  const visitesOf = ({ interventionIds: ids }: Suivi): number =>
    ids.length === 1 && annulees.size === 0 ? 1 : new Set(ids.filter((id) => !annulees.has(id))).size;
  const closAt = ({ closLe }: Suivi) => closLe !== null && (au === null || closLe <= au);
  const lignes = keepLast(suivis).filter(
    (s) =>
      (s.interventionIds.length === 0 || visitesOf(s) > 0) &&
      (socle.inPeriode(s.ouvertLe) || (s.closLe !== null && socle.inPeriode(s.closLe))),
  );
  const dernierJour = au === null ? Number.NEGATIVE_INFINITY : toEpochDay(au);
  const ancien = once((ouvertLe: string) => dernierJour - toEpochDay(ouvertLe) > NOUVEAU_SUIVI_JOURS);
  const ouvertureOf = ({ ouvertLe }: Suivi): string => ouvertLe;
  const demarcheOf = ({ demarcheId }: Suivi): string => demarcheId;
  return createTable(
    lignes,
    new Map<string, Champ<Suivi>>([
      ['mois', champMois(ouvertureOf)],
      ['demarche', demarcheOf],
      ['operateur', derived(demarcheOf, (id) => operateurOf(id, socle.entreeOf))],
      // What was not closed yet on the last day had no outcome yet: a past report reads the same later.
      ['aboutissement', (s: Suivi) => (s.closLe !== null && !closAt(s) ? 'en_attente' : s.aboutissement)],
      ['ouvert_dans_periode', derived(ouvertureOf, (date) => (socle.inPeriode(date) ? 'oui' : 'non'))],
      ['clos_dans_periode', (s: Suivi) => (s.closLe !== null && socle.inPeriode(s.closLe) ? 'oui' : 'non')],
      ['mur', (s: Suivi) => (closAt(s) || ancien(s.ouvertLe) ? 'oui' : 'non')],
      ['visites', (s: Suivi) => String(visitesOf(s))],
    ]),
  );
}

/** Referrals received in the period, with the days until the first intervention; one still waiting has none yet. */
export function createTableAdressages(socle: Socle): Table | null {
  const { adressages, zone } = socle.faits;
  if (adressages === undefined || zone === undefined) return null;
  const { histoire, periode } = socle;
  const jourOf = createJours(zone);
  const lignes: AdresseLe[] = [];
  for (const adressage of keepLast(adressages)) {
    const le = jourOf(adressage.recuLe);
    if (socle.inPeriode(le)) lignes.push({ adressage, le });
  }
  const byId = lignes.some(({ adressage }) => adressage.interventionId !== undefined)
    ? new Map(histoire.interventions.map((i) => [i.id, i.date]))
    : new Map<Id, DateCivile>();
  const attente = ({ adressage: { personne, interventionId }, le }: AdresseLe): string => {
    const explicit = interventionId === undefined ? undefined : byId.get(interventionId);
    const venue = personne === undefined ? undefined : findVisite(histoire, personne, le);
    const first = [explicit, venue].filter((date) => date !== undefined && date >= le).sort()[0];
    if (first === undefined || (periode !== null && first > periode.au)) return 'non_communique';
    return String(toEpochDay(first) - toEpochDay(le));
  };
  return createTable(
    lignes,
    new Map<string, Champ<AdresseLe>>([
      ...champsLieu<AdresseLe>(socle, ({ adressage }) => adressage.lieuId),
      ['mois', champMois(({ le }) => le)],
      ['service', ({ adressage }) => adressage.serviceId],
      ['attente_jours', attente],
    ]),
  );
}

/** A referral, and the day on which it was received. */
interface AdresseLe {
  readonly adressage: AdressageFait;
  readonly le: DateCivile;
}

/** Day of the first visit of a person, that day or later. */
function findVisite(histoire: Histoire, personne: Id, le: DateCivile): DateCivile | undefined {
  const rank = histoire.dossiers.rankOf(personne);
  if (rank === undefined) return undefined;
  const { rows, starts } = histoire.visites();
  const { dict, codes } = histoire.dates();
  for (let at = starts[rank] ?? 0, end = starts[rank + 1] ?? 0; at < end; at++) {
    const date = dict[codes[rows[at] ?? 0] ?? 0];
    if (date !== undefined && date >= le) return date;
  }
  return undefined;
}

export function createTableSatisfactions(socle: Socle): Table | null {
  const { satisfactions } = socle.faits;
  if (satisfactions === undefined) return null;
  const lignes = keepLast(satisfactions).filter(({ date }) => socle.inPeriode(date));
  return createTable(
    lignes,
    new Map<string, Champ<SatisfactionFait>>([
      ...champsLieu<SatisfactionFait>(socle, (s) => s.lieuId),
      ['mois', (s: SatisfactionFait) => s.date.slice(0, 7)],
      ['visage', (s: SatisfactionFait) => String(s.visage)],
    ]),
  );
}
