import * as z from 'zod/mini';
import { DateCivileSchema, HeureSchema, IdSchema, isZone } from './date-civile.ts';
import { oneOf, readChecked } from './lecture.ts';
import { parseRrule } from './recurrence.ts';
import type { Motif, Resultat } from './resultat.ts';

const PermanenceSchema = z.strictObject({
  id: IdSchema,
  lieuId: IdSchema,
  agentIds: z.array(IdSchema).check(z.minLength(1), z.maxLength(20)),
  rrule: z.string().check(z.maxLength(200)),
  exdates: z.array(DateCivileSchema).check(z.maxLength(1500)),
  premierJour: DateCivileSchema,
  debut: HeureSchema,
  fin: HeureSchema,
  zone: z.string(),
  accueil: oneOf('accueil'),
  capacite: z.exactOptional(z.int().check(z.minimum(1), z.maximum(200))),
  publique: z.boolean(),
});
/** Recurring drop-in slot: a lieu, local hours and a rule, in its own zone. */
export type Permanence = z.infer<typeof PermanenceSchema>;

/**
 * Parses a permanence, every issue at once.
 * Motifs: those of the shape, `heures_inversees`, `zone_inconnue`, `rrule_invalide`, `rrule_non_prise_en_charge`.
 */
export function parsePermanence(input: unknown): Resultat<Permanence> {
  return readChecked(PermanenceSchema, input, (p) => {
    const motifs: Motif[] = [];
    if (p.debut !== undefined && p.fin !== undefined && p.fin <= p.debut) {
      motifs.push({ code: 'heures_inversees', phrase: 'La fin doit venir après le début.', path: ['fin'] });
    }
    if (p.zone !== undefined && !isZone(p.zone)) {
      motifs.push({ code: 'zone_inconnue', phrase: 'Ce fuseau horaire n’existe pas.', path: ['zone'] });
    }
    const rule = p.rrule === undefined ? undefined : parseRrule(p.rrule);
    if (rule?.ok === false) motifs.push(...rule.motifs.map((m) => ({ ...m, path: ['rrule'] })));
    return motifs;
  });
}
