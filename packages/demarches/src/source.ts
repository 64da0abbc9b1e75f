import * as z from 'zod/mini';

/** Where a fact comes from. `ref`: `F19778`, `R.721-2 c. conso`, `betagouv/aides-jeunes`. */
export const sourceSchema = z.strictObject({
  type: z.enum(['dila', 'texte', 'operateur', 'depot', 'terrain']),
  ref: z.string().check(z.minLength(1), z.maxLength(200)),
  url: z.exactOptional(z.string().check(z.regex(/^https:\/\/[^\s/]+\.[^\s]+$/))),
});

export type Source = z.infer<typeof sourceSchema>;
