import { SERVICES, VALEURS, type Service } from '@porte-plume/accompagnement/lieux';
import { LISTES } from '@porte-plume/accompagnement/nomenclatures';
import type {
  Deplacement,
  Modalite,
  PriseEnCharge,
  PublicAdresse,
} from '@porte-plume/accompagnement/orientation';
import type { Choix } from '../../ui/form.tsx';

/** The nine services in the words of the desk; the most asked first. */
const MOTS: Readonly<Record<Service, readonly [code: string, libelle: string]>> = {
  'Aide aux démarches administratives': ['demarche', 'Faire une démarche en ligne'],
  'Maîtrise des outils numériques du quotidien': [
    'outils',
    'Apprendre\u00a0: ordinateur, téléphone, courriel',
  ],
  'Accès internet et matériel informatique': ['acces', 'Un ordinateur et internet sur place'],
  'Acquisition de matériel informatique à prix solidaire': ['materiel', 'Acheter un ordinateur pas cher'],
  'Utilisation sécurisée du numérique': ['securite', 'Éviter les pièges, protéger ses comptes'],
  'Insertion professionnelle via le numérique': ['travail', 'Chercher un travail en ligne'],
  'Parentalité et éducation avec le numérique': ['enfants', 'L’école des enfants, les écrans'],
  'Compréhension du monde numérique': ['comprendre', 'Comprendre le numérique'],
  'Loisirs et créations numériques': ['loisirs', 'Photos, loisirs, création'],
};

export const BESOINS: readonly Choix[] = [...SERVICES]
  .sort((a, b) => Object.keys(MOTS).indexOf(a) - Object.keys(MOTS).indexOf(b))
  .map((service) => ({ code: MOTS[service][0], libelle: MOTS[service][1] }));

/** Code of a need on the screen → service of the standard. */
export const serviceOf = (code: string): Service | undefined =>
  SERVICES.find((service) => MOTS[service][0] === code);
export const besoinOf = (service: Service): string => MOTS[service][0];
export const besoinEnMots = (service: Service): string => MOTS[service][1];

export const DEPLACEMENTS: readonly (Choix & { code: Deplacement })[] = [
  { code: 'marche', libelle: 'À pied', aide: 'jusqu’à 1,5\u00a0km' },
  { code: 'transport', libelle: 'Bus, tram ou train', aide: 'jusqu’à 15\u00a0km' },
  { code: 'voiture', libelle: 'En voiture', aide: 'jusqu’à 30\u00a0km' },
];

export const JOURS: readonly Choix[] = [
  'Lundi',
  'Mardi',
  'Mercredi',
  'Jeudi',
  'Vendredi',
  'Samedi',
  'Dimanche',
].map((libelle, rang) => ({ code: String(rang), libelle }));

/** Halves of a day, in minutes. */
export const MOMENTS = {
  matin: { debut: 540, fin: 720 },
  apres_midi: { debut: 840, fin: 1020 },
  soir: { debut: 1050, fin: 1170 },
} as const;
export const CHOIX_MOMENTS: readonly Choix[] = [
  { code: 'matin', libelle: 'Le matin', aide: '9\u00a0h – 12\u00a0h' },
  { code: 'apres_midi', libelle: 'L’après-midi', aide: '14\u00a0h – 17\u00a0h' },
  { code: 'soir', libelle: 'En fin de journée', aide: '17\u00a0h\u00a030 – 19\u00a0h\u00a030' },
];

const codes = <C extends string>(
  liste: readonly C[],
  mots: Readonly<Record<C, string>>,
): readonly (Choix & { valeur: C })[] =>
  liste.map((valeur, rang) => ({ code: String(rang), libelle: mots[valeur], valeur }));

export const MODALITES = codes<Modalite>(VALEURS.modalites_accompagnement, {
  'En autonomie': 'Seule, à son rythme',
  'Accompagnement individuel': 'Avec quelqu’un, en tête à tête',
  'Dans un atelier collectif': 'En groupe',
  'À distance': 'À distance',
});
export const PUBLICS = codes<PublicAdresse>(VALEURS.publics_specifiquement_adresses, {
  Jeunes: 'Jeune',
  Étudiants: 'Étudiant·e',
  'Familles et/ou enfants': 'Famille, enfants',
  Seniors: 'Senior',
  Femmes: 'Femme',
});
export const PRISES = codes<PriseEnCharge>(VALEURS.prise_en_charge_specifique, {
  Surdité: 'Entend mal',
  'Handicaps moteurs': 'Accès de plain-pied, gestes difficiles',
  'Handicaps mentaux': 'Besoin de temps et de mots simples',
  Illettrisme: 'Lit avec de l’aide',
  'Langues étrangères (anglais)': 'Parle anglais',
  'Langues étrangères (autres)': 'Parle une autre langue',
  'Déficience visuelle': 'Voit mal',
});
export const NIVEAUX: readonly Choix[] = LISTES.niveauAtelier.map(({ code, libelle }) => ({ code, libelle }));
export const MOTIFS_REFUS: readonly Choix[] = LISTES.motifRefusOrientation.map(({ code, libelle }) => ({
  code,
  libelle,
}));
