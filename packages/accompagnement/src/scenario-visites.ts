import type { Id } from './date-civile.ts';
import type { Seance } from './etat-seance.ts';
import type { Rythme } from './scenario-lieux.ts';
import { QUOTAS } from './scenario-donnees.ts';
import { drawRetours } from './scenario-quotas.ts';
import type { Lieu } from './structure.ts';
import { groupBy, quotas, spread, type Tirage } from './tirage.ts';

/** One intervention to be: a séance, and the rank of the person who comes. */
export interface Visite {
  seance: Seance;
  personne: number;
}

/**
 * Spreads the interventions over lieux and months with exact counts, then hands them to the persons: most come once, some
 * twice, one three times; never twice on one day.
 */
export function drawVisites(
  q: {
    mois: Readonly<Record<string, number>>;
    visites: Readonly<Record<string, number>> | null;
    personnes: number;
    rythme: Rythme;
    interventions: number;
  },
  lieux: readonly Lieu[],
  seances: readonly Seance[],
  tirage: Tirage,
): Visite[] {
  const slots = drawSlots(q, lieux, seances, tirage);
  const territoireOf = new Map(lieux.map((l) => [l.id, l.territoireId]));
  const counts = q.visites ?? drawRetours(q.personnes, q.interventions, tirage);
  const visites: Visite[] = [];
  let personne = 0;
  const several = Math.round(
    Object.values(counts).reduce((s, n) => s + n, 0) * QUOTAS.permanences.personnesSurPlusieursLieux,
  );
  const times = Object.entries(counts)
    .flatMap(([n, count]) => Array.from({ length: count }, () => Number(n)))
    .sort((a, b) => b - a);
  for (const count of times) {
    const first = slots.shift();
    if (first === undefined) break;
    const mine = [first];
    const elsewhere = personne < several;
    for (let n = 1; n < count; n++) mine.push(takeNext(slots, mine, elsewhere, territoireOf));
    for (const seance of mine) visites.push({ seance, personne });
    personne += 1;
  }
  return visites.sort((a, b) =>
    a.seance.ouverteA === b.seance.ouverteA
      ? a.seance.id < b.seance.id
        ? -1
        : a.seance.id > b.seance.id
          ? 1
          : a.personne - b.personne
      : a.seance.ouverteA < b.seance.ouverteA
        ? -1
        : 1,
  );
}

/** Another visit of the same person: another day; the same lieu, or another one of the same territory. */
function takeNext(
  slots: Seance[],
  mine: readonly Seance[],
  elsewhere: boolean,
  territoireOf: ReadonlyMap<Id, Id>,
): Seance {
  const days = new Set(mine.map((s) => s.date));
  const lieu = mine[0]?.lieuId ?? '';
  const free = (s: Seance) => !days.has(s.date);
  const near = (s: Seance) => territoireOf.get(s.lieuId) === territoireOf.get(lieu);
  const wishes = [
    (s: Seance) => free(s) && near(s) && (s.lieuId !== lieu) === elsewhere,
    (s: Seance) => free(s) && near(s),
    free,
  ];
  for (const wish of wishes) {
    const index = slots.findIndex(wish);
    const found = slots[index];
    if (found !== undefined) {
      slots.splice(index, 1);
      return found;
    }
  }
  throw new RangeError('the window has too few séance days');
}

function drawSlots(
  q: { mois: Readonly<Record<string, number>>; interventions: number; rythme: Rythme },
  lieux: readonly Lieu[],
  seances: readonly Seance[],
  tirage: Tirage,
): Seance[] {
  const perTerritoire = quotas(Object.fromEntries(lieux.map((l) => [l.territoireId, 1])), q.interventions);
  const lieuIds = Object.entries(perTerritoire).flatMap(([territoireId, count]) => {
    const mine = lieux
      .filter((l) => l.territoireId === territoireId)
      .map((l, rank) => ({ id: l.id, weight: (0.7 + 0.6 * tirage.next()) / (rank + 1) ** 0.9 }));
    // No count of a lieu is imposed: each visit is drawn, as the small-count figures of the quotas expect.
    return Array.from({ length: count }, () => drawWeighted(mine, tirage));
  });
  const months = spread(q.mois);
  const byPlaceAndMonth = groupBy(seances, (s) => `${s.lieuId} ${s.date.slice(0, 7)}`);
  const filled = new Map<Seance, number>();
  const shuffled = tirage.shuffle(lieuIds);
  return tirage.shuffle(
    shuffled.map((lieuId, i) => {
      const able = byPlaceAndMonth.get(`${lieuId} ${months[i] ?? ''}`) ?? [];
      return q.rythme === 'soutenu' ? takeEmptiest(able, filled) : tirage.pick(able);
    }),
  );
}

/** Where many come, the séances of a month share them: none is fuller than three hours allow. */
function takeEmptiest(seances: readonly Seance[], filled: Map<Seance, number>): Seance {
  const [first, ...others] = seances;
  if (first === undefined) throw new RangeError('a month without a séance');
  const size = (s: Seance) => filled.get(s) ?? 0;
  const found = others.reduce((best, s) => (size(s) < size(best) ? s : best), first);
  filled.set(found, size(found) + 1);
  return found;
}

function drawWeighted(list: readonly { id: string; weight: number }[], tirage: Tirage): string {
  let mark = tirage.next() * list.reduce((sum, x) => sum + x.weight, 0);
  for (const { id, weight } of list) {
    mark -= weight;
    if (mark <= 0) return id;
  }
  return list.at(-1)?.id ?? '';
}
