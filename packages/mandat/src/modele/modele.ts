import * as z from 'zod/mini';
import {
  ACTES,
  CAPACITES,
  CLASSES,
  CONSTITUANT_KINDS,
  FORMES,
  INTERPRETES,
  LECTURES,
  MODES_RECUEIL,
  PERIMETRES,
  REFORMULATIONS,
} from './nomenclatures.ts';
import { isZone } from './temps.ts';
import { sansSecret } from '../secrets/texte-libre.ts';

/** Building blocks of the persisted shapes: schemas first, types inferred. */

export const InstantSchema = z.iso.datetime({ precision: 3 });
export const DateCivileSchema = z.iso.date();
const ZoneSchema = z.string().check(z.refine(isZone));
/**
 * Pseudonymous reference: no space, no @, so that no name, mail or sentence slips in; and not, whole, a French phone
 * number, a NIR with its key, or an IBAN.
 */
export const RefSchema = z
  .string()
  .check(
    z.regex(
      /^(?!(?:0|0033|33(?=[67]))[1-9]\d{8}$)(?![12]\d{14}$)(?!FR\d{2}[0-9A-Z]{23}$)[A-Za-z0-9][\w.:/-]{0,99}$/,
    ),
  );
export const HashSchema = z.string().check(z.regex(/^[0-9a-f]{64}$/));
export const MotifCodeSchema = z.string().check(z.regex(/^[a-z0-9_]{1,60}$/));
export const LangueSchema = z.string().check(z.regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/));
/** Version of a text or of a catalogue: no space, no mail address, no phone number. */
export const VersionSchema = z
  .string()
  .check(z.regex(/^(?!.*\w@[\w.-]+\.[A-Za-z]{2})(?!0[1-9]\d{8}$)[A-Za-z0-9][\w.:+@/-]{0,39}$/));
/**
 * Public label of a catalogue or a structure, frozen with the mandate. Whoever types one may slip a secret in: commands
 * are searched for it. What is sealed stays readable, however strict the search becomes.
 */
const LibelleGeleSchema = z.string().check(z.minLength(1), z.maxLength(300));
const LibelleSchema = LibelleGeleSchema.check(sansSecret);

const ActeSchema = z.enum(ACTES);

export const DemarcheFaitsSchema = z.strictObject({
  id: RefSchema,
  catalogueVersion: VersionSchema,
  perimetre: z.enum(PERIMETRES),
  classe: z.enum(CLASSES),
  libelle: LibelleSchema,
  signaturePersonnelle: z.boolean(),
  actesReserves: z.array(ActeSchema),
  ageSeul: z.optional(z.int().check(z.minimum(0), z.maximum(18))),
  article9: z.boolean(),
});
/** What a mandate must know of a démarche, frozen at preparation. */
export type DemarcheFaits = z.infer<typeof DemarcheFaitsSchema>;

const DemarcheGeleeSchema = z.extend(DemarcheFaitsSchema, { libelle: LibelleGeleSchema });

function toPorteeSchema(demarche: typeof DemarcheFaitsSchema) {
  return z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('demarche'), demarche }),
    z.strictObject({
      kind: z.literal('perimetre'),
      perimetre: z.enum(PERIMETRES),
      catalogueVersion: VersionSchema,
      demarches: z.array(demarche).check(z.minLength(1)),
    }),
  ]);
}
const PorteeSchema = toPorteeSchema(DemarcheFaitsSchema);
/** One démarche, or a theme resolved into the démarches of that day. */
export type Portee = z.infer<typeof PorteeSchema>;

const ExceptionSchema = z
  .strictObject({ demarcheId: z.optional(RefSchema), acte: z.optional(ActeSchema) })
  .check(z.refine((e) => e.demarcheId !== undefined || e.acte !== undefined));
/** "All but X": at least one of the two; the exception wins. */
export type Exception = z.infer<typeof ExceptionSchema>;

export const ItemSchema = z.strictObject({
  id: RefSchema,
  portee: PorteeSchema,
  actes: z.array(ActeSchema).check(z.minLength(1)),
  sauf: z.array(ExceptionSchema),
  uneFois: z.boolean(),
  acteFinal: z.optional(ActeSchema),
});
/** One line of the mandate: portée × acts − exceptions. */
export type Item = z.infer<typeof ItemSchema>;
export const ItemGeleSchema = z.extend(ItemSchema, { portee: toPorteeSchema(DemarcheGeleeSchema) });

export const DureeSchema = z.union([
  z.strictObject({ mois: z.int().check(z.minimum(1)) }),
  z.strictObject({ jours: z.int().check(z.minimum(1)) }),
]);
/** 1 to 12 months, or 1 to 365 days. */
export type Duree = z.infer<typeof DureeSchema>;

export const PeriodeSchema = z.strictObject({
  du: DateCivileSchema,
  auInclus: DateCivileSchema,
  zone: ZoneSchema,
  fin: InstantSchema,
});
/** `auInclus` is valid whole; `fin` is the exclusive end. */
export type Periode = z.infer<typeof PeriodeSchema>;

export const PreuveSchema = z.strictObject({
  nature: z.enum(['scan', 'trace_signature', 'audio', 'jugement', 'reference_ac']),
  sha256: HashSchema,
  verseeLe: InstantSchema,
});
/** Fingerprint of a piece that stays in the application's vault. */
export type Preuve = z.infer<typeof PreuveSchema>;

export const MandantSchema = z.strictObject({
  ref: RefSchema,
  capacite: z.enum(CAPACITES),
  naissance: z.optional(
    z.union([z.literal('majeur'), z.strictObject({ ageCommitment: HashSchema, le: DateCivileSchema })]),
  ),
});
/** Who gives the mandate, by pseudonymous reference; the date of birth is asked of a minor, and never recorded. */
export type Mandant = z.infer<typeof MandantSchema>;

export const MandantEtatSchema = z.object({
  ...MandantSchema.shape,
  naissance: z.optional(z.union([z.literal('majeur'), z.object({ ageCommitment: HashSchema })])),
});
/** What events and state keep of the person: of her age, a commitment only. */
export type MandantEtat = z.infer<typeof MandantEtatSchema>;

export const ConstituantSchema = z.strictObject({
  kind: z.enum(CONSTITUANT_KINDS),
  ref: z.optional(RefSchema),
  justificatif: z.optional(PreuveSchema),
});
/** Who signs: the person, or who represents her. */
export type Constituant = z.infer<typeof ConstituantSchema>;

export const StructureRefSchema = z.strictObject({
  id: RefSchema,
  siret: z.optional(z.string().check(z.regex(/^\d{14}$/))),
  libelle: LibelleSchema,
  zone: ZoneSchema,
});
/** The mandataire, its name frozen with the mandate. */
export type StructureRef = z.infer<typeof StructureRefSchema>;
export const StructureGeleeSchema = z.extend(StructureRefSchema, { libelle: LibelleGeleSchema });

export const HabilitationSchema = z.strictObject({
  ecrivainRef: RefSchema,
  structureId: RefSchema,
  kind: z.enum(['ecrivain', 'benevole']),
  du: DateCivileSchema,
  auInclus: z.optional(DateCivileSchema),
  charteVersion: VersionSchema,
});
/** Right of a writer to act for the structure, last day included. */
export type Habilitation = z.infer<typeof HabilitationSchema>;

export const RecueilSchema = z.strictObject({
  mode: z.enum(MODES_RECUEIL),
  forme: z.enum(FORMES),
  langue: LangueSchema,
  lecture: z.enum(LECTURES),
  interprete: z.enum(INTERPRETES),
  reformulation: z.enum(REFORMULATIONS),
  temoins: z.array(z.strictObject({ ref: RefSchema, kind: z.enum(['tiers', 'ecrivain']) })),
  noticeBilingue: z.boolean(),
});
/** How the consent was taken. */
export type Recueil = z.infer<typeof RecueilSchema>;

export const NoticeSchema = z.strictObject({
  /** Name of the template, such as that of a package: no mail address. */
  modele: z.string().check(z.regex(/^(?!.*\w@[\w.-]+\.[A-Za-z]{2})[\w.@:/-]{1,100}$/)),
  version: VersionSchema,
  langue: LangueSchema,
  documentHash: HashSchema,
});
/** The information notice shown before the signature (RGPD art. 13). */
export type Notice = z.infer<typeof NoticeSchema>;
