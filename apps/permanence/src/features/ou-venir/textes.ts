import type { Messages } from '../../messages/messages.ts';
import { heureEnMots, jourEnMots } from '../../ui/date.ts';

/** Monday 5 January 2026: seven days from there have the names of the week. */
const LUNDI = Date.UTC(2026, 0, 5, 12);
const JOUR = 86_400_000;
const localeOf = ({ lang }: Messages): string => `${lang}-u-ca-gregory-nu-latn`;

/** Name of a day of the week, 0 is Monday: « Lundi », « الاثنين ». */
export function jourDit(m: Messages, jour: number): string {
  const nom = new Intl.DateTimeFormat(localeOf(m), { weekday: 'long', timeZone: 'UTC' }).format(
    LUNDI + jour * JOUR,
  );
  return nom.charAt(0).toLocaleUpperCase(m.lang) + nom.slice(1);
}

/** A date without weekday nor year: « 1er décembre ». */
export function jourDans(m: Messages, date: string): string {
  if (m.lang === 'fr') return jourEnMots(date);
  return new Intl.DateTimeFormat(localeOf(m), { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(
    new Date(`${date}T12:00:00Z`),
  );
}

/** `09:30` → « 9 h 30 », `09:00` → « 9 h »; as it is elsewhere. */
export function heureDite(m: Messages, heure: string): string {
  return m.lang === 'fr' ? heureEnMots(heure) : heure;
}

/** `+33465710042` → « 04 65 71 00 42 ». */
export function numeroDit(telephone: string): string {
  const chiffres = telephone.replace(/^\+33/, '0').replaceAll(/\D/g, '');
  return chiffres.length === 10 ? chiffres.replaceAll(/(\d\d)(?=\d)/g, '$1\u00a0') : telephone;
}
