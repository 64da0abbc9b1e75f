import { done, refuse, type Resultat } from './motif.ts';

/** One noise and its probability. */
type Draw = { readonly noise: number; readonly probability: number };

let read: (table: PTable, count: number) => readonly Draw[];

/**
 * A perturbation table: what noise a count may get, and how often. Its parameters would help an
 * attacker: like a cube it shows nothing and cannot be serialised. Made by {@link pTable}.
 */
export class PTable {
  readonly #rows: readonly (readonly Draw[])[];

  /** @internal Use `pTable`. */
  constructor(rows: readonly (readonly Draw[])[]) {
    this.#rows = rows;
    Object.freeze(this);
  }

  /** Always throws: D, js and the probabilities are not published. */
  toJSON(): never {
    throw new TypeError('Une PTable est secrète\u00a0: elle ne se sérialise pas.');
  }

  static {
    read = (table, count) => table.#rows[Math.min(count, table.#rows.length - 1)] ?? [];
  }
}

/** The row of a count: for the controller, and for tests. */
export const pTableRow = (table: PTable, count: number): readonly Draw[] => read(table, count);

/** Noises that a count may get: at most D either way, no negative output, none in 1…js. */
function noisesOf(count: number, D: number, js: number): number[] {
  const noises: number[] = [];
  for (let noise = -Math.min(count, D); noise <= D; noise += 1) {
    const output = count + noise;
    if (output === 0 || output > js) noises.push(noise);
  }
  return noises;
}

/** Least and greatest variance of a noise of mean 0 over some values. */
function varianceRange(noises: readonly number[]): [number, number] {
  const below = Math.max(...noises.filter((noise) => noise <= 0));
  const above = Math.min(...noises.filter((noise) => noise >= 0));
  return [-below * above, -Math.min(...noises) * Math.max(...noises)];
}

type Moments = { mean: number; square: number; cube: number; fourth: number };

/** p(v) ∝ exp(a·v + b·v²), and its moments. */
function distribution(noises: readonly number[], a: number, b: number): { p: number[]; m: Moments } {
  const exponents = noises.map((v) => a * v + b * v * v);
  const top = Math.max(...exponents);
  const weights = exponents.map((exponent) => Math.exp(exponent - top));
  const sum = weights.reduce((left, weight) => left + weight, 0);
  const p = weights.map((weight) => weight / sum);
  const moment = (power: number): number => noises.reduce((left, v, k) => left + v ** power * (p[k] ?? 0), 0);
  return { p, m: { mean: moment(1), square: moment(2), cube: moment(3), fourth: moment(4) } };
}

/**
 * The distribution of greatest entropy with mean 0 and variance V: Newton's method on its two
 * multipliers, damped. `null` when it does not settle.
 */
function leastInformative(noises: readonly number[], V: number): readonly Draw[] | null {
  const miss = (m: Moments): number => Math.hypot(m.mean, (m.square - V) / V);
  let [a, b] = [0, 0];
  let now = distribution(noises, a, b);
  for (let turn = 0; turn < 500 && miss(now.m) > 1e-13; turn += 1) {
    const { mean, square, cube, fourth } = now.m;
    const [haa, hab, hbb] = [square - mean * mean, cube - mean * square, fourth - square * square];
    const determinant = haa * hbb - hab * hab;
    const [ra, rb] = [-mean, V - square];
    const [da, db] = [(hbb * ra - hab * rb) / determinant, (haa * rb - hab * ra) / determinant];
    let step = 1;
    let next = distribution(noises, a + da, b + db);
    while (!(miss(next.m) < miss(now.m)) && step > 1e-9) {
      step /= 2;
      next = distribution(noises, a + step * da, b + step * db);
    }
    if (!(miss(next.m) < miss(now.m))) break;
    [a, b, now] = [a + step * da, b + step * db, next];
  }
  if (!(miss(now.m) < 1e-9)) return null;
  return Object.freeze(noises.map((noise, k) => Object.freeze({ noise, probability: now.p[k] ?? 0 })));
}

/**
 * Builds a perturbation table by maximum entropy (specification §5.9): for each count, the noise of
 * mean 0 and variance V, at most D either way, that never gives an output in 1…js nor below 0, and
 * says the least otherwise. Counts above D + js share the last row. A zero stays zero.
 *
 * Keep D, V and js secret. Codes: `PTABLE_INFEASIBLE` with the least and greatest variance in
 * `details`: too small a variance cannot jump over 1…js (D = 5, js = 2 needs V ≥ 3), too great a one
 * does not fit within D; `SPEC_INVALID`.
 */
export function pTable({ D, V, js }: { D: number; V: number; js: number }): Resultat<PTable> {
  if (!Number.isSafeInteger(D) || D < 1 || D > 100 || !Number.isSafeInteger(js) || js < 0 || !(V > 0)) {
    return refuse({
      code: 'SPEC_INVALID',
      phrase:
        'La table de perturbation demande un maximum de 1 à 100, une variance positive et un seuil entier.',
    });
  }
  const infeasible = (details: { least: number; most: number }): Resultat<PTable> =>
    refuse({
      code: 'PTABLE_INFEASIBLE',
      phrase:
        'Aucun bruit ne tient ces paramètres\u00a0: changez la variance, le maximum ou les sorties interdites.',
      path: ['V'],
      details,
    });
  const counts = Array.from({ length: D + js + 1 }, (_, index) => index + 1);
  const supports = counts.map((count) => noisesOf(count, D, js));
  const jumps = supports.every((noises) => noises.some((v) => v < 0) && noises.some((v) => v > 0));
  if (!jumps) return infeasible({ least: Infinity, most: 0 });
  const ranges = supports.map(varianceRange);
  const bare = ranges.reduce((most, [low]) => Math.max(most, low), 0);
  // At the bare least, a count has two outputs only and the first tells which: one unit is the margin.
  const least = bare === 0 ? 0 : Math.floor(bare) + 1;
  const most = ranges.reduce((low, [, high]) => Math.min(low, high), Infinity);
  if (V < least || V >= most) return infeasible({ least, most });
  const rows = supports.map((noises) => leastInformative(noises, V));
  const found = rows.filter((row) => row !== null);
  if (found.length < rows.length) return infeasible({ least, most });
  return done(new PTable([[{ noise: 0, probability: 1 }], ...found]));
}
