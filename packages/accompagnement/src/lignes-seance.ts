import type { DateCivile, Id } from './date-civile.ts';
import type { DemandeFait, RdvFait } from './faits.ts';
import type { Permanence } from './permanence-schema.ts';
import { expandRegle, parseRrule } from './recurrence.ts';
import { isOnce, keepLast } from './histoire.ts';
import type { Rangs } from './selection.ts';
import {
  champMois,
  champsLieu,
  createEntiere,
  listWithin,
  type Entiere,
  type Periode,
  type Socle,
} from './socle.ts';
import { createTable, lazy, once, restrict, type Champ, type Table } from './table-lignes.ts';

type SeanceDatee = Socle['faits']['seances'][number] & { date: DateCivile };

/** All the séances, and what they tell of their requests and appointments. */
export interface SeancesEntieres extends Entiere {
  readonly lignes: readonly SeanceDatee[];
  readonly demandes: () => DemandesEntieres;
  readonly rdv: () => Entiere;
}

/** `null` when one does not say its day, for it could be of any period. */
export function createSeances(socle: Socle): SeancesEntieres | null {
  const { seances } = socle.faits;
  if (seances.some(({ date }) => date === undefined)) return null;
  const lignes = keepLast(seances) as readonly SeanceDatee[];
  const champs = new Map<string, Champ<SeanceDatee>>([
    ...champsLieu<SeanceDatee>(socle, (s) => s.lieuId),
    ['date', (s: SeanceDatee) => s.date],
    ['mois', champMois(({ date }) => date)],
    // Two writers at one permanence hold it once; one outside any permanence is held for itself.
    [
      'tenue',
      (s: SeanceDatee) => (typeof s.permanenceId === 'string' ? `${s.permanenceId} ${s.date}` : s.id),
    ],
    ['heures', readHeures()],
  ]);
  return {
    ...createEntiere(lignes, champs, ({ date }) => date),
    lignes,
    demandes: lazy(() => createDemandes(socle, lignes)),
    rdv: lazy(() => createRdv(socle, listRdvDesSeances(lignes))),
  };
}

/** Whether every séance of the period says something. */
function isTold(
  { jours, lignes }: SeancesEntieres,
  periode: Periode | null,
  tells: (seance: SeanceDatee) => boolean,
): boolean {
  return listWithin(jours(), periode).every((row) => {
    const seance = lignes[row];
    return seance !== undefined && tells(seance);
  });
}

/** Hours between opening and closing; one that was never closed has no known end. */
function readHeures(): (seance: SeanceDatee) => string {
  const heures = once((ms: number) => String(ms / 3_600_000));
  return ({ ouverteA, closeA }) =>
    ouverteA === undefined || closeA === undefined || closeA === null
      ? 'non_communique'
      : heures(Date.parse(closeA) - Date.parse(ouverteA));
}

interface Occurrence {
  permanence: Permanence;
  date: DateCivile;
}

/** Days on which permanences were planned: hours do not matter here, so no time zone does. */
export function createTableOccurrences(socle: Socle, periode: Periode | null): Table | null {
  const { permanences } = socle.faits;
  if (permanences === undefined || periode === null) return null;
  const occurrences = permanences.flatMap((permanence): Occurrence[] => {
    const regle = parseRrule(permanence.rrule);
    if (!regle.ok) throw new RangeError('a permanence is one that parsePermanence accepted');
    const except = new Set(permanence.exdates);
    return expandRegle(regle.value, permanence.premierJour, periode)
      .filter((date) => !except.has(date))
      .map((date) => ({ permanence, date }));
  });
  return createTable(
    occurrences,
    new Map<string, Champ<Occurrence>>([
      ...champsLieu<Occurrence>(socle, ({ permanence }) => permanence.lieuId),
      ['mois', champMois(({ date }) => date)],
    ]),
  );
}

interface DemandesEntieres extends Entiere {
  readonly lignes: readonly DemandeFait[];
  /** How many come from the séances; those told apart follow. */
  readonly deSeances: number;
  /** No id is there twice. */
  readonly uniques: boolean;
}

function createDemandes(socle: Socle, seances: readonly SeanceDatee[]): DemandesEntieres {
  const lignes: DemandeFait[] = [];
  for (const { date, lieuId, demandesNonSatisfaites = [] } of seances)
    for (const { id, motif, perimetre } of demandesNonSatisfaites)
      lignes.push({ id, date, lieuId, motif, perimetre });
  const deSeances = lignes.length;
  for (const demande of socle.faits.demandes ?? []) lignes.push(demande);
  const champs = new Map<string, Champ<DemandeFait>>([
    ...champsLieu<DemandeFait>(socle, (d) => d.lieuId),
    ['mois', champMois(({ date }) => date)],
    ['motif', (d: DemandeFait) => d.motif],
    ['perimetre', (d: DemandeFait) => d.perimetre],
  ]);
  const uniques = isOnce(lignes) || new Set(lignes.map(({ id }) => id)).size === lignes.length;
  return { ...createEntiere(lignes, champs, ({ date }) => date), lignes, deSeances, uniques };
}

/** Requests that could not be served: those of the séances, and those told apart; each once. */
export function restrictDemandes(
  { faits }: Socle,
  seances: SeancesEntieres | null,
  periode: Periode | null,
): Table | null {
  if (seances === null) return null;
  if (
    faits.demandes === undefined &&
    !isTold(seances, periode, (s) => s.demandesNonSatisfaites !== undefined)
  )
    return null;
  const entieres = seances.demandes();
  const rows = listWithin(entieres.jours(), periode);
  return restrict(entieres.table, entieres.uniques ? rows : listOnce(entieres, rows));
}

/** Of requests of one id, the last that a séance tells; without any, the first that is told apart. */
function listOnce({ lignes, deSeances }: DemandesEntieres, rows: Rangs): Rangs {
  const places = new Map<Id, number>();
  const kept: number[] = [];
  for (const row of rows) {
    const { id } = lignes[row] ?? { id: '' };
    const place = places.get(id);
    if (place === undefined) places.set(id, kept.push(row) - 1);
    else if (row < deSeances) kept[place] = row;
  }
  return Int32Array.from(kept);
}

type RdvCompte = Omit<RdvFait, 'id'>;

function createRdv(socle: Socle, rdv: readonly RdvCompte[]): Entiere {
  return createEntiere(
    rdv,
    new Map<string, Champ<RdvCompte>>([
      ...champsLieu<RdvCompte>(socle, (r) => r.lieuId),
      ['mois', champMois(({ date }) => date)],
      ['statut', (r: RdvCompte) => r.statut],
      ['rappel', (r: RdvCompte) => r.rappel],
    ]),
    ({ date }) => date,
  );
}

/** The list of a booking tool, where there is one. */
export function createRdvDits(socle: Socle): Entiere | null {
  return socle.faits.rdv === undefined ? null : createRdv(socle, socle.faits.rdv);
}

/** Booked appointments: the list of a booking tool, or what the queue and the counter of each séance tell. */
export function restrictRdv(
  dits: Entiere | null,
  seances: SeancesEntieres | null,
  periode: Periode | null,
): Table | null {
  if (dits === null && seances === null) return null;
  const told = ({ passages, rdvNonHonores }: SeanceDatee) =>
    passages !== undefined && rdvNonHonores !== undefined;
  if (dits === null && seances !== null && !isTold(seances, periode, told)) return null;
  const rdv = dits ?? seances?.rdv() ?? null;
  return rdv === null ? null : restrict(rdv.table, listWithin(rdv.jours(), periode));
}

function listRdvDesSeances(seances: readonly SeanceDatee[]): RdvCompte[] {
  const rdv: RdvCompte[] = [];
  for (const { date, lieuId, passages = [], rdvNonHonores = 0 } of seances) {
    const commun = { date, lieuId, rappel: 'non_demande' } as const;
    for (const { prevuA } of passages) if (prevuA !== undefined) rdv.push({ ...commun, statut: 'honore' });
    for (let n = 0; n < rdvNonHonores; n++) rdv.push({ ...commun, statut: 'non_honore' });
  }
  return rdv;
}

/** Full-time equivalents, by writer and month. */
export function createTableEtp({ faits: { etp } }: Socle, periode: Periode | null): Table | null {
  if (etp === undefined) return null;
  const lignes = etp.filter(
    ({ mois }) => periode === null || (mois >= periode.du.slice(0, 7) && mois <= periode.au.slice(0, 7)),
  );
  type Ligne = (typeof lignes)[number];
  return createTable(
    lignes,
    new Map([
      ['mois', (l: Ligne) => l.mois],
      ['agent', (l: Ligne) => l.agentId],
      ['etp', (l: Ligne) => String(l.etp)],
    ]),
  );
}

export function createTableCommunes({ faits: { communes } }: Socle): Table | null {
  if (communes === undefined) return null;
  return createTable([...new Set(communes)], new Map([['commune', (code: string) => code]]));
}
