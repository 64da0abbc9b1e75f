export { CommandeSchema, EvenementSchema, parseEvenement } from './evenement.ts';
export { EtatMandatSchema } from './etat.ts';
export { LinkSchema } from './link.ts';
export { DocumentMandatSchema } from './ast.ts';
export { PolitiqueSchema } from './politique.ts';
export { PolitiqueConservationSchema } from './retention.ts';
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
