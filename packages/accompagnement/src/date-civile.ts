import * as z from 'zod/mini';

/** Made by the client (UUIDv7 in the applications), so that sending twice is harmless. */
export type Id = string;
/** RFC 3339, UTC, milliseconds: `2026-11-23T08:30:00.000Z`. */
export type Instant = string;
/** `2026-11-23`. */
export type DateCivile = string;

const DAY_MS = 86_400_000;
const CIVIL_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,3})?Z$/;
const LOCAL_TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/** Days since 1970-01-01. Integer arithmetic keeps a date library out of the offline bundle. */
export function toEpochDay(date: DateCivile): number {
  return Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / DAY_MS;
}

const FIRST_DAY = -719_528;
const LAST_DAY = 2_932_896;

/** Years 0000 to 9999: beyond, the nearest of them, for a longer year would sort before all others. */
export function fromEpochDay(day: number): DateCivile {
  const inside = Math.max(FIRST_DAY, Math.min(LAST_DAY, day));
  return new Date(inside * DAY_MS).toISOString().slice(0, 10);
}

export function addDays(date: DateCivile, days: number): DateCivile {
  return fromEpochDay(toEpochDay(date) + days);
}

/** The same day of the month, that many months later; the last day of a month that is too short. */
export function addMonths(date: DateCivile, months: number): DateCivile {
  const index = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months;
  const [year, month] = [Math.floor(index / 12), index % 12];
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return fromEpochDay(Date.UTC(year, month, Math.min(Number(date.slice(8, 10)), last)) / DAY_MS);
}

/** Monday is 0. */
export function weekday(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

export function isCivilDate(value: unknown): value is DateCivile {
  if (typeof value !== 'string' || !CIVIL_DATE.test(value)) return false;
  const day = toEpochDay(value);
  return Number.isFinite(day) && fromEpochDay(day) === value;
}

/** An RFC 3339 instant in UTC; a local time without offset is none. */
export function isInstant(value: unknown): value is Instant {
  return typeof value === 'string' && INSTANT.test(value) && isCivilDate(value.slice(0, 10));
}

/**
 * The moment that a caller gives, once it is sure to be one: anything else would be written into the data as it is.
 * @throws RangeError when it is no instant in UTC: a programmer's error
 */
export function demandInstant(maintenant: Instant): Instant {
  if (!isInstant(maintenant)) throw new RangeError('maintenant must be an instant in UTC (RFC 3339, Z)');
  return maintenant;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Civil date of an instant in an IANA zone. Throws `RangeError` on an unknown zone: a programmer's error. */
export function civilDateOf(instant: Instant, zone: string): DateCivile {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
    formats.set(zone, format);
  }
  return format.format(new Date(instant));
}

/** Zones that were found to exist: finding out costs a format of dates, and a planning asks for each of its rows. */
const zones = new Set<string>();

export function isZone(zone: string): boolean {
  if (zones.has(zone)) return true;
  try {
    new Intl.DateTimeFormat('fr', { timeZone: zone });
    zones.add(zone);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

// Each schema is a pure call, so that who only counts days carries no schema library.
const matching = (form: RegExp, code: string): z.ZodMiniString => z.string().check(z.regex(form, code));
const passing = (test: (text: string) => boolean, code: string): z.ZodMiniString =>
  z.string().check(z.refine(test, code));

/** Prototype keys (`__proto__`) do not match, so that an id is always safe as a key. */
export const IdSchema = /* @__PURE__ */ matching(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,79}$/, 'id_invalide');
/** Ids of events of mandat: `<op>/<rank>`. */
export const EvenementIdSchema = /* @__PURE__ */ matching(
  /^[A-Za-z0-9][A-Za-z0-9._:/-]{0,99}$/,
  'id_invalide',
);
export const DateCivileSchema = /* @__PURE__ */ passing(isCivilDate, 'date_invalide');
export const InstantSchema = /* @__PURE__ */ passing(isInstant, 'instant_invalide');
export const HeureSchema = /* @__PURE__ */ matching(LOCAL_TIME, 'heure_invalide');
