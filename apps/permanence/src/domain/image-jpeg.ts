import type { LectureImage, Mesure } from './image-lue.ts';

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const APP0 = 0xe0;
const APP14 = 0xee;
/** Tables and restarts, without which the image is not read. */
const TABLES = new Set([0xc4, 0xdb, 0xdd]);
/** Baseline, extended and progressive, with Huffman codes: what every browser draws. */
const CADRES = new Set([0xc0, 0xc1, 0xc2]);
/** A progressive image has about ten passes; thousands of them are only there to keep a processor busy. */
const PASSES_MAX = 32;

interface Cadre {
  largeur: number;
  hauteur: number;
}

export const isJpeg = (octets: Buffer): boolean =>
  octets[0] === 0xff && octets[1] === SOI && octets[2] === 0xff;

/** Reads a JPEG to its end; of its labels (place, author, comments, thumbnail) nothing is kept. */
export function readJpeg(octets: Buffer, fits: Mesure): LectureImage {
  const gardes: Buffer[] = [octets.subarray(0, 2)];
  let cadre: Cadre | null = null;
  let passes = 0;
  for (let place = 2; ;) {
    if (octets[place] !== 0xff) return { faute: 'abime' };
    const code = octets[place + 1];
    // A marker may be preceded by any number of FF.
    if (code === 0xff) {
      place += 1;
      continue;
    }
    if (code === EOI) {
      if (cadre === null || passes === 0) return { faute: 'abime' };
      if (place + 2 !== octets.length) return { faute: 'surplus' };
      gardes.push(octets.subarray(place));
      return { type: 'image/jpeg', ...cadre, octets: Buffer.concat(gardes) };
    }
    if (code === undefined || place + 4 > octets.length) return { faute: 'abime' };
    const longueur = octets.readUInt16BE(place + 2);
    const fin = place + 2 + longueur;
    if (longueur < 2 || fin > octets.length) return { faute: 'abime' };
    const corps = octets.subarray(place + 4, fin);
    let apres = fin;
    if (CADRES.has(code)) {
      const lu: ReturnType<typeof readCadre> =
        cadre === null ? readCadre(corps) : ({ faute: 'abime' } as const);
      if ('faute' in lu) return lu;
      if (!fits(lu.largeur, lu.hauteur)) return { faute: 'taille', ...lu };
      cadre = lu;
    } else if (code === SOS) {
      passes += 1;
      if (cadre === null) return { faute: 'abime' };
      if (passes > PASSES_MAX) return { faute: 'bombe' };
      apres = endOfPasse(octets, fin);
    } else if (!isLabel(code) && !TABLES.has(code)) return { faute: 'abime' };
    if (!isLabel(code) || isKept(code, corps)) gardes.push(octets.subarray(place, apres));
    place = apres;
  }
}

/** An application's own part, or a comment. */
const isLabel = (code: number): boolean => (code >= APP0 && code <= 0xef) || code === 0xfe;

/** The two labels that change colours: JFIF without its thumbnail, and Adobe's transform. */
function isKept(code: number, corps: Buffer): boolean {
  if (code === APP0) return corps.length === 14 && corps.toString('latin1', 0, 5) === 'JFIF\0';
  return code === APP14 && corps.length === 12 && corps.toString('latin1', 0, 5) === 'Adobe';
}

function readCadre(corps: Buffer): Cadre | { faute: 'abime' | 'couleurs' } {
  const [profondeur] = corps;
  const composantes = corps[5] ?? 0;
  if (corps.length !== 6 + 3 * composantes) return { faute: 'abime' };
  if (composantes === 4) return { faute: 'couleurs' };
  if (profondeur !== 8 || (composantes !== 1 && composantes !== 3)) return { faute: 'abime' };
  return { hauteur: corps.readUInt16BE(1), largeur: corps.readUInt16BE(3) };
}

/** Where the coded bytes of a pass stop: at the next marker that is neither a stuffed FF nor a restart. */
function endOfPasse(octets: Buffer, debut: number): number {
  let place = debut;
  for (;;) {
    place = octets.indexOf(0xff, place);
    const code = place === -1 ? undefined : octets[place + 1];
    if (code === undefined) return octets.length;
    if (code !== 0x00 && (code < 0xd0 || code > 0xd7)) return place;
    place += 2;
  }
}
