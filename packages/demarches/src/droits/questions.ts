/** One question to the person; `champs` says which facts of a `Situation` it fills. */
export interface QuestionDroits {
  id: string;
  /** Simple French, twelve words at most. */
  phrase: string;
  champs: readonly string[];
  /** For the writer. */
  aide?: string;
}

const question = (id: string, phrase: string, ...champs: string[]): QuestionDroits =>
  Object.freeze({ id, phrase, champs: Object.freeze(champs) });

/** This duration concerns some people only, and nationality is never asked: the answer is left out by default. */
const residence: QuestionDroits = Object.freeze({
  id: 'residence',
  phrase: 'Vivez-vous en France, en règle, depuis dix ans ou plus ?',
  champs: Object.freeze(['foyer.adultes.residenceReguliere10Ans']),
  aide: 'À poser à partir de 62 ans, si l’organisme demande cette durée. Sinon, laissez vide.',
});

/**
 * All that the screening may ask: ten questions, in order. No name, no address, no nationality, no origin. Every
 * answer may be left out. Residence is asked only when the age for ASPA is near.
 */
export const QUESTIONS_DROITS: readonly QuestionDroits[] = Object.freeze([
  question('couple', 'Quel âge avez-vous ? Vivez-vous en couple ?', 'foyer.adultes'),
  question(
    'enfants',
    'Quels enfants vivent avec vous ? Quel âge ? Un bébé attendu ?',
    'foyer.enfants',
    'foyer.adultes.enceinte',
  ),
  question(
    'revenus',
    'Combien avez-vous reçu chaque mois, ces quatre derniers mois ?',
    'foyer.adultes.revenus',
  ),
  question(
    'logement',
    'Vous êtes locataire, propriétaire, ou logé gratuitement ?',
    'foyer.logement',
    'foyer.loyer',
  ),
  question('aides', 'Quelles aides recevez-vous déjà ? Combien par mois ?', 'foyer.prestations'),
  question('sante', 'Avez-vous déjà une complémentaire santé ?', 'couvertureSante'),
  question(
    'handicap',
    'Un handicap vous gêne-t-il, ou vous empêche-t-il de travailler ?',
    'handicap',
    'foyer.adultes.inapte',
  ),
  question('autonomie', 'Avez-vous besoin d’aide pour vous laver, manger, marcher ?', 'perteAutonomie'),
  question('chauffage', 'Avez-vous du mal à payer le chauffage ou l’électricité ?', 'chauffageDifficile'),
  residence,
]);

/** To show with every result. */
export const MENTION_DROITS = 'À vérifier avec l’organisme. Ce résultat informe. Ce n’est pas une promesse.';
