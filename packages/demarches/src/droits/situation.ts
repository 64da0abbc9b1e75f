import * as z from 'zod/mini';
import { toDay, toMois } from '../jour.ts';
import { type Motif, toMotifs } from '../motif.ts';
import { foyerSchema, readFoyer } from './foyer.ts';

const oui = z.enum(['oui', 'non', 'inconnu']);
export type Oui = z.infer<typeof oui>;

const situationSchema = z.strictObject({
  foyer: foyerSchema,
  perteAutonomie: z.optional(oui),
  handicap: z.optional(oui),
  couvertureSante: z.optional(oui),
  chauffageDifficile: z.optional(oui),
  /** Revenu fiscal de référence, €/year: accepted, not asked, as no barème here uses it. */
  rfr: z.optional(z.number().check(z.gte(0))),
});
/** What the person says, and nothing that tells who she is. */
export type Situation = z.infer<typeof situationSchema>;

/** A refusal about the household, at its place in the `Situation`. */
export const inFoyer = (motifs: Motif[]): Motif[] =>
  motifs.map((m) =>
    m.code === 'CAS_NON_COUVERT' || m.code === 'FAIT_MANQUANT' || m.code.startsWith('CHAMP_')
      ? { ...m, path: ['foyer', ...(m.path ?? [])] }
      : m,
  );

/** Everything wrong with a situation on a day, all at once. */
export function checkSituation(s: unknown, date: string): Motif[] {
  const motifs: Motif[] = [];
  if (toDay(date) === undefined) {
    motifs.push({ code: 'DATE_INVALIDE', phrase: 'Cette date n’existe pas.', path: ['date'] });
  }
  const parsed = situationSchema.safeParse(s);
  if (!parsed.success) return [...motifs, ...toMotifs(parsed.error.issues, s)];
  const foyer = motifs.length > 0 ? undefined : readFoyer(parsed.data.foyer, toMois(date));
  if (foyer?.ok === false) motifs.push(...inFoyer(foyer.motifs));
  return motifs;
}
