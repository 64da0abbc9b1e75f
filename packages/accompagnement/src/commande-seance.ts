import * as z from 'zod/mini';
import { DateCivileSchema, IdSchema, InstantSchema } from './date-civile.ts';
import { DemandeNonSatisfaiteSchema } from './etat-seance.ts';
import type { InterventionSaisie } from './intervention.ts';
import { oneOf } from './lecture.ts';

/** `op` makes a command idempotent; `a` is when it happened for the writer (offline entry), now by default. */
const envelope = { op: IdSchema, seanceId: IdSchema, a: z.exactOptional(InstantSchema) };

export const CommandeSeanceSchema = z.discriminatedUnion('type', [
  z.strictObject({
    ...envelope,
    type: z.literal('OuvrirSeance'),
    permanenceId: z.nullable(IdSchema),
    lieuId: IdSchema,
    agentId: IdSchema,
    date: DateCivileSchema,
  }),
  z.strictObject({ ...envelope, type: z.literal('EnregistrerIntervention'), intervention: z.unknown() }),
  z.strictObject({
    ...envelope,
    type: z.literal('CorrigerIntervention'),
    intervention: z.unknown(),
    versionAttendue: z.exactOptional(z.int().check(z.minimum(1))),
  }),
  z.strictObject({
    ...envelope,
    type: z.literal('AnnulerIntervention'),
    interventionId: IdSchema,
    motif: oneOf('motifAnnulation'),
  }),
  z.strictObject({
    ...envelope,
    type: z.literal('NoterDemandeNonSatisfaite'),
    demande: DemandeNonSatisfaiteSchema,
  }),
  z.strictObject({
    ...envelope,
    type: z.literal('NoterRdvNonHonore'),
    nombre: z.exactOptional(z.int().check(z.minimum(1), z.maximum(50))),
  }),
  z.strictObject({ ...envelope, type: z.literal('CloreSeance') }),
]);

type Parsed = z.infer<typeof CommandeSeanceSchema>;
type OfType<T extends Parsed['type']> = Extract<Parsed, { type: T }>;
type WithSaisie<T extends { intervention: unknown }> = Omit<T, 'intervention'> & {
  intervention: InterventionSaisie;
};

export type OuvrirSeance = OfType<'OuvrirSeance'>;
export type EnregistrerIntervention = WithSaisie<OfType<'EnregistrerIntervention'>>;
/** The whole intervention as it should read; the actor must be a coordinator to move its date. */
export type CorrigerIntervention = WithSaisie<OfType<'CorrigerIntervention'>>;
export type AnnulerIntervention = OfType<'AnnulerIntervention'>;
export type NoterDemandeNonSatisfaite = OfType<'NoterDemandeNonSatisfaite'>;
export type NoterRdvNonHonore = OfType<'NoterRdvNonHonore'>;
export type CloreSeance = OfType<'CloreSeance'>;

export type CommandeSeance =
  | OuvrirSeance
  | EnregistrerIntervention
  | CorrigerIntervention
  | AnnulerIntervention
  | NoterDemandeNonSatisfaite
  | NoterRdvNonHonore
  | CloreSeance;
