import { isOpen } from './horaires.ts';
import { SERVICES } from './lieu-standard.ts';
import type { FicheLieu } from './orientation-index.ts';
import type { DemandeOrientation, PublicAdresse } from './orientation-demande.ts';
import {
  JOURS,
  lowerFirst,
  MODALITES,
  PRISES_EN_CHARGE,
  PUBLICS,
  sayCreneau,
  sayDate,
  sayDistance,
  sayPlage,
} from './orientation-mots.ts';

/** One thing to say about a lieu: for it, against it, or not known. `besoin`, `modalite`, `horaire`, `distance` and
 * `fraicheur` (of a workshop: `besoin`, `niveau`, `date`, `distance`) stand beside a part of the score; the others inform. */
export interface Raison {
  readonly code:
    | 'besoin'
    | 'modalite'
    | 'horaire'
    | 'distance'
    | 'fraicheur'
    | 'frais'
    | 'public'
    | 'prise_en_charge'
    | 'acces'
    | 'niveau'
    | 'date'
    | 'places';
  readonly sens: 'pour' | 'contre' | 'inconnu';
  /** French, sentences of 12 words at most, to be read aloud. */
  readonly phrase: string;
}

const raison = (code: Raison['code'], sens: Raison['sens'], phrase: string): Raison => ({
  code,
  sens,
  phrase,
});

/** Everything worth saying about a lieu for a request. A fact that the record does not hold is said unknown, never guessed. */
export function listRaisons(
  fiche: FicheLieu,
  demande: DemandeOrientation,
  besoins: number,
  km: number | null,
  mois: number,
): Raison[] {
  return [
    ...ofBesoins(fiche, besoins),
    ...ofModalite(fiche, demande),
    ...ofHoraire(fiche, demande),
    ofDistance(km),
    ofFrais(fiche),
    ...ofPublics(fiche, demande),
    ...ofPrisesEnCharge(fiche, demande),
    ...ofAcces(fiche),
    raison(
      'fraicheur',
      mois <= 6 ? 'pour' : 'contre',
      `Information mise à jour le ${sayDate(fiche.lieu.date_maj)}.`,
    ),
  ];
}

function ofBesoins(fiche: FicheLieu, besoins: number): Raison[] {
  const asked = SERVICES.filter((_, rank) => (besoins & (1 << rank)) !== 0);
  if (fiche.services === 0) return [raison('besoin', 'inconnu', 'On ne sait pas ce que ce lieu propose.')];
  return asked.map((service) =>
    fiche.lieu.services.includes(service)
      ? raison('besoin', 'pour', `Ce lieu propose\u00a0: ${lowerFirst(service)}.`)
      : raison('besoin', 'contre', `Ce lieu n’annonce pas\u00a0: ${lowerFirst(service)}.`),
  );
}

function ofModalite({ lieu }: FicheLieu, { modalite }: DemandeOrientation): Raison[] {
  if (modalite === undefined) return [];
  const offered = lieu.modalites_accompagnement;
  if (offered.length === 0) return [raison('modalite', 'inconnu', 'On ne sait pas comment l’aide se passe.')];
  return [
    offered.includes(modalite)
      ? raison('modalite', 'pour', MODALITES[modalite].oui)
      : raison('modalite', 'contre', MODALITES[modalite].non),
  ];
}

function ofHoraire({ horaires }: FicheLieu, { creneau }: DemandeOrientation): Raison[] {
  if (creneau === undefined) return [];
  if (horaires === null) return [raison('horaire', 'inconnu', 'On ne connaît pas ses horaires.')];
  if (isOpen(horaires, creneau)) return [raison('horaire', 'pour', `Ouvert ${sayCreneau(creneau)}.`)];
  const plages = horaires.jours[creneau.jour] ?? [];
  const jour = JOURS[creneau.jour];
  if (plages.length === 0) return [raison('horaire', 'contre', `Fermé le ${jour}.`)];
  const ouvert = plages.map((plage) => `Ouvert ${sayPlage(plage)}.`).join(' ');
  return [
    raison('horaire', 'contre', `Fermé ${sayCreneau(creneau)}. Ce jour-là\u00a0: ${lowerFirst(ouvert)}`),
  ];
}

function ofDistance(km: number | null): Raison {
  return km === null
    ? raison('distance', 'inconnu', 'On ne sait pas à quelle distance est ce lieu.')
    : raison('distance', 'pour', `À ${sayDistance(km)} à vol d’oiseau.`);
}

function ofFrais({ lieu }: FicheLieu): Raison {
  const frais = lieu.frais_a_charge;
  if (frais.includes('Gratuit') && frais.length === 1) return raison('frais', 'pour', 'C’est gratuit.');
  if (frais.includes('Gratuit')) return raison('frais', 'pour', 'Une partie est gratuite.');
  if (frais.includes('Gratuit sous condition')) {
    return raison('frais', 'contre', 'Gratuit sous condition\u00a0: demandez laquelle.');
  }
  if (frais.includes('Payant')) return raison('frais', 'contre', 'C’est payant.');
  return raison('frais', 'inconnu', 'On ne sait pas si c’est payant.');
}

function ofPublics({ lieu }: FicheLieu, { publics }: DemandeOrientation): Raison[] {
  const listed = lieu.publics_specifiquement_adresses as PublicAdresse[];
  if (listed.length === 0) return [];
  const mine = listed.filter((one) => publics?.includes(one));
  if (mine.length > 0) {
    return [raison('public', 'pour', `Ce lieu reçoit ${mine.map((one) => PUBLICS[one]).join(', ')}.`)];
  }
  const adresse = listed.map((one) => PUBLICS[one]).join(', ');
  return [
    raison(
      'public',
      publics === undefined ? 'inconnu' : 'contre',
      `Ce lieu s’adresse d’abord à\u00a0: ${adresse}.`,
    ),
  ];
}

function ofPrisesEnCharge({ lieu }: FicheLieu, { prisesEnCharge }: DemandeOrientation): Raison[] {
  const lines = (prisesEnCharge ?? []).map(({ code }) =>
    lieu.prise_en_charge_specifique.includes(code)
      ? raison('prise_en_charge', 'pour', `Ce lieu reçoit ${PRISES_EN_CHARGE[code]}.`)
      : raison('prise_en_charge', 'inconnu', `Ce lieu ne dit pas recevoir ${PRISES_EN_CHARGE[code]}.`),
  );
  return [...new Map(lines.map((line) => [line.phrase, line])).values()];
}

const ACCES: Readonly<Record<string, string>> = {
  'Se présenter': 'se présenter sur place',
  Téléphoner: 'téléphoner',
  'Contacter par mail': 'écrire un courriel',
  'Prendre un RDV en ligne': 'prendre rendez-vous en ligne',
  'Envoyer un mail avec une fiche de prescription': 'demander au professionnel d’écrire',
};

function ofAcces({ lieu }: FicheLieu): Raison[] {
  const ways = lieu.modalites_acces.map((m) => ACCES[m]).filter((way) => way !== undefined);
  return [
    ways.length === 0
      ? raison('acces', 'inconnu', 'On ne sait pas s’il faut un rendez-vous.')
      : raison('acces', 'pour', ways.map((way) => `On peut ${way}.`).join(' ')),
    ...(lieu.itinerance.includes('Itinérant')
      ? [raison('acces', 'inconnu', 'Ce lieu se déplace. Vérifiez où il est ce jour-là.')]
      : []),
  ];
}
