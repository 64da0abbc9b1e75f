import { describeRythme, readRythme, type Permanence } from '@porte-plume/accompagnement/permanence';
import { addDays } from '../../server/heure.ts';
import { dateEnMots, jourEnMots } from '../../ui/date.ts';

const CIVILE = /^\d{4}-\d{2}-\d{2}$/;

/** A civil date of an address, or null: the calendar is the judge. */
export function readDate(texte: string | undefined): string | null {
  if (texte === undefined || !CIVILE.test(texte)) return null;
  const lue = Date.parse(`${texte}T00:00:00Z`);
  return !Number.isNaN(lue) && new Date(lue).toISOString().slice(0, 10) === texte ? texte : null;
}

/** Monday of the week of a day. */
export function lundiOf(date: string): string {
  return addDays(date, -((new Date(`${date}T12:00:00Z`).getUTCDay() + 6) % 7));
}

/** The seven days from a Monday. */
export function joursOf(lundi: string): string[] {
  return Array.from({ length: 7 }, (_, rang) => addDays(lundi, rang));
}

/** « du 23 au 29 novembre 2026 », « du 28 décembre au 3 janvier 2027 ». */
export function semaineEnMots(lundi: string): string {
  const dimanche = addDays(lundi, 6);
  const memeMois = lundi.slice(0, 7) === dimanche.slice(0, 7);
  const debut = memeMois ? jourEnMots(lundi).split(' ')[0] : jourEnMots(lundi);
  return `du ${debut ?? ''} au ${jourEnMots(dimanche)} ${dimanche.slice(0, 4)}`;
}

/** « lundi 23 novembre ». */
export function jourLong(date: string): string {
  return dateEnMots(date).split(' ').slice(0, 3).join(' ');
}

/** How often a permanence comes back, in words. */
export function rythmeEnMots({ rrule, premierJour }: Permanence): string {
  const lu = readRythme(rrule, premierJour);
  if (lu === null) return 'comme dans le calendrier importé';
  const fin = lu.auInclus === null ? '' : `, jusqu’au ${dateEnMots(lu.auInclus)}`;
  return `${describeRythme(lu.rythme)}${fin}`;
}
