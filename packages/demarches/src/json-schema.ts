import * as z from 'zod/mini';
import { catalogueSchema } from './catalogue.ts';
import { demarcheSchema } from './demarche.ts';
import { jourSchema } from './jour.ts';

/** A JSON Schema, draft 2020-12. */
export type JsonSchema = Record<string, unknown>;

const SCHEMAS = { demarche: demarcheSchema, catalogue: catalogueSchema } as const;

/** What JSON Schema cannot say, and `parseCatalogue` checks. Said in the schemas, so that nobody takes them for the whole. */
const RESERVES =
  'Structure only. Checked by parseCatalogue beyond this schema: the zone and the order of the dates of a campaign, the order of the ' +
  'months of an expiration, and the rules between fields and between entries.';

/**
 * JSON Schema (draft 2020-12) of an entry, or of a whole catalogue file. The same are published as
 * `@porte-plume/demarches/schemas/demarche.schema.json` and `…/catalogue.schema.json`.
 *
 * @throws TypeError when `quoi` is another word
 */
export function toJsonSchema(quoi: 'demarche' | 'catalogue' = 'demarche'): JsonSchema {
  if (!Object.hasOwn(SCHEMAS, quoi)) throw new TypeError('quoi: demarche or catalogue is expected');
  const { $schema, ...corps } = z.toJSONSchema(SCHEMAS[quoi], {
    io: 'input',
    reused: 'ref',
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema === (jourSchema as unknown)) jsonSchema.format = 'date';
    },
  });
  return { $schema, title: quoi, $comment: RESERVES, ...corps };
}
