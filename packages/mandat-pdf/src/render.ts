import { toDateCivile, type Instant, type Motif, type Zone } from '@porte-plume/mandat';
import { formatDate, type DocumentMandat } from '@porte-plume/mandat/document';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { toDonnees } from './donnees.ts';
import { GABARIT } from './gabarit.ts';
import { readPolices } from './polices.ts';

export interface OptionsPdf {
  /** Base URL of the public check page; needed once documents carry a QR block. */
  base?: string | undefined;
  /** Creation instant written in the file: same document, same instant, same octets. */
  creeLe: Instant;
  /** Zone of the structure, for the day printed at the foot of the page. */
  zone: Zone;
  /** PDF/UA-1 (default) or PDF/A-3a: one norm a file. */
  norme?: 'ua-1' | 'a-3a' | undefined;
}

/** The document cannot be printed faithfully; `motifs` say why, without repeating any personal text. */
export class PdfRefuse extends Error {
  readonly motifs: Motif[];
  constructor(motifs: Motif[]) {
    super(motifs.map((m) => m.phrase).join(' '));
    this.name = 'PdfRefuse';
    this.motifs = motifs;
  }
}

let compilateur: NodeCompiler | undefined;

/**
 * Prints a mandate as an accessible PDF: tagged, titled, its language declared, conformity checked by the engine
 * (declared, not certified). Same text and same order as `renderMandatHtml`.
 * @returns the octets of the file
 * @throws PdfRefuse with `glyphe_absent` when a sign has no glyph in the fonts: never an empty box in its place
 * @throws RangeError when the zone or the instant is malformed; Error when the engine finds the norm broken
 */
// eslint-disable-next-line @typescript-eslint/require-await -- the published signature is a promise: a pool answers later
export async function renderMandatPdf(doc: DocumentMandat, options: OptionsPdf): Promise<Uint8Array> {
  const jour = formatDate(toDateCivile(options.creeLe, options.zone));
  const inputs = { document: toDonnees(doc, `Document édité le ${jour}`) };
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
    return new Uint8Array(octets.buffer, octets.byteOffset, octets.byteLength);
  } catch (cause) {
    throw toRefus(cause);
  } finally {
    compilateur.evictCache(0);
  }
}

const GLYPHE = /could not be displayed with (?:the )?font/g;

/** Only a missing glyph is a refusal; anything else is a fault of ours and goes up as it is. */
function toRefus(cause: unknown): unknown {
  const texte = cause instanceof Error ? cause.message : '';
  const nombre = (texte.match(GLYPHE) ?? []).length;
  if (nombre === 0) return cause;
  const phrase =
    nombre === 1
      ? 'Un signe du document n’existe pas dans les polices : il ne peut pas être imprimé.'
      : `${nombre} passages du document contiennent un signe absent des polices : ils ne peuvent pas être imprimés.`;
  return new PdfRefuse([{ code: 'glyphe_absent', phrase }]);
}
