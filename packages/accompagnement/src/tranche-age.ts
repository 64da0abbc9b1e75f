import type { DateCivile } from './date-civile.ts';
import type { Code } from './nomenclature-2026-1.ts';

export type TrancheAge = Code<'trancheAge'>;

/** Finest bands, by the last age that each one holds. */
const BANDS: readonly (readonly [number, TrancheAge])[] = [
  [11, 'moins_12'],
  [14, '12_14'],
  [17, '15_17'],
  [24, '18_24'],
  [29, '25_29'],
  [39, '30_39'],
  [44, '40_44'],
  [59, '45_59'],
  [69, '60_69'],
  [74, '70_74'],
];

/**
 * Age band at a civil date, from the age reached in the year (as La Coop counts it; it may differ by one from the exact
 * age). Computed once, then frozen in the profile: a report of 2026 recomputed in 2028 does not change.
 * @throws RangeError on a year that nobody alive can have, a programmer's error.
 */
export function computeTrancheAge(anneeNaissance: number, date: DateCivile): TrancheAge {
  const age = Number(date.slice(0, 4)) - anneeNaissance;
  if (!Number.isInteger(age) || age < 0 || age > 130) {
    throw new RangeError('anneeNaissance is out of range');
  }
  return BANDS.find(([last]) => age <= last)?.[1] ?? '75_plus';
}
