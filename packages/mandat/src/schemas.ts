export { CommandeSchema, EvenementSchema, parseEvenement } from './evenement.ts';
export { parseJournal } from './journal.ts';
export { toJsonSchemas, type JsonSchema } from './json-schema.ts';
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
export { parseTexteLibre, TexteLibreSchema } from './texte-libre.ts';
