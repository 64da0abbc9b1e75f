/** The closed vocabularies of a mandate. Codes are stable; labels live in the document's wording. */

export const MODES = [
  'informer',
  'faire_faire',
  'faire_avec',
  'faire_a_la_place_present',
  'faire_a_la_place_absent',
] as const;
/** How the writer helps; the same five codes in the whole project. */
export type Mode = (typeof MODES)[number];

export const CLASSES = ['simple', 'sensible'] as const;
/** `sensible` = money, bank details, health, immigration, justice, irreversible choice. */
export type Classe = (typeof CLASSES)[number];

export const PERIMETRES = [
  'papiers',
  'famille',
  'social',
  'travail',
  'logement',
  'transports',
  'argent',
  'justice',
  'etranger',
  'loisirs',
] as const;
/** The ten scopes of Aidants Connect, code for code. */
export type Perimetre = (typeof PERIMETRES)[number];

export const ACTES = [
  'consulter',
  'saisir',
  'deposer',
  'signer',
  'payer',
  'creer_compte',
  'creer_messagerie',
  'changer_coordonnees_bancaires',
] as const;
/** What the writer may do on a démarche. */
export type Acte = (typeof ACTES)[number];

/** What a new item grants unless more is asked for. */
export const ACTES_COURANTS = ['consulter', 'saisir', 'deposer'] as const satisfies readonly Acte[];
/** Acts that must be named one by one in the mandate. */
export const ACTES_EXPRES = [
  'signer',
  'payer',
  'creer_compte',
  'creer_messagerie',
  'changer_coordonnees_bancaires',
] as const satisfies readonly Acte[];
/** Acts that bind the person: a relecture protects them. */
export const ACTES_A_RELIRE = [
  'deposer',
  'signer',
  'payer',
  'changer_coordonnees_bancaires',
] as const satisfies readonly Acte[];

export const CAPACITES = [
  'aucune_mesure',
  'sauvegarde',
  'curatelle_simple',
  'curatelle_renforcee',
  'habilitation_familiale',
  'tutelle',
  'mandat_protection_future',
  'inconnue',
] as const;
/** Legal capacity as declared; the reason of a measure is never recorded. */
export type Capacite = (typeof CAPACITES)[number];

export const CONSTITUANT_KINDS = [
  'mandant',
  'parent',
  'tuteur',
  'curateur_assiste',
  'personne_habilitee',
  'mandataire_protection',
] as const;
/** Who grants the mandate. */
export type ConstituantKind = (typeof CONSTITUANT_KINDS)[number];

export const MODES_RECUEIL = ['presence', 'telephone', 'visio', 'courrier', 'sms'] as const;
/** Where the consent is taken. */
export type ModeRecueil = (typeof MODES_RECUEIL)[number];

export const FORMES = [
  'signature_papier',
  'signature_ecran',
  'nom_ecrit',
  'ne_sait_signer',
  'oral_a_regulariser',
] as const;
/** The trace which the consent leaves. */
export type Forme = (typeof FORMES)[number];

export const LECTURES = ['lui_meme', 'voix_haute', 'langage_simple', 'pictogrammes', 'audio'] as const;
/** How the person took in the text. */
export type Lecture = (typeof LECTURES)[number];

export const INTERPRETES = [
  'aucun',
  'professionnel',
  'telephone',
  'proche_majeur',
  'proche_interesse',
  'proche_mineur',
] as const;
/** Who translated. */
export type Interprete = (typeof INTERPRETES)[number];

export const REFORMULATIONS = ['comprise', 'reexpliquee', 'non_comprise'] as const;
/** Teach-back: what the person could say again in her own words. */
export type Reformulation = (typeof REFORMULATIONS)[number];

export const CANAUX = [
  'presence',
  'telephone',
  'courrier',
  'courriel',
  'sms',
  'code',
  'en_ligne',
  'papier',
] as const;
/** How a statement reached us, or an act was done. */
export type Canal = (typeof CANAUX)[number];

export const DEMANDES_PAR = [
  'mandant',
  'constituant',
  'curateur',
  'tuteur',
  'ecrivain',
  'structure',
  'juge',
  'heritier',
  'systeme',
] as const;
/** Who asked for an end. */
export type DemandePar = (typeof DEMANDES_PAR)[number];

export const STATUTS = [
  'brouillon',
  'presente',
  'actif',
  'suspendu',
  'refuse',
  'expire',
  'revoque',
  'renonce',
  'epuise',
  'caduc',
  'remplace',
  'annule',
] as const;
/** Computed at an instant, never stored. */
export type Statut = (typeof STATUTS)[number];

export const CAUSES_CADUCITE = [
  'deces',
  'tutelle',
  'habilitation_familiale',
  'mandat_protection_future',
  'majorite',
  'dissolution',
  'changement_structure',
  'non_regularise',
] as const;
/** Why a mandate lapsed by law. */
export type CauseCaducite = (typeof CAUSES_CADUCITE)[number];

export const RESULTATS_ACTE = ['reussi', 'echoue', 'reporte', 'transmis_papier'] as const;
/** What became of an act. */
export type ResultatActe = (typeof RESULTATS_ACTE)[number];

export const QUALIFICATIONS_ACTE = [
  'regulier',
  'fait_dans_l_ignorance',
  'hors_perimetre',
  'ratifie',
] as const;
/** How an act stands once everything is known. */
export type QualificationActe = (typeof QUALIFICATIONS_ACTE)[number];

export const ACTEUR_KINDS = ['ecrivain', 'benevole', 'coordinateur', 'mandant', 'tiers', 'systeme'] as const;
/** Who gave a command. */
export type ActeurKind = (typeof ACTEUR_KINDS)[number];

export const NIVEAUX_DOCUMENT = ['complet', 'langage_simple'] as const;
/** `langage_simple` is never called FALC, nor shown with its logo, without a validation by the people concerned. */
export type NiveauDocument = (typeof NIVEAUX_DOCUMENT)[number];

export const CAUSES_STRUCTURE = ['dissolution', 'changement_structure'] as const;
export const NATURES_COMPTE = ['compte', 'messagerie'] as const;
/** What was opened for the person, and handed to her with its secrets, of which none is kept. */
export type NatureCompte = (typeof NATURES_COMPTE)[number];

/** How an answer by SMS was read; `ambigu` = ask again, not a refusal. */
export const LECTURES_REPONSE = ['oui', 'non', 'ambigu'] as const;

export const DESTINATAIRES_RAPPEL = ['mandant', 'ecrivains'] as const;
/** Who is told that a mandate is about to end. */
export type DestinataireRappel = (typeof DESTINATAIRES_RAPPEL)[number];

export const PORTEES_EFFACEMENT = ['vault', 'vault_et_sel'] as const;
export const BASES_EFFACEMENT = ['demande', 'conservation'] as const;
