import type { Id, Instant } from './date-civile.ts';
import { parseHoraires, type Horaires } from './horaires.ts';
import { escapeText, joinLines, toStamp } from './icalendar-ligne.ts';
import type { LieuPublic } from './lieu-standard.ts';
import type { AtelierAnnonce } from './orientation-annonce.ts';
import { FICHE_FR, type MotsFiche } from './orientation-fiche-mots.ts';
import { sayTelephone } from './orientation-mots.ts';

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
  /** Every word of the sheet in another language; French when absent, and French alone is ours. */
  mots?: MotsFiche;
}

const NBSP = '\u00a0';

/**
 * What the person takes home about one lieu: who, where, when, how to get there, what to bring, the phone. Pure text, short
 * sentences (12 words at most), no name of the person, no reason of the visit. What the record does not say is said not known.
 */
export function createFiche(lieu: LieuPublic, o: OptionsFiche): FicheOrientation {
  const mots = o.mots ?? FICHE_FR;
  return {
    titre: mots.titre(),
    sections: [
      { titre: mots.qui(), lignes: [lieu.nom] },
      {
        titre: mots.ou(),
        lignes: [
          ...listAdresse(lieu),
          ...(lieu.complement_adresse === null ? [] : [lieu.complement_adresse]),
        ],
      },
      { titre: mots.quand(), lignes: listQuand(lieu, o, mots) },
      { titre: mots.trajet(), lignes: listTrajet(lieu, o, mots) },
      { titre: mots.apporter(), lignes: listApporter(o, mots) },
      { titre: mots.telephone(), lignes: listTelephone(lieu, mots) },
      { titre: mots.prix(), lignes: [sayPrix(lieu.frais_a_charge, mots)] },
    ],
    source: mots.source(lieu.source, lieu.licence, lieu.date_maj),
  };
}

/** The same for a workshop of the structure: its day and hour, its place, its theme in the words of the person. */
export function createFicheAtelier(
  atelier: AtelierAnnonce & { adresse?: string; telephone?: string },
  { distanceKm, aApporter, mots = FICHE_FR }: Omit<OptionsFiche, 'zone' | 'rdvLe'>,
): Omit<FicheOrientation, 'source'> {
  const { date, debut, dureeMin, telephone } = atelier;
  const minutes = Number(debut.slice(0, 2)) * 60 + Number(debut.slice(3, 5));
  return {
    titre: mots.titre(),
    sections: [
      { titre: mots.quoi(), lignes: [atelier.titre] },
      {
        titre: mots.ou(),
        lignes: [atelier.nom, ...(atelier.adresse === undefined ? [] : [atelier.adresse]), atelier.commune],
      },
      { titre: mots.quand(), lignes: [mots.seance(date, minutes), mots.duree(dureeMin)] },
      { titre: mots.trajet(), lignes: [sayDistanceOrAsk(distanceKm, mots)] },
      {
        titre: mots.apporter(),
        lignes: listApporter({ ...(aApporter === undefined ? {} : { aApporter }) }, mots),
      },
      ...(telephone === undefined ? [] : [{ titre: mots.telephone(), lignes: [sayTelephone(telephone)] }]),
    ],
  };
}

function listAdresse(lieu: Pick<LieuPublic, 'adresse' | 'code_postal' | 'commune'>): string[] {
  return [lieu.adresse, `${lieu.code_postal} ${lieu.commune}`.trim()].filter((ligne) => ligne !== '');
}

function listQuand(lieu: LieuPublic, { rdvLe, zone }: OptionsFiche, mots: MotsFiche): string[] {
  if (rdvLe !== undefined) return [mots.rdv(rdvLe, zone)];
  const parsed = lieu.horaires === null ? null : parseHoraires(lieu.horaires);
  const lignes = parsed?.ok === true ? listHoraires(parsed.value, mots) : [mots.horairesInconnus()];
  const acces = lieu.modalites_acces;
  if (acces.length === 0) return [...lignes, mots.demanderRdv()];
  if (!acces.includes('Se présenter')) return [...lignes, mots.prendreContact()];
  return lignes;
}

/** Days that follow one another with the same hours go together. */
function listHoraires({ jours }: Horaires, mots: MotsFiche): string[] {
  const same = (a: number, b: number): boolean => JSON.stringify(jours[a]) === JSON.stringify(jours[b]);
  const lignes: string[] = [];
  for (let from = 0; from < 7;) {
    let to = from;
    while (to < 6 && same(from, to + 1)) to += 1;
    const plages = jours[from] ?? [];
    if (plages.length > 0) lignes.push(mots.horaires(from, to, plages));
    from = to + 1;
  }
  if (lignes.length === 0) return [mots.horairesInconnus()];
  return jours.some((plages) => plages.length === 0) ? [...lignes, mots.fermeAutresJours()] : lignes;
}

function sayDistanceOrAsk(km: number | null | undefined, mots: MotsFiche): string {
  return km === undefined || km === null ? mots.demanderChemin() : mots.distance(km);
}

function listTrajet(lieu: LieuPublic, { distanceKm }: OptionsFiche, mots: MotsFiche): string[] {
  return [
    sayDistanceOrAsk(distanceKm, mots),
    lieu.fiche_acces_libre === null ? mots.entreeInconnue() : mots.entree(lieu.fiche_acces_libre),
    ...(lieu.itinerance.includes('Itinérant') ? [mots.itinerant()] : []),
  ];
}

function listApporter({ aApporter }: Pick<OptionsFiche, 'aApporter'>, mots: MotsFiche): string[] {
  return aApporter === undefined || aApporter.length === 0 ? [mots.demanderApporter()] : [...aApporter];
}

function listTelephone({ telephone }: LieuPublic, mots: MotsFiche): string[] {
  return [telephone === null ? mots.numeroInconnu() : sayTelephone(telephone)];
}

function sayPrix(frais: readonly string[], mots: MotsFiche): string {
  if (frais.length === 0) return mots.prixInconnu();
  if (frais.length > 1) return mots.prixPartiel();
  if (frais[0] === 'Gratuit') return mots.gratuit();
  return frais[0] === 'Payant' ? mots.payant() : mots.sousCondition();
}

/** An appointment at a lieu. */
export interface RendezVous {
  /** Of the orientation: the event keeps it, so that importing twice updates. */
  id: Id;
  rdvLe: Instant;
  /** A lieu of the standard, or what is known of another place. */
  lieu: Pick<
    LieuPublic,
    'nom' | 'adresse' | 'code_postal' | 'commune' | 'telephone' | 'latitude' | 'longitude'
  >;
  /** Unknown = the event has no end. */
  dureeMin?: number;
}

/** What the event of an appointment says around names and numbers. */
export interface MotsRendezVous {
  titre(lieu: string): string;
  telephone(numero: string): string;
}

const MOTS_RENDEZ_VOUS: MotsRendezVous = {
  titre: (lieu) => `Rendez-vous${NBSP}: ${lieu}`,
  telephone: (numero) => `Téléphone${NBSP}: ${numero}`,
};

const INSTANT = /^\d{4}-(?:0[1-9]|1[0-2])-\d{2}T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,3})?Z$/;

/**
 * The appointment as an iCalendar object (RFC 5545), with a reminder the day before. In UTC, so that no zone is needed. It says
 * the place and its phone, and nothing about the person or the reason.
 *
 * @param ctx.maintenant - UTC instant: when the file is written
 * @param ctx.mots - the same words in the language of the person; French when absent
 * @throws RangeError when an instant is not in UTC, or a duration is not a positive whole number of minutes
 */
export function toIcalendar(rdv: RendezVous, ctx: { maintenant: Instant; mots?: MotsRendezVous }): string {
  const { id, rdvLe, lieu, dureeMin } = rdv;
  if (!INSTANT.test(rdvLe) || !INSTANT.test(ctx.maintenant)) throw new RangeError('instants must be in UTC');
  if (dureeMin !== undefined && !(Number.isInteger(dureeMin) && dureeMin > 0)) {
    throw new RangeError('dureeMin must be a positive whole number');
  }
  const { mots = MOTS_RENDEZ_VOUS } = ctx;
  const telephone = lieu.telephone === null ? [] : [mots.telephone(sayTelephone(lieu.telephone))];
  const quoi = escapeText(mots.titre(lieu.nom));
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
