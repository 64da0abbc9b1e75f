export { CommandeSchema, EvenementSchema, parseEvenement } from './evenement.ts';
export { EtatMandatSchema } from './etat.ts';
export { LinkSchema } from './ledger.ts';
export { PolitiqueSchema } from './politique.ts';
export {
  DemarcheFaitsSchema,
  DureeSchema,
  HabilitationSchema,
  ItemSchema,
  NoticeSchema,
  PeriodeSchema,
  PreuveSchema,
  RecueilSchema,
} from './modele.ts';
