/** Reasons of refusal: stable codes, French sentences, never a personal value. */

const PHRASES = {
  commande_invalide: 'La demande est mal formée.',
  texte_invalide: 'Ce texte contient un caractère illisible.',
  nombre_invalide: 'Ce nombre n’est pas fini.',
  texte_trop_long: 'Ce texte est trop long : 140 signes au plus.',
  secret_detecte: 'Ce texte contient une donnée secrète : retirez-la.',
  code_invalide: 'Ce code est mal recopié : vérifiez chaque signe.',
  version_inconnue: 'Cet enregistrement vient d’une version plus récente du logiciel.',
  transition_interdite: 'Cette étape n’est pas possible maintenant.',
  version_depassee: 'Le mandat a changé entre-temps : rechargez-le avant de continuer.',
  instant_futur: 'La date indiquée est dans le futur.',
  instant_recule: 'La date indiquée précède la préparation du mandat.',
  elargissement_interdit: 'Un mandat ne s’élargit pas : préparez un nouveau mandat.',
  renouvellement_impossible: 'Ce mandat ne peut pas être renouvelé : préparez un mandat nouveau.',
  identite_a_verifier: 'L’ancien mandat a pris fin depuis plus d’un an : vérifiez l’identité de la personne.',
  capacite_inconnue:
    'La situation juridique de la personne n’est pas connue : le mandat ne peut pas être accepté.',
  representant_requis: 'La personne est représentée : seul son représentant peut donner ce mandat.',
  assistance_curateur_requise: 'La personne est sous curatelle : l’assistance du curateur est nécessaire.',
  mineur_non_autorise: 'La personne est mineure : elle ne peut pas donner ce mandat seule.',
  temoins_insuffisants: 'Deux témoins sont nécessaires quand la personne ne sait pas signer.',
  temoin_ecrivain: 'Un écrivain de la structure ne peut pas être témoin.',
  langue_non_comprise: 'Il faut un interprète ou une notice traduite.',
  interprete_mineur: 'Un enfant ne peut pas servir d’interprète.',
  reformulation_manquante:
    'La personne n’a pas pu redire avec ses mots ce qui sera fait : pas de mandat aujourd’hui.',
  notice_manquante: 'La notice d’information n’a pas été présentée.',
  lecture_manquante: 'La lecture du mandat n’a pas été enregistrée.',
  duree_excessive: 'Un mandat dure au plus 12 mois ou 365 jours.',
  perimetre_trop_large: 'Le mandat couvre trop de domaines : choisissez les démarches utiles.',
  demande_inconnue: 'Cette réponse ne correspond à aucune demande envoyée.',
  demande_close: 'La personne a déjà répondu non : envoyez une nouvelle demande.',
  pas_de_mandat: 'Cet acte demande un mandat, et la personne n’en a pas donné.',
  pas_encore_actif: 'Le mandat n’est pas encore actif.',
  suspendu: 'Le mandat est suspendu.',
  refuse: 'La personne a refusé le mandat.',
  expire: 'Le mandat est arrivé à son terme.',
  revoque: 'La personne a mis fin au mandat, ou à cette partie du mandat.',
  renonce: 'La structure a renoncé au mandat.',
  epuise: 'La démarche est faite : cette partie du mandat est terminée.',
  caduc:
    'Le mandat a pris fin de lui-même : décès, mesure de protection, majorité, fin de la structure, ou accord oral non signé à temps.',
  remplace: 'Un mandat plus récent remplace celui-ci.',
  annule: 'Le mandat a été annulé avant d’être signé.',
  hors_demarche: 'Cette démarche n’est pas dans le mandat.',
  hors_acte: 'Cet acte n’est pas dans le mandat.',
  exception: 'La personne a exclu cette démarche ou cet acte du mandat.',
  signature_personnelle: 'La personne doit signer elle-même cette démarche.',
  acte_reserve: 'La personne doit faire elle-même cet acte.',
  structure_differente: 'Le mandat a été donné à une autre structure.',
  ecrivain_non_habilite: 'L’écrivain n’est pas habilité par la structure à cette date.',
  benevole_acte_sensible: 'Un bénévole ne fait pas les démarches sensibles.',
  limite_oral: 'L’accord oral ne permet pas cet acte : faites signer la personne.',
  relecture_manquante: 'Relisez d’abord le récapitulatif avec la personne.',
  mode_incoherent: 'Le mode d’aide ne correspond pas à ce qui est fait.',
  chaine_rompue: 'Le registre a été modifié : un maillon ne correspond plus.',
  chaine_tronquee: 'Il manque la fin du registre.',
  tete_invalide: 'La signature du registre ne correspond pas.',
  code_inconnu: 'Ce code n’existe pas.',
  code_expire: 'Ce code n’est plus valable : il a dépassé sa date.',
  code_revoque: 'Ce code a été annulé.',
  fait_dans_l_ignorance: 'Un acte a été fait avant que la fin du mandat soit connue : à examiner.',
  exemplaire_non_remis: 'La personne n’a pas encore reçu son exemplaire du mandat.',
  acte_contestable: 'La personne est sous sauvegarde de justice : l’acte peut être contesté.',
  a_regulariser: 'L’accord est oral : faites signer la personne avant la date limite.',
  compte_rendu_en_retard: 'La personne n’a pas encore reçu le compte rendu de ce qui a été fait.',
  echeance_proche: 'Le mandat arrive bientôt à son terme.',
  conflit_autre_structure: 'Une autre structure a aussi un mandat pour cette démarche.',
  interprete_interesse: 'Un proche intéressé a traduit : à signaler dans le dossier.',
} as const;

/** Stable codes of the refusals and warnings. */
export type CodeMotif = keyof typeof PHRASES;

/** One reason: a stable code, a French sentence, where it applies. */
export interface Motif {
  code: string;
  phrase: string;
  /** Path inside the refused input. */
  path?: (string | number)[];
  /** Item of the mandate concerned. */
  itemId?: string;
  /** Position of the faulty link, for a chain. */
  index?: number;
}

/** A value, or every reason for which there is none. */
export type Resultat<T> = { ok: true; value: T } | { ok: false; motifs: Motif[] };

/**
 * Makes a reason of refusal.
 * @param code stable code
 * @param ou where it applies; `phrase` replaces the usual sentence and must hold no personal value
 */
export function toMotif(code: CodeMotif, ou: Partial<Omit<Motif, 'code'>> = {}): Motif {
  return { code, phrase: PHRASES[code], ...ou };
}

/** A refusal carrying its reasons. */
export function refuser(...motifs: Motif[]): { ok: false; motifs: Motif[] } {
  return { ok: false, motifs };
}
