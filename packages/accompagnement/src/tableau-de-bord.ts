export { publishBlocages } from './tableau-blocages.ts';
export { publishTableau, SECTIONS_TABLEAU } from './tableau-publie.ts';
export { SEUIL_TABLEAU } from './tableau-tables.ts';
export type { BlocagesPublies, CompteBlocages, VueBlocages } from './tableau-blocages.ts';
export type { ChiffresTableau, SectionTableau, TableauPublie, VueTableau } from './tableau-publie.ts';
export type { Lu } from './tableau-lu.ts';
export type { CaseTableau, SecretTableau } from './tableau-tables.ts';
