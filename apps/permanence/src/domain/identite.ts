import { z } from 'zod';

/** What names a person. Lives in the vault only. */
export const IdentiteSchema = z.object({ prenom: z.string(), nom: z.string(), anneeNaissance: z.number() });
export type Identite = z.infer<typeof IdentiteSchema>;
