import type { IndicateurValue } from './indicateur.ts';

/** Percentage, half up to one decimal; shares are never forced to add up to 100. `null` without a denominator. */
export function toPourcentage(part: number | null, n: number): number | null {
  return part === null || n === 0 ? null : Math.floor((part / n) * 1000 + 0.5 + 1e-9) / 10;
}

/** Share of the rows where somebody asked. */
export function computeCouverture(v: Pick<IndicateurValue, 'n' | 'unknown' | 'notAsked'>): number | null {
  return toPourcentage(v.n + v.unknown, v.n + v.unknown + v.notAsked);
}

/** Share of those asked who answered (R2 prints it beside its figure). */
export function computeTauxReponse(v: Pick<IndicateurValue, 'n' | 'unknown'>): number | null {
  return toPourcentage(v.n, v.n + v.unknown);
}
