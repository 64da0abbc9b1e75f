import { encode } from 'uqr';
import type { DocumentMandat } from './ast.ts';
import { documentHash } from './empreinte.ts';

/**
 * The address that the QR code holds: `<base>/v/<CODE>#sha256=<fingerprint of the document>`. The fragment never
 * reaches a server: the page compares it by itself.
 * @param base `https://…` of the application, with or without a final slash
 * @returns `null` when the document carries no QR code
 * @throws TypeError when the base is not an `http(s)` URL
 */
export function toLienVerification(doc: DocumentMandat, base: string): string | null {
  if (doc.qr === null) return null;
  if (!/^https?:\/\/[^\s?#]+$/.test(base)) throw new TypeError('`base` must be an http(s) URL');
  return `${base.replace(/\/+$/, '')}${doc.qr.url}#sha256=${documentHash(doc)}`;
}

/** The modules of the code, quiet zone included, as one SVG path: a square of `taille` units. */
export function toModules(lien: string): { taille: number; trace: string } {
  const { data, size } = encode(lien, { ecc: 'M', border: 4 });
  const trace = data.flatMap((ligne, y) =>
    [
      ...ligne
        .map((noir) => (noir ? '#' : ' '))
        .join('')
        .matchAll(/#+/g),
    ].map(({ index, 0: suite }) => `M${index} ${y}h${suite.length}v1h-${suite.length}z`),
  );
  return { taille: size, trace: trace.join('') };
}
