export { getEtatSuivi, listRelances, listSansSuite, listSuivisDus } from './relances.ts';
export type { DemandeRelances, EtatSuivi } from './relances.ts';
export {
  addRelance,
  closeSuivi,
  followIntervention,
  openSuivi,
  planEcheances,
  postponeRelance,
  reopenSuivi,
  settleRelance,
} from './vie-suivi.ts';
export type { EcheanceAPrevoir } from './vie-suivi.ts';
export { applyGeste, replaySuivi } from './geste-suivi.ts';
export type { GesteSuivi } from './geste-suivi-schema.ts';
export { answerAdressage, computeRetour, toRetour } from './retour.ts';
export type { Adressage, RetourAdressage } from './adressage.ts';
export type { Suivi } from './suivi-schema.ts';
export type { Relance } from './acte.ts';
