import { grade } from '../current-answer.ts';
import { freinOf, type FreinConstate } from '../frein.ts';
import type { BilanOriente, Condition, Contexte, Lecture, ReglesOrientation, Souhait } from './regles.ts';

/** One fact that a proposal stands on: its code, how it is said, and what would make it fall. */
export interface Fait {
  code: string;
  phrase: string;
  sinon: string;
}

export interface Situation {
  bilan: BilanOriente;
  freins: readonly FreinConstate[];
  contexte: Contexte;
  regles: ReglesOrientation;
  /** The steps that stay possible. */
  paliers: readonly string[];
}

export const SOUHAIT_FR: Readonly<Record<Souhait, string>> = {
  apprendre: 'apprendre',
  etre_accompagne: 'être accompagnée',
  deleguer: 'déléguer',
  ne_sait_pas: 'réfléchir encore',
};

const LECTURE_FR: Readonly<Record<Lecture, string>> = {
  seul: 'lit sans aide',
  avec_aide: 'préfère lire avec quelqu’un',
  non: 'préfère qu’on lui lise',
};

export function quoted(text: string): string {
  return `«\u00a0${text}\u00a0»`;
}

function libelles(regles: ReglesOrientation, codes: readonly string[]): readonly string[] {
  return regles.paliers.filter(({ code }) => codes.includes(code)).map(({ libelle }) => quoted(libelle));
}

/** The fact of the level, as the result gives it: the same for every step of an interval. */
export function niveauFait({ bilan, regles, paliers }: Situation, needed: readonly string[]): Fait {
  const [low, high] = bilan.bounds;
  const [first = '', ...others] = libelles(regles, paliers);
  const last = others.at(-1);
  return {
    code: low === high ? `niveau=${low}` : `niveau=${low}..${high}`,
    phrase: `Niveau\u00a0: ${last === undefined ? first : `entre ${first} et ${last}`}.`,
    sinon: `le niveau n’est plus ${libelles(regles, needed).join(' ni ')}`,
  };
}

function freinFait(text: string, { freins }: Situation): Fait | null {
  const [code = '', value] = text.split('=');
  const found = freins.find((frein) => frein.code === code && (value === undefined || frein.value === value));
  if (found === undefined) return null;
  const frein = freinOf(code);
  const words =
    (found.value === undefined ? undefined : frein?.values?.[found.value]) ?? frein?.libelle ?? code;
  return {
    code: `frein=${text}`,
    phrase: `Frein noté\u00a0: ${quoted(words)}.`,
    sinon: `le frein ${quoted(words)} est levé`,
  };
}

/** What the writer saw; else what the barriers say, the strongest evidence first. A barrier without value is one. */
export function lectureConstatee({ contexte, freins }: Situation): Lecture | undefined {
  if (contexte.lecture !== undefined) return contexte.lecture;
  let best: FreinConstate | undefined;
  for (const frein of freins) {
    if (frein.code !== 'lecture') continue;
    if (best === undefined || grade(frein.evidence) >= grade(best.evidence)) best = frein;
  }
  return best && ((best.value as Lecture | undefined) ?? 'avec_aide');
}

function lectureFait(lecture: Lecture): Fait {
  return {
    code: `lecture=${lecture}`,
    phrase: `Pendant l’échange, la personne ${LECTURE_FR[lecture]}.`,
    sinon: 'la personne lit sans aide',
  };
}

function souhaitFait(souhait: Souhait): Fait {
  return {
    code: `souhait=${souhait}`,
    phrase: `La personne souhaite ${SOUHAIT_FR[souhait]}.`,
    sinon: `la personne ne souhaite plus ${SOUHAIT_FR[souhait]}`,
  };
}

/** The facts that make the condition hold at that step, or null where it does not. */
export function factsOf(condition: Condition, palier: string, situation: Situation): readonly Fait[] | null {
  const { contexte } = situation;
  const faits: (Fait | null)[] = [];
  if (condition.paliers) {
    faits.push(condition.paliers.includes(palier) ? niveauFait(situation, condition.paliers) : null);
  }
  if (condition.frein !== undefined) faits.push(freinFait(condition.frein, situation));
  if (condition.souhait) {
    const { souhait } = contexte;
    faits.push(souhait && condition.souhait.includes(souhait) ? souhaitFait(souhait) : null);
  }
  if (condition.lecture) {
    const lecture = lectureConstatee(situation);
    faits.push(lecture && condition.lecture.includes(lecture) ? lectureFait(lecture) : null);
  }
  if (condition.crainte) {
    const phrase = 'La personne a peur de faire une bêtise.';
    const fait = { code: 'confiance.crainte=true', phrase, sinon: 'la personne n’a plus cette peur' };
    faits.push(contexte.confiance?.crainte === true ? fait : null);
  }
  if (condition.confianceMax !== undefined) {
    const niveau = contexte.confiance?.niveau ?? null;
    const phrase = 'La personne se dit peu à l’aise.';
    const fait = {
      code: `confiance.niveau=${niveau ?? ''}`,
      phrase,
      sinon: 'la personne se dit plus à l’aise',
    };
    faits.push(niveau !== null && niveau <= condition.confianceMax ? fait : null);
  }
  if (condition.demarcheEnCours) {
    const phrase = 'La personne est venue pour une démarche qui bloque.';
    const fait = { code: 'demarcheEnCours=true', phrase, sinon: 'plus aucune démarche ne bloque' };
    faits.push(contexte.demarcheEnCours === true ? fait : null);
  }
  return faits.every((fait) => fait !== null) ? faits : null;
}
