import { addDays, toEpochDay, weekday, type DateCivile, type Id } from './date-civile.ts';
import type { DemandeNonSatisfaite, Seance } from './etat-seance.ts';
import type { Code } from './nomenclature-2026-1.ts';
import { getLibelle } from './correspondance.ts';
import { expandPermanence, type Permanence } from './permanence.ts';
import { COMMUNES, NOMS, NOMS_LIEUX, PRENOMS, QUOTAS, type Site } from './scenario-donnees.ts';
import type { Lieu, Structure } from './structure.ts';
import { groupBy, quotas, spread, type Tirage } from './tirage.ts';

export interface EcrivainScenario {
  id: Id;
  prenom: string;
  nom: string;
  du: DateCivile;
  synthetic: true;
}

export interface Cadre {
  structure: Structure;
  lieux: Lieu[];
  ecrivains: EcrivainScenario[];
  permanences: Permanence[];
  seances: Seance[];
}

export interface Fenetre {
  du: DateCivile;
  au: DateCivile;
  zone: string;
}

/** Public holidays of the windows of the scenarios, as exceptions of the permanences. */
export const FERIES = `
2019-12-25
2020-01-01 2020-06-01 2020-07-14 2020-08-15 2020-11-01 2020-11-11 2020-12-25
2021-01-01
2024-01-01 2024-04-01 2024-05-01 2024-05-08 2024-05-09 2024-05-20 2024-07-14 2024-08-15 2024-11-01 2024-11-11 2024-12-25
2025-01-01 2025-04-21 2025-05-01 2025-05-08 2025-05-29 2025-06-09 2025-07-14 2025-08-15 2025-11-01 2025-11-11 2025-12-25
2026-01-01 2026-04-06 2026-05-01 2026-05-08 2026-05-14 2026-05-25 2026-07-14 2026-08-15 2026-11-01 2026-11-11 2026-12-25
`
  .trim()
  .split(/\s+/u);

export const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR'];
/** Ranks of the monthly day of each weekday that no public holiday of the windows meets. */
const RANKS = [1, 1, 3, 4, 2];

/** How often the sites open: the busiest of a territory, then the others. */
export type Rythme = 'espace' | 'soutenu';

export function sayRythme(rythme: Rythme, busy: boolean, day: string, rank: number): string {
  if (rythme === 'soutenu') return `FREQ=WEEKLY;${busy ? '' : 'INTERVAL=2;'}BYDAY=${day}`;
  return busy ? `FREQ=WEEKLY;INTERVAL=2;BYDAY=${day}` : `FREQ=MONTHLY;BYDAY=${rank}${day}`;
}

/** Sites, writers, permanences and séances: every date of the scenario is a séance day. */
export function buildCadre(
  site: Site,
  q: {
    ecrivains: number;
    ajoutes: readonly { aPartirDe: string; nombre: number }[];
    rythme: Rythme;
  },
  fenetre: Fenetre,
  tirage: Tirage,
): Cadre {
  const start = toEpochDay(fenetre.du) * 86_400_000;
  const structure: Structure = {
    id: tirage.uuid(start),
    nom: site.structure.nom,
    nature: site.structure.nature,
    zone: fenetre.zone,
  };
  const lieux = buildLieux(site, structure.id, start, tirage);
  const ecrivains = buildEcrivains(q, fenetre.du, start, tirage);
  const permanences = lieux.map((lieu, index) => {
    const territoire = site.territoires.findIndex((t) => t.id === lieu.territoireId);
    const rank = lieux.slice(0, index).filter((l) => l.territoireId === lieu.territoireId).length;
    return buildPermanence(
      lieu,
      { territoire, rank, seul: site.territoires.length === 1, rythme: q.rythme },
      ecrivains,
      q.ecrivains,
      fenetre,
      tirage,
    );
  });
  return {
    structure,
    lieux,
    ecrivains,
    permanences,
    seances: buildSeances(permanences, ecrivains, fenetre, tirage),
  };
}

function buildLieux(site: Site, structureId: Id, start: number, tirage: Tirage): Lieu[] {
  const natures = tirage.shuffle(site.natures);
  const noms = tirage.shuffle(NOMS_LIEUX);
  return site.territoires
    .flatMap((territoire) => territoire.sites.map((nom) => ({ territoire, nom })))
    .map(({ territoire, nom }, index) => {
      const nature: Code<'natureLieu'> = natures[index] ?? 'autre';
      const commune = COMMUNES.find((c) => c.nom === nom && c.codeInsee.startsWith(site.departement));
      if (commune === undefined) throw new RangeError('a site needs a commune of data/communes.json');
      return {
        id: tirage.uuid(start),
        structureId,
        nom: `${getLibelle('natureLieu', nature)} ${noms[index] ?? ''}`,
        nature,
        territoireId: territoire.id,
        commune: { codeInsee: commune.codeInsee, nom: commune.nom },
      };
    });
}

function buildEcrivains(
  q: { ecrivains: number; ajoutes: readonly { aPartirDe: string; nombre: number }[] },
  du: DateCivile,
  start: number,
  tirage: Tirage,
): EcrivainScenario[] {
  const arrivals = [
    ...Array.from({ length: q.ecrivains }, () => du),
    ...q.ajoutes.flatMap((a) => Array.from({ length: a.nombre }, () => a.aPartirDe)),
  ];
  const prenoms = tirage.shuffle(PRENOMS);
  const noms = tirage.shuffle(NOMS);
  return arrivals.map((arrival, i) => ({
    id: tirage.uuid(start),
    prenom: prenoms[i] ?? '',
    nom: noms[i] ?? '',
    du: arrival,
    synthetic: true,
  }));
}

/**
 * Writer i owns territory i, in the morning; territories without an owner are shared in the afternoon until their writer
 * comes. The busiest site of a territory opens every other Monday, the others once a month; twice as often over a whole year of
 * work. In a one-territory set the sites open weekly.
 */
function buildPermanence(
  lieu: Lieu,
  place: { territoire: number; rank: number; seul: boolean; rythme: Rythme },
  ecrivains: readonly EcrivainScenario[],
  first: number,
  fenetre: Fenetre,
  tirage: Tirage,
): Permanence {
  const { territoire, rank, seul, rythme } = place;
  const day = seul ? Math.floor(rank / first) : rank;
  const code = DAYS[day % 5] ?? 'MO';
  const orphan = !seul && territoire >= first;
  const shared = ecrivains[(rank + 2 * (territoire - first) + first) % first];
  const owner = ecrivains[seul ? rank % first : territoire];
  const agents = [orphan ? shared : owner, orphan ? owner : undefined].filter((e) => e !== undefined);
  return {
    id: tirage.uuid(toEpochDay(fenetre.du) * 86_400_000),
    lieuId: lieu.id,
    agentIds: agents.map((e) => e.id),
    rrule: sayRythme(seul ? 'soutenu' : rythme, seul || rank === 0, code, RANKS[day % 5] ?? 1),
    exdates: FERIES.filter((f) => f >= fenetre.du && f <= fenetre.au && weekday(toEpochDay(f)) === day % 5),
    premierJour: fenetre.du,
    debut: orphan ? '14:00' : '09:00',
    fin: orphan ? '17:00' : '12:00',
    zone: fenetre.zone,
    accueil: tirage.pick(['sans_rdv', 'mixte', 'mixte']),
    capacite: 8,
    publique: true,
  };
}

function buildSeances(
  permanences: readonly Permanence[],
  ecrivains: readonly EcrivainScenario[],
  fenetre: Fenetre,
  tirage: Tirage,
): Seance[] {
  const arrivals = new Map(ecrivains.map((e) => [e.id, e.du]));
  const seances = permanences
    .flatMap((p) =>
      expandPermanence(p, fenetre).map((o): Seance => {
        // The last agent of a permanence is its owner, from the day on which she comes.
        const agent = p.agentIds.findLast((id) => (arrivals.get(id) ?? '') <= o.date);
        return {
          id: tirage.uuid(Date.parse(o.debut)),
          permanenceId: p.id,
          lieuId: p.lieuId,
          agentId: agent ?? p.agentIds[0] ?? '',
          date: o.date,
          ouverteA: o.debut,
          closeA: o.fin,
          passages: [],
          rdvNonHonores: 0,
          demandesNonSatisfaites: [],
        };
      }),
    )
    .sort((a, b) =>
      a.ouverteA < b.ouverteA ? -1 : a.ouverteA > b.ouverteA ? 1 : a.lieuId < b.lieuId ? -1 : 1,
    );
  replaceSome(seances, ecrivains, tirage);
  addDemandes(seances, tirage);
  return seances;
}

/** A colleague covers 8 % of the séances, when one is free at that hour. */
function replaceSome(seances: Seance[], ecrivains: readonly EcrivainScenario[], tirage: Tirage): void {
  let left = Math.round(seances.length * QUOTAS.permanences.remplacement);
  const atOnce = groupBy(seances, (s) => s.ouverteA);
  for (const seance of tirage.shuffle(seances)) {
    if (left === 0) return;
    const busy = new Set(atOnce.get(seance.ouverteA)?.map((s) => s.agentId));
    const free = ecrivains.filter((e) => e.du <= seance.date && !busy.has(e.id));
    if (free.length === 0) continue;
    seance.agentId = tirage.pick(free).id;
    left -= 1;
  }
}

/** Unmet demand grows linearly over the window, as the quotas say; its total is exact. */
function addDemandes(seances: Seance[], tirage: Tirage): void {
  const { debut, fin } = QUOTAS.permanences.refusParSeance;
  const total = Math.round(((debut + fin) / 2) * seances.length);
  const weights = Object.fromEntries(
    seances.map((s, i) => [
      s.id,
      debut + ((fin - debut) * i) / Math.max(1, seances.length - 1) + tirage.next(),
    ]),
  );
  const counts = quotas(weights, total);
  const motifs = tirage.shuffle(
    spread<DemandeNonSatisfaite['motif']>(
      quotas(
        { plus_de_place: 5, pas_de_creneau: 3, hors_champ: 2, acte_reserve: 1, ecrivain_absent: 1, autre: 1 },
        total,
      ),
    ),
  );
  for (const seance of seances) {
    const opened = Date.parse(seance.ouverteA);
    for (let n = 0; n < (counts[seance.id] ?? 0); n++) {
      const a = opened + (60 + 20 * n) * 60_000;
      seance.demandesNonSatisfaites.push({
        id: tirage.uuid(a),
        a: new Date(a).toISOString(),
        motif: motifs.pop() ?? 'autre',
        perimetre: 'non_demande',
      });
    }
  }
}

/** Months of a window with their séance days, as weights when the quotas give no counts. */
export function monthsOf(fenetre: Fenetre): string[] {
  const months: string[] = [];
  for (let day = fenetre.du; day <= fenetre.au; day = addDays(day, 1)) {
    const month = day.slice(0, 7);
    if (months.at(-1) !== month) months.push(month);
  }
  return months;
}
