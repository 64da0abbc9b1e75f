import type { Id, Instant } from './date-civile.ts';
import { parseHoraires, type Horaires } from './horaires.ts';
import { escapeText, joinLines, toStamp } from './icalendar-ligne.ts';
import type { LieuPublic } from './lieu-standard.ts';
import { JOURS, sayDate, sayDistance, sayHeure, sayPlage, sayTelephone } from './orientation-mots.ts';

/** A simple sheet for the person: titles and lines to print large. A line that ends with a full stop is a sentence. */
export interface FicheOrientation {
  titre: string;
  sections: { titre: string; lignes: string[] }[];
  /** To print small at the foot: where the information comes from, and its date. */
  source: string;
}

export interface OptionsFiche {
  /** Appointment, if there is one; shown in `zone`. */
  rdvLe?: Instant;
  /** IANA zone of the hours. */
  zone: string;
  /** From where the distance was measured, as `search` gives it. */
  distanceKm?: number | null;
  /** What to bring, from the démarche; the record of a lieu says nothing of it. */
  aApporter?: readonly string[];
}

const NBSP = '\u00a0';
const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/**
 * What the person takes home about one lieu: who, where, when, how to get there, what to bring, the phone. Pure text, short
 * sentences (12 words at most), no name of the person, no reason of the visit. What the record does not say is said not known.
 */
export function createFiche(lieu: LieuPublic, o: OptionsFiche): FicheOrientation {
  return {
    titre: 'Où aller',
    sections: [
      { titre: 'Qui', lignes: [lieu.nom] },
      {
        titre: 'Où',
        lignes: [
          ...listAdresse(lieu),
          ...(lieu.complement_adresse === null ? [] : [lieu.complement_adresse]),
        ],
      },
      { titre: 'Quand', lignes: listQuand(lieu, o) },
      { titre: 'Comment y aller', lignes: listTrajet(lieu, o) },
      { titre: 'À apporter', lignes: listApporter(o) },
      { titre: 'Téléphone', lignes: listTelephone(lieu) },
      { titre: 'Prix', lignes: [sayPrix(lieu.frais_a_charge)] },
    ],
    source: `Source${NBSP}: ${lieu.source ?? 'non communiquée'}, ${lieu.licence ?? 'licence non communiquée'}, ${sayDate(lieu.date_maj)}.`,
  };
}

function listAdresse(lieu: LieuPublic): string[] {
  return [lieu.adresse, `${lieu.code_postal} ${lieu.commune}`];
}

function listQuand(lieu: LieuPublic, { rdvLe, zone }: OptionsFiche): string[] {
  if (rdvLe !== undefined) return [`Vous avez rendez-vous${NBSP}: ${sayInstant(rdvLe, zone)}.`];
  const parsed = lieu.horaires === null ? null : parseHoraires(lieu.horaires);
  const lignes = parsed?.ok === true ? listHoraires(parsed.value) : ['On ne connaît pas les horaires.'];
  const acces = lieu.modalites_acces;
  if (acces.length === 0) return [...lignes, 'Demandez s’il faut un rendez-vous.'];
  if (!acces.includes('Se présenter')) return [...lignes, 'Prenez contact avant de venir.'];
  return lignes;
}

/** `Du lundi au vendredi : de 9 h à 12 h`, days that follow one another with the same hours together. */
function listHoraires({ jours }: Horaires): string[] {
  const same = (a: number, b: number): boolean => JSON.stringify(jours[a]) === JSON.stringify(jours[b]);
  const lignes: string[] = [];
  for (let from = 0; from < 7;) {
    let to = from;
    while (to < 6 && same(from, to + 1)) to += 1;
    const plages = jours[from] ?? [];
    if (plages.length > 0) {
      const qui =
        from === to
          ? upperFirst(JOURS[from] ?? '')
          : to === from + 1
            ? `${upperFirst(JOURS[from] ?? '')} et ${JOURS[to] ?? ''}`
            : `Du ${JOURS[from] ?? ''} au ${JOURS[to] ?? ''}`;
      lignes.push(`${qui}${NBSP}: ${plages.map(sayPlage).join(', ')}`);
    }
    from = to + 1;
  }
  if (lignes.length === 0) return ['On ne connaît pas les horaires.'];
  return jours.some((plages) => plages.length === 0) ? [...lignes, 'Fermé les autres jours.'] : lignes;
}

function listTrajet(lieu: LieuPublic, { distanceKm }: OptionsFiche): string[] {
  return [
    distanceKm === undefined || distanceKm === null
      ? 'Demandez le chemin avant de partir.'
      : `C’est à ${sayDistance(distanceKm)}, à vol d’oiseau.`,
    lieu.fiche_acces_libre === null
      ? 'On ne sait pas si l’entrée est accessible à tous.'
      : `Accès au bâtiment${NBSP}: ${lieu.fiche_acces_libre}`,
    ...(lieu.itinerance.includes('Itinérant') ? ['Ce lieu se déplace. Vérifiez où il est ce jour-là.'] : []),
  ];
}

function listApporter({ aApporter }: OptionsFiche): string[] {
  return aApporter === undefined || aApporter.length === 0
    ? ['Demandez ce qu’il faut apporter.']
    : [...aApporter];
}

function listTelephone({ telephone }: LieuPublic): string[] {
  return [telephone === null ? 'On ne connaît pas le numéro.' : sayTelephone(telephone)];
}

function sayPrix(frais: readonly string[]): string {
  if (frais.length === 0) return 'On ne sait pas si c’est payant.';
  if (frais.length > 1) return 'Certains services sont payants. Demandez avant.';
  if (frais[0] === 'Gratuit') return 'C’est gratuit.';
  return frais[0] === 'Payant'
    ? 'C’est payant. Demandez le prix.'
    : 'C’est gratuit sous condition. Demandez laquelle.';
}

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

/** An appointment at a lieu. */
export interface RendezVous {
  /** Of the orientation: the event keeps it, so that importing twice updates. */
  id: Id;
  rdvLe: Instant;
  lieu: LieuPublic;
  /** Unknown = the event has no end. */
  dureeMin?: number;
}

const INSTANT = /^\d{4}-(?:0[1-9]|1[0-2])-\d{2}T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,3})?Z$/;

/**
 * The appointment as an iCalendar object (RFC 5545), with a reminder the day before. In UTC, so that no zone is needed. It says
 * the place and its phone, and nothing about the person or the reason.
 *
 * @param ctx.maintenant - UTC instant: when the file is written
 * @throws RangeError when an instant is not in UTC, or a duration is not a positive whole number of minutes
 */
export function toIcalendar(rdv: RendezVous, ctx: { maintenant: Instant }): string {
  const { id, rdvLe, lieu, dureeMin } = rdv;
  if (!INSTANT.test(rdvLe) || !INSTANT.test(ctx.maintenant)) throw new RangeError('instants must be in UTC');
  if (dureeMin !== undefined && !(Number.isInteger(dureeMin) && dureeMin > 0)) {
    throw new RangeError('dureeMin must be a positive whole number');
  }
  const telephone = lieu.telephone === null ? [] : [`Téléphone${NBSP}: ${sayTelephone(lieu.telephone)}`];
  const quoi = escapeText(`Rendez-vous${NBSP}: ${lieu.nom}`);
  return joinLines([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Porte-plume//accompagnement//FR',
    'CALSCALE:GREGORIAN',
    'BEGIN:VEVENT',
    `UID:${escapeText(id)}`,
    `DTSTAMP:${toStamp(ctx.maintenant)}`,
    `DTSTART:${toStamp(rdvLe)}`,
    ...(dureeMin === undefined ? [] : [`DURATION:PT${dureeMin}M`]),
    `SUMMARY:${quoi}`,
    `LOCATION:${escapeText([lieu.nom, ...listAdresse(lieu)].join(', '))}`,
    ...(lieu.latitude === null || lieu.longitude === null ? [] : [`GEO:${lieu.latitude};${lieu.longitude}`]),
    ...(telephone.length === 0 ? [] : [`DESCRIPTION:${escapeText(telephone.join('\n'))}`]),
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${quoi}`,
    'TRIGGER:-P1D',
    'END:VALARM',
    'END:VEVENT',
    'END:VCALENDAR',
  ]);
}
