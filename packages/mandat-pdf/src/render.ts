import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Instant, Zone } from '@porte-plume/mandat';
import type { DocumentMandat } from '@porte-plume/mandat/document';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { toDonnees } from './donnees.ts';
import { GABARIT } from './gabarit.ts';
import { toPied } from './pied.ts';
import { readPolices } from './polices.ts';
import { toQr } from './qr.ts';
import { PdfRefuse } from './refus.ts';

/** A record for machines, carried inside the file: what `toDpv27560` gives, usually. */
export interface PiecePdf {
  /** Name of the attachment, 1 to 64 letters, digits, `.`, `_` or `-`: no personal text. */
  nom: string;
  /** Any JSON value. */
  jsonld: unknown;
}

export interface OptionsPdf {
  /** Base URL of the public check page; required when the document carries a QR block. */
  base?: string | undefined;
  /** Creation instant written in the file: same document, same instant, same octets. */
  creeLe: Instant;
  /** Zone of the structure, for the day printed at the foot of the page. */
  zone: Zone;
  /** Attached to the file, in either norm. */
  piece?: PiecePdf | undefined;
  /** PDF/UA-1 (default) or PDF/A-3a: one norm a file. */
  norme?: 'ua-1' | 'a-3a' | undefined;
}

let compilateur: NodeCompiler | undefined;

/**
 * Prints a mandate as an accessible PDF: tagged, titled, its languages declared, conformity checked by the engine
 * (declared, not certified). Same text and same order as `renderMandatHtml`.
 * @returns the octets of the file
 * @throws PdfRefuse with `glyphe_absent` when a sign has no glyph in the fonts: never an empty box in its place
 * @throws TypeError when `base` is missing for a QR block, or the attachment has no fit name or no JSON value;
 *   RangeError when the zone or the instant is malformed; Error when the engine finds the norm broken
 */
export async function renderMandatPdf(doc: DocumentMandat, options: OptionsPdf): Promise<Uint8Array> {
  const inputs = {
    document: toDonnees(doc, toPied(doc, options), toQr(doc, options.base)),
    ...toPiece(options.piece),
  };
  // The engine frees its native memory between two turns of the event loop, never inside one.
  await nextTurn();
  compilateur ??= NodeCompiler.create({ fontArgs: [{ fontBlobs: readPolices() }] });
  try {
    const compilation = compilateur.compile({ mainFileContent: GABARIT, inputs });
    const { result } = compilation;
    if (result === null) {
      throw new Error(`Typst: ${JSON.stringify(compilation.takeDiagnostics()?.shortDiagnostics ?? [])}`);
    }
    const octets = compilateur.pdf(result, {
      pdfStandard: options.norme ?? 'ua-1',
      creationTimestamp: Math.floor(Date.parse(options.creeLe) / 1000),
    });
    return new Uint8Array(octets);
  } catch (cause) {
    throw toRefus(cause);
  } finally {
    compilateur.evictCache(0);
  }
}

function toPiece(piece: PiecePdf | undefined): Record<string, string> {
  if (piece === undefined) return {};
  if (!/^[\w.-]{1,64}$/.test(piece.nom)) throw new TypeError('piece.nom is not a plain file name');
  const json = JSON.stringify(piece.jsonld, null, 2) as string | undefined;
  if (json === undefined) throw new TypeError('piece.jsonld is not a JSON value');
  return { 'piece-nom': piece.nom, piece: json };
}

const GLYPHE = /could not be displayed with (?:the )?font|contains the disallowed codepoint/g;

/** Only a sign that cannot be printed is a refusal; anything else is a fault of ours, told without the quoted text. */
function toRefus(cause: unknown): Error {
  const texte = cause instanceof Error ? cause.message : String(cause);
  const nombre = (texte.match(GLYPHE) ?? []).length;
  if (nombre === 0) return new Error(texte.replace(/`(?:[^`\\]|\\.)*`/g, '`…`'));
  const phrase =
    nombre === 1
      ? 'Un signe du document n’existe pas dans les polices : il ne peut pas être imprimé.'
      : `${nombre} passages du document contiennent un signe absent des polices : ils ne peuvent pas être imprimés.`;
  return new PdfRefuse([{ code: 'glyphe_absent', phrase }]);
}
