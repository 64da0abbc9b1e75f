import {
  questionDe,
  textesDe,
  type TexteQuestion,
  type TextesEntretien,
} from '@porte-plume/diagnostic/langues';
import type { Langue } from './langue.ts';
import type { Messages } from './messages.ts';

const LUS = new Map<Langue, TextesEntretien>();

/** The words of the interview in the language of a page: those of the kiosk. */
export function entretienDe({ langue }: Pick<Messages, 'langue'>): TextesEntretien {
  const connus = LUS.get(langue) ?? textesDe(langue);
  LUS.set(langue, connus);
  return connus;
}

/** A question in the language of a page; its code where the interview has none. */
export function questionDans(m: Pick<Messages, 'langue'>, item: string): TexteQuestion {
  return questionDe(entretienDe(m), item) ?? { text: item, label: item };
}
