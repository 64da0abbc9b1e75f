import * as z from 'zod/mini';
import type { Acte } from './acte.ts';
import { DateCivileSchema, IdSchema, InstantSchema } from './date-civile.ts';
import { champOf, oneOf } from './lecture.ts';
import { VERSION_NOMENCLATURE } from './nomenclature-2026-1.ts';
import { PersonneSchema } from './profil.ts';

export const ACTES_MAX = 12;

const saisie = {
  id: IdSchema,
  personne: PersonneSchema,
  actes: z.array(z.unknown()).check(z.minLength(1), z.maxLength(ACTES_MAX)),
  motifsVenue: z.array(oneOf('motifVenue')).check(z.maxLength(8)),
  dureeMin: z.union([z.number(), z.literal('non_demande')]),
  canal: oneOf('canal'),
  tiers: champOf('tiers'),
  renoncement: champOf('renoncement'),
  synthetic: z.exactOptional(z.literal(true)),
};
const shell = {
  ...saisie,
  seanceId: IdSchema,
  date: DateCivileSchema,
  creeLe: InstantSchema,
  modifieLe: InstantSchema,
  version: z.int().check(z.minimum(1)),
  nomenclature: z.literal(VERSION_NOMENCLATURE),
  annulee: z.nullable(z.strictObject({ le: InstantSchema, par: IdSchema, motif: oneOf('motifAnnulation') })),
};
/** All but its actes, which are read one by one so that each tells its own faults. */
export const ShellSchema = z.strictObject(shell);
export const SaisieShellSchema = z.strictObject({ ...saisie, date: z.exactOptional(DateCivileSchema) });

/** The counted unit: one meeting or remote act, one person, one day, one writer, at least one acte. */
export type Intervention = Omit<z.infer<typeof ShellSchema>, 'actes'> & { actes: Acte[] };
/** What a screen sends: the rest is inherited from the séance. `date` only when a coordinator corrects it. */
export type InterventionSaisie = Omit<z.infer<typeof SaisieShellSchema>, 'actes'> & { actes: Acte[] };
