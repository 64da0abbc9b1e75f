import { LOGO_DEMO } from '../db/seed-apparence.ts';
import type { AccueilProps, DemarcheProposee } from '../features/accueil/view.tsx';
import type { JourneeProps } from '../features/journee/view.tsx';
import { findLangue, toChoixLangues } from '../features/mandat/langues.ts';
import { INTERPRETES } from '../features/mandat/libelles.ts';
import type { DemarcheDuMandat } from '../features/mandat/view.tsx';
import type { TableauProps } from '../features/tableau/view.tsx';
import type { Choix, Envoi } from './form.tsx';
import { activiteLue, choixTableau } from './galerie-tableau.fixture.ts';
import type { Cadre } from './layout.tsx';
import type { PartieLue } from './lecture.tsx';

const structure = 'Département de démonstration (Loire)';

/** As the server gives it, but for its address: a page of the gallery asks nobody for anything. */
export const logo = {
  src: `data:image/png;base64,${LOGO_DEMO}`,
  nom: structure,
  largeur: 192,
  hauteur: 96,
};
export const anonyme: Cadre = { demo: true, chemin: '/connexion' };
export const cadreJour: Cadre = {
  demo: true,
  chemin: '/',
  structure,
  compte: {
    nom: 'Pia Moreau',
    role: 'Écrivaine numérique',
    liens: [
      'journee',
      'accueil',
      'personnes',
      'demarches',
      'relances',
      'orientation',
      'diagnostic',
      'adressages',
      'planning',
      'tableau',
      'aide',
    ],
  },
};
const seance = { lieu: 'Médiathèque de Firminy', date: '2026-11-23', depuis: '09:04' };
export const cadre: Cadre = { ...cadreJour, chemin: '/accueil', seance };
export const cadreCoordination: Cadre = {
  demo: true,
  chemin: '/tableau',
  structure,
  compte: { nom: 'Marie Fontaine', role: 'Coordinatrice', liens: ['demarches', 'tableau'] },
};
export const envoi: Envoi = { action: '/essai', op: '0199-essai', caches: { version: '1' } };

export const comptes = [
  {
    compte: 'pia@demo',
    nom: 'Pia',
    role: 'Écrivaine numérique',
    faits: 'Sa permanence du jour, dans la Loire.',
  },
  { compte: 'marc@demo', nom: 'Marc', role: 'Écrivain, association', faits: 'Mandats sans FranceConnect.' },
  {
    compte: 'marie@demo',
    nom: 'Marie',
    role: 'Coordinatrice',
    faits: 'Les chiffres protégés, jamais les noms.',
  },
];

export const jour = {
  cadre: { ...cadreJour, seance },
  envoi,
  date: '2026-11-23',
  prenom: 'Pia',
} satisfies Partial<JourneeProps>;

export const fermee = {
  nature: 'fermee',
  permanences: [
    {
      id: 'p1',
      lieu: 'Médiathèque de Firminy',
      commune: 'Firminy',
      debut: '09:00',
      fin: '12:00',
      accueil: 'sans rendez-vous',
    },
    {
      id: 'p2',
      lieu: 'Centre social du Soleil',
      commune: 'Saint-Étienne',
      debut: '14:00',
      fin: '17:00',
      accueil: 'sur rendez-vous',
    },
  ],
  lieux: [
    { code: 'l1', libelle: 'Mairie de Feurs' },
    { code: 'l2', libelle: 'Maison de quartier de Roanne' },
  ],
} satisfies JourneeProps['etat'];

export const ouverte = {
  nature: 'ouverte',
  lieu: 'Médiathèque de Firminy',
  commune: 'Firminy',
  depuis: '09:04',
  refus: 1,
  interventions: [
    {
      id: 'i1',
      heure: '09:20',
      demarches: ['Demander l’aide au logement'],
      mode: 'Je fais à la place, personne présente',
      issue: { libelle: 'En attente de réponse', etat: 'attente' },
      dureeMin: 40,
      mandat: { href: '/mandat/1', libelle: 'mandat' },
      relecture: true,
    },
    {
      id: 'i2',
      heure: '10:05',
      demarches: ['Actualiser sa situation', 'Créer une adresse de courriel'],
      mode: 'Nous faisons ensemble',
      issue: { libelle: 'Terminée', etat: 'bon' },
      dureeMin: 25,
    },
    {
      id: 'i3',
      heure: '10:40',
      demarches: ['Renouveler une carte d’identité'],
      mode: 'J’informe',
      issue: { libelle: 'Orientée', etat: 'neutre' },
      dureeMin: null,
    },
  ],
  motifsRefus: [
    { code: 'plus_de_place', libelle: 'Plus de place' },
    { code: 'hors_champ', libelle: 'Hors de notre champ' },
    { code: 'autre', libelle: 'Autre' },
  ],
} satisfies JourneeProps['etat'];

const classes = (
  ...noms: [code: string, libelle: string, aide: string, sensible?: true][]
): DemarcheProposee[] =>
  noms.map(([code, libelle, aide, sensible]) => ({
    code,
    libelle,
    aide,
    classe: sensible ? 'sensible' : 'simple',
  }));

export const demarches = classes(
  ['caf-aide-logement', 'Demander l’aide au logement', 'CAF', true],
  ['ft-actualisation', 'Actualiser sa situation', 'France Travail'],
  ['caf-declaration', 'Déclarer ses ressources pour le RSA', 'CAF', true],
  ['ameli-compte', 'Créer un compte ameli', 'Assurance maladie'],
  ['impots-declaration', 'Déclarer ses revenus', 'Impôts', true],
  ['ants-identite', 'Préparer une carte d’identité', 'France Titres'],
  ['ants-immatriculation', 'Changer une carte grise', 'France Titres'],
  ['carsat-retraite', 'Demander sa retraite', 'Assurance retraite', true],
  ['logement-social', 'Demander un logement social', 'État'],
);

const liste = (codes: Record<string, string>): Choix[] =>
  Object.entries(codes).map(([code, libelle]) => ({ code, libelle }));
const absences = { non_communique: 'Ne veut pas dire', non_demande: 'Pas demandé' };
const actes = liste({ consulter: 'Consulter', saisir: 'Remplir', deposer: 'Envoyer' });

export const accueil: AccueilProps = {
  cadre,
  envoi: { ...envoi, action: '/accueil' },
  valeurs: {},
  personne: { nommable: true },
  demarches,
  source: 'favoris',
  listes: {
    modes: liste({
      informer: 'J’informe',
      faire_faire: 'La personne fait, je guide',
      faire_avec: 'Nous faisons ensemble',
      faire_a_la_place_present: 'Je fais à la place, personne présente',
      faire_a_la_place_absent: 'Je fais à la place, personne absente',
    }),
    appuis: liste({ guide: 'J’explique pas à pas', verifie: 'Je vérifie avant l’envoi' }),
    motifsPour: liste({
      urgence: 'Urgence',
      incapacite: 'Ne peut pas apprendre ou faire',
      acces: 'Pas d’équipement ou de connexion',
      choix: 'Choix de la personne',
      langue: 'Langue ou lecture',
    }),
    actes,
    issues: liste({
      finalisee: 'Terminée',
      a_poursuivre: 'À poursuivre',
      en_attente_reponse: 'En attente de réponse',
      bloquee: 'Démarche bloquée',
      abandonnee: 'Abandonnée',
      orientee: 'Orientée',
    }),
    relances: liste({ piece_attendue: 'Une pièce', reponse_attendue: 'Une réponse', rdv: 'Un rendez-vous' }),
    blocages: liste({ 'compte-bloque': 'Compte bloqué', panne: 'Panne du site', langue: 'Langue' }),
    plansB: liste({ aucun: 'Aucun', papier: 'Papier', telephone: 'Téléphone', guichet: 'Guichet' }),
    abandons: liste({
      personne: 'La personne arrête',
      non_eligible: 'Pas éligible',
      sans_nouvelles: 'Sans nouvelles',
    }),
    ages: liste({
      moins_18: 'Moins de 18',
      '18_24': '18–24',
      '25_39': '25–39',
      '40_59': '40–59',
      '60_69': '60–69',
      '70_74': '70–74',
      '75_plus': '75 et plus',
      ...absences,
    }),
    genres: liste({ feminin: 'Féminin', masculin: 'Masculin', ...absences }),
    statuts: liste({
      scolarise: 'Scolarisé',
      sans_emploi: 'Sans emploi',
      en_emploi: 'En emploi',
      retraite: 'Retraité',
      ...absences,
    }),
  },
};

export const etape = { cadre, envoi: { ...envoi, action: '/mandat' }, retour: '/accueil' };
export { CAPACITES as capacites, CONSTITUANTS as constituants } from '../features/mandat/libelles.ts';
export const themes: readonly Choix[] = [
  { code: 'logement', libelle: 'Logement', aide: '9 démarches' },
  { code: 'argent', libelle: 'Argent et impôts', aide: '7 démarches' },
];
/** What the explanation shows of languages when none was chosen. */
export const enFrancais = {
  langue: findLangue('fr'),
  langues: toChoixLangues(),
  interpretes: INTERPRETES,
  page: '/mandat/1',
};
export const oral = {
  phrases: [
    { dit: 'Accord oral, à faire signer ensuite.' },
    { dit: 'Dernier jour\u00a0: mardi 8 décembre 2026.' },
  ],
  actes: [{ dit: 'Regarder où en est le dossier' }, { dit: 'Remplir le formulaire' }],
};
export const duMandat: readonly DemarcheDuMandat[] = [
  {
    code: 'caf-aide-logement',
    libelle: 'Demander l’aide au logement',
    aide: 'CAF',
    classe: 'sensible',
    actes: [
      { code: 'consulter', libelle: 'Consulter le dossier' },
      { code: 'saisir', libelle: 'Remplir le dossier' },
      { code: 'deposer', libelle: 'Envoyer le dossier' },
    ],
    express: [
      { code: 'creer_compte', libelle: 'Ouvrir un compte' },
      { code: 'changer_coordonnees_bancaires', libelle: 'Changer le compte en banque' },
    ],
    reserve: 'Personne ne signe à la place de quelqu’un.',
  },
];
export const durees: readonly Choix[] = [
  { code: 'mois:1', libelle: '1 mois', aide: 'jusqu’au mercredi 23 décembre 2026' },
  { code: 'mois:3', libelle: '3 mois', aide: 'jusqu’au mardi 23 février 2027' },
  { code: 'mois:6', libelle: '6 mois', aide: 'jusqu’au dimanche 23 mai 2027' },
  { code: 'mois:12', libelle: '12 mois', aide: 'jusqu’au mardi 23 novembre 2027' },
];
export const mandatEnClair: readonly PartieLue[] = [
  {
    phrases: [
      'Je suis Pia Moreau, du Département de la Loire.',
      'Vous me demandez de faire des démarches pour vous.',
      'Ce papier s’appelle un mandat.',
    ],
  },
  {
    titre: 'Ce que je peux faire',
    phrases: ['Demander l’aide au logement.'],
    liste: ['Regarder le dossier.', 'Remplir le dossier.', 'Envoyer le dossier.'],
  },
  {
    titre: 'Ce que je ne peux pas faire',
    phrases: ['Rien d’autre sans votre accord.', 'Je ne garde jamais vos mots de passe.'],
  },
  {
    titre: 'Jusqu’à quand',
    phrases: [
      'Le dernier jour est le dimanche 23 mai 2027.',
      'Vous pouvez arrêter quand vous voulez.',
      'Vous n’avez pas à dire pourquoi.',
    ],
  },
];
export const lectures = liste({ voix_haute: 'Lu à voix haute', lui_meme: 'Lu par la personne' });
export const reformulations = liste({
  comprise: 'Oui, c’est compris',
  reexpliquee: 'Oui, après une deuxième explication',
  non_comprise: 'Pas encore',
});
export const resume = [
  'Vous me donnez un mandat.',
  'Je demande l’aide au logement pour vous.',
  'Le dernier jour est le dimanche 23 mai 2027.',
];
export const aRelire: readonly PartieLue[] = [
  {
    phrases: [
      'Nous demandons l’aide au logement à la CAF.',
      'Vous habitez seule, à Firminy.',
      'Votre loyer est de 420 euros par mois.',
    ],
  },
];
export const moyens = liste({
  voix_haute: 'À voix haute',
  ecran_montre: 'Écran montré',
  papier_relu: 'Papier relu',
});

export const tableau: TableauProps = {
  section: activiteLue,
  cadre: cadreCoordination,
  structure,
  choix: choixTableau,
  periode: 'du 1er janvier au 22 novembre 2026',
  chiffres: [
    {
      code: 'A1',
      libelle: 'Interventions',
      valeur: '310',
      definition: 'Une personne, un jour, un écrivain.',
    },
    { code: 'A2', libelle: 'Personnes suivies', valeur: '287', definition: 'Chacune comptée une fois.' },
    { code: 'A2b', libelle: 'Passages anonymes', valeur: null, definition: 'Comptés à part.' },
    {
      code: 'A5',
      libelle: 'Démarches',
      valeur: '434',
      definition: 'Menées pendant ces interventions.',
      reserve: 'Couverture\u00a0: 98,2\u00a0%.',
    },
  ],
  croisement: {
    tableau: {
      titre: 'Démarches par façon d’aider et par famille',
      enLignes: 'Façon d’aider',
      colonnes: [
        { code: 'social', libelle: 'Social' },
        { code: 'logement', libelle: 'Logement' },
        { code: 'papiers', libelle: 'Papiers' },
        { code: 'total', libelle: 'Total', total: true },
      ],
      lignes: [
        { code: 'informer', libelle: 'J’informe' },
        { code: 'faire_avec', libelle: 'Nous faisons ensemble' },
        { code: 'pour', libelle: 'Je fais à la place' },
        { code: 'total', libelle: 'Total', total: true },
      ],
      cellules: [
        [21, null, null, 41],
        [88, 61, 40, 189],
        [104, null, null, 204],
        [213, 115, 106, 434],
      ],
    },
    graphe: {
      titre: 'Comment les personnes sont aidées',
      lecture: 'Sur 434 démarches, 189 ont été faites ensemble.',
      barres: [
        { libelle: 'Nous faisons ensemble', valeur: 189 },
        { libelle: 'Je fais à la place, personne présente', valeur: 204 },
        { libelle: 'Je fais à la place, personne absente', valeur: null },
        { libelle: 'J’informe', valeur: 41 },
      ],
    },
    seuil: 5,
    masquees: 4,
    audit: { phrase: 'Une attaque a été tentée sur ce tableau\u00a0: elle ne retrouve aucune case.' },
  },
};
