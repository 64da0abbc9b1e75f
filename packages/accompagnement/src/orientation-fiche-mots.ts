import { toEpochDay, weekday, type DateCivile, type Instant } from './date-civile.ts';
import type { Plage } from './horaires.ts';
import { JOURS, sayDate, sayDistance, sayHeure, sayPlage } from './orientation-mots.ts';

/** Every word of the sheet: each a plain function of its arguments, so that a translation is another such object. */
export interface MotsFiche {
  titre: () => string;
  qui: () => string;
  quoi: () => string;
  ou: () => string;
  quand: () => string;
  trajet: () => string;
  apporter: () => string;
  telephone: () => string;
  prix: () => string;
  /** An appointment, in the hours of the place. */
  rdv: (rdvLe: Instant, zone: string) => string;
  /** Day and hour (minutes since midnight) of a workshop. */
  seance: (date: DateCivile, minutes: number) => string;
  duree: (minutes: number) => string;
  /** Hours from one day of the week to another (0 is Monday), both included. */
  horaires: (de: number, a: number, plages: readonly Plage[]) => string;
  fermeAutresJours: () => string;
  horairesInconnus: () => string;
  demanderRdv: () => string;
  prendreContact: () => string;
  distance: (km: number) => string;
  demanderChemin: () => string;
  entree: (adresse: string) => string;
  entreeInconnue: () => string;
  itinerant: () => string;
  demanderApporter: () => string;
  numeroInconnu: () => string;
  gratuit: () => string;
  payant: () => string;
  sousCondition: () => string;
  prixPartiel: () => string;
  prixInconnu: () => string;
  source: (source: string | null, licence: string | null, date: DateCivile) => string;
}

const NBSP = '\u00a0';
const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const dayOf = (jour: number): string => JOURS[jour] ?? '';

/** The sheet in French, the only language that binds. */
export const FICHE_FR: MotsFiche = {
  titre: () => 'Où aller',
  qui: () => 'Qui',
  quoi: () => 'Quoi',
  ou: () => 'Où',
  quand: () => 'Quand',
  trajet: () => 'Comment y aller',
  apporter: () => 'À apporter',
  telephone: () => 'Téléphone',
  prix: () => 'Prix',
  rdv: (rdvLe, zone) => `Vous avez rendez-vous${NBSP}: ${sayInstant(rdvLe, zone)}.`,
  seance: (date, minutes) =>
    `C’est le ${dayOf(weekday(toEpochDay(date)))} ${sayDate(date)} à ${sayHeure(minutes)}.`,
  duree: (minutes) => (minutes < 60 ? `Cela dure ${minutes} minutes.` : `Cela dure ${sayHeure(minutes)}.`),
  horaires: (de, a, plages) => {
    const qui =
      de === a
        ? upperFirst(dayOf(de))
        : a === de + 1
          ? `${upperFirst(dayOf(de))} et ${dayOf(a)}`
          : `Du ${dayOf(de)} au ${dayOf(a)}`;
    return `${qui}${NBSP}: ${plages.map(sayPlage).join(', ')}`;
  },
  fermeAutresJours: () => 'Fermé les autres jours.',
  horairesInconnus: () => 'On ne connaît pas les horaires.',
  demanderRdv: () => 'Demandez s’il faut un rendez-vous.',
  prendreContact: () => 'Prenez contact avant de venir.',
  distance: (km) => `C’est à ${sayDistance(km)}, à vol d’oiseau.`,
  demanderChemin: () => 'Demandez le chemin avant de partir.',
  entree: (adresse) => `Accès au bâtiment${NBSP}: ${adresse}`,
  entreeInconnue: () => 'On ne sait pas si l’entrée est accessible à tous.',
  itinerant: () => 'Ce lieu se déplace. Vérifiez où il est ce jour-là.',
  demanderApporter: () => 'Demandez ce qu’il faut apporter.',
  numeroInconnu: () => 'On ne connaît pas le numéro.',
  gratuit: () => 'C’est gratuit.',
  payant: () => 'C’est payant. Demandez le prix.',
  sousCondition: () => 'C’est gratuit sous condition. Demandez laquelle.',
  prixPartiel: () => 'Certains services sont payants. Demandez avant.',
  prixInconnu: () => 'On ne sait pas si c’est payant.',
  source: (source, licence, date) =>
    `Source${NBSP}: ${source ?? 'non communiquée'}, ${licence ?? 'licence non communiquée'}, ${sayDate(date)}.`,
};

/** `lundi 23 novembre 2026 à 9 h 30`. */
function sayInstant(instant: Instant, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(new Date(instant));
  const of = (type: Intl.DateTimeFormatPartTypes): string => parts.find((p) => p.type === type)?.value ?? '';
  const date = `${of('year')}-${of('month')}-${of('day')}`;
  const weekday = JOURS[(new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7] ?? '';
  return `${weekday} ${sayDate(date)} à ${sayHeure(Number(of('hour')) * 60 + Number(of('minute')))}`;
}
