import * as z from 'zod/mini';
import { IdSchema } from './date-civile.ts';
import { champOf, oneOf } from './lecture.ts';

const trimestre = z.string().check(z.regex(/^\d{4}-T[1-4]$/, 'date_invalide'));
const territoireId = z.nullable(IdSchema);
const bande = z.enum(['moins_30', '30_59', '60_119', '120_plus', 'non_demande']);
const perimetre = z.string();

/** What is left of an object once it is removed: no id, no day, no lieu. It leaves the organisation through `protect` only. */
export const LigneStatistiqueSchema = z.discriminatedUnion('nature', [
  z.strictObject({
    nature: z.literal('intervention'),
    trimestre,
    territoireId,
    personne: z.enum(['suivie', 'anonyme']),
    trancheAge: champOf('trancheAge'),
    profilNumerique: champOf('profilNumerique'),
    perimetres: z.array(perimetre),
    modes: z.array(oneOf('mode')),
    duree: bande,
  }),
  z.strictObject({
    nature: z.literal('suivi'),
    trimestre,
    perimetre,
    aboutissement: oneOf('aboutissement'),
  }),
  z.strictObject({
    nature: z.literal('orientation'),
    trimestre,
    cible: z.enum(['lieu', 'atelier', 'organisme', 'aidant_familial']),
    statut: oneOf('statutOrientation'),
    motifRefus: z.nullable(oneOf('motifRefusOrientation')),
  }),
  z.strictObject({
    nature: z.literal('adressage'),
    trimestre,
    perimetre,
    urgence: z.boolean(),
    retour: z.nullable(oneOf('retourAdressage')),
  }),
  z.strictObject({
    nature: z.literal('diagnostic'),
    trimestre,
    profilNumerique: champOf('profilNumerique'),
  }),
  z.strictObject({ nature: z.literal('passage'), trimestre, territoireId, prevu: z.boolean() }),
]);
export type LigneStatistique = z.infer<typeof LigneStatistiqueSchema>;
