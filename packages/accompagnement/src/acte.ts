import * as z from 'zod/mini';
import { DateCivileSchema, EvenementIdSchema, IdSchema, InstantSchema } from './date-civile.ts';
import { oneOf } from './lecture.ts';
import { isReadable } from './texte.ts';
import type { Code } from './nomenclature-2026-1.ts';

export type Mode = Code<'mode'>;
export type ActeMandat = Code<'acteMandat'>;
export type MotifPour = Code<'motifPour'>;
export type Theme = Code<'theme'>;

/** Next thing to do for a suivi, dated, at a lieu, so that a colleague can cover it. */
export const RelanceSchema = z.strictObject({
  id: IdSchema,
  le: DateCivileSchema,
  nature: oneOf('natureRelance'),
  echeance: z.exactOptional(z.strictObject({ demarcheId: IdSchema, ferme: DateCivileSchema })),
  lieuId: IdSchema,
  etat: oneOf('etatRelance'),
});
export type Relance = z.infer<typeof RelanceSchema>;

/** The summary was read to the person, who agreed, before sending. */
export const RelectureSchema = z.strictObject({
  id: IdSchema,
  evenementId: z.exactOptional(EvenementIdSchema),
  faiteA: InstantSchema,
  moyen: oneOf('moyenRelecture'),
  accord: oneOf('accordRelecture'),
  recepisse: oneOf('recepisse'),
  recepisse4: z.exactOptional(z.string().check(z.refine(isReadable, 'texte_invalide'), z.normalize('NFC'))),
});
export type Relecture = z.infer<typeof RelectureSchema>;

export const IssueSchema = z.discriminatedUnion('code', [
  z.strictObject({ code: z.literal('finalisee') }),
  z.strictObject({ code: z.literal('a_poursuivre'), relance: RelanceSchema }),
  z.strictObject({ code: z.literal('en_attente_reponse'), relance: RelanceSchema }),
  z.strictObject({ code: z.literal('bloquee') }),
  z.strictObject({ code: z.literal('abandonnee'), motif: oneOf('motifAbandon') }),
  z.strictObject({ code: z.literal('orientee'), orientationId: IdSchema }),
]);
export type Issue = z.infer<typeof IssueSchema>;

/** What stopped the démarche on the téléservice: the `Blocage` of demarches, and the way round that was found. */
export const BlocageConstateSchema = z.strictObject({
  blocage: z.strictObject({
    demarcheId: IdSchema,
    operateurId: IdSchema,
    canal: IdSchema,
    code: oneOf('blocage'),
    mois: z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'date_invalide')),
    territoire: z.exactOptional(IdSchema),
    toursDeBoucle: z.exactOptional(z.int().check(z.minimum(1))),
  }),
  planB: oneOf('planB'),
});
export type BlocageConstate = z.infer<typeof BlocageConstateSchema>;

/** One démarche or theme handled in an intervention. Coherence between its fields: {@link checkActe}. */
export const ActeSchema = z.strictObject({
  id: IdSchema,
  objet: z.discriminatedUnion('nature', [
    z.strictObject({ nature: z.literal('demarche'), demarcheId: IdSchema, catalogue: IdSchema }),
    z.strictObject({ nature: z.literal('theme'), theme: oneOf('theme') }),
  ]),
  mode: oneOf('mode'),
  appui: z.exactOptional(oneOf('appui')),
  motifPour: z.exactOptional(oneOf('motifPour')),
  actesFaits: z.array(oneOf('acteMandat')).check(z.maxLength(8)),
  saisieIdentifiants: z.boolean(),
  mandatId: z.exactOptional(IdSchema),
  relecture: z.exactOptional(RelectureSchema),
  issue: IssueSchema,
  blocage: z.exactOptional(BlocageConstateSchema),
  suiviId: z.exactOptional(IdSchema),
});
export type Acte = z.infer<typeof ActeSchema>;

/** “À la place” = both modes in which the writer types and sends. */
export function isALaPlace(mode: Mode): boolean {
  return mode === 'faire_a_la_place_present' || mode === 'faire_a_la_place_absent';
}
