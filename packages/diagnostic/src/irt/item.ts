/**
 * Parameters of an item in the four-parameter logistic model; what is left out is a = 1, c = 0, d = 1 (Rasch).
 * `a`: slope (> 0); `b`: difficulty, in logits; `c`: floor; `d`: ceiling, 0 ≤ c < d ≤ 1.
 */
export interface IrtItem {
  a?: number;
  b: number;
  c?: number;
  d?: number;
}

/** 1 right (yes), 0 wrong (no), `null` not answered: left out of the likelihood. */
export type IrtResponse = 0 | 1 | null;

/** An answered item with its parameters checked and filled in. */
export interface Answered {
  a: number;
  b: number;
  c: number;
  d: number;
  x: 0 | 1;
}

/**
 * @throws RangeError on a parameter that is no number or out of its range (programmer error)
 */
export function toFull({ a = 1, b, c = 0, d = 1 }: IrtItem): Omit<Answered, 'x'> {
  if (!(Number.isFinite(a) && a > 0 && Number.isFinite(b) && c >= 0 && d <= 1 && c < d)) {
    throw new RangeError('irt: an item needs a finite b, a > 0 and 0 ≤ c < d ≤ 1');
  }
  return { a, b, c, d };
}

/**
 * Items with their responses, the unanswered ones left out.
 * @throws RangeError when the two lists differ in length, or a response is not 0, 1 or null
 */
export function toAnswered(items: readonly IrtItem[], x: readonly IrtResponse[]): Answered[] {
  if (items.length !== x.length) throw new RangeError('irt: one response for each item');
  return items.flatMap((item, i) => {
    const response = x[i];
    if (response === null) return [];
    if (response !== 0 && response !== 1) throw new RangeError('irt: a response is 0, 1 or null');
    return [{ ...toFull(item), x: response }];
  });
}

/** Probability of a yes and its first two derivatives, at an ability. */
export function curve({ a, b, c, d }: Omit<Answered, 'x'>, theta: number) {
  const s = 1 / (1 + Math.exp(-a * (theta - b)));
  const slope = (d - c) * a * s * (1 - s);
  return { p: c + (d - c) * s, slope, bend: slope * a * (1 - 2 * s) };
}

/** Probability of a yes: c + (d − c) / (1 + e^(−a(θ − b))). */
export function probability(item: IrtItem, theta: number): number {
  return curve(toFull(item), theta).p;
}

/** Fisher information of the item at an ability, d included: a²(P − c)²(d − P)² / ((d − c)² P(1 − P)). */
export function information(item: IrtItem, theta: number): number {
  const { p, slope } = curve(toFull(item), theta);
  return p <= 0 || p >= 1 ? 0 : slope ** 2 / (p * (1 - p));
}
