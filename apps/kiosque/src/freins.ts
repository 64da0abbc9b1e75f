import type { Evidence } from '@porte-plume/diagnostic';
import type { Confiance, Contexte, FreinConstate } from '@porte-plume/diagnostic/orientation';

/** A question about what holds back. Answers are keys of texts, which are also those of the audio. */
export interface QuestionFrein {
  code: string;
  reponses: readonly string[];
}

const OUI_NON = ['oui', 'non', 'sais-pas'] as const;

/** In the order in which they are asked. `cout` only where something is missing. */
export const QUESTIONS_FREINS: readonly QuestionFrein[] = [
  { code: 'equipement', reponses: OUI_NON },
  { code: 'connexion', reponses: OUI_NON },
  { code: 'cout', reponses: OUI_NON },
  { code: 'langue', reponses: OUI_NON },
  { code: 'lecture', reponses: ['lecture.seul', 'lecture.avec_aide', 'lecture.non', 'sais-pas'] },
  { code: 'securite', reponses: OUI_NON },
  { code: 'crainte', reponses: OUI_NON },
  { code: 'aisance', reponses: ['aisance.3', 'aisance.2', 'aisance.1', 'aisance.0', 'sais-pas'] },
  {
    code: 'souhait',
    reponses: ['souhait.apprendre', 'souhait.etre_accompagne', 'souhait.deleguer', 'sais-pas'],
  },
];

/** What was answered, by question: the key of the answer, or `passee`. */
export type ReponsesFreins = Readonly<Record<string, string>>;

/** The next question that is still to be asked. */
export function freinSuivant(reponses: ReponsesFreins): string | null {
  const manque = reponses.equipement === 'non' || reponses.connexion === 'non';
  const suivante = QUESTIONS_FREINS.find(
    ({ code }) => !Object.hasOwn(reponses, code) && (code !== 'cout' || manque),
  );
  return suivante?.code ?? null;
}

/** The barriers as the official codes name them. Confidence is not one of them: it stays apart. */
export function constats(reponses: ReponsesFreins, evidence: Evidence = 'self'): readonly FreinConstate[] {
  const freins: FreinConstate[] = [];
  const noter = (present: boolean, code: string, value?: string): void => {
    if (present) freins.push({ code, evidence, ...(value === undefined ? {} : { value }) });
  };
  noter(reponses.equipement === 'non', 'equipement', 'aucun');
  noter(reponses.connexion === 'non', 'connexion', 'aucune');
  noter(reponses.cout === 'oui', 'I_IUNUCO');
  noter(reponses.langue === 'oui', 'langue');
  noter(reponses.lecture === 'lecture.avec_aide', 'lecture', 'avec_aide');
  noter(reponses.lecture === 'lecture.non', 'lecture', 'non');
  noter(reponses.securite === 'oui', 'I_IUNUSP');
  return freins;
}

const AISANCES: Readonly<Record<string, 0 | 1 | 2 | 3>> = {
  'aisance.3': 3,
  'aisance.2': 2,
  'aisance.1': 1,
  'aisance.0': 0,
};
const LECTURES: Readonly<Record<string, 'seul' | 'avec_aide' | 'non'>> = {
  'lecture.seul': 'seul',
  'lecture.avec_aide': 'avec_aide',
  'lecture.non': 'non',
};
const SOUHAITS: Readonly<Record<string, 'apprendre' | 'etre_accompagne' | 'deleguer' | 'ne_sait_pas'>> = {
  'souhait.apprendre': 'apprendre',
  'souhait.etre_accompagne': 'etre_accompagne',
  'souhait.deleguer': 'deleguer',
  'sais-pas': 'ne_sait_pas',
};

/** Confidence: never summed with skill. Absent where neither question was answered. */
export function confianceDe({ aisance = '', crainte = '' }: ReponsesFreins): Confiance | undefined {
  const niveau = AISANCES[aisance] ?? null;
  const peur = crainte === 'oui' ? true : crainte === 'non' ? false : null;
  return niveau === null && peur === null ? undefined : { echelle: 'confiance@0', niveau, crainte: peur };
}

/** What the rules of orientation want to know beside the bilan. */
export function contexteDe(reponses: ReponsesFreins): Contexte {
  const confiance = confianceDe(reponses);
  const lecture = LECTURES[reponses.lecture ?? ''];
  const souhait = SOUHAITS[reponses.souhait ?? ''];
  return {
    ...(confiance ? { confiance } : {}),
    ...(lecture ? { lecture } : {}),
    ...(souhait ? { souhait } : {}),
  };
}
