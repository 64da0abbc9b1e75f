import { toEpochDay, weekday, type DateCivile } from './date-civile.ts';
import { expandPermanence } from './permanence.ts';
import type { Permanence } from './permanence-schema.ts';
import { getLibelle } from './correspondance.ts';
import type { Code } from './nomenclature-2026-1.ts';
import { COMMUNES, NOMS, NOMS_LIEUX, PRENOMS, QUOTAS, SITES } from './scenario-donnees.ts';
import { DAYS, FERIES, sayRythme, type EcrivainScenario, type Fenetre } from './scenario-lieux.ts';
import { drawColonne, drawRang, findRank, sumWeights } from './scenario-regional-tirage.ts';
import type { Lieu, Structure } from './structure.ts';
import { quotas, type Tirage } from './tirage.ts';

/** Sites of a territory that open every week; the others every other week. */
const FREQUENTES = 10;

export interface CadreRegional {
  readonly structure: Structure;
  readonly territoires: { id: string; nom: string }[];
  readonly lieux: Lieu[];
  readonly ecrivains: EcrivainScenario[];
  readonly permanences: Permanence[];
  /** Days on which each lieu opens; shared by all lieux of the same rhythm. */
  readonly jours: readonly Jours[];
  /** Séances of lieu l: from `debuts[l]` to `debuts[l + 1]`. */
  readonly debuts: Uint32Array;
}

interface Jours {
  readonly occurrences: { debut: string; fin: string; date: DateCivile }[];
  /** First occurrence of each month, one more at the end. */
  readonly mois: readonly number[];
}

/** Invented territories and sites, in real communes; five sites a writer, one each morning. */
export function buildCadreRegional(
  fenetre: Fenetre,
  months: readonly string[],
  tirage: Tirage,
): CadreRegional {
  const e = QUOTAS.ensembles.regional;
  const start = toEpochDay(fenetre.du) * 86_400_000;
  const structure: Structure = {
    id: tirage.uuid(start),
    nom: 'Région de démonstration (inventée)',
    nature: 'association',
    zone: fenetre.zone,
  };
  const territoires = Array.from({ length: e.territoires }, (_, t) => ({
    id: `territoire-${String(t + 1).padStart(2, '0')}`,
    nom: `Territoire inventé ${t + 1}`,
  }));
  const parTerritoire = Object.values(
    quotas(Object.fromEntries(territoires.map(({ id }) => [id, 1])), e.lieux),
  );
  const natures: Code<'natureLieu'>[] = SITES['loire-seed'].natures;
  const lieux = territoires.flatMap(({ id }, t) =>
    Array.from({ length: parTerritoire[t] ?? 0 }, (_, rank): Lieu => {
      const nature = tirage.pick(natures);
      const commune = tirage.pick(COMMUNES);
      return {
        id: tirage.uuid(start),
        structureId: structure.id,
        nom: `${getLibelle('natureLieu', nature)} ${tirage.pick(NOMS_LIEUX)} ${t + 1}-${rank + 1}`,
        nature,
        territoireId: id,
        commune: { codeInsee: commune.codeInsee, nom: commune.nom },
      };
    }),
  );
  const ecrivains = Array.from({ length: e.ecrivains }, (): EcrivainScenario => ({
    id: tirage.uuid(start),
    prenom: tirage.pick(PRENOMS),
    nom: tirage.pick(NOMS),
    du: fenetre.du,
    synthetic: true,
  }));
  const known = new Map<string, Jours>();
  const jours: Jours[] = [];
  const debuts = new Uint32Array(lieux.length + 1);
  let [territoire, rank] = ['', 0];
  const permanences = lieux.map((lieu, l): Permanence => {
    rank = lieu.territoireId === territoire ? rank + 1 : 0;
    territoire = lieu.territoireId;
    const day = l % DAYS.length;
    const rrule = sayRythme('soutenu', rank < FREQUENTES, DAYS[day] ?? 'MO', 1);
    const permanence: Permanence = {
      id: tirage.uuid(start),
      lieuId: lieu.id,
      agentIds: [ecrivains[Math.floor(l / DAYS.length) % ecrivains.length]?.id ?? ''],
      rrule,
      exdates: FERIES.filter((f) => f >= fenetre.du && f <= fenetre.au && weekday(toEpochDay(f)) === day),
      premierJour: fenetre.du,
      debut: '09:00',
      fin: '12:00',
      zone: fenetre.zone,
      accueil: 'mixte',
      capacite: 8,
      publique: true,
    };
    const mine = known.get(rrule) ?? toJours(permanence, fenetre, months);
    known.set(rrule, mine);
    jours.push(mine);
    debuts[l + 1] = (debuts[l] ?? 0) + mine.occurrences.length;
    return permanence;
  });
  return { structure, territoires, lieux, ecrivains, permanences, jours, debuts };
}

function toJours(p: Permanence, fenetre: Fenetre, months: readonly string[]): Jours {
  const occurrences = expandPermanence(p, fenetre);
  const mois = months.map((month) => occurrences.findIndex(({ date }) => date >= month));
  return { occurrences, mois: [...mois, occurrences.length] };
}

export interface Visites {
  readonly seances: Uint32Array;
  readonly personnes: Uint32Array;
  /** Of each person: her first drawn visit, and the earliest and latest of her days. */
  readonly premieres: Uint32Array;
  readonly derniersJours: Uint16Array;
  readonly parSeance: Uint16Array;
  readonly jourDe: (seance: number) => number;
}

/** Every person once, in the territory of her visit; then who comes back, 5 % of the time to another site, never twice a day. */
export function drawVisitesRegional(
  cadre: CadreRegional,
  mois: Readonly<Record<string, number>>,
  n: number,
  personnes: number,
  tirage: Tirage,
): Visites {
  const { lieux, jours, debuts } = cadre;
  const months = drawColonne(mois, n, tirage).rangs;
  const parTerritoire = Object.values(
    quotas(Object.fromEntries(cadre.territoires.map(({ id }) => [id, 1])), n),
  );
  const personnesDe = Object.values(
    quotas(Object.fromEntries(cadre.territoires.map(({ id }, t) => [id, parTerritoire[t] ?? 0])), personnes),
  );
  const out = {
    seances: new Uint32Array(n),
    personnes: new Uint32Array(n),
    premieres: new Uint32Array(personnes),
    derniersJours: new Uint16Array(personnes),
    parSeance: new Uint16Array(debuts.at(-1) ?? 0),
  };
  const epochDays = new Map(
    [...new Set(jours)].map((j) => [j, Uint16Array.from(j.occurrences, ({ date }) => toEpochDay(date))]),
  );
  const lieuOf = (seance: number) => findLieu(debuts, seance);
  const jourDe = (seance: number): number => {
    const l = lieuOf(seance);
    const j = jours[l];
    return (j === undefined ? undefined : epochDays.get(j)?.[seance - (debuts[l] ?? 0)]) ?? 0;
  };
  let [visite, personne, lieu] = [0, 0, 0];
  for (const [t, { id }] of cadre.territoires.entries()) {
    let last = lieu;
    while (lieux[last]?.territoireId === id) last += 1;
    const sums = sumWeights(
      Array.from({ length: last - lieu }, (_, rank) => (0.7 + 0.6 * tirage.next()) / (rank + 1) ** 0.9),
    );
    const total = sums.at(-1) ?? 1;
    const size = personnesDe[t] ?? 0;
    const taken = new Set<number>();
    for (let k = 0; k < (parTerritoire[t] ?? 0); k++, visite++) {
      const month = months[visite] ?? 0;
      for (let attempt = 0; ; attempt++) {
        const rank = k < size ? k : drawRang(size, tirage);
        const who = personne + rank;
        const same = k >= size && tirage.next() >= QUOTAS.permanences.personnesSurPlusieursLieux;
        const at = same
          ? lieuOf(out.seances[out.premieres[who] ?? 0] ?? 0)
          : lieu + findRank(sums, tirage.next() * total);
        const from = jours[at]?.mois[month] ?? 0;
        const seance = (debuts[at] ?? 0) + from + tirage.int((jours[at]?.mois[month + 1] ?? 0) - from);
        const day = jourDe(seance);
        const key = rank * 0x10000 + day;
        if (taken.has(key) && attempt < 1000) continue;
        taken.add(key);
        out.seances[visite] = seance;
        out.personnes[visite] = who;
        out.parSeance[seance] = (out.parSeance[seance] ?? 0) + 1;
        if (k < size) out.premieres[who] = visite;
        else if (day < jourDe(out.seances[out.premieres[who] ?? 0] ?? 0)) out.premieres[who] = visite;
        out.derniersJours[who] = Math.max(out.derniersJours[who] ?? 0, day);
        break;
      }
    }
    personne += size;
    lieu = last;
  }
  return { ...out, jourDe };
}

/** The lieu of a séance. */
export function findLieu(debuts: Uint32Array, seance: number): number {
  let [low, high] = [0, debuts.length - 2];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((debuts[middle] ?? 0) <= seance) low = middle;
    else high = middle - 1;
  }
  return low;
}
