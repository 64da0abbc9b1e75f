import type { Acte, Statut } from '@porte-plume/mandat';
import type { Choix } from '../../ui/form.tsx';

/** Acts of a mandate as the writer says them to the person. */
export const ACTES: Readonly<Record<Acte, string>> = {
  consulter: 'Regarder où en est le dossier',
  saisir: 'Remplir le formulaire',
  deposer: 'Envoyer le dossier',
  signer: 'Signer en ligne',
  payer: 'Payer en ligne',
  creer_compte: 'Ouvrir un compte',
  creer_messagerie: 'Ouvrir une adresse de courriel',
  changer_coordonnees_bancaires: 'Changer les coordonnées bancaires',
};

export const STATUTS: Readonly<Record<Statut, string>> = {
  brouillon: 'En préparation',
  presente: 'Expliqué, pas encore signé',
  actif: 'En cours',
  suspendu: 'Suspendu',
  refuse: 'Refusé par la personne',
  expire: 'Terminé : le dernier jour est passé',
  revoque: 'Arrêté',
  renonce: 'Rendu par la structure',
  epuise: 'Terminé : la démarche est faite',
  caduc: 'Tombé',
  remplace: 'Remplacé par un autre mandat',
  annule: 'Annulé avant signature',
};

/** Capacities offered at the desk; the package says what each one needs. */
export const CAPACITES: readonly Choix[] = [
  { code: 'aucune_mesure', libelle: 'Non' },
  { code: 'sauvegarde', libelle: 'Sauvegarde de justice' },
  { code: 'curatelle_simple', libelle: 'Curatelle simple' },
  { code: 'curatelle_renforcee', libelle: 'Curatelle renforcée' },
  { code: 'tutelle', libelle: 'Tutelle' },
  { code: 'inconnue', libelle: 'On ne sait pas' },
];

export const CONSTITUANTS: readonly Choix[] = [{ code: 'mandant', libelle: 'La personne elle-même' }];

export const LECTURES: readonly Choix[] = [
  { code: 'voix_haute', libelle: 'Lu à voix haute' },
  { code: 'lui_meme', libelle: 'La personne l’a lu' },
  { code: 'langage_simple', libelle: 'Expliqué en mots simples' },
];

export const REFORMULATIONS: readonly Choix[] = [
  { code: 'comprise', libelle: 'Oui, avec ses mots' },
  { code: 'reexpliquee', libelle: 'Oui, après une seconde explication' },
  { code: 'non_comprise', libelle: 'Pas aujourd’hui' },
];

export const DEMANDEURS: readonly Choix[] = [
  { code: 'mandant', libelle: 'La personne' },
  { code: 'ecrivain', libelle: 'L’écrivain·e' },
  { code: 'structure', libelle: 'La structure' },
];

export const CANAUX: readonly Choix[] = [
  { code: 'presence', libelle: 'Sur place' },
  { code: 'telephone', libelle: 'Par téléphone' },
  { code: 'courrier', libelle: 'Par courrier' },
  { code: 'courriel', libelle: 'Par courriel' },
];
