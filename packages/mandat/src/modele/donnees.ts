import * as z from 'zod/mini';
import {
  ConstituantSchema,
  DateCivileSchema,
  DureeSchema,
  HashSchema,
  InstantSchema,
  ItemGeleSchema,
  ItemSchema,
  LangueSchema,
  MandantEtatSchema,
  MandantSchema,
  MotifCodeSchema,
  NoticeSchema,
  PeriodeSchema,
  PreuveSchema,
  RecueilSchema,
  RefSchema,
  StructureGeleeSchema,
  StructureRefSchema,
  VersionSchema,
} from './modele.ts';
import {
  ACTES,
  ACTEUR_KINDS,
  BASES_EFFACEMENT,
  CANAUX,
  CAPACITES,
  CAUSES_STRUCTURE,
  CONSTITUANT_KINDS,
  DEMANDES_PAR,
  DESTINATAIRES_RAPPEL,
  INTERPRETES,
  LECTURES,
  LECTURES_REPONSE,
  MODES,
  NATURES_COMPTE,
  PORTEES_EFFACEMENT,
  REFORMULATIONS,
  RESULTATS_ACTE,
} from './nomenclatures.ts';

/** What each command carries; the matching event carries the same, plus what `decide` computed. */

const ActeurSchema = z.strictObject({ kind: z.enum(ACTEUR_KINDS), ref: RefSchema });
/** Who gives a command. */
export type Acteur = z.infer<typeof ActeurSchema>;

const EvenementIdSchema = z.string().check(z.regex(/^[A-Za-z0-9][\w.:/-]{0,99}\/\d+$/));

const MotifSchema = z.object({
  code: z.string(),
  phrase: z.string(),
  path: z.exactOptional(z.array(z.union([z.string(), z.number()]))),
  itemId: z.exactOptional(z.string()),
  index: z.exactOptional(z.number()),
});

const preparation = {
  structure: StructureRefSchema,
  mandant: MandantSchema,
  constituant: ConstituantSchema,
  items: z.array(ItemSchema).check(z.minLength(1)),
  duree: DureeSchema,
  ecrivains: z.array(RefSchema).check(z.minLength(1)),
  renouvelle: z.optional(RefSchema),
  identiteVerifieeLe: z.optional(DateCivileSchema),
  referenceAC: z.optional(RefSchema),
};
const consentement = { recueil: RecueilSchema, documentHash: HashSchema };
const demande = {
  demandePar: z.enum(DEMANDES_PAR),
  canal: z.enum(CANAUX),
  motifCode: z.optional(MotifCodeSchema),
};
const acte = {
  itemId: RefSchema,
  demarcheId: RefSchema,
  acte: z.enum(ACTES),
  mode: z.enum(MODES),
  canal: z.enum(CANAUX),
  resultat: z.enum(RESULTATS_ACTE),
  interventionRef: RefSchema,
  presenceMandant: z.boolean(),
  relectureId: z.optional(EvenementIdSchema),
  recepisse4: z.optional(z.string().check(z.regex(/^[\dA-Za-z]{1,4}$/))),
  horsPerimetreReconnu: z.optional(z.boolean()),
  assistance: z.optional(z.enum(CONSTITUANT_KINDS)),
};

export const DONNEES_COMMANDES = {
  PreparerMandat: z.strictObject(preparation),
  DeclarerCapacite: z.strictObject({ capacite: z.enum(CAPACITES), justificatif: z.optional(PreuveSchema) }),
  PresenterNotice: z.strictObject({ notice: NoticeSchema }),
  EnregistrerLecture: z.strictObject({
    langue: LangueSchema,
    lecture: z.enum(LECTURES),
    interprete: z.enum(INTERPRETES),
    reformulation: z.enum(REFORMULATIONS),
    noticeBilingue: z.boolean(),
  }),
  Consentir: z.strictObject(consentement),
  RefuserConsentement: z.strictObject({}),
  AccepterMandat: z.strictObject({
    ecrivainRef: RefSchema,
    charteVersion: VersionSchema,
  }),
  RemettreExemplaire: z.strictObject({
    canal: z.enum(CANAUX),
    codeRevocationCommitment: z.optional(HashSchema),
  }),
  VerserPreuve: z.strictObject({ preuve: PreuveSchema }),
  RetirerPerimetre: z.strictObject({
    itemId: RefSchema,
    actes: z.optional(z.array(z.enum(ACTES)).check(z.minLength(1))),
    ...demande,
  }),
  RevoquerMandat: z.strictObject(demande),
  Relire: z.strictObject({
    itemId: RefSchema,
    demarcheId: RefSchema,
    interventionRef: RefSchema,
    recapitulatifHash: HashSchema,
    luPar: RefSchema,
    accord: z.literal(true),
    langue: LangueSchema,
  }),
  EffectuerActe: z.strictObject(acte),
  RegulariserOral: z.strictObject({ recueil: RecueilSchema }),
  RenoncerMandat: z.strictObject({
    motifCode: MotifCodeSchema,
    preavisJours: z.int().check(z.minimum(0), z.maximum(365)),
  }),
  SuspendreMandat: z.strictObject({ motifCode: MotifCodeSchema }),
  ReprendreMandat: z.strictObject({ motifCode: MotifCodeSchema }),
  SignalerDeces: z.strictObject({ le: DateCivileSchema }),
  SignalerProtection: z.strictObject({ capacite: z.enum(CAPACITES), jugementLe: DateCivileSchema }),
  SignalerStructure: z.strictObject({ cause: z.enum(CAUSES_STRUCTURE), suivante: z.optional(RefSchema) }),
  RatifierActe: z.strictObject({ acteId: EvenementIdSchema, canal: z.enum(CANAUX) }),
  RemettreCompte: z.strictObject({ demarcheId: RefSchema, nature: z.enum(NATURES_COMPTE) }),
  RendreCompte: z.strictObject({
    actes: z.array(EvenementIdSchema).check(z.minLength(1)),
    canal: z.enum(CANAUX),
  }),
  DemanderParSms: z.strictObject({ demandeRef: RefSchema }),
  RecevoirReponse: z.strictObject({
    demandeRef: RefSchema,
    messageId: RefSchema,
    lecture: z.enum(LECTURES_REPONSE),
  }),
  EmettreCodeTiers: z.strictObject({
    codeCommitment: HashSchema,
    destinataire: RefSchema,
    auInclus: z.optional(DateCivileSchema),
  }),
  ConsulterCodeTiers: z.strictObject({ codeCommitment: HashSchema }),
  RevoquerCodeTiers: z.strictObject({ codeCommitment: HashSchema }),
  RappelerEcheance: z.strictObject({
    destinataire: z.enum(DESTINATAIRES_RAPPEL),
    canal: z.enum(CANAUX),
  }),
  RectifierErreur: z.strictObject({
    evenementId: EvenementIdSchema,
    champ: z.string().check(z.regex(/^[A-Za-z]\w*(\.\w+)*$/), z.maxLength(100)),
    motifCode: MotifCodeSchema,
  }),
  EffacerDonnees: z.strictObject({
    portee: z.enum(PORTEES_EFFACEMENT),
    base: z.enum(BASES_EFFACEMENT),
  }),
} as const;

const OralSchema = z.object({
  actes: z.array(z.enum(ACTES)),
  auInclus: DateCivileSchema,
  fin: InstantSchema,
});
/** One pair closed by a newer mandate. */
const PaireSchema = z.object({ demarcheId: RefSchema, actes: z.array(z.enum(ACTES)) });
const demandeLue = z.object(demande);

export const DONNEES_EVENEMENTS = {
  MandatPrepare: z.object({
    ...preparation,
    structure: StructureGeleeSchema,
    items: z.array(ItemGeleSchema).check(z.minLength(1)),
    mandant: MandantEtatSchema,
    /** First instant of the 18th birthday, only when a mandate granted by a representative can reach it. */
    majorite: z.optional(InstantSchema),
    politique: z.string(),
  }),
  CapaciteDeclaree: z.object(DONNEES_COMMANDES.DeclarerCapacite.shape),
  NoticePresentee: z.object(DONNEES_COMMANDES.PresenterNotice.shape),
  LectureFaite: z.object(DONNEES_COMMANDES.EnregistrerLecture.shape),
  ConsentementDonne: z.object({
    ...consentement,
    periode: PeriodeSchema,
    /** The text that was signed said that the capacity was still to be told. */
    capaciteInconnue: z.optional(z.literal(true)),
    /** Consent to regularise: these acts only, and until the end (`fin`, excluded) of the day `auInclus`. */
    oral: z.optional(OralSchema),
  }),
  ConsentementRefuse: z.object({}),
  MandatAccepte: z.object(DONNEES_COMMANDES.AccepterMandat.shape),
  MandatRemplace: z.object({ par: RefSchema, paires: z.array(PaireSchema) }),
  ExemplaireRemis: z.object(DONNEES_COMMANDES.RemettreExemplaire.shape),
  PreuveVersee: z.object(DONNEES_COMMANDES.VerserPreuve.shape),
  PerimetreRetire: z.object(DONNEES_COMMANDES.RetirerPerimetre.shape),
  MandatRevoque: demandeLue,
  MandatAnnule: demandeLue,
  RelectureFaite: z.object(DONNEES_COMMANDES.Relire.shape),
  ActeEffectue: z.object(acte),
  ActeRefuse: z.object({ ...acte, motifs: z.array(MotifSchema) }),
  OralRegularise: z.object(DONNEES_COMMANDES.RegulariserOral.shape),
  MandataireARenonce: z.object(DONNEES_COMMANDES.RenoncerMandat.shape),
  MandatSuspendu: z.object(DONNEES_COMMANDES.SuspendreMandat.shape),
  MandatRepris: z.object(DONNEES_COMMANDES.ReprendreMandat.shape),
  DecesSignale: z.object(DONNEES_COMMANDES.SignalerDeces.shape),
  ProtectionSignalee: z.object(DONNEES_COMMANDES.SignalerProtection.shape),
  StructureDissoute: z.object(DONNEES_COMMANDES.SignalerStructure.shape),
  ActeRatifie: z.object(DONNEES_COMMANDES.RatifierActe.shape),
  CompteCreeEtRemis: z.object(DONNEES_COMMANDES.RemettreCompte.shape),
  CompteRenduRemis: z.object(DONNEES_COMMANDES.RendreCompte.shape),
  DemandeEnvoyee: z.object(DONNEES_COMMANDES.DemanderParSms.shape),
  ReponseRecue: z.object(DONNEES_COMMANDES.RecevoirReponse.shape),
  CodeTiersEmis: z.object({ ...DONNEES_COMMANDES.EmettreCodeTiers.shape, auInclus: DateCivileSchema }),
  CodeTiersConsulte: z.object(DONNEES_COMMANDES.ConsulterCodeTiers.shape),
  CodeTiersRevoque: z.object(DONNEES_COMMANDES.RevoquerCodeTiers.shape),
  EcheanceRappelee: z.object(DONNEES_COMMANDES.RappelerEcheance.shape),
  ErreurRectifiee: z.object(DONNEES_COMMANDES.RectifierErreur.shape),
  DonneesEffacees: z.object(DONNEES_COMMANDES.EffacerDonnees.shape),
} as const;

export const enveloppeCommande = {
  v: z.literal(1),
  id: RefSchema,
  mandatId: RefSchema,
  faitLe: InstantSchema,
  acteur: ActeurSchema,
};
export const enveloppeEvenement = {
  ...enveloppeCommande,
  id: EvenementIdSchema,
  connuLe: InstantSchema,
  appareil: RefSchema,
  seq: z.int().check(z.minimum(0)),
};
