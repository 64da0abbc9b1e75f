import * as z from 'zod/mini';
import { RelanceSchema } from './acte.ts';
import { DateCivileSchema, IdSchema, InstantSchema } from './date-civile.ts';
import { oneOf, read } from './lecture.ts';
import type { Resultat } from './resultat.ts';

const enveloppe = { v: z.literal(1), id: IdSchema, suiviId: IdSchema, le: InstantSchema, par: IdSchema };
const GesteSchema = z.discriminatedUnion('type', [
  z.strictObject({
    ...enveloppe,
    type: z.literal('RelanceTraitee'),
    donnees: z.strictObject({ relanceId: IdSchema, etat: z.enum(['faite', 'ignoree']) }),
  }),
  z.strictObject({
    ...enveloppe,
    type: z.literal('RelanceReportee'),
    donnees: z.strictObject({
      relanceId: IdSchema,
      le: DateCivileSchema,
      lieuId: z.exactOptional(IdSchema),
    }),
  }),
  z.strictObject({
    ...enveloppe,
    type: z.literal('RelancePrevue'),
    donnees: z.strictObject({ relance: RelanceSchema }),
  }),
  z.strictObject({
    ...enveloppe,
    type: z.literal('SuiviClos'),
    donnees: z.strictObject({ aboutissement: oneOf('aboutissement') }),
  }),
  z.strictObject({ ...enveloppe, type: z.literal('SuiviRouvert'), donnees: z.strictObject({}) }),
]);

/** What somebody did to a suivi apart from any intervention, as an application keeps it: insert-only. */
export type GesteSuivi = z.infer<typeof GesteSchema>;

/** Parses a stored geste, every issue at once. */
export function parseGeste(input: unknown): Resultat<GesteSuivi> {
  return read(GesteSchema, input);
}
