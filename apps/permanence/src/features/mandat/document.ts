import type { EtatMandat, NiveauDocument, Recueil, Resultat } from '@porte-plume/mandat';
import {
  documentHash,
  renderMandatHtml,
  toDocument,
  type Bloc,
  type CodesDocument,
  type DocumentMandat,
  type GenreDocument,
  type Identites,
} from '@porte-plume/mandat/document';

/** What a document is made from: the mandate, the names of the vault (none once erased), and the instant for a draft. */
export interface Source {
  etat: EtatMandat;
  identites: Identites | null;
  /** Instant at which a draft would be signed; what is signed keeps its own date. */
  maintenant: string;
}

/** Which paper, in which language, with which codes; a mandate in French unless said otherwise. */
export interface Papier {
  genre?: GenreDocument;
  langue?: string;
  codes?: CodesDocument;
  /** How a draft is about to be signed: the signed text says it. */
  recueil?: Recueil;
}

/** One paper of a mandate at one level of language, or why it cannot be written. */
export function composeDocument(
  { etat, identites, maintenant }: Source,
  niveau: NiveauDocument,
  { genre = 'mandat', langue = 'fr', codes, recueil }: Papier = {},
): Resultat<DocumentMandat> {
  return toDocument(etat, {
    langue,
    niveau,
    genre,
    signeLe: maintenant,
    instant: maintenant,
    ...(identites === null ? {} : { identites }),
    ...(codes === undefined ? {} : { codes }),
    ...(recueil === undefined ? {} : { recueil }),
  });
}

/**
 * The same for what is always written: the mandate itself, before or after its signature.
 * @throws when the mandate is one that this version cannot word; such a mandate is refused before it is prepared
 */
export function documentOf(source: Source, niveau: NiveauDocument, papier: Papier = {}): DocumentMandat {
  const document = composeDocument(source, niveau, papier);
  if (!document.ok)
    throw new Error(`mandate without words: ${document.motifs.map(({ code }) => code).join(' ')}`);
  return document.value;
}

export { documentHash };
export { texteOf, textesLusOf } from './texte.ts';

/** The words of the banner on every copy made from invented data. */
const FICTIF: Bloc = {
  kind: 'encadre',
  horsEmpreinte: true,
  blocs: [
    {
      kind: 'paragraphe',
      contenu: [{ kind: 'fort', texte: 'Données fictives\u00a0: ce mandat n’engage personne.' }],
    },
  ],
};

/** The same document with the banner of the demo above it; its fingerprint is that of the document without. */
export function withBanner(document: DocumentMandat, fictive: boolean): DocumentMandat {
  return fictive ? { ...document, blocs: [FICTIF, ...document.blocs] } : document;
}

/** The copy on the screen: a whole page, readable without a style sheet. */
export function htmlOf(
  document: DocumentMandat,
  { version, base }: { version: string | null; base: string },
): string {
  return renderMandatHtml(document, {
    base,
    feuille: `/assets/mandat.css${version === null ? '' : `?v=${version}`}`,
  });
}

/** The machine-readable record inside the file: the person may take it elsewhere. */
export interface Piece {
  nom: string;
  jsonld: unknown;
}

/** The copy to print, PDF/UA-1. The engine is loaded at the first copy only. */
export async function pdfOf(
  document: DocumentMandat,
  options: { base: string; creeLe: string; zone: string; piece?: Piece },
): Promise<Uint8Array> {
  const { renderMandatPdf } = await import('@porte-plume/mandat-pdf');
  return renderMandatPdf(document, options);
}
