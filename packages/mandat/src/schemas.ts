export { CommandeSchema, EvenementSchema, parseEvenement } from './modele/evenement.ts';
export { parseJournal } from './formats/journal.ts';
export { toJsonSchemas, type JsonSchema } from './formats/json-schema.ts';
export { EtatMandatSchema } from './modele/etat.ts';
export { LinkSchema } from './registre/link.ts';
export { DocumentMandatSchema } from './document/ast.ts';
export { PolitiqueSchema } from './modele/politique.ts';
export { PolitiqueConservationSchema } from './regles/retention.ts';
export {
  DemarcheFaitsSchema,
  DureeSchema,
  HabilitationSchema,
  ItemSchema,
  NoticeSchema,
  PeriodeSchema,
  PreuveSchema,
  RecueilSchema,
} from './modele/modele.ts';
export { parseTexteLibre, TexteLibreSchema } from './secrets/texte-libre.ts';
