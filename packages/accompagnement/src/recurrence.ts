import { fromEpochDay, isCivilDate, toEpochDay, weekday, type DateCivile } from './date-civile.ts';
import { accept, refuse, type Motif, type Resultat } from './resultat.ts';

const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
/** No permanence needs more; a rule without end is expanded only inside the asked period. */
const OCCURRENCES_MAX = 1500;

/** The part of RFC 5545 that permanences use, on civil days: hours and zone are those of the permanence. */
export interface Regle {
  readonly freq: 'DAILY' | 'WEEKLY' | 'MONTHLY';
  readonly interval: number;
  /** Monday is 0; `rank` 1…5 from the start of the month, −1…−5 from its end, 0 = every one. */
  readonly byDay: readonly { readonly day: number; readonly rank: number }[];
  readonly byMonthDay: readonly number[];
  readonly until: DateCivile | null;
  readonly count: number | null;
}

const invalid = (phrase: string): { ok: false; motifs: Motif[] } =>
  refuse({ code: 'rrule_invalide', phrase });
const unsupported: Motif = {
  code: 'rrule_non_prise_en_charge',
  phrase: 'Cette règle de répétition n’est pas prise en charge.',
  alternative: 'Utilisez une répétition par jour, par semaine ou par mois.',
};

/** Parses FREQ (DAILY, WEEKLY, MONTHLY), INTERVAL, BYDAY, BYMONTHDAY, UNTIL, COUNT; anything else is refused, never ignored. */
export function parseRrule(text: string): Resultat<Regle> {
  const parts = new Map<string, string>();
  for (const part of text
    .replace(/^RRULE:/i, '')
    .toUpperCase()
    .split(';')) {
    const [key, value, extra] = part.split('=');
    if (key === undefined || value === undefined || value === '' || extra !== undefined || parts.has(key)) {
      return invalid('La règle de répétition est mal écrite.');
    }
    parts.set(key, value);
  }
  const freq = parts.get('FREQ');
  const known = ['FREQ', 'INTERVAL', 'BYDAY', 'BYMONTHDAY', 'UNTIL', 'COUNT', 'WKST'];
  if (freq === undefined) return invalid('La règle de répétition n’a pas de fréquence.');
  if (freq !== 'DAILY' && freq !== 'WEEKLY' && freq !== 'MONTHLY') return refuse(unsupported);
  if ([...parts.keys()].some((key) => !known.includes(key))) return refuse(unsupported);
  if ((parts.get('WKST') ?? 'MO') !== 'MO') return refuse(unsupported);

  const interval = positive(parts.get('INTERVAL') ?? '1');
  const count = parts.has('COUNT') ? positive(parts.get('COUNT') ?? '') : null;
  if (interval === undefined || count === undefined) {
    return invalid('Un nombre de la règle de répétition n’est pas correct.');
  }
  const until = parts.get('UNTIL');
  if (until !== undefined && !/^\d{8}(T\d{6}Z?)?$/.test(until)) {
    return invalid('La fin de la répétition n’est pas une date.');
  }
  const last = until === undefined ? null : `${until.slice(0, 4)}-${until.slice(4, 6)}-${until.slice(6, 8)}`;
  if (last !== null && !isCivilDate(last)) return invalid('La fin de la répétition n’est pas une date.');
  if (last !== null && count !== null) return invalid('La répétition a deux fins.');

  const byDay = (parts.get('BYDAY')?.split(',') ?? []).map((v) => {
    const match = /^([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)$/.exec(v);
    return match && { day: DAYS.indexOf(match[2] ?? ''), rank: Number(match[1] ?? 0) };
  });
  const byMonthDay = (parts.get('BYMONTHDAY')?.split(',') ?? []).map((v) =>
    /^[+-]?\d{1,2}$/.test(v) ? Number(v) : 0,
  );
  if (byDay.some((d) => d === null) || byMonthDay.some((d) => d === 0 || Math.abs(d) > 31)) {
    return invalid('Un jour de la règle de répétition n’existe pas.');
  }
  const days = byDay.filter((d) => d !== null);
  if (freq !== 'MONTHLY' && (days.some((d) => d.rank !== 0) || byMonthDay.length > 0)) {
    return refuse(unsupported);
  }
  return accept({ freq, interval, byDay: days, byMonthDay, until: last, count });
}

/** Civil days of a rule inside a period, both ends included, in order. */
export function expandRegle(
  regle: Regle,
  premierJour: DateCivile,
  periode: { readonly du: DateCivile; readonly au: DateCivile },
): DateCivile[] {
  const first = toEpochDay(premierJour);
  const from = toEpochDay(periode.du);
  const to = Math.min(toEpochDay(periode.au), regle.until === null ? Infinity : toEpochDay(regle.until));
  const found: DateCivile[] = [];
  let seen = 0;
  // Without COUNT nothing before the period matters: skip whole intervals to stay fast on old rules.
  const start = regle.count === null ? Math.max(first, from) : first;
  for (const day of candidates(regle, first, start, to)) {
    seen += 1;
    if (regle.count !== null && seen > regle.count) break;
    if (day >= from) found.push(fromEpochDay(day));
    if (found.length === OCCURRENCES_MAX) break;
  }
  return found;
}

function* candidates(regle: Regle, first: number, start: number, to: number): Generator<number> {
  if (regle.freq === 'MONTHLY') {
    yield* monthly(regle, first, start, to);
    return;
  }
  const week = regle.freq === 'WEEKLY';
  const days = regle.byDay.map((d) => d.day);
  const wanted = days.length > 0 ? days : week ? [weekday(first)] : [0, 1, 2, 3, 4, 5, 6];
  const origin = week ? first - weekday(first) : first;
  for (let day = start; day <= to; day++) {
    const step = week ? Math.floor((day - origin) / 7) : day - origin;
    if (step % regle.interval === 0 && wanted.includes(weekday(day))) yield day;
  }
}

function* monthly(regle: Regle, first: number, start: number, to: number): Generator<number> {
  const [firstYear, firstMonth] = monthOf(first);
  const [startYear, startMonth] = monthOf(start);
  const skipped = (startYear - firstYear) * 12 + startMonth - firstMonth;
  const from = Math.floor(skipped / regle.interval) * regle.interval;
  for (let step = from; ; step += regle.interval) {
    const month = Date.UTC(firstYear, firstMonth + step, 1) / 86_400_000;
    if (month > to) return;
    const length = Date.UTC(firstYear, firstMonth + step + 1, 1) / 86_400_000 - month;
    const anniversary = first - Date.UTC(firstYear, firstMonth, 1) / 86_400_000 + 1;
    for (let n = 1; n <= length; n++) {
      const day = month + n - 1;
      if (day < start || day > to) continue;
      if (matchesMonth(regle, n, length, weekday(day), anniversary)) yield day;
    }
  }
}

function matchesMonth(regle: Regle, n: number, length: number, day: number, anniversary: number): boolean {
  const { byDay, byMonthDay } = regle;
  if (byDay.length === 0 && byMonthDay.length === 0) return n === anniversary;
  const rank = Math.ceil(n / 7);
  const rankFromEnd = -Math.ceil((length - n + 1) / 7);
  const dayMatches =
    byDay.length === 0 ||
    byDay.some((d) => d.day === day && (d.rank === 0 || d.rank === rank || d.rank === rankFromEnd));
  const monthDayMatches =
    byMonthDay.length === 0 || byMonthDay.includes(n) || byMonthDay.includes(n - length - 1);
  return dayMatches && monthDayMatches;
}

function monthOf(day: number): [number, number] {
  const date = fromEpochDay(day);
  return [Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1];
}

function positive(text: string): number | undefined {
  const n = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  return n > 0 ? n : undefined;
}
