import { getDemarche, type Demarche } from '@porte-plume/demarches';
import { isALaPlace, type Acte, type ActeMandat, type Mode, type Theme } from './acte.ts';
import { toActesReserves } from './demarche-faits.ts';
import { DEMARCHES, FONDATRICES, THEMES_COURRIEL, type Groupe } from './scenario-donnees.ts';
import { groupBy, quotas, spread, type Tirage } from './tirage.ts';

/** One acte to be: which démarche or theme, then which mode. */
export interface Brouillon {
  visite: number;
  objet: { nature: 'demarche'; demarche: Demarche } | { nature: 'theme'; theme: Theme };
  mode: Mode;
  appui?: 'guide' | 'verifie';
}

/** Modes as the quotas write them: `faire_faire` comes with its appui. */
type ModeQuota = Exclude<Mode, 'faire_faire'> | 'faire_faire_guide' | 'faire_faire_verifie';

/**
 * Draws what each visit is about. Groups, number of actes per visit and the least presence of the founding démarches are
 * exact; a démarche never comes twice in one visit.
 */
export function drawObjets(
  groupes: readonly Groupe[],
  actesParVisite: readonly number[],
  minimum: number,
  tirage: Tirage,
): Brouillon[] {
  const slots = groupes.flatMap((groupe, visite) =>
    Array.from({ length: actesParVisite[visite] ?? 1 }, () => ({ groupe, visite })),
  );
  const chosen = new Map<number, string>();
  const used = groupes.map(() => new Set<string>());
  const order = tirage.shuffle(slots.map((_, i) => i));
  for (const [id, groupe] of Object.values(FONDATRICES)) {
    let left = minimum;
    for (const i of order) {
      const slot = slots[i];
      if (left === 0) break;
      if (slot?.groupe !== groupe || chosen.has(i) || used[slot.visite]?.has(id) === true) continue;
      chosen.set(i, id);
      used[slot.visite]?.add(id);
      left -= 1;
    }
  }
  return slots.map(({ groupe, visite }, i): Brouillon => {
    const mine = used[visite] ?? new Set<string>();
    const id = chosen.get(i) ?? drawId(groupe, mine, tirage);
    mine.add(id);
    const demarche = getDemarche(id);
    return {
      visite,
      objet:
        demarche === undefined ? { nature: 'theme', theme: id as Theme } : { nature: 'demarche', demarche },
      mode: 'informer',
    };
  });
}

/** The first démarches of a group are the commonest: rank r weighs 1/r. */
function drawId(groupe: Groupe, used: ReadonlySet<string>, tirage: Tirage): string {
  const all: readonly string[] = groupe === 'courriel_compte' ? THEMES_COURRIEL : DEMARCHES[groupe];
  const free = all.map((id, rank) => ({ id, weight: 1 / (rank + 1) })).filter(({ id }) => !used.has(id));
  let mark = tirage.next() * free.reduce((s, f) => s + f.weight, 0);
  for (const { id, weight } of free) {
    mark -= weight;
    if (mark <= 0) return id;
  }
  return free.at(-1)?.id ?? '';
}

/**
 * Gives each acte its mode, with exact counts: `faire_faire` verified only for who is nearly autonomous, “à la place” only
 * where the catalogue allows it, absence for whole visits (they were remote).
 * @returns the visits held at a distance
 */
export function drawModes(
  brouillons: Brouillon[],
  presqueAutonome: (visite: number) => boolean,
  counts: Readonly<Record<ModeQuota, number>>,
  tirage: Tirage,
): Set<number> {
  const remote = new Set<number>();
  const free = new Set(brouillons);
  const give = (b: Brouillon, mode: ModeQuota) => {
    free.delete(b);
    if (mode === 'faire_faire_guide' || mode === 'faire_faire_verifie') {
      b.mode = 'faire_faire';
      b.appui = mode === 'faire_faire_guide' ? 'guide' : 'verifie';
    } else b.mode = mode;
  };

  const visites = tirage.shuffle([...new Set(brouillons.map((b) => b.visite))]);
  const byVisite = groupBy(brouillons, (b) => b.visite);
  let absent = counts.faire_a_la_place_absent;
  for (const visite of visites) {
    const mine = byVisite.get(visite) ?? [];
    if (mine.length > absent || !mine.every((b) => allows(b, 'faire_a_la_place_absent'))) continue;
    for (const b of mine) give(b, 'faire_a_la_place_absent');
    remote.add(visite);
    absent -= mine.length;
  }
  tirage
    .shuffle([...free].filter((b) => presqueAutonome(b.visite)))
    .slice(0, counts.faire_faire_verifie)
    .forEach((b) => give(b, 'faire_faire_verifie'));
  tirage
    .shuffle([...free].filter((b) => allows(b, 'faire_a_la_place_present')))
    .slice(0, counts.faire_a_la_place_present)
    .forEach((b) => give(b, 'faire_a_la_place_present'));
  const rest = tirage.shuffle(
    spread<ModeQuota>({
      informer: counts.informer,
      faire_faire_guide: counts.faire_faire_guide,
      faire_avec: counts.faire_avec,
    }),
  );
  for (const b of [...free]) give(b, rest.pop() ?? 'faire_avec');
  return remote;
}

function allows({ objet }: Brouillon, mode: 'faire_a_la_place_present' | 'faire_a_la_place_absent'): boolean {
  return objet.nature === 'demarche' && objet.demarche.modes[mode] !== false;
}

/** What the writer did herself: nothing when the person types; never an act that the catalogue reserves. */
export function actesFaitsOf(b: Brouillon): ActeMandat[] {
  if (!isALaPlace(b.mode) || b.objet.nature === 'theme') return [];
  const reserved = toActesReserves(b.objet.demarche);
  return (['consulter', 'saisir', 'deposer'] as const).filter((a) => !reserved.includes(a));
}

/** Durations as exact quantiles of the law of the quotas (lognormal, rounded), so that the median is not left to chance. */
export function drawDurees(
  n: number,
  law: { mu: number; sigma: number; arrondi: number; min: number; max: number },
  tirage: Tirage,
): number[] {
  return tirage.shuffle(
    Array.from({ length: n }, (_, i) => {
      const minutes = Math.exp(law.mu + law.sigma * normalQuantile((i + 0.5) / n));
      const rounded = Math.round(minutes / law.arrondi) * law.arrondi;
      return Math.min(law.max, Math.max(law.min, rounded));
    }),
  );
}

/** Inverse of the normal distribution (Acklam's rational approximation, error below 1.2e-9). */
export function normalQuantile(p: number): number {
  const poly = (c: readonly number[], x: number) => c.reduce((s, k) => s * x + k, 0);
  const tail = [
    -7.784894002430293e-3, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968,
    2.938163982698783,
  ];
  const tailDen = [7.784695709041462e-3, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1];
  if (p < 0.02425 || p > 0.97575) {
    const q = Math.sqrt(-2 * Math.log(Math.min(p, 1 - p)));
    return (p < 0.5 ? 1 : -1) * (poly(tail, q) / poly(tailDen, q));
  }
  const q = p - 0.5;
  const r = q * q;
  const num = [
    -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716,
    2.506628277459239,
  ];
  const den = [
    -54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572, 1,
  ];
  return (poly(num, r) * q) / poly(den, r);
}

/** Blocked actes: a share of all, more in the groups that the quotas name; exact counts. */
export function drawBlocages(
  brouillons: readonly Brouillon[],
  groupeOf: (visite: number) => Groupe,
  q: { part: number; parGroupe: Readonly<Partial<Record<Groupe, number>>> },
  tirage: Tirage,
): Set<Brouillon> {
  const able = tirage.shuffle(
    brouillons.filter((b) => b.objet.nature === 'demarche' && b.mode !== 'informer'),
  );
  const total = Math.round(brouillons.length * q.part);
  const blocked = new Set<Brouillon>();
  for (const [groupe, part] of Object.entries(q.parGroupe)) {
    const size = brouillons.filter((b) => groupeOf(b.visite) === groupe).length;
    able
      .filter((b) => groupeOf(b.visite) === groupe)
      .slice(0, Math.round(size * part))
      .forEach((b) => blocked.add(b));
  }
  able
    .filter((b) => !(groupeOf(b.visite) in q.parGroupe))
    .slice(0, total - blocked.size)
    .forEach((b) => blocked.add(b));
  return blocked;
}

export function drawMotifPour(langueLecture: string, tirage: Tirage): NonNullable<Acte['motifPour']> {
  return langueLecture === 'aucun_besoin'
    ? tirage.pick(['incapacite', 'incapacite', 'incapacite', 'acces', 'acces', 'urgence', 'choix'])
    : tirage.pick(['langue', 'langue', 'incapacite', 'acces', 'urgence']);
}

/** Counts of a weighted list, exact, shuffled. */
export function drawCodes<K extends string>(
  weights: Readonly<Record<K, number>>,
  n: number,
  tirage: Tirage,
): K[] {
  return tirage.shuffle(spread<K>(quotas(weights, n)));
}
