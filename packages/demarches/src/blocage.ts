import * as z from 'zod/mini';
import { getDemarche } from './catalogue.ts';
import { slugSchema } from './demarche.ts';
import type { Resultat } from './motif.ts';
import { toMotifs } from './validation.ts';
import { BLOCAGES, TYPES_CANAL } from './nomenclatures.ts';

const blocageSchema = z.strictObject({
  demarcheId: slugSchema,
  operateurId: slugSchema,
  canal: z.enum(TYPES_CANAL),
  code: z.enum(BLOCAGES),
  /** `YYYY-MM`: no day, so that no person is found again. */
  mois: z.string().check(z.regex(/^\d{4}-(?:0[1-9]|1[0-2])$/)),
  /** Id of a territory: no finer place. */
  territoire: z.optional(z.string().check(z.regex(/^[A-Za-z0-9-]{1,40}$/))),
  /** How many times the person was sent round. */
  toursDeBoucle: z.optional(z.int().check(z.gte(0), z.lte(99))),
});

/** What stopped a démarche: no person, no free text, no place finer than the territory. */
export type Blocage = z.infer<typeof blocageSchema>;

/**
 * Reads a blockage report. A key outside the schema is refused, so that nothing about a person slips in.
 *
 * Motifs: `CHAMP_MANQUANT`, `CHAMP_INVALIDE`, `CHAMP_INCONNU`, `DEMARCHE_INCONNUE`, `OPERATEUR_INCONNU`.
 */
export function createBlocage(input: unknown): Resultat<Blocage> {
  const parsed = blocageSchema.safeParse(input);
  if (!parsed.success) return { ok: false, motifs: toMotifs(parsed.error.issues, input) };
  const d = getDemarche(parsed.data.demarcheId);
  if (d === undefined) {
    return {
      ok: false,
      motifs: [
        { code: 'DEMARCHE_INCONNUE', phrase: 'Cette démarche n’est pas au catalogue.', path: ['demarcheId'] },
      ],
    };
  }
  const { operateur } = d;
  const known = [operateur.id, operateur.payeur?.id, operateur.decideur?.id];
  return known.includes(parsed.data.operateurId)
    ? { ok: true, value: { ...parsed.data, demarcheId: d.id } }
    : {
        ok: false,
        motifs: [
          {
            code: 'OPERATEUR_INCONNU',
            phrase: 'Cet organisme ne s’occupe pas de cette démarche.',
            path: ['operateurId'],
          },
        ],
      };
}
