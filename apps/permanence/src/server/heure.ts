import { dateEnMots, heureEnMots } from '../ui/date.ts';
import { civilDate, perZone } from './contexte.ts';

const heures = perZone('fr-FR', { hour: '2-digit', minute: '2-digit' });

/** Local hour of an instant, « 09:40 ». */
export function localTime(instant: string, zone: string): string {
  return heures(zone).format(new Date(instant));
}

/** Civil date `jours` days after another. */
export function addDays(date: string, jours: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + jours * 86_400_000).toISOString().slice(0, 10);
}

/** Day and hour of an instant in words: « dimanche 22 novembre 2026 à 14 h 30 ». */
export function momentEnMots(instant: string, zone: string): string {
  return `${dateEnMots(civilDate(new Date(instant), zone))} à ${heureEnMots(localTime(instant, zone))}`;
}

/**
 * The instant of a wall clock: `2026-11-20` and `17:00` in a zone. Where the clock goes back, the first of the two.
 * @returns null when the date or the hour is not one
 */
export function toInstant(date: string, heure: string, zone: string): string | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || !/^\d{2}:\d{2}$/.test(heure)) return null;
  const murale = Date.parse(`${date}T${heure}:00.000Z`);
  if (Number.isNaN(murale) || new Date(murale).toISOString().slice(0, 10) !== date) return null;
  const candidats = [murale - 86_400_000, murale + 86_400_000].map(
    (autour) => murale - decalage(autour, zone),
  );
  const juste = candidats.find((un) => un + decalage(un, zone) === murale) ?? candidats[0] ?? murale;
  return new Date(juste).toISOString();
}

const horloges = perZone('en-US', {
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** How far a zone is ahead of UTC at an instant, in milliseconds. */
function decalage(instant: number, zone: string): number {
  const parts = horloges(zone).formatToParts(new Date(instant));
  const nombre = (type: string) => Number(parts.find((part) => part.type === type)?.value ?? 0);
  const murale = Date.UTC(
    nombre('year'),
    nombre('month') - 1,
    nombre('day'),
    nombre('hour'),
    nombre('minute'),
    nombre('second'),
  );
  return murale - Math.floor(instant / 1000) * 1000;
}
