import { type Answered, curve, type IrtItem, type IrtResponse, toAnswered } from './item.ts';

/** An ability, or on which side the likelihood has no end: all yes has no upper bound. */
export type Estimate = { theta: number; se: number } | { theta: null; bound: 'lower' | 'upper' };

/** Abilities beyond these are no measure of anything; the search for a maximum stays between. */
const FAR = 30;
const SCAN = 0.1;
const PRECISION = 1e-12;

const logLik = (answered: readonly Answered[], theta: number): number => {
  let sum = 0;
  for (const item of answered) {
    const { p } = curve(item, theta);
    sum += Math.log(item.x === 1 ? p : 1 - p);
  }
  return sum;
};

/** Log-likelihood at the end of the scale, where each item is at its floor or its ceiling. */
const logLikFar = (answered: readonly Answered[], end: 'lower' | 'upper'): number =>
  answered.reduce((sum, { c, d, x }) => {
    const p = end === 'lower' ? c : d;
    return sum + Math.log(x === 1 ? p : 1 - p);
  }, 0);

const totals = (answered: readonly Answered[], theta: number) => {
  let score = 0;
  let info = 0;
  let bias = 0;
  for (const item of answered) {
    const { p, slope, bend } = curve(item, theta);
    const variance = p * (1 - p);
    if (variance <= 0) continue;
    score += ((item.x - p) * slope) / variance;
    info += slope ** 2 / variance;
    bias += (slope * bend) / variance;
  }
  return { score, info, bias };
};

/** The root of a function that changes sign between two abilities. */
function bisect(f: (theta: number) => number, from: number, to: number): number {
  let low = from;
  let high = to;
  const rising = f(low) < 0;
  while (high - low > PRECISION * Math.max(1, Math.abs(low))) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) break;
    if (f(middle) < 0 === rising) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Maxima of what `slope` is the derivative of, between two far abilities. */
function findMaxima(slope: (theta: number) => number): number[] {
  const maxima: number[] = [];
  let before = slope(-FAR);
  for (let k = 1; k <= (2 * FAR) / SCAN; k += 1) {
    const theta = -FAR + k * SCAN;
    const here = slope(theta);
    if (before > 0 && here <= 0) maxima.push(bisect(slope, theta - SCAN, theta));
    before = here;
  }
  return maxima;
}

const best = (candidates: readonly number[], value: (theta: number) => number): number | undefined =>
  candidates.reduce<number | undefined>(
    (top, theta) => (top === undefined || value(theta) > value(top) ? theta : top),
    undefined,
  );

/**
 * Maximum likelihood. `theta: null` where there is no maximum inside: all yes, all no, or a 3PL likelihood that grows to
 * one end. Standard error 1/√I(θ).
 */
export function mle(items: readonly IrtItem[], x: readonly IrtResponse[]): Estimate {
  const answered = toAnswered(items, x);
  const theta = best(
    findMaxima((t) => totals(answered, t).score),
    (t) => logLik(answered, t),
  );
  const ends = { lower: logLikFar(answered, 'lower'), upper: logLikFar(answered, 'upper') };
  const bound = ends.lower >= ends.upper ? 'lower' : 'upper';
  if (theta === undefined || ends[bound] >= logLik(answered, theta)) return { theta: null, bound };
  return { theta, se: 1 / Math.sqrt(totals(answered, theta).info) };
}

/**
 * Warm's weighted likelihood: finite whatever the answers. Standard error 1/√I(θ).
 * @throws RangeError without any answer
 */
export function wle(items: readonly IrtItem[], x: readonly IrtResponse[]): { theta: number; se: number } {
  const answered = toAnswered(items, x);
  if (answered.length === 0) throw new RangeError('irt: a weighted likelihood needs an answer');
  const theta = best(
    findMaxima((t) => {
      const { score, info, bias } = totals(answered, t);
      return info > 0 ? score + bias / (2 * info) : score;
    }),
    (t) => logLik(answered, t) + 0.5 * Math.log(totals(answered, t).info),
  );
  if (theta === undefined)
    throw new RangeError('irt: the weighted likelihood has no maximum within ±30 logits');
  return { theta, se: 1 / Math.sqrt(totals(answered, theta).info) };
}

/**
 * Maximum a posteriori under a normal prior; standard error from the information and the prior, 1/√(I(θ) + 1/sd²).
 *
 * @param options - prior N(`mean` 0, `sd` 1)
 */
export function map(
  items: readonly IrtItem[],
  x: readonly IrtResponse[],
  options: { mean?: number; sd?: number } = {},
): { theta: number; se: number } {
  const { mean = 0, sd = 1 } = options;
  if (!(Number.isFinite(mean) && sd > 0)) throw new RangeError('irt: a prior needs a finite mean and sd > 0');
  const answered = toAnswered(items, x);
  const z = (t: number): number => (t - mean) / sd;
  const theta =
    best(
      findMaxima((t) => totals(answered, t).score - z(t) / sd),
      (t) => logLik(answered, t) - 0.5 * z(t) ** 2,
    ) ?? mean;
  return { theta, se: 1 / Math.sqrt(totals(answered, theta).info + 1 / sd ** 2) };
}
