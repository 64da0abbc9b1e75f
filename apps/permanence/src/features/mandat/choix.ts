import type { CauseCaducite } from '@porte-plume/mandat';
import type { Choix } from '../../ui/form.tsx';

/** Choices of the screens after the signature; the codes are those of the package, or reasons of ours. */

export const MOTIFS_SUSPENSION: readonly Choix[] = [
  { code: 'demande_personne', libelle: 'La personne le demande' },
  { code: 'absence', libelle: 'Une longue absence' },
  { code: 'verification', libelle: 'Une vérification est en cours' },
  { code: 'desaccord', libelle: 'Un désaccord est à régler' },
];

export const MOTIFS_REPRISE: readonly Choix[] = [
  { code: 'demande_personne', libelle: 'La personne le demande' },
  { code: 'retour', libelle: 'La personne est revenue' },
  { code: 'regle', libelle: 'La question est réglée' },
];

export const MOTIFS_RENONCIATION: readonly Choix[] = [
  { code: 'hors_competence', libelle: 'Ce n’est pas de notre ressort' },
  { code: 'confiance_rompue', libelle: 'La confiance n’y est plus' },
  { code: 'interet_contraire', libelle: 'Un intérêt contraire' },
  { code: 'fin_accompagnement', libelle: 'L’accompagnement prend fin' },
];

export const PREAVIS: readonly Choix[] = [
  { code: '8', libelle: '8 jours' },
  { code: '15', libelle: '15 jours' },
  { code: '30', libelle: '30 jours' },
  { code: '0', libelle: 'Tout de suite' },
];

export const PROTECTIONS: readonly Choix[] = [
  { code: 'sauvegarde', libelle: 'Sauvegarde de justice' },
  { code: 'curatelle_simple', libelle: 'Curatelle simple' },
  { code: 'curatelle_renforcee', libelle: 'Curatelle renforcée' },
  { code: 'habilitation_familiale', libelle: 'Habilitation familiale' },
  { code: 'tutelle', libelle: 'Tutelle' },
  { code: 'mandat_protection_future', libelle: 'Mandat de protection future' },
];

export const STRUCTURES: readonly Choix[] = [
  { code: 'changement_structure', libelle: 'Elle change ou fusionne' },
  { code: 'dissolution', libelle: 'Elle disparaît' },
];

/** How a copy or an account reaches the person. */
export const CANAUX_REMISE: readonly Choix[] = [
  { code: 'papier', libelle: 'Sur papier, en main propre' },
  { code: 'courrier', libelle: 'Par courrier' },
  { code: 'courriel', libelle: 'Par courriel' },
];

export const CANAUX_COMPTE: readonly Choix[] = [
  { code: 'papier', libelle: 'Sur papier' },
  { code: 'presence', libelle: 'De vive voix' },
  { code: 'telephone', libelle: 'Par téléphone' },
  { code: 'courrier', libelle: 'Par courrier' },
];

/** Third parties who ask for a mandate; a kind, never a name. */
export const ORGANISMES: readonly Choix[] = [
  { code: 'caf', libelle: 'CAF' },
  { code: 'france_travail', libelle: 'France Travail' },
  { code: 'assurance_maladie', libelle: 'Assurance maladie' },
  { code: 'retraite', libelle: 'Caisse de retraite' },
  { code: 'impots', libelle: 'Impôts' },
  { code: 'prefecture', libelle: 'Préfecture' },
  { code: 'mairie', libelle: 'Mairie, CCAS' },
  { code: 'bailleur', libelle: 'Bailleur' },
  { code: 'energie_eau_telecom', libelle: 'Énergie, eau, téléphone' },
  { code: 'banque_assurance', libelle: 'Banque, assurance' },
  { code: 'autre', libelle: 'Autre organisme' },
];

export const CAUSES: Readonly<Record<CauseCaducite, string>> = {
  deces: 'au décès de la personne',
  tutelle: 'avec la tutelle',
  habilitation_familiale: 'avec l’habilitation familiale',
  mandat_protection_future: 'avec le mandat de protection future',
  majorite: 'à la majorité',
  dissolution: 'avec la structure',
  changement_structure: 'avec le changement de structure',
  non_regularise: 'faute de signature dans les temps',
};

/** Words of a code among choices; the code itself when the list has changed since. */
export function libelleOf(choix: readonly Choix[], code: string): string {
  return choix.find((un) => un.code === code)?.libelle ?? code;
}
