/** The ten scopes that mandate, catalogue and statistics share (keys of Aidants Connect). */
export const PERIMETRES = Object.freeze([
  'argent',
  'etranger',
  'famille',
  'travail',
  'justice',
  'logement',
  'loisirs',
  'papiers',
  'social',
  'transports',
] as const);
export type Perimetre = (typeof PERIMETRES)[number];

/** `sensible`: money, bank, health, immigration, justice, an irreversible choice, or a doubt about these. */
export const CLASSES = Object.freeze(['simple', 'sensible'] as const);
export type Classe = (typeof CLASSES)[number];

/** Why an entry is `sensible`. `doute`: nobody has checked yet, so it is treated as sensible. */
export const RAISONS_SENSIBLE = Object.freeze([
  'argent',
  'banque',
  'sante',
  'etranger',
  'justice',
  'irreversible',
  'doute',
] as const);
export type RaisonSensible = (typeof RAISONS_SENSIBLE)[number];

/** The five ways of helping, the same codes in every package. */
export const MODES = Object.freeze([
  'informer',
  'faire_faire',
  'faire_avec',
  'faire_a_la_place_present',
  'faire_a_la_place_absent',
] as const);
export type Mode = (typeof MODES)[number];

/** What is done inside a démarche, finer than the acts of a mandate (crosswalk in `accompagnement`). */
export const ACTES = Object.freeze([
  'informer',
  'ouvrir-compte',
  'remplir',
  'joindre',
  'deposer',
  'valider',
  'signer',
  'payer',
  'consulter',
  'telecharger',
  'actualiser',
  'remise',
  'biometrie',
  'serment',
  'choix-irreversible',
] as const);
export type ActeCode = (typeof ACTES)[number];

/** With which access the act is done. `aucun`: paper, or the person types. */
export const MOYENS = Object.freeze([
  'aucun',
  'compte-usager',
  'aidants-connect',
  'espace-professionnel',
] as const);
export type Moyen = (typeof MOYENS)[number];

/** Who helps. */
export const STATUTS = Object.freeze(['salarie', 'agent', 'benevole', 'service-civique', 'elu'] as const);
export type Statut = (typeof STATUTS)[number];

/** Legal protection of the person helped, as far as the rules tell them apart. */
export const PROTECTIONS = Object.freeze([
  'aucune',
  'sauvegarde',
  'curatelle',
  'tutelle',
  'inconnue',
] as const);
export type Protection = (typeof PROTECTIONS)[number];

/** Ways to reach the operator. */
export const TYPES_CANAL = Object.freeze([
  'web',
  'telephone',
  'guichet',
  'courrier',
  'franceServices',
] as const);

/** What stops a démarche on its online service. */
export const BLOCAGES = Object.freeze([
  'compte-bloque',
  'code-non-recu',
  'identite-non-reconnue',
  'cas-non-prevu',
  'piece-refusee',
  'panne',
  'sans-contact-humain',
  'renvoi-en-boucle',
  'delai-depasse',
  'langue',
  'inaccessible',
  'autre',
] as const);
export type BlocageCode = (typeof BLOCAGES)[number];

/** Fields of an entry whose values bear no source: one source and one date for the whole field, in `sources`. */
export const CHAMPS_SOURCES = Object.freeze([
  'pieces',
  'etapes',
  'blocages',
  'duree',
  'droitOuvert',
  'orienterVers',
] as const);
export type ChampSource = (typeof CHAMPS_SOURCES)[number];
