import { refuse, done, type Resultat } from './motif.ts';

/** An exact positive fraction. */
export type Fraction = { readonly numerator: bigint; readonly denominator: bigint };

/** Reads `1`, `1/2`, `3/10`: what a budget is written in, so that no rounding is ever spent. */
export function readEpsilon(text: string, path: string): Resultat<Fraction> {
  const [, numerator = '0', denominator = '1'] = /^(\d{1,18})(?:\/(\d{1,18}))?$/.exec(text) ?? [];
  const fraction = { numerator: BigInt(numerator), denominator: BigInt(denominator) };
  if (fraction.numerator > 0n && fraction.denominator > 0n) return done(reduced(fraction));
  return refuse({
    code: 'SPEC_INVALID',
    phrase: 'Epsilon s’écrit comme un entier ou une fraction positive\u00a0: 1, 1/2, 3/10.',
    path: [path],
  });
}

function reduced({ numerator, denominator }: Fraction): Fraction {
  let [a, b] = [numerator, denominator];
  while (b > 0n) [a, b] = [b, a % b];
  return a > 1n ? { numerator: numerator / a, denominator: denominator / a } : { numerator, denominator };
}

export const plus = (a: Fraction, b: Fraction): Fraction =>
  reduced({
    numerator: a.numerator * b.denominator + b.numerator * a.denominator,
    denominator: a.denominator * b.denominator,
  });

export const isAbove = (a: Fraction, b: Fraction): boolean =>
  a.numerator * b.denominator > b.numerator * a.denominator;

/** `1/2`, or `3` when whole. */
export const writeEpsilon = ({ numerator, denominator }: Fraction): string =>
  denominator === 1n ? String(numerator) : `${String(numerator)}/${String(denominator)}`;
