import * as z from 'zod/mini';
import { DateCivileSchema, IdSchema, InstantSchema, type Id } from './date-civile.ts';
import type { Intervention } from './intervention.ts';
import { champOf, oneOf, read } from './lecture.ts';
import { refuse, type Resultat } from './resultat.ts';

/** Someone could not be served: counted without identity, in one gesture. */
export const DemandeNonSatisfaiteSchema = z.strictObject({
  id: IdSchema,
  a: InstantSchema,
  motif: oneOf('motifRefus'),
  perimetre: champOf('perimetre'),
});
export type DemandeNonSatisfaite = z.infer<typeof DemandeNonSatisfaiteSchema>;

/** Arrival in the queue, without identity. */
const PassageSchema = z.strictObject({
  id: IdSchema,
  arriveA: InstantSchema,
  prevuA: z.exactOptional(InstantSchema),
  langue: z.exactOptional(z.string().check(z.regex(/^[a-z]{2,3}$/, 'type_invalide'))),
  interprete: z.exactOptional(z.boolean()),
});
export type Passage = z.infer<typeof PassageSchema>;

const SeanceSchema = z.strictObject({
  id: IdSchema,
  permanenceId: z.nullable(IdSchema),
  lieuId: IdSchema,
  agentId: IdSchema,
  date: DateCivileSchema,
  ouverteA: InstantSchema,
  closeA: z.nullable(InstantSchema),
  passages: z.array(PassageSchema).check(z.maxLength(200)),
  rdvNonHonores: z.int().check(z.minimum(0)),
  demandesNonSatisfaites: z.array(DemandeNonSatisfaiteSchema).check(z.maxLength(1000)),
});
/** One held permanence: one writer, one lieu, one half-day. Entries inherit from it. */
export type Seance = z.infer<typeof SeanceSchema>;

/** What the events of one séance add up to. JSON; the same whatever the order of commuting commands. */
export interface EtatSeance {
  seance: Seance;
  /** Tenant that owns the séance. */
  structureId: Id;
  interventions: Record<Id, Intervention>;
  /** Commands already answered. */
  ops: Record<Id, true>;
}

/** Parses a stored séance, every issue at once; `closeA` before `ouverteA` is refused (`cloture_avant_ouverture`). */
export function parseSeance(input: unknown): Resultat<Seance> {
  const shape = read(SeanceSchema, input);
  if (!shape.ok) return shape;
  const { ouverteA, closeA } = shape.value;
  return closeA !== null && Date.parse(closeA) < Date.parse(ouverteA)
    ? refuse({
        code: 'cloture_avant_ouverture',
        phrase: 'La séance ne peut pas finir avant de commencer.',
        path: ['closeA'],
      })
    : shape;
}
