import { encode } from 'uqr';

/** A QR code as an SVG path, a square a dark module, and the side of the picture in modules. */
export function traceOf(texte: string): { trace: string; cote: number } {
  // Four modules of silence around it, as ISO/IEC 18004 asks.
  const { data, size } = encode(texte, { border: 4, ecc: 'M' });
  const trace = data
    .flatMap((ligne, y) => ligne.map((noir, x) => (noir ? `M${x} ${y}h1v1h-1z` : '')))
    .join('');
  return { trace, cote: size };
}
