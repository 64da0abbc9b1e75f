import type { DateCivile, Id } from './date-civile.ts';
import type { DemandeFait, RdvFait } from './faits.ts';
import type { Permanence } from './permanence-schema.ts';
import { expandRegle, parseRrule } from './recurrence.ts';
import { lecteursLieu, type Socle } from './socle.ts';
import { createTable, type Table } from './table-lignes.ts';

type SeanceDatee = Socle['faits']['seances'][number] & { date: DateCivile };

/** Séances of the period; `null` when one does not say its day, for it could be of any period. */
function listSeances(socle: Socle): SeanceDatee[] | null {
  const { seances } = socle.faits;
  if (seances.some(({ date }) => date === undefined)) return null;
  const byId = new Map(seances.map((s) => [s.id, s as SeanceDatee]));
  return [...byId.values()].filter(({ date }) => socle.inPeriode(date));
}

export function createTableSeances(socle: Socle): Table | null {
  const seances = listSeances(socle);
  if (seances === null) return null;
  return createTable(
    seances,
    new Map([
      ...lecteursLieu<SeanceDatee>(socle, (s) => s.lieuId),
      ['date', (s: SeanceDatee) => s.date],
      ['mois', (s: SeanceDatee) => s.date.slice(0, 7)],
      // Two writers at one permanence hold it once; one outside any permanence is held for itself.
      [
        'tenue',
        (s: SeanceDatee) => (typeof s.permanenceId === 'string' ? `${s.permanenceId} ${s.date}` : s.id),
      ],
      ['heures', heuresOf],
    ]),
  );
}

/** Hours between opening and closing; one that was never closed has no known end. */
function heuresOf({ ouverteA, closeA }: SeanceDatee): string {
  if (ouverteA === undefined || closeA === undefined || closeA === null) return 'non_communique';
  return String((Date.parse(closeA) - Date.parse(ouverteA)) / 3_600_000);
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
    new Map([
      ...lecteursLieu<Occurrence>(socle, ({ permanence }) => permanence.lieuId),
      ['mois', ({ date }: Occurrence) => date.slice(0, 7)],
    ]),
  );
}

/** Requests that could not be served: those of the séances, and those told apart; each once. */
export function createTableDemandes(socle: Socle): Table | null {
  const { demandes } = socle.faits;
  const seances = listSeances(socle);
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
    new Map([
      ...lecteursLieu<DemandeFait>(socle, (d) => d.lieuId),
      ['mois', (d: DemandeFait) => d.date.slice(0, 7)],
      ['motif', (d: DemandeFait) => d.motif],
      ['perimetre', (d: DemandeFait) => d.perimetre],
    ]),
  );
}

type RdvCompte = Omit<RdvFait, 'id'>;

/** Booked appointments: the list of a booking tool, or what the queue and the counter of each séance tell. */
export function createTableRdv(socle: Socle): Table | null {
  const rdv = socle.faits.rdv ?? listRdvDesSeances(socle);
  if (rdv === null) return null;
  const lignes: RdvCompte[] = rdv.filter(({ date }) => socle.inPeriode(date));
  return createTable(
    lignes,
    new Map([
      ...lecteursLieu<RdvCompte>(socle, (r) => r.lieuId),
      ['mois', (r: RdvCompte) => r.date.slice(0, 7)],
      ['statut', (r: RdvCompte) => r.statut],
      ['rappel', (r: RdvCompte) => r.rappel],
    ]),
  );
}

function listRdvDesSeances(socle: Socle): RdvCompte[] | null {
  const seances = listSeances(socle);
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
