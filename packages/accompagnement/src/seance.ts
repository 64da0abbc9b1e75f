export { decide } from './decide-seance.ts';
export { evolve } from './evenement-seance.ts';
export type { EvenementSeance } from './evenement-seance.ts';
export type {
  AnnulerIntervention,
  CloreSeance,
  CommandeSeance,
  CorrigerIntervention,
  EnregistrerIntervention,
  NoterDemandeNonSatisfaite,
  NoterRdvNonHonore,
  OuvrirSeance,
} from './commande-seance.ts';
export type { EtatSeance } from './etat-seance.ts';
export type { Contexte, Ports, QuestionMandat } from './ports-seance.ts';
export { checkExigences } from './exigences.ts';
export type { Exigences } from './exigences.ts';
export { toDemarcheFaits } from './demarche-faits.ts';
export type { DemarcheVue } from './demarche-faits.ts';
