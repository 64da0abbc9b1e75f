import * as z from 'zod/mini';
import { ACTES } from './nomenclatures.ts';

/** What a structure may tune; a default is a policy of ours, never a rule of law. */
export const PolitiqueSchema = z.strictObject({
  version: z.string().check(z.regex(/^[\w.@-]{1,40}$/)),
  perimetresMax: z.int().check(z.minimum(1), z.maximum(9)),
  moisMax: z.int().check(z.minimum(1), z.maximum(12)),
  toleranceHorlogeMs: z.int().check(z.minimum(0)),
  actesOral: z.array(z.enum(ACTES)),
  joursOral: z.int().check(z.minimum(1)),
  joursExemplaire: z.int().check(z.minimum(0)),
  joursCodeTiers: z.int().check(z.minimum(1)),
  moisRenouvellement: z.int().check(z.minimum(0)),
  joursRappel: z.int().check(z.minimum(0)),
  relecture: z.enum(['jamais', 'sensible', 'toujours']),
  curatelleSeule: z.enum(['administration', 'jamais']),
  anniversaireAbsent: z.enum(['jour_suivant', 'jour_precedent']),
});
export type PolitiqueMandat = z.infer<typeof PolitiqueSchema>;

/** The policy of a structure that chose nothing. */
export const POLITIQUE_PAR_DEFAUT: PolitiqueMandat = {
  version: '1',
  perimetresMax: 5,
  moisMax: 12,
  toleranceHorlogeMs: 300_000,
  actesOral: ['consulter', 'saisir'],
  joursOral: 15,
  joursExemplaire: 8,
  joursCodeTiers: 30,
  moisRenouvellement: 12,
  joursRappel: 30,
  relecture: 'sensible',
  curatelleSeule: 'administration',
  anniversaireAbsent: 'jour_suivant',
};

/**
 * The policy of a structure over the default: a value left out by mistake (`undefined`) never opens anything.
 * @throws TypeError when a value is not one of the policy
 */
export function toPolitique(choix: Partial<PolitiqueMandat> | undefined, nom: string): PolitiqueMandat {
  if (choix === undefined) return POLITIQUE_PAR_DEFAUT;
  const lue = PolitiqueSchema.safeParse({ ...POLITIQUE_PAR_DEFAUT, ...choix });
  if (!lue.success) throw new TypeError(`${nom} is malformed`);
  return lue.data;
}
