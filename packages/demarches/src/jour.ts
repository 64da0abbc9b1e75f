import * as z from 'zod/mini';

const JOUR_MS = 86_400_000;

/**
 * Days since the epoch of a civil date `YYYY-MM-DD`, or `undefined` when there is no such day (30 February).
 * A date stays a string from end to end; this number is only for ages.
 */
export function toDay(date: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return undefined;
  const instant = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(instant.getTime()) || !instant.toISOString().startsWith(date)) return undefined;
  return instant.getTime() / JOUR_MS;
}

/** A day that exists, `YYYY-MM-DD`. */
export const jourSchema = z.string().check(z.refine((s) => toDay(s) !== undefined));

const MOIS = /^\d{4}-(?:0[1-9]|1[0-2])$/;

/** A month, `YYYY-MM`. */
export const moisSchema = z.string().check(z.regex(MOIS));

export const isMois = (s: string): boolean => MOIS.test(s);

/** The month of a day. */
export const toMois = (jour: string): string => jour.slice(0, 7);

/** @throws RangeError when the day does not exist: the caller must have checked it. */
function requireDay(jour: string): number {
  const day = toDay(jour);
  if (day === undefined) throw new RangeError('Not a civil day');
  return day;
}

/** Whole days from one day to another, negative when the second comes first. */
export const countJours = (de: string, a: string): number => requireDay(a) - requireDay(de);

export function addJours(jour: string, jours: number): string {
  return new Date((requireDay(jour) + jours) * JOUR_MS).toISOString().slice(0, 10);
}

/** 0 Monday … 6 Sunday (the epoch was a Thursday). */
export const getJourSemaine = (jour: string): number => (((requireDay(jour) + 3) % 7) + 7) % 7;

/** Months since year 0, so that months add up as numbers. */
export const toMonthIndex = (mois: string): number =>
  Number(mois.slice(0, 4)) * 12 + Number(mois.slice(5, 7)) - 1;

/** The month of an index. */
export function fromMonthIndex(index: number): string {
  const year = Math.floor(index / 12);
  return `${String(year).padStart(4, '0')}-${String(index - year * 12 + 1).padStart(2, '0')}`;
}

/** The day of this number in a month, or the last one when the month is shorter. */
export function toJourDuMois(mois: string, jour: number): string {
  for (let j = Math.min(jour, 31); ; j--) {
    const date = `${mois}-${String(j).padStart(2, '0')}`;
    if (j <= 28 || toDay(date) !== undefined) return date;
  }
}

/** Months later (or before), on the same day of the month, or on the last day of a shorter month. */
export function addMois(jour: string, mois: number): string {
  requireDay(jour);
  return toJourDuMois(fromMonthIndex(toMonthIndex(jour) + mois), Number(jour.slice(8)));
}

/** Whole years of age on a day; somebody born on 29 February is a year older on 1 March of other years. */
export function getAge(naissance: string, le: string): number {
  const years = Number(le.slice(0, 4)) - Number(naissance.slice(0, 4));
  return le.slice(5) < naissance.slice(5) ? years - 1 : years;
}
