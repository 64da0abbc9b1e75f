/**
 * Grid of the profile: from −9 by steps of 18/80, 9 excluded. Steps added one by one reach 8.999999999999988 before 9, so
 * that the published figures count 81 points.
 */
const FIRST = -9;
const STEP = 18 / 80;
const POINTS = 81;
/** Variance of the normal prior, centred again on the latest capacity after each answer. */
const PRIOR_VARIANCE = 1.5;
const START = { capacity: 0, error: 5 } as const;

const SCALE = 128;

/** What is known after one more answer: posterior mean and its error, in logits. */
export interface FlashEstimate {
  capacity: number;
  error: number;
}

const gapOf = (capacity: number, variation: number): number =>
  Math.abs(capacity) < variation ? variation : Math.abs(capacity * variation);

/**
 * Capacity and error after each answer, in the `flash` profile of Pix's certification (formulas only; for checking a
 * result against theirs). The likelihood accumulates; the prior moves with the latest capacity.
 *
 * @param items - discrimination `a` and difficulty `b`
 * @param options.variation - how far the capacity may move at each answer: this much below it, this share of it above
 * @returns the start (capacity 0, error 5) when there is no answer, then one estimate an answer
 * @throws RangeError when items and answers differ in length
 */
export function flash(
  items: readonly { a: number; b: number }[],
  x: readonly (0 | 1)[],
  options: { variation?: number } = {},
): readonly FlashEstimate[] {
  if (items.length !== x.length) throw new RangeError('flash: one answer for each item');
  if (items.length === 0) return [START];
  const { variation } = options;
  const likelihood = new Float64Array(POINTS).fill(1);
  let latest: FlashEstimate = START;
  return items.map(({ a, b }, i) => {
    let total = 0;
    let mean = 0;
    let square = 0;
    const weights = Array.from(likelihood, (before, k) => {
      const theta = FIRST + k * STEP;
      const p = 1 / (1 + Math.exp(-a * (theta - b)));
      const here = before * (x[i] === 1 ? p : 1 - p);
      likelihood[k] = here;
      const weight = here * Math.exp(-((theta - latest.capacity) ** 2) / (2 * PRIOR_VARIANCE));
      total += weight;
      mean += weight * theta;
      return weight;
    });
    mean /= total;
    let capacity = mean;
    if (variation !== undefined) {
      const gap = gapOf(latest.capacity, variation);
      capacity = Math.min(Math.max(mean, latest.capacity - gap), latest.capacity + gap);
    }
    weights.forEach((weight, k) => {
      square += (weight / total) * (FIRST + k * STEP - capacity) ** 2;
    });
    latest = { capacity, error: Math.sqrt(square - (9 / 80) ** 2 / 12) };
    return latest;
  });
}

/**
 * A capacity as a score: intervals of 128 points between `bounds`, linear inside each, capped at `maxLevels` intervals.
 *
 * @param bounds - ends of the intervals, increasing
 * @throws RangeError with fewer than two bounds
 */
export function flashScore(capacity: number, bounds: readonly number[], maxLevels = 7): number {
  const [first] = bounds;
  if (first === undefined || bounds.length < 2) throw new RangeError('flashScore: at least two bounds');
  const inside = Math.max(capacity, first);
  const found = bounds.findIndex((bound, k) => k > 0 && inside < bound);
  const k = found < 0 ? bounds.length - 1 : found;
  const from = bounds[k - 1] ?? first;
  const to = bounds[k] ?? first;
  const share = Math.min(1, (inside - from) / (to - from));
  return Math.min(Math.round(SCALE * (k - 1 + share)), SCALE * maxLevels);
}
