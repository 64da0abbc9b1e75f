export type { CleMot, Langue, TexteQuestion, TextesEntretien } from './langues/textes.ts';
export { LANGUES, motDe, questionDe, textesDe } from './langues/textes.ts';
