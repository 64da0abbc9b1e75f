import * as z from 'zod/mini';
import { DateCivileSchema, IdSchema, InstantSchema, type Id } from './date-civile.ts';
import type { Intervention } from './intervention.ts';
import { champOf, findDoubles, oneOf, readChecked } from './lecture.ts';
import type { Motif, Resultat } from './resultat.ts';

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

/**
 * Parses a stored séance, every issue at once: those of the shape, `cloture_avant_ouverture`, `passage_en_double`,
 * `demande_en_double`.
 */
export function parseSeance(input: unknown): Resultat<Seance> {
  return readChecked(SeanceSchema, input, ({ ouverteA, closeA, passages, demandesNonSatisfaites }) => {
    const motifs: Motif[] = [
      ...findDoubles(passages, 'passages', 'passage_en_double', 'Ce passage est déjà dans la file.'),
      ...findDoubles(
        demandesNonSatisfaites,
        'demandesNonSatisfaites',
        'demande_en_double',
        'Cette demande est déjà notée.',
      ),
    ];
    if (ouverteA !== undefined && typeof closeA === 'string' && Date.parse(closeA) < Date.parse(ouverteA)) {
      motifs.push({
        code: 'cloture_avant_ouverture',
        phrase: 'La séance ne peut pas finir avant de commencer.',
        path: ['closeA'],
      });
    }
    return motifs;
  });
}
