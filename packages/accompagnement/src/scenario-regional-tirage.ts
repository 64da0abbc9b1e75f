import { getDemarche, type Demarche } from '@porte-plume/demarches';
import { normalQuantile } from './scenario-actes.ts';
import { DEMARCHES, QUOTAS, THEMES_COURRIEL, type Bande, type Groupe } from './scenario-donnees.ts';
import { PLATEAU } from './scenario-quotas.ts';
import { quotas, type Tirage } from './tirage.ts';

/** Codes of a list, and which one each row has. */
export interface Colonne<C extends string = string> {
  readonly codes: readonly C[];
  readonly rangs: Uint8Array;
}

type Mutable = Uint8Array | Uint32Array;

function shuffleInPlace<A extends Mutable>(list: A, tirage: Tirage): A {
  for (let i = list.length - 1; i > 0; i--) {
    const j = tirage.int(i + 1);
    const kept = list[i] ?? 0;
    list[i] = list[j] ?? 0;
    list[j] = kept;
  }
  return list;
}

export const permute = (n: number, tirage: Tirage): Uint32Array =>
  shuffleInPlace(
    Uint32Array.from({ length: n }, (_, i) => i),
    tirage,
  );

/** Exact counts, shuffled. */
export function drawColonne<C extends string>(
  counts: Readonly<Record<C, number>>,
  n: number,
  tirage: Tirage,
): Colonne<C> {
  const codes = Object.keys(counts) as C[];
  const rangs = new Uint8Array(n);
  let from = 0;
  codes.forEach((code, rank) => {
    rangs.fill(rank, from, from + counts[code]);
    from += counts[code];
  });
  return { codes, rangs: shuffleInPlace(rangs, tirage) };
}

export const drawParts = <C extends string>(
  parts: Readonly<Record<C, number>>,
  n: number,
  tirage: Tirage,
): Colonne<C> => drawColonne(quotas(parts, n), n, tirage);

export function drawOui(count: number, n: number, tirage: Tirage): Uint8Array {
  return drawColonne({ non: n - count, oui: count }, n, tirage).rangs;
}

/** Minutes divided by the step of the law: they hold in one byte. */
export function drawMinutes(n: number, tirage: Tirage): Uint8Array {
  const { mu, sigma, arrondi, min, max } = QUOTAS.quotasInterventions.dureeMin;
  const steps = new Uint8Array(n);
  for (let i = 0; i < n; i++) {
    const minutes = Math.exp(mu + sigma * normalQuantile((i + 0.5) / n));
    steps[i] = Math.min(max, Math.max(min, Math.round(minutes / arrondi) * arrondi)) / arrondi;
  }
  return shuffleInPlace(steps, tirage);
}

/** Who has no internet at home, exact in each band. */
export function drawSansInternetRegional(ages: Colonne<Bande>, tirage: Tirage): Uint8Array {
  const { partParAge } = QUOTAS.quotasPersonnes.sansInternetDomicile;
  const sizes = new Uint32Array(ages.codes.length);
  for (const rank of ages.rangs) sizes[rank] = (sizes[rank] ?? 0) + 1;
  const left = ages.codes.map((bande, rank) => Math.round((sizes[rank] ?? 0) * partParAge[bande]));
  const flags = new Uint8Array(ages.rangs.length);
  for (const i of permute(flags.length, tirage)) {
    const rank = ages.rangs[i] ?? 0;
    if ((left[rank] ?? 0) === 0) continue;
    left[rank] = (left[rank] ?? 0) - 1;
    flags[i] = 1;
  }
  return flags;
}

/** Where a mark falls in increasing sums. */
export function findRank(sums: Float64Array, mark: number): number {
  let [low, high] = [0, sums.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sums[middle] ?? 0) > mark) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Increasing sums of weights. */
export function sumWeights(weights: readonly number[]): Float64Array {
  let total = 0;
  return Float64Array.from(weights, (w) => (total += w));
}

/** The rank of who comes back: weight 1/√(rank + 20). */
export function drawRang(n: number, tirage: Tirage): number {
  const [low, high] = [Math.sqrt(PLATEAU), Math.sqrt(n + PLATEAU)];
  return Math.min(n - 1, Math.floor((low + tirage.next() * (high - low)) ** 2 - PLATEAU));
}

/** What an acte may be about, in one list for all groups. */
export interface Objet {
  readonly id: string;
  readonly demarche: Demarche | undefined;
  readonly present: boolean;
  readonly absent: boolean;
}

export function listObjets(groupes: readonly Groupe[]): { objets: Objet[]; debuts: number[] } {
  const objets: Objet[] = [];
  const debuts = groupes.map((groupe) => {
    const start = objets.length;
    const ids: readonly string[] = groupe === 'courriel_compte' ? THEMES_COURRIEL : DEMARCHES[groupe];
    for (const id of ids) {
      const demarche = getDemarche(id);
      objets.push({
        id,
        demarche,
        present: demarche !== undefined && demarche.modes.faire_a_la_place_present !== false,
        absent: demarche !== undefined && demarche.modes.faire_a_la_place_absent !== false,
      });
    }
    return start;
  });
  return { objets, debuts: [...debuts, objets.length] };
}
