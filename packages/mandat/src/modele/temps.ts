import { Temporal } from 'temporal-polyfill';

/** UTC instant, ISO 8601 with milliseconds and `Z`: text order is time order. */
export type Instant = string;
/** Civil day, `YYYY-MM-DD`. */
export type DateCivile = string;
/** IANA time zone, e.g. `Europe/Paris`. */
export type Zone = string;

const JOUR_MS = 86_400_000;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/**
 * Text order is time order only in this one shape: another offset would be read as if it were UTC.
 * @throws TypeError when it is not a UTC instant with milliseconds, or a day that does not exist
 */
export function requireInstant(instant: Instant, nom: string): void {
  const ms = INSTANT.test(instant) ? Date.parse(instant) : Number.NaN;
  if (Number.isNaN(ms) || new Date(ms).toISOString() !== instant)
    throw new TypeError(`${nom} must be a UTC instant with milliseconds`);
}

const zonesConnues = new Map<string, boolean>();

/** Whether the runtime knows this IANA zone. */
export function isZone(zone: string): boolean {
  let connue = zonesConnues.get(zone);
  if (connue === undefined) {
    try {
      Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
      connue = /^[A-Za-z]/.test(zone);
    } catch {
      connue = false;
    }
    zonesConnues.set(zone, connue);
  }
  return connue;
}

/** @throws TypeError when the zone is unknown: a programmer's mistake, not a person's. */
export function requireZone(zone: Zone): void {
  if (!isZone(zone)) throw new TypeError('Unknown IANA time zone');
}

interface Jour {
  date: DateCivile;
  debut: Instant;
  fin: Instant;
}

/**
 * Days already computed, by the UTC day of the instant asked: a check reads the same few days over and over, and time
 * zones are slow to ask. One UTC day holds the end of a civil day and the beginning of the next.
 */
const joursConnus = new Map<Zone, Map<DateCivile, Jour[]>>();
const JOURS_CONNUS_MAX = 1000;

/** Civil day of an instant, in a zone. */
export function toDateCivile(instant: Instant, zone: Zone): DateCivile {
  const dateUtc = instant.slice(0, 10);
  const connus = joursConnus.get(zone)?.get(dateUtc) ?? [];
  const connu = connus.find(({ debut, fin }) => instant >= debut && instant < fin);
  if (connu !== undefined) return connu.date;
  const date = Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate().toString();
  if (INSTANT.test(instant)) keepJours(dateUtc, [...connus, toJour(date, zone)], zone);
  return date;
}

function toJour(date: DateCivile, zone: Zone): Jour {
  return { date, debut: toDebutDuJour(date, zone), fin: toDebutDuJour(addJours(date, 1), zone) };
}

function keepJours(dateUtc: DateCivile, jours: Jour[], zone: Zone): void {
  const connus = joursConnus.get(zone) ?? new Map<DateCivile, Jour[]>();
  if (connus.size > JOURS_CONNUS_MAX) connus.clear();
  joursConnus.set(zone, connus.set(dateUtc, jours));
}

/** Hour and minute of an instant, in a zone. */
export function toHeure(instant: Instant, zone: Zone): { heure: number; minute: number } {
  const { hour, minute } = Temporal.Instant.from(instant).toZonedDateTimeISO(zone);
  return { heure: hour, minute };
}

/** Instant at which a civil day begins in a zone (not always midnight: some zones skip it). */
export function toDebutDuJour(date: DateCivile, zone: Zone): Instant {
  const debut = Temporal.PlainDate.from(date).toZonedDateTime(zone);
  return new Date(debut.epochMilliseconds).toISOString();
}

/** Same day-number `mois` months later, or the last day of that month. */
export function addMois(date: DateCivile, mois: number): DateCivile {
  return Temporal.PlainDate.from(date).add({ months: mois }, { overflow: 'constrain' }).toString();
}

/** `jours` days later. */
export function addJours(date: DateCivile, jours: number): DateCivile {
  return new Date(Date.parse(`${date}T00:00:00.000Z`) + jours * JOUR_MS).toISOString().slice(0, -14);
}

/** 1 = Monday … 7 = Sunday. */
export function dayOfWeek(date: DateCivile): number {
  return Temporal.PlainDate.from(date).dayOfWeek;
}

/** `instant` moved by a number of milliseconds. */
export function addMs(instant: Instant, ms: number): Instant {
  return new Date(Date.parse(instant) + ms).toISOString();
}
