import * as z from 'zod/mini';
import { DateCivileSchema, HashSchema, LangueSchema } from './modele.ts';
import { NIVEAUX_DOCUMENT } from './nomenclatures.ts';

/**
 * The document as data: one tree for the HTML and the PDF, in the same order. A personal text carries its
 * `engagement` (commitment): the fingerprint of the document takes that in place of the text.
 */
const texte = { texte: z.string(), engagement: z.optional(HashSchema) };
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

const EncadreSchema = z.strictObject({ kind: z.literal('encadre'), blocs: z.array(BlocTexteSchema) });
const colonne = z.array(z.union([BlocTexteSchema, EncadreSchema]));
const BilingueSchema = z.strictObject({
  kind: z.literal('bilingue'),
  fr: colonne,
  traduction: z.strictObject({ langue: LangueSchema, sens: z.enum(['ltr', 'rtl']), blocs: colonne }),
});
const SignatureSchema = z.strictObject({
  kind: z.literal('signature'),
  role: z.enum(['mandant', 'mandataire']),
  libelle: contenu,
  /** When and how it was signed, for a signature given on the screen: never part of the fingerprint. */
  mention: z.optional(contenu),
  /** Drawn signature, PNG in base64: shown, never part of the fingerprint. */
  image: z.optional(z.strictObject({ png: z.string(), alt: z.string() })),
});

const BlocSchema = z.union([BlocTexteSchema, EncadreSchema, BilingueSchema, SignatureSchema]);
/** A block of the document. */
export type Bloc = z.infer<typeof BlocSchema>;

export const DocumentMandatSchema = z.strictObject({
  v: z.literal(1),
  genre: z.literal('mandat'),
  langue: LangueSchema,
  sens: z.enum(['ltr', 'rtl']),
  niveau: z.enum(NIVEAUX_DOCUMENT),
  titre: z.string(),
  blocs: z.array(BlocSchema),
  /** The QR block comes with the public codes, in a later version. */
  qr: z.null(),
});
/** A mandate ready to be shown, printed and fingerprinted. */
export type DocumentMandat = z.infer<typeof DocumentMandatSchema>;

type Morceau = string | Inline;

const toInline = (m: Morceau): Inline => (typeof m === 'string' ? { kind: 'texte', texte: m } : m);

export function titre(niveau: 1 | 2 | 3, ...contenu: Morceau[]): BlocTexte {
  return { kind: 'titre', niveau, contenu: contenu.map(toInline) };
}
export function paragraphe(...contenu: Morceau[]): BlocTexte {
  return { kind: 'paragraphe', contenu: contenu.map(toInline) };
}
export function liste(...items: (Morceau | Morceau[])[]): BlocTexte {
  return { kind: 'liste', items: items.map((i) => (Array.isArray(i) ? i : [i]).map(toInline)) };
}
export function fort(contenu: string): Inline {
  return { kind: 'fort', texte: contenu };
}
export function date(iso: string): Inline {
  return { kind: 'date', iso };
}
