import * as z from 'zod/mini';
import { IdSchema } from './date-civile.ts';
import { champOf } from './lecture.ts';

/** Coarse descriptors, frozen at the date of the intervention. No identity, no year of birth, no health, no nationality. */
export const ProfilSchema = z.strictObject({
  trancheAge: champOf('trancheAge'),
  genre: champOf('genre'),
  statut: champOf('statut'),
  communeInsee: z
    .string()
    .check(z.regex(/^((\d{2}|2[AB])\d{3}|non_communique|non_demande)$/, 'commune_invalide')),
  langueLecture: champOf('langueLecture'),
  equipement: champOf('equipement'),
  connexion: champOf('connexion'),
  faiblesRevenus: champOf('ouiNon'),
  profilNumerique: champOf('profilNumerique'),
  adressage: champOf('adressage'),
  suiviServiceSocial: champOf('ouiNon'),
});
export type Profil = z.infer<typeof ProfilSchema>;

/** The profile of a walk-in of whom nothing was asked: what an entry screen starts from. */
export const PROFIL_NON_DEMANDE: Profil = {
  trancheAge: 'non_demande',
  genre: 'non_demande',
  statut: 'non_demande',
  communeInsee: 'non_demande',
  langueLecture: 'non_demande',
  equipement: 'non_demande',
  connexion: 'non_demande',
  faiblesRevenus: 'non_demande',
  profilNumerique: 'non_demande',
  adressage: 'non_demande',
  suiviServiceSocial: 'non_demande',
};

/** An anonymous visit is not a person: it has no pseudonym, and is counted apart. */
export const PersonneSchema = z.discriminatedUnion('nature', [
  z.strictObject({ nature: z.literal('anonyme'), profil: ProfilSchema }),
  z.strictObject({
    nature: z.literal('suivie'),
    id: IdSchema,
    pseudonyme: z.string().check(z.regex(/^[0-9a-f]{32}$/, 'pseudonyme_invalide')),
    profil: ProfilSchema,
  }),
]);
export type Personne = z.infer<typeof PersonneSchema>;
