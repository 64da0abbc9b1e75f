import * as z from 'zod/mini';
import { DateCivileSchema, HeureSchema, IdSchema } from './date-civile.ts';
import { oneOf, read } from './lecture.ts';
import { parseRrule } from './recurrence.ts';
import { refuse, type Motif, type Resultat } from './resultat.ts';

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
  const shape = read(PermanenceSchema, input);
  if (!shape.ok) return shape;
  const p = shape.value;
  const motifs: Motif[] = [];
  if (p.fin <= p.debut) {
    motifs.push({ code: 'heures_inversees', phrase: 'La fin doit venir après le début.', path: ['fin'] });
  }
  if (!isZone(p.zone)) {
    motifs.push({ code: 'zone_inconnue', phrase: 'Ce fuseau horaire n’existe pas.', path: ['zone'] });
  }
  const rule = parseRrule(p.rrule);
  if (!rule.ok) motifs.push(...rule.motifs.map((m) => ({ ...m, path: ['rrule'] })));
  return motifs.length === 0 ? shape : refuse(...motifs);
}

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('fr', { timeZone: zone });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
