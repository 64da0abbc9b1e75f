import * as z from 'zod/mini';
import { DateCivileSchema, HashSchema, LangueSchema } from '../modele/modele.ts';
import { NIVEAUX_DOCUMENT } from '../modele/nomenclatures.ts';

export const GENRES_DOCUMENT = ['mandat', 'revocation', 'compte_rendu', 'fiche_de_sortie'] as const;
/** The mandate itself, the certificate of what was stopped, the account of what was done, the sheet to take away. */
export type GenreDocument = (typeof GENRES_DOCUMENT)[number];

export const ROLES_SIGNATURE = [
  'mandant',
  'mandataire',
  'temoin',
  'constituant',
  'curateur',
  'interprete',
] as const;
/** Who signs in a box. */
export type RoleSignature = (typeof ROLES_SIGNATURE)[number];

/**
 * The document as data: one tree for the HTML and the PDF, in the same order. A personal text carries its
 * `engagement` (commitment): the fingerprint of the document takes that in place of the text. `langue` is given for a
 * text that stays in its language wherever it stands (the French name of a démarche in a translation).
 */
const texte = {
  texte: z.string(),
  langue: z.optional(LangueSchema),
  engagement: z.optional(HashSchema),
};
const InlineSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('texte'), ...texte }),
  z.strictObject({ kind: z.literal('fort'), ...texte }),
  z.strictObject({ kind: z.literal('date'), iso: DateCivileSchema }),
  z.strictObject({ kind: z.literal('telephone'), e164: z.string().check(z.regex(/^\+\d{6,15}$/)) }),
  z.strictObject({ kind: z.literal('code'), texte: z.string() }),
  z.strictObject({
    kind: z.literal('lien'),
    texte: z.string(),
    href: z.string().check(z.regex(/^(https:|mailto:)/)),
  }),
]);
/** A run of text inside a line. */
export type Inline = z.infer<typeof InlineSchema>;

const contenu = z.array(InlineSchema);
const BlocTexteSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('titre'),
    niveau: z.union([z.literal(1), z.literal(2), z.literal(3)]),
    contenu,
  }),
  z.strictObject({ kind: z.literal('paragraphe'), contenu }),
  z.strictObject({ kind: z.literal('liste'), items: z.array(contenu) }),
  z.strictObject({
    kind: z.literal('definitions'),
    entrees: z.array(z.strictObject({ terme: contenu, valeurs: z.array(contenu) })),
  }),
]);
/** A block that holds text only. */
export type BlocTexte = z.infer<typeof BlocTexteSchema>;

/** Printed on the copy, but no part of what was signed (the codes): left out of the fingerprint. */
const horsEmpreinte = z.optional(z.literal(true));
const EncadreSchema = z.strictObject({
  kind: z.literal('encadre'),
  blocs: z.array(BlocTexteSchema),
  horsEmpreinte,
});
const colonne = z.array(z.union([BlocTexteSchema, EncadreSchema]));
const sens = z.enum(['ltr', 'rtl']);
const BilingueSchema = z.strictObject({
  kind: z.literal('bilingue'),
  fr: colonne,
  traduction: z.strictObject({ langue: LangueSchema, sens, blocs: colonne }),
  horsEmpreinte,
});
const SignatureSchema = z.strictObject({
  kind: z.literal('signature'),
  role: z.enum(ROLES_SIGNATURE),
  libelle: contenu,
  /** When and how it was signed, for a signature given on the screen: never part of the fingerprint. */
  mention: z.optional(contenu),
  /** Drawn signature, PNG in base64: shown, never part of the fingerprint. */
  image: z.optional(z.strictObject({ png: z.string(), alt: z.string() })),
  /** The label and the mention in the reader's language, below the French ones. */
  traduction: z.optional(
    z.strictObject({ langue: LangueSchema, sens, libelle: contenu, mention: z.optional(contenu) }),
  ),
});

const BlocSchema = z.union([BlocTexteSchema, EncadreSchema, BilingueSchema, SignatureSchema]);
/** A block of the document. */
export type Bloc = z.infer<typeof BlocSchema>;

/** Public check page of the mandate, drawn as a QR code after the blocks; see `toLienVerification`. */
const QrSchema = z.strictObject({
  /** Path `/v/<CODE>`: the base is the application's. */
  url: z.string().check(z.regex(/^\/v\/M[2-9A-HJKMNP-Z]{12}$/)),
  alt: z.string(),
});

export const DocumentMandatSchema = z.strictObject({
  v: z.literal(1),
  genre: z.enum(GENRES_DOCUMENT),
  /** Language of the reader, and its direction. Whatever stands outside a `traduction` is in French, left to right. */
  langue: LangueSchema,
  sens,
  niveau: z.enum(NIVEAUX_DOCUMENT),
  titre: z.string(),
  blocs: z.array(BlocSchema),
  qr: z.nullable(QrSchema),
});
/** A document of a mandate, ready to be shown, printed and fingerprinted. */
export type DocumentMandat = z.infer<typeof DocumentMandatSchema>;

export function titre(niveau: 1 | 2 | 3, contenu: Inline[]): BlocTexte {
  return { kind: 'titre', niveau, contenu };
}
export function paragraphe(contenu: Inline[]): BlocTexte {
  return { kind: 'paragraphe', contenu };
}
export function liste(items: Inline[][]): BlocTexte {
  return { kind: 'liste', items };
}
export function date(iso: string): Inline {
  return { kind: 'date', iso };
}
