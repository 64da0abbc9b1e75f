import { type IrtItem, type IrtResponse, toAnswered, toFull } from './item.ts';

/** A normal prior on an even grid of abilities, multiplied by the likelihood of each answer. */
class Grid {
  readonly lower: number;
  readonly step: number;
  readonly weights: Float64Array;

  constructor(mean: number, sd: number, lower: number, upper: number, points: number) {
    const isFinite = [mean, sd, lower, upper, upper - lower].every(Number.isFinite);
    if (!(isFinite && sd > 0 && lower < upper && Number.isInteger(points) && points >= 3)) {
      throw new RangeError('irt: a prior needs finite mean and sd > 0, lower < upper, at least 3 points');
    }
    this.lower = lower;
    this.step = (upper - lower) / (points - 1);
    this.weights = Float64Array.from({ length: points }, (_, k) => {
      const z = (lower + k * this.step - mean) / sd;
      return Math.exp(-0.5 * z * z);
    });
  }

  /** On an even grid the exponential of the model is a geometric sequence: one multiplication a point. */
  update(item: IrtItem, x: 0 | 1): void {
    if ((x as number) !== 0 && (x as number) !== 1) throw new RangeError('irt: a response is 0 or 1');
    const { a, b, c, d } = toFull(item);
    const { weights, lower, step } = this;
    const ratio = Math.exp(-a * step);
    let e = Math.exp(-a * (lower - b));
    let total = 0;
    let k = 0;
    const floor = x === 1 ? c : 1 - c;
    const rise = x === 1 ? d - c : c - d;
    // A steep or a hard item starts beyond the largest number, where the sequence would stay.
    for (; e === Infinity && k < weights.length; k += 1) {
      const weight = (weights[k] ?? 0) * floor;
      weights[k] = weight;
      total += weight;
      e = Math.exp(-a * (lower + (k + 1) * step - b));
    }
    for (; k < weights.length; k += 1) {
      const weight = (weights[k] ?? 0) * (floor + rise / (1 + e));
      weights[k] = weight;
      total += weight;
      e *= ratio;
    }
    if (total < 1e-200) this.#rescale(total);
  }

  #rescale(total: number): void {
    if (total === 0) throw new RangeError('irt: these responses are impossible on this grid');
    for (let k = 0; k < this.weights.length; k += 1) this.weights[k] = (this.weights[k] ?? 0) / total;
  }

  /** Mean and standard deviation of the posterior. */
  moments(): { theta: number; se: number } {
    const { weights, lower, step } = this;
    let total = 0;
    let first = 0;
    let second = 0;
    for (let k = 0; k < weights.length; k += 1) {
      const weight = weights[k] ?? 0;
      total += weight;
      first += weight * k;
      second += weight * k * k;
    }
    const mean = first / total;
    return {
      theta: lower + mean * step,
      se: step * Math.sqrt(Math.max(0, second / total - mean * mean)),
    };
  }
}

/** Where nothing is said: eight standard deviations each side, fine enough for |Δ| ≤ 1e-9 on usual tests. */
const REACH = 8;
const POINTS = 241;
/** Coarser, for a session that updates after each answer; still |Δ| ≤ 1e-9 for 30 items. */
const SESSION_POINTS = 121;

/**
 * Expected a posteriori ability under a normal prior, with the standard deviation of the posterior (not 1/√I).
 *
 * @param x - one response an item; `null` is left out
 * @param options - prior N(`mean` 0, `sd` 1), grid from `lower` to `upper` (mean ± 8 sd) of `points` (241)
 * @throws RangeError on a bad item, response or prior
 */
export function eap(
  items: readonly IrtItem[],
  x: readonly IrtResponse[],
  options: { mean?: number; sd?: number; lower?: number; upper?: number; points?: number } = {},
): { theta: number; se: number } {
  const { mean = 0, sd = 1, points = POINTS } = options;
  const { lower = mean - REACH * sd, upper = mean + REACH * sd } = options;
  const grid = new Grid(mean, sd, lower, upper, points);
  for (const { x: response, ...item } of toAnswered(items, x)) grid.update(item, response);
  return grid.moments();
}

/** A session: what is known of an ability after each answer. */
export interface Posterior {
  /** Takes one more answer into account. */
  update(item: IrtItem, x: 0 | 1): void;
  theta(): number;
  se(): number;
  /** Grid and weights, to be stored or drawn. */
  toJSON(): { lower: number; step: number; weights: number[] };
}

/**
 * The same posterior, updated answer by answer: one pass over the grid for each.
 *
 * @param options - prior N(`mean` 0, `sd` 1), `points` of the grid over mean ± 8 sd (121)
 */
export function createPosterior(options: { mean?: number; sd?: number; points?: number } = {}): Posterior {
  const { mean = 0, sd = 1, points = SESSION_POINTS } = options;
  const grid = new Grid(mean, sd, mean - REACH * sd, mean + REACH * sd, points);
  let known: { theta: number; se: number } | undefined;
  const moments = (): { theta: number; se: number } => (known ??= grid.moments());
  return {
    update: (item, x) => {
      known = undefined;
      grid.update(item, x);
    },
    theta: () => moments().theta,
    se: () => moments().se,
    toJSON: () => ({ lower: grid.lower, step: grid.step, weights: [...grid.weights] }),
  };
}
