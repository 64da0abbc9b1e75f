export { besoin, type Besoin, type Niveau, type QuestionBesoin } from './regles/besoin.ts';
