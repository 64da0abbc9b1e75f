import { civilDate } from '../server/contexte.ts';
import { dateEnMots } from '../ui/date.ts';
import { momentEnMots } from '../server/heure.ts';
import type { Messages } from './messages.ts';

/** Western digits and the civil calendar everywhere: the same day is read on the French paper. */
const localeOf = ({ lang }: Messages): string => `${lang}-u-ca-gregory-nu-latn`;

/** A civil date in the words of a language: `2026-12-01` → « الثلاثاء، 1 ديسمبر 2026 ». */
export function dateDans(m: Messages, date: string): string {
  if (m.lang === 'fr') return dateEnMots(date);
  return new Intl.DateTimeFormat(localeOf(m), { dateStyle: 'full', timeZone: 'UTC' }).format(
    new Date(`${date}T12:00:00Z`),
  );
}

/** Day and hour of an instant, in the zone of the structure. */
export function momentDans(m: Messages, instant: string, zone: string): string {
  if (m.lang === 'fr') return momentEnMots(instant, zone);
  const date = new Date(instant);
  const heure = new Intl.DateTimeFormat(localeOf(m), {
    timeStyle: 'short',
    hourCycle: 'h23',
    timeZone: zone,
  });
  return `${dateDans(m, civilDate(date, zone))}, ${heure.format(date)}`;
}

/** A length of time: 24 months are said in years. */
export function dureeDans(m: Messages, duree: { mois: number } | { jours: number }): string {
  const [nombre, unite] =
    'jours' in duree
      ? ([duree.jours, 'day'] as const)
      : duree.mois % 12 === 0
        ? ([duree.mois / 12, 'year'] as const)
        : ([duree.mois, 'month'] as const);
  return new Intl.NumberFormat(localeOf(m), { style: 'unit', unit: unite, unitDisplay: 'long' }).format(
    nombre,
  );
}
