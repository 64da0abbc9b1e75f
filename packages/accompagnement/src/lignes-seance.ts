import type { DateCivile, Id } from './date-civile.ts';
import type { DemandeFait, RdvFait } from './faits.ts';
import type { Permanence } from './permanence-schema.ts';
import { expandRegle, parseRrule } from './recurrence.ts';
import { keepLast } from './histoire.ts';
import { champMois, champsLieu, type Socle } from './socle.ts';
import { createTable, once, type Champ, type Table } from './table-lignes.ts';

type SeanceDatee = Socle['faits']['seances'][number] & { date: DateCivile };

export type Seances = readonly SeanceDatee[] | null;

/** Séances of the period; `null` when one does not say its day, for it could be of any period. */
export function listSeances({ faits: { seances }, inPeriode }: Socle): Seances {
  if (seances.some(({ date }) => date === undefined)) return null;
  return (keepLast(seances) as readonly SeanceDatee[]).filter(({ date }) => inPeriode(date));
}

export function createTableSeances(socle: Socle, seances: Seances): Table | null {
  if (seances === null) return null;
  return createTable(
    seances,
    new Map<string, Champ<SeanceDatee>>([
      ...champsLieu<SeanceDatee>(socle, (s) => s.lieuId),
      ['date', (s: SeanceDatee) => s.date],
      ['mois', champMois(({ date }) => date)],
      // Two writers at one permanence hold it once; one outside any permanence is held for itself.
      [
        'tenue',
        (s: SeanceDatee) => (typeof s.permanenceId === 'string' ? `${s.permanenceId} ${s.date}` : s.id),
      ],
      ['heures', readHeures()],
    ]),
  );
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
export function createTableOccurrences(socle: Socle): Table | null {
  const { permanences } = socle.faits;
  const { periode } = socle;
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

/** Requests that could not be served: those of the séances, and those told apart; each once. */
export function createTableDemandes(socle: Socle, seances: Seances): Table | null {
  const { demandes } = socle.faits;
  if (
    seances === null ||
    (demandes === undefined && seances.some((s) => s.demandesNonSatisfaites === undefined))
  )
    return null;
  const byId = new Map<Id, DemandeFait>();
  for (const { date, lieuId, demandesNonSatisfaites = [] } of seances)
    for (const { id, motif, perimetre } of demandesNonSatisfaites)
      byId.set(id, { id, date, lieuId, motif, perimetre });
  for (const demande of demandes ?? [])
    if (socle.inPeriode(demande.date) && !byId.has(demande.id)) byId.set(demande.id, demande);
  return createTable(
    [...byId.values()],
    new Map<string, Champ<DemandeFait>>([
      ...champsLieu<DemandeFait>(socle, (d) => d.lieuId),
      ['mois', champMois(({ date }) => date)],
      ['motif', (d: DemandeFait) => d.motif],
      ['perimetre', (d: DemandeFait) => d.perimetre],
    ]),
  );
}

type RdvCompte = Omit<RdvFait, 'id'>;

/** Booked appointments: the list of a booking tool, or what the queue and the counter of each séance tell. */
export function createTableRdv(socle: Socle, seances: Seances): Table | null {
  const rdv = socle.faits.rdv ?? listRdvDesSeances(seances);
  if (rdv === null) return null;
  const lignes: RdvCompte[] = rdv.filter(({ date }) => socle.inPeriode(date));
  return createTable(
    lignes,
    new Map<string, Champ<RdvCompte>>([
      ...champsLieu<RdvCompte>(socle, (r) => r.lieuId),
      ['mois', champMois(({ date }) => date)],
      ['statut', (r: RdvCompte) => r.statut],
      ['rappel', (r: RdvCompte) => r.rappel],
    ]),
  );
}

function listRdvDesSeances(seances: Seances): RdvCompte[] | null {
  if (seances === null) return null;
  const rdv: RdvCompte[] = [];
  for (const { date, lieuId, passages, rdvNonHonores } of seances) {
    if (passages === undefined || rdvNonHonores === undefined) return null;
    const commun = { date, lieuId, rappel: 'non_demande' } as const;
    for (const { prevuA } of passages) if (prevuA !== undefined) rdv.push({ ...commun, statut: 'honore' });
    for (let n = 0; n < rdvNonHonores; n++) rdv.push({ ...commun, statut: 'non_honore' });
  }
  return rdv;
}

/** Full-time equivalents, by writer and month. */
export function createTableEtp({ faits: { etp }, periode }: Socle): Table | null {
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
