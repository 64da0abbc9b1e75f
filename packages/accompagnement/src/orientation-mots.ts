import type { Creneau, Modalite, PriseEnCharge, PublicAdresse } from './orientation-demande.ts';
import type { Plage } from './horaires.ts';

const NBSP = '\u00a0';
export const JOURS = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'] as const;
const MOIS = [
  ...['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet'],
  ...['août', 'septembre', 'octobre', 'novembre', 'décembre'],
] as const;

/** `14 h 30` from minutes since midnight. */
export function sayHeure(minutes: number): string {
  const m = minutes % 60;
  const heure = `${Math.floor(minutes / 60)}${NBSP}h`;
  return m === 0 ? heure : `${heure}${NBSP}${String(m).padStart(2, '0')}`;
}

/** `de 9 h à 12 h`. */
export function sayPlage({ debut, fin }: Plage): string {
  return `de ${sayHeure(debut)} à ${sayHeure(fin)}`;
}

export function sayCreneau(creneau: Creneau): string {
  return `le ${JOURS[creneau.jour]} ${sayPlage(creneau)}`;
}

/** `1er mars 2026`. */
export function sayDate(date: string): string {
  const jour = Number(date.slice(8, 10));
  return `${jour === 1 ? '1er' : jour} ${MOIS[Number(date.slice(5, 7)) - 1] ?? ''} ${date.slice(0, 4)}`;
}

/** `220 mètres` under one kilometre, then `2,9 km`, then whole kilometres. */
export function sayDistance(km: number): string {
  if (km < 0.995) return `${Math.max(10, Math.round(km * 100) * 10)}${NBSP}mètres`;
  const tenths = Math.round(km * 10) / 10;
  const value = tenths < 10 ? String(tenths).replace('.', ',') : String(Math.round(km));
  return `${value}${NBSP}km`;
}

/** `04 77 24 97 08` from the E.164 of a French number; any other number as it is. */
export function sayTelephone(e164: string): string {
  const national = /^\+33(\d{9})$/.exec(e164)?.[1];
  return national === undefined ? e164 : (`0${national}`.match(/\d\d/g) ?? []).join(NBSP);
}

export function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

export const PUBLICS: Readonly<Record<PublicAdresse, string>> = {
  Jeunes: 'les jeunes',
  Étudiants: 'les étudiants',
  'Familles et/ou enfants': 'les familles',
  Seniors: 'les seniors',
  Femmes: 'les femmes',
};

/** A reason is kept with the orientation: what would tell about health is said in general words only. */
const ACCUEIL_ADAPTE = 'avec un accueil adapté';
export const PRISES_EN_CHARGE: Readonly<Record<PriseEnCharge, string>> = {
  Surdité: ACCUEIL_ADAPTE,
  'Handicaps moteurs': ACCUEIL_ADAPTE,
  'Handicaps mentaux': ACCUEIL_ADAPTE,
  'Déficience visuelle': ACCUEIL_ADAPTE,
  Illettrisme: 'les personnes qui lisent peu',
  'Langues étrangères (anglais)': 'les personnes qui parlent anglais',
  'Langues étrangères (autres)': 'les personnes qui parlent une autre langue',
};

export const MODALITES: Readonly<Record<Modalite, { oui: string; non: string }>> = {
  'En autonomie': {
    oui: 'On peut y travailler sans aide, à son rythme.',
    non: 'Ce lieu n’annonce pas d’accès en autonomie.',
  },
  'Accompagnement individuel': {
    oui: 'Quelqu’un aide une personne à la fois.',
    non: 'Ce lieu n’annonce pas d’aide individuelle.',
  },
  'Dans un atelier collectif': {
    oui: 'On y apprend en groupe.',
    non: 'Ce lieu n’annonce pas d’atelier en groupe.',
  },
  'À distance': { oui: 'L’aide peut se faire à distance.', non: 'Ce lieu n’annonce pas d’aide à distance.' },
};
