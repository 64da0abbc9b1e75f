import type { Acte, Capacite, ConstituantKind, Perimetre, Statut } from '@porte-plume/mandat';
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

/** Capacities, each with what it changes; the package says what each one needs. */
export const CAPACITES: readonly Choix[] = [
  { code: 'aucune_mesure', libelle: 'Non', aide: 'Elle décide seule.' },
  {
    code: 'sauvegarde',
    libelle: 'Sauvegarde de justice',
    aide: 'Elle décide seule. Un juge pourra revoir l’acte.',
  },
  {
    code: 'curatelle_simple',
    libelle: 'Curatelle simple',
    aide: 'Elle décide. Son curateur l’assiste pour payer, signer, ouvrir un compte.',
  },
  {
    code: 'curatelle_renforcee',
    libelle: 'Curatelle renforcée',
    aide: 'De même. Son curateur gère aussi son argent.',
  },
  {
    code: 'habilitation_familiale',
    libelle: 'Habilitation familiale',
    aide: 'Le proche choisi par le juge signe pour elle.',
  },
  { code: 'tutelle', libelle: 'Tutelle', aide: 'Son tuteur signe pour elle.' },
  {
    code: 'mandat_protection_future',
    libelle: 'Mandat de protection future',
    aide: 'La personne qu’elle avait choisie signe pour elle.',
  },
  { code: 'inconnue', libelle: 'Je ne sais pas', aide: 'Le mandat attendra la réponse.' },
];

/** Who signs: the usual answer first. */
export const SIGNATAIRES: readonly Choix[] = [
  { code: 'personne', libelle: 'La personne elle-même' },
  { code: 'autre', libelle: 'Quelqu’un d’autre signe' },
];

export const CONSTITUANTS: readonly Choix[] = [
  { code: 'parent', libelle: 'Son père ou sa mère', aide: 'La personne a moins de 18 ans.' },
  { code: 'curateur_assiste', libelle: 'La personne, avec son curateur' },
  { code: 'tuteur', libelle: 'Son tuteur' },
  { code: 'personne_habilitee', libelle: 'Le proche habilité par le juge' },
  { code: 'mandataire_protection', libelle: 'Son mandataire de protection' },
];

export const PERIMETRES: Readonly<Record<Perimetre, string>> = {
  papiers: 'Papiers et citoyenneté',
  famille: 'Famille et scolarité',
  social: 'Social et santé',
  travail: 'Travail',
  logement: 'Logement',
  transports: 'Transports',
  argent: 'Argent et impôts',
  justice: 'Justice',
  etranger: 'Étranger et Europe',
  loisirs: 'Loisirs, sport et culture',
};

/** Who signs under each of these measures, unless another answer is given: the package decides. */
export const REPRESENTANTS: Partial<Record<Capacite, ConstituantKind>> = {
  tutelle: 'tuteur',
  habilitation_familiale: 'personne_habilitee',
  mandat_protection_future: 'mandataire_protection',
};

export const LECTURES: readonly Choix[] = [
  { code: 'voix_haute', libelle: 'Lu à voix haute' },
  { code: 'lui_meme', libelle: 'La personne l’a lu' },
  { code: 'langage_simple', libelle: 'Expliqué en mots simples' },
  { code: 'pictogrammes', libelle: 'Avec des images' },
  { code: 'audio', libelle: 'Écouté sur un enregistrement' },
];

/** Who translates, when the person prefers another language. */
export const INTERPRETES: readonly Choix[] = [
  { code: 'professionnel', libelle: 'Interprète, ici' },
  { code: 'telephone', libelle: 'Interprète, au téléphone' },
  { code: 'proche_majeur', libelle: 'Un proche adulte' },
  {
    code: 'proche_interesse',
    libelle: 'Un proche concerné par le dossier',
    aide: 'C’est permis, et ce sera signalé.',
  },
  { code: 'proche_mineur', libelle: 'Un enfant', aide: 'Ce n’est pas possible.' },
  { code: 'aucun', libelle: 'Personne', aide: 'Le texte dans sa langue suffit.' },
];

/** Where the person is when she gives her agreement. */
export const MODES_ACCORD: readonly Choix[] = [
  { code: 'presence', libelle: 'Ici, avec vous' },
  { code: 'telephone', libelle: 'Au téléphone' },
  { code: 'visio', libelle: 'En visio' },
  { code: 'courrier', libelle: 'Par courrier' },
  { code: 'sms', libelle: 'Par SMS' },
];

/** What is kept of a signature on paper. */
export const PREUVES_PAPIER: readonly Choix[] = [
  { code: 'classe', libelle: 'Classé au dossier papier' },
  { code: 'scan', libelle: 'Scan joint' },
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
