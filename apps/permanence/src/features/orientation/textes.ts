import type { Service } from '@porte-plume/accompagnement/lieux';
import { FICHE_FR, type MotsFiche } from '@porte-plume/accompagnement/orientation';

/**
 * Every word of the printed sheet, by message: each a plain function of its arguments, twelve words a sentence at most.
 * A translation is another object of this shape; the words of `MotsFiche` are those of the package.
 */
export interface TextesFeuille extends MotsFiche {
  /** Title of the block « what to say on arrival ». */
  arrivee: () => string;
  /** One sentence to say, or to show. */
  dire: (besoin: Service) => string;
  /** Who sends: the person may show it. */
  dePart: (structure: string) => string;
  fiche: (numero: number) => string;
  garderFiche: () => string;
  qrPage: () => string;
  qrCarte: () => string;
  qrTelephone: () => string;
  prevenir: () => string;
}

const BESOINS: Readonly<Record<Service, string>> = {
  'Aide aux démarches administratives': 'Bonjour, je voudrais de l’aide pour une démarche en ligne.',
  'Maîtrise des outils numériques du quotidien': 'Bonjour, je voudrais apprendre à me servir d’internet.',
  'Accès internet et matériel informatique': 'Bonjour, je voudrais utiliser un ordinateur.',
  'Acquisition de matériel informatique à prix solidaire': 'Bonjour, je cherche un ordinateur pas cher.',
  'Utilisation sécurisée du numérique': 'Bonjour, je voudrais éviter les pièges sur internet.',
  'Insertion professionnelle via le numérique': 'Bonjour, je voudrais de l’aide pour chercher un travail.',
  'Parentalité et éducation avec le numérique': 'Bonjour, je voudrais suivre l’école de mes enfants.',
  'Compréhension du monde numérique': 'Bonjour, je voudrais mieux comprendre internet.',
  'Loisirs et créations numériques': 'Bonjour, je viens pour les activités numériques.',
};

export const TEXTES_FR: TextesFeuille = {
  ...FICHE_FR,
  arrivee: () => 'En arrivant, dites',
  dire: (besoin) => `«\u00a0${BESOINS[besoin]}\u00a0»`,
  dePart: (structure) => `De la part de\u00a0: ${structure}.`,
  fiche: (numero) => `Votre numéro\u00a0: ${numero}`,
  garderFiche: () => 'Donnez ce numéro en arrivant.',
  qrPage: () => 'Ce carré ouvre la page du lieu.',
  qrCarte: () => 'Ce carré montre le lieu sur une carte.',
  qrTelephone: () => 'Ce carré appelle le lieu.',
  prevenir: () => 'Un empêchement\u00a0? Téléphonez avant.',
};
