import { echeances, type Demarche } from '@porte-plume/demarches';
import { addDays } from '../../server/heure.ts';
import { dateEnMots, jourEnMots } from '../../ui/date.ts';

const MOIS = (nombre: number): string => (nombre === 1 ? 'un mois' : `${nombre} mois`);
const JOURS = (nombre: number): string => (nombre === 1 ? 'un jour' : `${nombre} jours`);
/** How far the next window is looked for: a yearly campaign is always within it. */
const HORIZON_JOURS = 400;

/** When the démarche is to be done again, one idea a sentence. `null`: not written yet. */
export function recurrenceEnMots(demarche: Demarche, aujourdhui: string): string[] | null {
  const recurrence = demarche.recurrence?.valeur;
  if (recurrence === undefined) return null;
  switch (recurrence.type) {
    case 'aucune':
      return ['Elle ne se refait pas à date fixe.'];
    case 'fenetre-mensuelle':
      return [
        `Chaque mois, du ${recurrence.ouvreJour} au ${recurrence.fermeJour}${
          recurrence.fermeJour < recurrence.ouvreJour ? ' du mois suivant' : ''
        }.`,
        ...prochaine(demarche, aujourdhui),
      ];
    case 'trimestrielle':
      return ['Tous les trois mois, à compter du mois où le droit s’est ouvert.'];
    case 'anniversaire':
      return [
        'Chaque année, à la date du dernier dépôt.',
        `À préparer ${MOIS(recurrence.rappelMois)} avant.`,
      ];
    case 'campagne':
      return campagneEnMots(demarche, aujourdhui);
    case 'expiration':
      return [
        `${fenetreEnMots(recurrence.fenetreMois)} la fin du droit ou du document.`,
        `À préparer ${MOIS(recurrence.rappelMois)} avant.`,
      ];
  }
}

function fenetreEnMots([ouvre, ferme]: readonly number[] = []): string {
  return ouvre === undefined || ferme === undefined
    ? 'Avant'
    : `Entre ${MOIS(ouvre)} et ${MOIS(ferme)} avant`;
}

function campagneEnMots(demarche: Demarche, aujourdhui: string): string[] {
  const recurrence = demarche.recurrence?.valeur;
  const fenetres = recurrence?.type === 'campagne' ? recurrence.fenetres : [];
  const suivantes = fenetres
    .filter(({ ferme }) => ferme >= aujourdhui)
    .map(
      ({ ouvre, ferme, zone }) =>
        `Du ${jourEnMots(ouvre)} au ${dateEnMots(ferme)}${zone === undefined ? '' : `, départements ${zone}`}.`,
    );
  return [
    'Une fois par an, pendant une campagne.',
    ...(suivantes.length > 0 ? suivantes : ['Les prochaines dates ne sont pas encore connues.']),
  ];
}

/** The next window that the rules compute without any fact about a person. */
function prochaine({ id }: Demarche, aujourdhui: string): string[] {
  const lues = echeances(id, aujourdhui, addDays(aujourdhui, HORIZON_JOURS));
  const [suivante] = lues.ok ? lues.value : [];
  return suivante === undefined ? [] : [`Prochain dernier jour\u00a0: ${dateEnMots(suivante.ferme)}.`];
}

const SILENCE = {
  accord: 'Sans réponse après ce délai, c’est accepté.',
  rejet: 'Sans réponse après ce délai, c’est refusé.',
  inconnu: 'Ce que veut dire l’absence de réponse n’est pas connu.',
} as const;

/** How long it takes, and what silence means. `null`: not written yet. */
export function delaiEnMots({ delai }: Demarche): string[] | null {
  if (delai === null) return null;
  const { recepisse, reponseJours, silence, relanceJours } = delai.valeur;
  return [
    reponseJours === undefined
      ? 'Le délai de réponse n’est pas connu.'
      : `Réponse sous ${JOURS(reponseJours)} environ.`,
    ...(silence === undefined ? [] : [SILENCE[silence]]),
    recepisse
      ? 'Un récépissé est donné\u00a0: le garder.'
      : 'Pas de récépissé\u00a0: garder une copie datée.',
    ...(relanceJours === undefined ? [] : [`Sans nouvelles, relancer après ${JOURS(relanceJours)}.`]),
  ];
}

/** « 40 minutes, de 20 à 60 ». */
export function dureeEnMots({ duree }: Demarche): string | null {
  return duree === null ? null : `${duree.mediane}\u00a0minutes, de ${duree.min} à ${duree.max}`;
}
