import { periodWords } from '@porte-plume/statistiques/export';
import { getLibelle } from './correspondance.ts';
import { LISTES, type ListeId } from './nomenclature-2026-1.ts';
import { MOTIFS_VENUE, type UniteRapport } from './rapport-plan.ts';

/** What each dimension of a report is called, and the list that names its codes. */
const DIMENSIONS: Readonly<Record<string, { libelle: string; liste?: ListeId }>> = {
  mois: { libelle: 'Période' },
  territoire: { libelle: 'Territoire' },
  nature_lieu: { libelle: 'Type de lieu', liste: 'natureLieu' },
  nature: { libelle: 'Suivi de la personne' },
  duree: { libelle: 'Durée' },
  age: { libelle: 'Âge' },
  genre: { libelle: 'Genre', liste: 'genre' },
  mode: { libelle: 'Façon d’aider', liste: 'mode' },
  perimetre: { libelle: 'Famille de démarches', liste: 'perimetre' },
  issue: { libelle: 'Où en est la démarche', liste: 'issue' },
  faibles_revenus: { libelle: 'Faibles revenus', liste: 'ouiNon' },
  equipement: { libelle: 'Équipement', liste: 'equipement' },
  profil_numerique: { libelle: 'Profil numérique', liste: 'profilNumerique' },
  langue_lecture: { libelle: 'Langue et lecture', liste: 'langueLecture' },
  situation: { libelle: 'Statut', liste: 'statut' },
  adressage: { libelle: 'Adressage', liste: 'adressage' },
  renoncement: { libelle: 'Sans aide, aurait renoncé', liste: 'renoncement' },
};

const CODES: Readonly<Record<string, string>> = {
  Total: 'Ensemble',
  NR: 'Pas demandé',
  non_communique: 'Non communiqué',
  suivie: 'Personne suivie',
  anonyme: 'Passage anonyme',
  moins_30: 'Moins de 30 minutes',
  '30_59': 'De 30 à 59 minutes',
  '60_119': 'D’une heure à 1 h 59',
  '120_plus': 'Deux heures ou plus',
  oui: 'Oui',
  non: 'Non',
};

/** `2026-07`, `2026-T3`, `2026-S2` or `2026`; null for anything else. */
function periodeEnMots(code: string): string | null {
  const mots = periodWords(code);
  if (mots !== code) return mots;
  return /^\d{4}$/u.test(code) ? `Année ${code}` : null;
}

/** INSEE bands, `15_29` or `75_plus`. */
function ageEnMots(code: string): string | null {
  const [, de, a] = /^(\d+)_(plus|\d+)$/u.exec(code) ?? [];
  if (de === undefined || a === undefined) return null;
  return a === 'plus' ? `${de} ans et plus` : `${de} à ${a} ans`;
}

const motifOf = (dimension: string): string | null =>
  MOTIFS_VENUE.includes(dimension)
    ? (LISTES.motifVenue.find(({ code }) => `motif_${code}` === dimension)?.libelle ?? null)
    : null;

/** Heading of a dimension of a report, in French; the code itself when it is none of ours. */
export function libelleDimension(dimension: string): string {
  const motif = motifOf(dimension);
  return motif === null ? (DIMENSIONS[dimension]?.libelle ?? dimension) : `Motif de venue\u00a0: ${motif}`;
}

/** Words of a code of a dimension, in French; the code itself when nothing names it (a territory). */
export function libelleModalite(dimension: string, code: string): string {
  const liste = DIMENSIONS[dimension]?.liste;
  if (liste !== undefined && LISTES[liste].some((une) => une.code === code)) return getLibelle(liste, code);
  const enMots = dimension === 'mois' ? periodeEnMots(code) : dimension === 'age' ? ageEnMots(code) : null;
  if (enMots !== null) return enMots;
  if (Object.hasOwn(CODES, code)) return CODES[code] ?? code;
  return dimension === 'territoire' ? territoireEnMots(code) : code;
}

/** A territory is named by its id until structures name theirs: `loire-sud` → « Loire-Sud ». */
const territoireEnMots = (code: string): string =>
  code.replaceAll(/(^|-)(\p{L})/gu, (_, avant: string, lettre: string) => `${avant}${lettre.toUpperCase()}`);

const UNITES: Readonly<Record<UniteRapport, { titre: string; definition: string; nombre: string }>> = {
  intervention: {
    titre: 'Interventions',
    definition:
      'Une intervention est une rencontre d’une personne, un jour, avec un écrivain numérique, pour au moins un acte.',
    nombre: 'Nombre d’interventions',
  },
  demarche: {
    titre: 'Démarches',
    definition:
      'Un acte qui porte sur une démarche du catalogue. Une intervention peut en compter plusieurs.',
    nombre: 'Nombre de démarches',
  },
  personne: {
    titre: 'Personnes accompagnées',
    definition:
      'Chaque personne suivie compte une fois dans la période, avec ses réponses les plus récentes. Les passages anonymes n’y sont pas.',
    nombre: 'Nombre de personnes',
  },
};

/** What a unit of a report counts: its title, its definition in one or two sentences, the heading of its figures. */
export const describeUnite = (unite: UniteRapport): (typeof UNITES)[UniteRapport] => UNITES[unite];

/** What was put together so that less had to be masked: « mois : regroupé par trimestre », with the name of the dimension. */
export function libelleRegroupement(mots: string): string {
  const [dimension = '', ...reste] = mots.split(/\s:\s/u);
  return reste.length === 0 ? mots : `${libelleDimension(dimension)}\u00a0: ${reste.join('\u00a0: ')}`;
}
