import { calendarLevels, firstMonthOf, type CalendarLevel } from './calendar.ts';

const MONTHS = [
  'janvier',
  'février',
  'mars',
  'avril',
  'mai',
  'juin',
  'juillet',
  'août',
  'septembre',
  'octobre',
  'novembre',
  'décembre',
] as const;
const ordinal = (rank: number): string => (rank === 1 ? '1er' : `${rank}e`);
const monthName = (month: number): string => MONTHS[month - 1] ?? '';
/** « de janvier », « d’avril ». */
const since = (words: string): string => (/^[aeiouâéêô]/i.test(words) ? `d’${words}` : `de ${words}`);

/** Level of a period code, `null` when it is no period. */
export const periodLevel = (code: string): CalendarLevel | null =>
  calendarLevels.find((level) => firstMonthOf(code, level) !== null) ?? null;

/** A period code in words: `2026-03` « mars 2026 », `2026-T1` « 1er trimestre 2026 »; any other code as it is. */
export function periodWords(code: string): string {
  const level = periodLevel(code);
  const first = level && firstMonthOf(code, level);
  if (!first) return code;
  const { year, month } = first;
  if (level === 'mois') return `${monthName(month)} ${year}`;
  if (level === 'trimestre') return `${ordinal(Math.ceil(month / 3))} trimestre ${year}`;
  if (level === 'semestre') return `${ordinal(Math.ceil(month / 6))} semestre ${year}`;
  return year;
}

/** Civil months, both included, in words: « de janvier à mars 2026 », « année 2026 ». */
export function monthsWords({ from, to }: { readonly from: string; readonly to: string }): string {
  const first = firstMonthOf(from, 'mois');
  const last = firstMonthOf(to, 'mois');
  if (!first || !last) return `${from} – ${to}`;
  if (from === to) return periodWords(from);
  if (first.year !== last.year) return `${since(periodWords(from))} à ${periodWords(to)}`;
  if (first.month === 1 && last.month === 12) return `année ${first.year}`;
  return `${since(monthName(first.month))} à ${periodWords(to)}`;
}

const SPANS: Record<CalendarLevel, number> = { mois: 1, trimestre: 3, semestre: 6, annee: 12 };

/** First and last civil months of a period code; `null` when it is no period. */
export function periodMonths(code: string): { from: string; to: string } | null {
  const level = periodLevel(code);
  const first = level && firstMonthOf(code, level);
  if (!first) return null;
  const month = (rank: number): string => `${first.year}-${String(rank).padStart(2, '0')}`;
  return { from: month(first.month), to: month(first.month + SPANS[level] - 1) };
}
