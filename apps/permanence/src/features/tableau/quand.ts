import { civilDate } from '../../server/contexte.ts';
import { localTime } from '../../server/heure.ts';
import { dateEnMots } from '../../ui/date.ts';
import type { Periode } from './periode.ts';

/** Days of a period, and since when its figures wait, if they did. */
export function periodeEnMots({ du, au }: Periode, arreteLe: string | null, zone: string): string {
  const jours = `du ${withoutWeekday(du)} au ${withoutWeekday(au)}`;
  return jours + arretesEnMots(arreteLe, zone);
}

/** A figure that waited says since when. */
export function arretesEnMots(arreteLe: string | null, zone: string): string {
  if (arreteLe === null) return '';
  const jour = withoutWeekday(civilDate(new Date(arreteLe), zone));
  return `, chiffres arrêtés le ${jour} à ${localTime(arreteLe, zone)}`;
}

function withoutWeekday(date: string): string {
  return dateEnMots(date).split(' ').slice(1).join(' ');
}
