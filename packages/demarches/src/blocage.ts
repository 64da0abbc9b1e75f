import * as z from 'zod/mini';
import { getDemarche } from './catalogue.ts';
import { slugSchema } from './demarche.ts';
import { type Motif, type Resultat, toMotifs } from './motif.ts';
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

const referencesSchema = z.object({
  demarcheId: slugSchema,
  operateurId: z.catch(z.optional(slugSchema), undefined),
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
  const motifs = [...(parsed.success ? [] : toMotifs(parsed.error.issues, input)), ...checkReferences(input)];
  if (!parsed.success || motifs.length > 0) return { ok: false, motifs };
  const id = getDemarche(parsed.data.demarcheId)?.id ?? parsed.data.demarcheId;
  return { ok: true, value: { ...parsed.data, demarcheId: id } };
}

/** The two ids against the catalogue, whatever the other fields are worth: all motifs come at once. */
function checkReferences(input: unknown): Motif[] {
  const ids = referencesSchema.safeParse(input);
  if (!ids.success) return [];
  const { demarcheId, operateurId } = ids.data;
  const d = getDemarche(demarcheId);
  if (d === undefined) {
    const phrase = 'Cette démarche n’est pas au catalogue.';
    return [{ code: 'DEMARCHE_INCONNUE', phrase, path: ['demarcheId'] }];
  }
  const { operateur } = d;
  const known = [operateur.id, operateur.payeur?.id, operateur.decideur?.id];
  if (operateurId === undefined || known.includes(operateurId)) return [];
  const phrase = 'Cet organisme ne s’occupe pas de cette démarche.';
  return [{ code: 'OPERATEUR_INCONNU', phrase, path: ['operateurId'] }];
}
