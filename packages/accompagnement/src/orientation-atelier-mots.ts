import { weekday, toEpochDay } from './date-civile.ts';
import type { Code } from './nomenclature-2026-1.ts';
import type { AtelierAnnonce, DemandeAtelier } from './orientation-annonce.ts';
import { JOURS, lowerFirst, sayDate, sayDistance, sayHeure } from './orientation-mots.ts';
import type { Raison } from './orientation-raison.ts';

const raison = (code: Raison['code'], sens: Raison['sens'], phrase: string): Raison => ({
  code,
  sens,
  phrase,
});

/** The levels in order: the list of the nomenclature again, so that the engine does not carry it. */
export const NIVEAUX: readonly Code<'niveauAtelier'>[] = ['debutant', 'intermediaire', 'avance'];

const PHRASES = {
  debutant: 'On y commence depuis le début.',
  intermediaire: 'Il faut déjà savoir un peu se servir.',
  avance: 'Il faut déjà bien se débrouiller.',
} as const;

/** Everything worth saying about a workshop for a request. */
export function listRaisonsAtelier(
  atelier: AtelierAnnonce,
  demande: DemandeAtelier,
  km: number | null,
  jours: number,
): Raison[] {
  const dit = demande.themes?.includes(atelier.theme) ?? true;
  return [
    raison('besoin', dit ? 'pour' : 'contre', `On y apprend\u00a0: ${lowerFirst(atelier.titre)}.`),
    ofNiveau(atelier, demande),
    raison('date', jours <= 60 ? 'pour' : 'contre', sayQuand(atelier, jours)),
    km === null
      ? raison('distance', 'inconnu', 'On ne sait pas à quelle distance il est.')
      : raison('distance', 'pour', `À ${sayDistance(km)} à vol d’oiseau.`),
    ofPlaces(atelier),
  ];
}

function ofNiveau({ niveau }: AtelierAnnonce, demande: DemandeAtelier): Raison {
  const phrase = PHRASES[niveau];
  if (demande.niveau === undefined)
    return raison('niveau', niveau === 'debutant' ? 'pour' : 'inconnu', phrase);
  const apart = NIVEAUX.indexOf(niveau) - NIVEAUX.indexOf(demande.niveau);
  if (apart === 0) return raison('niveau', 'pour', `${phrase} C’est son niveau.`);
  return apart > 0
    ? raison('niveau', 'contre', phrase)
    : raison('niveau', 'inconnu', `${phrase} La personne en sait peut-être déjà plus.`);
}

function sayQuand({ date, debut }: AtelierAnnonce, jours: number): string {
  const heure = sayHeure(Number(debut.slice(0, 2)) * 60 + Number(debut.slice(3, 5)));
  const jour = `${JOURS[weekday(toEpochDay(date))] ?? ''} ${sayDate(date)} à ${heure}`;
  if (jours === 0) return `C’est aujourd’hui à ${heure}.`;
  if (jours === 1) return `C’est demain, ${jour}.`;
  return `C’est dans ${jours} jours, ${jour}.`;
}

function ofPlaces({ placesRestantes }: AtelierAnnonce): Raison {
  if (placesRestantes === undefined) return raison('places', 'pour', 'On peut venir sans réserver.');
  if (placesRestantes <= 0) return raison('places', 'contre', 'Il n’y a plus de place.');
  return raison(
    'places',
    'pour',
    placesRestantes === 1 ? 'Il reste une place.' : `Il reste ${placesRestantes} places.`,
  );
}
