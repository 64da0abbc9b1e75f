import * as z from 'zod/mini';

/** Calendar levels, finest first. */
export const calendarLevels = ['mois', 'trimestre', 'semestre', 'annee'] as const;
export const CalendarLevel: z.ZodMiniEnum<{
  mois: 'mois';
  trimestre: 'trimestre';
  semestre: 'semestre';
  annee: 'annee';
}> = z.enum(calendarLevels);
export type CalendarLevel = (typeof calendarLevels)[number];

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

type CivilMonth = { year: string; month: number };

/** Reads `YYYY-MM` or `YYYY-MM-DD`; `null` when it is not a civil month or day. */
export function readCivilMonth(text: string): CivilMonth | null {
  const match = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(text);
  if (!match) return null;
  const [, year = '', monthText = '', dayText] = match;
  const month = Number(monthText);
  if (month < 1 || month > 12) return null;
  if (dayText !== undefined) {
    const last = month === 2 && isLeap(Number(year)) ? 29 : (DAYS[month - 1] ?? 0);
    const day = Number(dayText);
    if (day < 1 || day > last) return null;
  }
  return { year, month };
}

/** Code of the period that holds the month: `2026-03`, `2026-T1`, `2026-S1`, `2026`. */
export function periodCode({ year, month }: CivilMonth, level: CalendarLevel): string {
  switch (level) {
    case 'mois':
      return `${year}-${String(month).padStart(2, '0')}`;
    case 'trimestre':
      return `${year}-T${Math.ceil(month / 3)}`;
    case 'semestre':
      return `${year}-S${Math.ceil(month / 6)}`;
    case 'annee':
      return year;
  }
}

const SHAPES: Record<CalendarLevel, RegExp> = {
  mois: /^(\d{4})-(0[1-9]|1[0-2])$/,
  trimestre: /^(\d{4})-T([1-4])$/,
  semestre: /^(\d{4})-S([12])$/,
  annee: /^(\d{4})()$/,
};

/** First month of a period code of that level; `null` when the code has another shape. */
export function firstMonthOf(code: string, level: CalendarLevel): CivilMonth | null {
  const match = SHAPES[level].exec(code);
  if (!match) return null;
  const [, year = '', rank = ''] = match;
  const step = { mois: 1, trimestre: 3, semestre: 6, annee: 12 }[level];
  return { year, month: rank === '' ? 1 : (Number(rank) - 1) * step + 1 };
}
