import * as z from 'zod/mini';
import { DONNEES_EVENEMENTS } from './donnees.ts';
import {
  ConstituantSchema,
  DateCivileSchema,
  DureeSchema,
  HashSchema,
  InstantSchema,
  ItemGeleSchema,
  MandantEtatSchema,
  NoticeSchema,
  PeriodeSchema,
  PreuveSchema,
  RecueilSchema,
  RefSchema,
  StructureGeleeSchema,
} from './modele.ts';
import {
  ACTES,
  CANAUX,
  CAUSES_CADUCITE,
  DEMANDES_PAR,
  LECTURES_REPONSE,
  QUALIFICATIONS_ACTE,
  STATUTS,
  type Statut,
} from './nomenclatures.ts';

/** Where a fact comes from: its event, when it happened, when it was recorded, its rank on its device. */
const marque = {
  evenementId: z.string(),
  faitLe: InstantSchema,
  connuLe: InstantSchema,
  appareil: z.string(),
  seq: z.int(),
};
const MarqueSchema = z.object(marque);
export type Marque = z.infer<typeof MarqueSchema>;

const FinSchema = z.object({
  ...marque,
  statut: z.enum(STATUTS),
  cause: z.optional(z.enum(CAUSES_CADUCITE)),
  demandePar: z.optional(z.enum(DEMANDES_PAR)),
  canal: z.optional(z.enum(CANAUX)),
  motifCode: z.optional(z.string()),
});
/** An end, with both its times. */
export type Fin = z.infer<typeof FinSchema>;

const RetraitSchema = z.object({
  fin: FinSchema,
  actes: z.optional(z.array(z.enum(ACTES))),
  demarcheIds: z.optional(z.array(RefSchema)),
});
/** What an end closed: these acts of these démarches; nothing named = the whole item. */
export type Retrait = z.infer<typeof RetraitSchema>;

const ItemEtatSchema = z.object({
  ...ItemGeleSchema.shape,
  fin: z.optional(FinSchema),
  retraits: z.array(RetraitSchema),
});
/** An item and what closed it since: `fin` = first end of the whole item. */
export type ItemEtat = z.infer<typeof ItemEtatSchema>;

const ActeEtatSchema = z.object({
  ...DONNEES_EVENEMENTS.ActeEffectue.shape,
  ...marque,
  qualification: z.enum(QUALIFICATIONS_ACTE),
});
/** An act done, and how it stands now that everything recorded is known. */
export type ActeEtat = z.infer<typeof ActeEtatSchema>;

const RelectureEtatSchema = z.object({ ...DONNEES_EVENEMENTS.RelectureFaite.shape, ...marque });
/** A read-back; its id is that of its event. */
export type RelectureEtat = z.infer<typeof RelectureEtatSchema>;

const SuspensionSchema = z.object({
  ...marque,
  sens: z.enum(['suspendu', 'repris']),
  motifCode: z.string(),
});
/** A suspension or its end: the last one in force tells. */
export type Suspension = z.infer<typeof SuspensionSchema>;

const ProtectionSchema = z.object({ ...DONNEES_EVENEMENTS.ProtectionSignalee.shape, ...marque });
/** A measure of protection told during the mandate; `faitLe` = first instant of the day of the judgment. */
export type Protection = z.infer<typeof ProtectionSchema>;

const DemandeSmsSchema = z.object({
  demandeRef: RefSchema,
  envoi: z.optional(MarqueSchema),
  reponses: z.array(z.object({ messageId: RefSchema, lecture: z.enum(LECTURES_REPONSE), ...marque })),
});
/** A question sent by SMS, and every answer to it. */
export type DemandeSms = z.infer<typeof DemandeSmsSchema>;

const CodeTiersSchema = z.object({
  codeCommitment: HashSchema,
  emission: z.optional(z.object({ destinataire: RefSchema, auInclus: DateCivileSchema, ...marque })),
  consultations: z.array(MarqueSchema),
  revocation: z.optional(MarqueSchema),
});
/** A code given to a third party, by its commitment, and every view of it. */
export type CodeTiersEtat = z.infer<typeof CodeTiersSchema>;

const CompteRenduSchema = z.object({ ...DONNEES_EVENEMENTS.CompteRenduRemis.shape, ...marque });
/** An account given to the person of these acts (C. civ. 1993). */
export type CompteRenduEtat = z.infer<typeof CompteRenduSchema>;

const RectificationSchema = z.object({
  ...marque,
  evenementVise: z.string(),
  champ: z.string(),
  motifCode: z.string(),
});
/** A field of a past event said to be wrong; the event itself is never rewritten. */
export type Rectification = z.infer<typeof RectificationSchema>;

export const EtatMandatSchema = z.object({
  v: z.literal(1),
  id: RefSchema,
  version: z.int().check(z.minimum(1)),
  structure: StructureGeleeSchema,
  mandant: MandantEtatSchema,
  majorite: z.optional(InstantSchema),
  constituant: ConstituantSchema,
  ecrivains: z.array(RefSchema),
  politique: z.string(),
  items: z.array(ItemEtatSchema),
  duree: DureeSchema,
  renouvelle: z.optional(RefSchema),
  identiteVerifieeLe: z.optional(DateCivileSchema),
  referenceAC: z.optional(RefSchema),
  preparation: MarqueSchema,
  capacite: z.optional(MarqueSchema),
  notice: z.optional(z.object({ ...NoticeSchema.shape, ...marque })),
  lecture: z.optional(z.object({ ...DONNEES_EVENEMENTS.LectureFaite.shape, ...marque })),
  recueil: z.optional(RecueilSchema),
  consentement: z.optional(
    z.object({
      documentHash: HashSchema,
      capaciteInconnue: z.optional(z.literal(true)),
      oral: DONNEES_EVENEMENTS.ConsentementDonne.shape.oral,
      ...marque,
    }),
  ),
  regularisation: z.optional(z.object({ ...DONNEES_EVENEMENTS.OralRegularise.shape, ...marque })),
  periode: z.optional(PeriodeSchema),
  acceptation: z.optional(z.object({ ...DONNEES_EVENEMENTS.MandatAccepte.shape, ...marque })),
  exemplaire: z.optional(z.object({ ...DONNEES_EVENEMENTS.ExemplaireRemis.shape, ...marque })),
  codesRevocation: z.array(z.object({ codeCommitment: HashSchema, ...marque })),
  preuves: z.array(z.object({ ...PreuveSchema.shape, ...marque })),
  fin: z.optional(FinSchema),
  fins: z.array(FinSchema),
  suspensions: z.array(SuspensionSchema),
  protections: z.array(ProtectionSchema),
  actes: z.array(ActeEtatSchema),
  relectures: z.array(RelectureEtatSchema),
  ratifications: z.array(z.object({ ...DONNEES_EVENEMENTS.ActeRatifie.shape, ...marque })),
  comptes: z.array(z.object({ ...DONNEES_EVENEMENTS.CompteCreeEtRemis.shape, ...marque })),
  comptesRendus: z.array(CompteRenduSchema),
  demandesSms: z.array(DemandeSmsSchema),
  codes: z.array(CodeTiersSchema),
  rappels: z.array(z.object({ ...DONNEES_EVENEMENTS.EcheanceRappelee.shape, ...marque })),
  rectifications: z.array(RectificationSchema),
  effacements: z.array(z.object({ ...DONNEES_EVENEMENTS.DonneesEffacees.shape, ...marque })),
  commandes: z.record(z.string(), z.array(z.string())),
});
/**
 * What the fold knows. `fin` = the mandate's end that takes effect first; `fins` = every one recorded, needed to
 * answer "what was known then"; `version` = number of events; `commandes` = ids of the events of each command.
 */
export type EtatMandat = z.infer<typeof EtatMandatSchema>;

/** Ids of the events which a command gave; a command may bear any name, even one of `Object`. */
export function listIds(etat: EtatMandat, commandeId: string): string[] {
  return Object.hasOwn(etat.commandes, commandeId) ? (etat.commandes[commandeId] ?? []) : [];
}

/** A mandate seen at an instant, with what was recorded by another. */
export type VueMandat = EtatMandat & {
  instant: string;
  connuA: string | null;
  statut: Statut;
  statutItems: Record<string, Statut>;
};
