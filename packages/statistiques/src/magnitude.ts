import type { Norm } from './norm.ts';

/** A sum of contributions, each of one contributor (a structure, a person), in any order. */
export type Contributions = readonly number[];

/** What a rule says of a sum: whether to mask it, and how far above it an attacker must believe it. */
export type MagnitudeVerdict = {
  readonly sensitive: boolean;
  /** Required upper protection, in the unit of the contributions; 0 when the sum is not sensitive. */
  readonly upperProtection: number;
};

function sorted(contributions: Contributions): number[] {
  if (contributions.some((x) => !(x >= 0 && Number.isFinite(x)))) {
    throw new RangeError('Contributions are finite numbers ≥ 0.');
  }
  return contributions.toSorted((a, b) => b - a);
}

const sum = (values: readonly number[]): number => values.reduce((total, x) => total + x, 0);

const verdict = (sensitive: boolean, protection: number): MagnitudeVerdict => ({
  sensitive,
  upperProtection: sensitive ? Math.max(0, protection) : 0,
});

/**
 * (n,k) rule: sensitive when the n largest contributors hold more than k % of the sum
 * (specification §2.1). Upper protection: 100/k · (x1 + … + xn) − X.
 */
export function nkRule(contributions: Contributions, { n, k }: { n: number; k: number }): MagnitudeVerdict {
  const x = sorted(contributions);
  const largest = sum(x.slice(0, n));
  const total = sum(x);
  return verdict(largest * 100 > k * total, (100 / k) * largest - total);
}

/**
 * p % rule: sensitive when the second contributor can estimate the first within p %, that is when
 * X − x1 − x2 < p % · x1. Upper protection: p/100 · x1 − (X − x1 − x2).
 */
export function pPercentRule(contributions: Contributions, p: number): MagnitudeVerdict {
  const x = sorted(contributions);
  const first = x[0] ?? 0;
  const rest = sum(x.slice(2));
  return verdict(rest * 100 < p * first, (p / 100) * first - rest);
}

/**
 * Dominance rule of a norm (1 contributor, 85 %): an (n,k) rule. With the survey weights of the
 * contributors, sensitive when the largest unweighted ones exceed the share of the weighted total.
 */
export function dominanceRule(
  contributions: Contributions,
  { contributors, percent }: NonNullable<Norm['dominance']>,
  weights?: readonly number[],
): MagnitudeVerdict {
  if (!weights) return nkRule(contributions, { n: contributors, k: percent });
  if (weights.length !== contributions.length) throw new RangeError('One weight a contribution.');
  const largest = sum(sorted(contributions).slice(0, contributors));
  const total = sum(contributions.map((x, i) => x * (weights[i] ?? 1)));
  return verdict(largest * 100 > percent * total, (100 / percent) * largest - total);
}

/** The rules asked for on top of a norm; each is off when absent. */
export type MagnitudeRules = {
  readonly nk?: { readonly n: number; readonly k: number };
  readonly pPercent?: number;
};

/**
 * Whether a sum may be published under a norm: enough contributors (fewer than the threshold is
 * sensitive), no dominance, and the rules asked for on top. The protection is the largest required.
 */
export function magnitudeVerdict(
  contributions: Contributions,
  norm: Pick<Norm, 'threshold' | 'dominance'>,
  { nk, pPercent, weights }: MagnitudeRules & { readonly weights?: readonly number[] } = {},
): MagnitudeVerdict {
  const contributors = contributions.filter((x) => x > 0).length;
  const verdicts = [
    verdict(contributors > 0 && contributors < norm.threshold, 0),
    ...(norm.dominance ? [dominanceRule(contributions, norm.dominance, weights)] : []),
    ...(nk ? [nkRule(contributions, nk)] : []),
    ...(pPercent === undefined ? [] : [pPercentRule(contributions, pPercent)]),
  ];
  return {
    sensitive: contributors > 0 && verdicts.some(({ sensitive }) => sensitive),
    upperProtection: Math.max(...verdicts.map(({ upperProtection }) => upperProtection)),
  };
}
