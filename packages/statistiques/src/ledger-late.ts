import type { Ledger } from './ledger-chain.ts';
import type { LedgerEntry } from './ledger-entry.ts';

/** What the footer of a report may say of the periods completed after it. */
export type LateEntries = {
  /** Periods of the universe completed since their figures were first published. */
  readonly periods: number;
  /** Records that came late in all, when they are `threshold` at least; else `null`: it is not said. */
  readonly records: number | null;
};

const keyOf = ({ universe: { period } }: LedgerEntry): string => `${period.from}/${period.to}`;

/**
 * How many periods of a universe were completed later (specification §7.5): the report of March
 * stays what it was, and its footer says so without saying by how much when that is a few.
 *
 * `now` gives the number of records of each period as the data stand today, keyed `from/to` in civil
 * months (`2026-01/2026-03`); `threshold` is the k of the norm. Compares with the total published
 * for the period, in its last vintage; a period whose total was masked is left out.
 */
export function lateEntries(
  l: Ledger,
  universeId: string,
  now: Readonly<Record<string, number>>,
  threshold: number,
): LateEntries {
  const published = new Map<string, number>();
  const vintages = new Map<string, string>();
  for (const entry of l.entries) {
    if (entry.universe.id !== universeId) continue;
    const total = entry.cells.find((cell) => cell.slice(0, -1).every((code) => code === 'Total'))?.at(-1);
    if (typeof total !== 'number' || (vintages.get(keyOf(entry)) ?? '') > entry.universe.vintage) continue;
    published.set(keyOf(entry), total);
    vintages.set(keyOf(entry), entry.universe.vintage);
  }
  const deltas = [...published].flatMap(([period, total]) => {
    const count = Object.hasOwn(now, period) ? now[period] : undefined;
    return count === undefined || count === total ? [] : [count - total];
  });
  const records = deltas.reduce((sum, delta) => sum + Math.abs(delta), 0);
  // Nought is said; a few are not, for that would be a table of a few persons.
  const isSaid =
    records === 0 || (records >= threshold && deltas.every((delta) => Math.abs(delta) >= threshold));
  return { periods: deltas.length, records: isSaid ? records : null };
}
