import * as z from 'zod/mini';

/**
 * Days since the epoch of a civil date `YYYY-MM-DD`, or `undefined` when there is no such day (30 February).
 * A date stays a string from end to end; this number is only for ages.
 */
export function toDay(date: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return undefined;
  const instant = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(instant.getTime()) || !instant.toISOString().startsWith(date)) return undefined;
  return instant.getTime() / 86_400_000;
}

/** A day that exists, `YYYY-MM-DD`. */
export const jourSchema = z.string().check(z.refine((s) => toDay(s) !== undefined));
