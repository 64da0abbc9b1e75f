import * as z from 'zod/mini';
import { DocumentMandatSchema } from '../document/ast.ts';
import { EtatMandatSchema } from '../modele/etat.ts';
import { DpvRecordSchema } from '../export/export-dpv-schema.ts';
import { CommandeSchema, EvenementSchema } from '../modele/evenement.ts';
import { LinkSchema } from '../registre/link.ts';
import {
  DemarcheFaitsSchema,
  HabilitationSchema,
  ItemSchema,
  NoticeSchema,
  PreuveSchema,
  RecueilSchema,
} from '../modele/modele.ts';
import { PolitiqueSchema } from '../modele/politique.ts';
import { PolitiqueConservationSchema } from '../regles/retention.ts';

/** A JSON Schema, draft 2020-12. */
export type JsonSchema = Record<string, unknown>;

const SCHEMAS = {
  commande: CommandeSchema,
  'demarche-faits': DemarcheFaitsSchema,
  'document-mandat': DocumentMandatSchema,
  'dpv-27560': DpvRecordSchema,
  'etat-mandat': EtatMandatSchema,
  evenement: EvenementSchema,
  habilitation: HabilitationSchema,
  item: ItemSchema,
  link: LinkSchema,
  notice: NoticeSchema,
  politique: PolitiqueSchema,
  'politique-conservation': PolitiqueConservationSchema,
  preuve: PreuveSchema,
  recueil: RecueilSchema,
} as const;

/** What JSON Schema cannot say, and the zod schemas check. Said in the schemas, so that nobody takes them for the whole. */
const RESERVES =
  'Structure only. Checked by the package beyond this schema: zone is a known IANA zone; a label of a command holds no secret ' +
  '(password, NIR, IBAN, card); the rules between fields, and from one event to the next.';

/**
 * JSON Schema (draft 2020-12) of every shape that is kept or given: events, commands, state, links, documents,
 * policies, the pieces they are made of, and the record of `toDpv27560`. The same files are published in `@porte-plume/mandat/schemas/<nom>.schema.json`.
 * @returns by name, in a stable order
 */
export function toJsonSchemas(): Record<string, JsonSchema> {
  return Object.fromEntries(
    Object.entries(SCHEMAS).map(([nom, schema]) => {
      const { $schema, ...corps } = z.toJSONSchema(schema, {
        io: 'input',
        reused: 'ref',
        override: complete,
      });
      return [nom, { $schema, title: nom, $comment: RESERVES, ...corps }];
    }),
  );
}

/** An exception names a démarche, an act, or both: the one refinement that JSON Schema can say. */
function complete({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  const cles = Object.keys(jsonSchema.properties ?? {});
  if (cles.length === 2 && cles.includes('demarcheId') && cles.includes('acte') && !jsonSchema.required) {
    jsonSchema.anyOf = [{ required: ['demarcheId'] }, { required: ['acte'] }];
  }
}
