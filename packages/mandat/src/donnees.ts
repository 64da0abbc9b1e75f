import * as z from 'zod/mini';
import {
  ConstituantSchema,
  DateCivileSchema,
  DureeSchema,
  HashSchema,
  InstantSchema,
  ItemSchema,
  LangueSchema,
  MandantSchema,
  MotifCodeSchema,
  NoticeSchema,
  PeriodeSchema,
  PreuveSchema,
  RecueilSchema,
  RefSchema,
  StructureRefSchema,
  VersionSchema,
} from './modele.ts';
import {
  ACTES,
  ACTEUR_KINDS,
  CANAUX,
  CAPACITES,
  DEMANDES_PAR,
  INTERPRETES,
  LECTURES,
  MODES,
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
} as const;

/** One pair closed by a newer mandate. */
const PaireSchema = z.object({ demarcheId: RefSchema, actes: z.array(z.enum(ACTES)) });
const demandeLue = z.object(demande);

export const DONNEES_EVENEMENTS = {
  MandatPrepare: z.object({ ...preparation, politique: z.string() }),
  CapaciteDeclaree: z.object(DONNEES_COMMANDES.DeclarerCapacite.shape),
  NoticePresentee: z.object(DONNEES_COMMANDES.PresenterNotice.shape),
  LectureFaite: z.object(DONNEES_COMMANDES.EnregistrerLecture.shape),
  ConsentementDonne: z.object({
    ...consentement,
    periode: PeriodeSchema,
    /** The text that was signed said that the capacity was still to be told. */
    capaciteInconnue: z.optional(z.literal(true)),
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
