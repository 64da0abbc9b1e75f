import type {
  Acte,
  Canal,
  Capacite,
  CauseCaducite,
  ConstituantKind,
  DemandePar,
  Interprete,
  ModeRecueil,
  Perimetre,
  QualificationActe,
  ResultatActe,
  Statut,
} from '../../modele/nomenclatures.ts';
import { toLettres } from '../lettres.ts';
import { frMandat } from './fr-mandat.ts';

/** Languages in which a document can be read beside its French text. */
export type Langue = 'fr' | 'ar' | 'en' | 'uk' | 'tr' | 'ps' | 'fa' | 'pt';

/**
 * The French texts: the source of every translation, and the only ones that bind.
 *
 * To translate: `export const ar: Textes = { … }` in `ar.ts` and `export const arMandat: TextesMandat = { … }` in
 * `ar-mandat.ts`, same keys, same order; a missing message is a type error, `textes.test.ts` checks the rest. In a
 * message:
 * - `{nom}` is filled in by the code (a name, a date, a list): keep each one once, under the same name, at the place
 *   where the language wants it. What it holds is said in the comment when the name does not say it;
 * - `**…**` is strong: keep the pair where French has one;
 * - « vous » is the person helped, always with respect (siz, Ви, شما, حضرتكم); « nous » is the structure;
 * - « démarche » is an errand with an administration, « acte » one thing done for it, « mandat » a power given by
 *   contract (وكالة, mandate or power to act, довіреність, vekâlet, وکالت, mandato), never a "consent to data use";
 * - everything under `simple`, `mentions`, `codes`, `arret`, `compte` and `sortie` is plain language: twelve words a sentence at
 *   most, a date counted as four, a name or an hour as two; short words, one idea a sentence;
 * - digits are 0–9 in every language; no vowel marks in Arabic script; no Latin abbreviation (e.g., i.e., etc.).
 */
export const fr = {
  langue: 'fr' as Langue,
  sens: 'ltr' as 'ltr' | 'rtl',
  /** The name of the language in itself, and in French after « en » : « arabe », « ukrainien ». */
  nom: 'français',
  nomEnFrancais: 'français',
  /** Who speaks this language well and checked the file, and when (`AAAA-MM-JJ`). `null` until someone really did. */
  relecture: null as { par: string; le: string } | null,

  /** Monday first. */
  jours: ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'],
  /** January first, in the form that a date wants (genitive where there is one). */
  mois: [
    'janvier',
    'février',
    'mars',
    'avril',
    'mai',
    'juin',
    'juillet',
    'août',
    'septembre',
    'octobre',
    'novembre',
    'décembre',
  ],
  /** « samedi 22 mai 2027 ». */
  date: '{jourSemaine} {jour} {mois} {annee}',
  /** How the first day of a month is written; `1` in most languages. */
  premier: '1er',
  /** Time of day; `{h}` = 9, `{hh}` = 09, `{mm}` = 05. */
  heure: '{h} h {mm}',
  /** A length in days (1 to 365) or months (1 to 12), plural forms included: « quinze jours ». */
  enJours: (n: number): string => (n === 1 ? 'un jour' : `${n} jours`),
  enMois: (n: number): string => `${toLettres(n)} mois`,
  /** Between the parts of a list on one line. */
  virgule: ', ',
  /** « Demander le RSA : envoyer la demande ». */
  ligne: '{demarche} : {texte}',

  /** What the writers may do: after « Les écrivains peuvent : », then as a sentence of plain language. */
  actes: {
    complet: {
      consulter: 'consulter votre dossier et les réponses reçues',
      saisir: 'remplir le formulaire et joindre les pièces que vous confiez',
      deposer: 'envoyer la demande',
      signer: 'signer en ligne en votre nom',
      payer: 'payer en ligne en votre nom, avec le moyen de paiement que vous présentez ce jour-là',
      creer_compte: 'créer votre compte en ligne, et vous en remettre l’accès',
      creer_messagerie: 'créer votre adresse électronique, et vous en remettre l’accès',
      changer_coordonnees_bancaires: 'changer les coordonnées bancaires de votre dossier',
    } satisfies Record<Acte, string>,
    simple: {
      consulter: 'Regarder votre dossier.',
      saisir: 'Remplir le formulaire avec vos informations.',
      deposer: 'Envoyer la demande.',
      signer: 'Signer en ligne pour vous.',
      payer: 'Payer en ligne pour vous, avec votre argent.',
      creer_compte: 'Créer votre compte en ligne.',
      creer_messagerie: 'Créer votre adresse mail.',
      changer_coordonnees_bancaires: 'Changer votre numéro de compte en banque.',
    } satisfies Record<Acte, string>,
    /** Those whose words change when the act stays the person's own: after « Vous faites vous-même ». */
    gardesComplet: {
      saisir: 'remplir le formulaire et joindre les pièces',
      signer: 'signer la demande',
      payer: 'payer',
      creer_compte: 'créer votre compte en ligne',
      creer_messagerie: 'créer votre adresse électronique',
    },
    gardesSimple: { signer: 'Signer la demande.', payer: 'Payer.' },
  },

  perimetres: {
    papiers: 'Papiers et citoyenneté',
    famille: 'Famille et scolarité',
    social: 'Social et santé',
    travail: 'Travail et formation',
    logement: 'Logement',
    transports: 'Transports et mobilité',
    argent: 'Argent, impôts et consommation',
    justice: 'Justice',
    etranger: 'Étranger et Europe',
    loisirs: 'Loisirs, sports et culture',
  } satisfies Record<Perimetre, string>,

  /** Who grants or assists, after a name: « Anne Exemple, votre tuteur ». */
  qualites: {
    mandant: 'vous',
    parent: 'votre parent',
    tuteur: 'votre tuteur',
    curateur_assiste: 'votre curateur',
    personne_habilitee: 'la personne habilitée par le juge à vous représenter',
    mandataire_protection: 'votre mandataire de protection future',
  } satisfies Record<ConstituantKind, string>,

  /** Legal protection of an adult in French law; keep the French word in brackets where the language has no equal. */
  capacites: {
    complet: {
      aucune_mesure:
        'Vous déclarez avoir 18 ans ou plus et n’être sous aucune mesure de protection : ni sauvegarde de justice, ni curatelle, ni tutelle, ni habilitation familiale, ni mandat de protection future.',
      sauvegarde:
        'Vous êtes sous sauvegarde de justice. Vous gardez le droit de donner ce mandat ; un acte contraire à vos intérêts peut être annulé ou réduit.',
      curatelle_simple:
        'Vous êtes sous curatelle. Seul, vous pouvez faire consulter, remplir et envoyer vos demandes et créer une adresse électronique ; tout autre acte demande l’assistance de votre curateur.',
      curatelle_renforcee:
        'Vous êtes sous curatelle renforcée. Seul, vous pouvez faire consulter, remplir et envoyer vos demandes et créer une adresse électronique ; tout autre acte demande l’assistance de votre curateur.',
      habilitation_familiale:
        'Une habilitation familiale vous protège : la personne habilitée par le juge donne ce mandat en votre nom.',
      tutelle: 'Vous êtes sous tutelle : votre tuteur donne ce mandat en votre nom.',
      mandat_protection_future:
        'Un mandat de protection future vous protège : votre mandataire donne ce mandat en votre nom.',
      inconnue: 'Votre situation juridique reste à préciser : le mandat ne prend pas effet avant.',
      mineur:
        'Vous avez moins de 18 ans : votre parent donne ce mandat en votre nom. Il prend fin au plus tard le jour de vos 18 ans.',
      mineur_seul: 'Vous avez moins de 18 ans, et l’âge de faire seul ces démarches.',
    } satisfies Record<Capacite | 'mineur' | 'mineur_seul', string>,
    simple: {
      aucune_mesure: 'Vous dites être adulte, sans tutelle ni curatelle.',
      sauvegarde: 'Vous êtes sous sauvegarde de justice. Vous pouvez donner ce mandat.',
      curatelle_simple: 'Vous avez un curateur. Pour certains actes, il faut aussi son accord.',
      curatelle_renforcee: 'Vous avez un curateur. Pour certains actes, il faut aussi son accord.',
      habilitation_familiale: 'Le juge a choisi un proche pour décider. Il donne ce mandat.',
      tutelle: 'Vous avez un tuteur. C’est lui qui donne ce mandat.',
      mandat_protection_future: 'Vous avez choisi une personne pour décider. Elle donne ce mandat.',
      inconnue: 'Nous devons encore savoir si vous avez un tuteur ou un curateur.',
      mineur: 'Vous avez moins de 18 ans. Votre parent donne ce mandat.',
      mineur_seul: 'Vous avez moins de 18 ans. Vous pouvez décider seul ici.',
    } satisfies Record<Capacite | 'mineur' | 'mineur_seul', string>,
  },

  /** After « Vous avez donné votre accord » and after « Comment ». */
  modes: {
    presence: 'sur place',
    telephone: 'par téléphone',
    visio: 'par appel vidéo',
    courrier: 'par courrier',
    sms: 'par SMS',
  } satisfies Record<ModeRecueil, string>,
  canaux: {
    presence: 'sur place',
    telephone: 'par téléphone',
    courrier: 'par courrier',
    courriel: 'par courriel',
    sms: 'par SMS',
    code: 'avec le code d’arrêt',
    en_ligne: 'en ligne',
    papier: 'sur papier',
  } satisfies Record<Canal, string>,
  interpretes: {
    aucun: 'personne',
    professionnel: 'un interprète professionnel',
    telephone: 'un interprète au téléphone',
    proche_majeur: 'un proche adulte',
    proche_interesse: 'un proche que ces démarches concernent aussi',
    proche_mineur: 'un proche mineur',
  } satisfies Record<Interprete, string>,

  /** Values of the lines « Demandé par », « Pourquoi », « Résultat », « Dans le mandat » : two to ten words each. */
  demandeurs: {
    mandant: 'vous',
    constituant: 'la personne qui a donné le mandat pour vous',
    curateur: 'votre curateur',
    tuteur: 'votre tuteur',
    ecrivain: 'un écrivain numérique',
    structure: 'la structure',
    juge: 'le juge',
    heritier: 'un héritier',
    systeme: 'personne : c’est automatique',
  } satisfies Record<DemandePar, string>,
  statuts: {
    brouillon: 'en préparation',
    presente: 'présenté, pas encore signé',
    actif: 'en cours',
    suspendu: 'en pause',
    refuse: 'vous n’avez pas donné votre accord',
    expire: 'le dernier jour est passé',
    revoque: 'quelqu’un a demandé l’arrêt',
    renonce: 'la structure ne peut plus vous aider',
    epuise: 'la démarche est faite',
    caduc: 'la loi l’arrête',
    remplace: 'un nouveau mandat le remplace',
    annule: 'annulé avant de commencer',
  } satisfies Record<Statut, string>,
  causes: {
    deces: 'la personne est décédée',
    tutelle: 'le juge a décidé une tutelle',
    habilitation_familiale: 'le juge a habilité un proche',
    mandat_protection_future: 'un mandat de protection future commence',
    majorite: 'la personne a 18 ans',
    dissolution: 'la structure ferme',
    changement_structure: 'une autre structure prend la place',
    non_regularise: 'l’accord oral n’a pas été signé à temps',
  } satisfies Record<CauseCaducite, string>,
  resultats: {
    reussi: 'c’est fait',
    echoue: 'cela n’a pas marché',
    reporte: 'remis à plus tard',
    transmis_papier: 'envoyé sur papier',
  } satisfies Record<ResultatActe, string>,
  qualifications: {
    regulier: 'prévu par le mandat',
    fait_dans_l_ignorance: 'fait avant de savoir que le mandat était arrêté',
    hors_perimetre: 'pas prévu par le mandat',
    ratifie: 'pas prévu, puis accepté par vous',
  } satisfies Record<QualificationActe, string>,

  /** The contract itself, at both levels: `fr-mandat.ts`. */
  ...frMandat,

  /** Labels of the boxes to sign. */
  roles: {
    mandant: 'La personne : {nom}',
    constituant: 'Au nom de la personne : {nom}, {qualite}',
    curateur: 'Le curateur : {nom}',
    temoin: 'Le témoin : {nom}',
    interprete: 'L’interprète : {nom}',
    mandataire: 'Pour la structure : {nom}',
  },
  /** Printed inside a box signed on the screen. */
  mentions: {
    signe: 'Signé à l’écran le {date} à {heure}',
    accepte: 'Accepté à l’écran le {date} à {heure}',
    acceptePar: 'Accepté à l’écran le {date} à {heure}. Par {nom}',
  },

  /** What a bilingual document says of its translation, in both languages. `{par}` is a name. */
  traduction: {
    francais: 'Seul le texte en français compte.',
    nonRelue: 'Cette traduction n’est pas encore relue. Elle peut contenir des erreurs.',
    relue: 'Traduction relue par {par} le {le}.',
  },

  /** The codes of the person's copy. */
  codes: {
    titre: 'Vos codes',
    verifier: 'Ce code montre que le mandat existe : {code}',
    comment: 'Filmez l’image avec un téléphone pour vérifier ce mandat.',
    arreter: 'Ce code arrête tout le mandat : {code}',
    donner: 'Tapez-le sur notre site, ou dites-le au téléphone.',
    garder: 'Gardez ce code pour vous.',
    /** Read instead of the image, by those who do not see it. */
    alt: 'Code QR : adresse pour vérifier ce mandat',
  },

  /** Certificate: what was stopped. */
  arret: {
    titre: 'Certificat d’arrêt du mandat',
    intro: 'Ce papier dit ce qui s’est arrêté, et quand.',
    personne: 'La personne',
    structure: 'La structure',
    debut: 'Début du mandat',
    finPrevue: 'Dernier jour prévu',
    quoi: 'Ce qui s’est arrêté',
    tout: 'Tout le mandat s’est arrêté.',
    partie: 'Une partie du mandat s’est arrêtée.',
    demarches: 'Démarches arrêtées',
    actes: 'Actes arrêtés',
    quand: 'Quand',
    /** `{heure}` is always `14:30` here. */
    dateHeure: '{date} à {heure}',
    connu: 'Nous l’avons su',
    par: 'Demandé par',
    comment: 'Comment',
    pourquoi: 'Pourquoi',
    reste: 'Ce qui reste',
    rien: 'Il ne reste rien de ce mandat.',
    continue: 'Ces parties du mandat continuent :',
    avant: 'Ce qui a été fait avant reste valable.',
    encore: 'Nous pouvons encore vous aider, à côté de vous.',
    /** Full level only. */
    droit: 'Un mandat peut être arrêté à tout moment (article 2004 du code civil).',
  },

  /** Account of what was done. */
  compte: {
    titre: 'Compte rendu de ce qui a été fait',
    intro: 'Voici ce que nous avons fait pour vous.',
    aucun: 'Nous n’avons encore rien fait avec ce mandat.',
    quand: 'Quand',
    acte: 'Ce qui a été fait',
    resultat: 'Résultat',
    comment: 'Comment',
    recu: 'Fin du numéro de reçu',
    mandat: 'Dans le mandat',
    comptes: 'Comptes créés pour vous',
    /** An account made for the person, and its access handed over to her. */
    compteEnLigne: 'Compte en ligne, remis le {date}',
    messagerie: 'Adresse mail, remise le {date}',
    horsMandat: 'Un acte n’était pas prévu. Vous pouvez l’accepter ou le refuser.',
    questions: 'Une ligne n’est pas claire ? Demandez-nous.',
    /** Full level only. */
    droit: 'La structure doit vous rendre compte (article 1993 du code civil).',
    droitHors: 'Un acte non prévu vous engage seulement si vous l’acceptez (article 1998).',
  },

  /** Sheet that the person takes away. */
  sortie: {
    titre: 'Votre fiche à garder',
    fait: 'Ce qui est fait',
    rienFait: 'Rien n’est encore fait.',
    reste: 'Ce que nous pouvons encore faire',
    rienReste: 'Ce mandat ne permet plus rien.',
    duree: 'Jusqu’à quand',
    fin: 'Le dernier jour est le {fin}.',
    arrete: 'Le mandat s’est arrêté le {date}.',
    pasCommence: 'Le mandat n’a pas encore commencé.',
    pause: 'Le mandat est en pause. Nous n’agissons pas pour vous.',
    arreter: 'Pour arrêter',
    appeler: 'Qui appeler',
    garder: 'Gardez cette fiche avec vos papiers.',
  },
};

/** The texts of one language; every translation has the same messages as the French. */
export type Textes = typeof fr;
