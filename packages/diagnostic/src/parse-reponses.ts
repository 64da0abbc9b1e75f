import * as z from 'zod/mini';
import type { Motif, Resultat } from './motif.ts';
import { EVIDENCES, VALEURS, type Reponse } from './reponse.ts';

const journal: z.ZodMiniType<Reponse[]> = /* @__PURE__ */ createJournalSchema();

function createJournalSchema(): z.ZodMiniType<Reponse[]> {
  const reponse: z.ZodMiniType<Reponse> = z.strictObject({
    item: z.string(),
    value: z.union([z.enum(VALEURS), z.number()]),
    evidence: z.enum(EVIDENCES),
    le: z.string(),
    corrects: z.exactOptional(z.number()),
  });
  return z.array(reponse);
}

/**
 * Reads a log of answers from JSON of unknown shape; whether the answers suit an instrument is for `score`.
 * @returns the log, or every `shape-invalid` with its path.
 */
export function parseReponses(input: unknown): Resultat<readonly Reponse[]> {
  const parsed = journal.safeParse(input);
  if (parsed.success) return { ok: true, value: parsed.data };
  const motifs = parsed.error.issues.map((issue): Motif => ({
    code: 'shape-invalid',
    phrase: 'La forme n’est pas celle d’un journal de réponses.',
    path: issue.path as (string | number)[],
  }));
  return { ok: false, motifs };
}
