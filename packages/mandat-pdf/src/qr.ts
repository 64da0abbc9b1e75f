import { toLienVerification, toModules, type DocumentMandat } from '@porte-plume/mandat/document';

/** The code at the end of the document: its picture, what it says to who does not see it, its address in lines. */
export interface Qr {
  svg: string;
  alt: string;
  href: string;
  lignes: string[];
}

/** An address has no place to break: it is cut by us, between its parts, then at this many signs. */
const SIGNES_PAR_LIGNE = 40;

/** @throws TypeError when the document has a QR block and `base` is missing, or is no `http(s)` URL */
export function toQr(doc: DocumentMandat, base: string | undefined): Qr | undefined {
  if (doc.qr === null) return undefined;
  if (base === undefined) throw new TypeError('`base` is required: the document has a QR block');
  const href = toLienVerification(doc, base) ?? '';
  const { taille, trace } = toModules(href);
  return {
    svg: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${taille} ${taille}"><path d="${trace}"/></svg>`,
    alt: doc.qr.alt,
    href,
    lignes: href
      .split(/(?=#)/)
      .flatMap((partie) => partie.match(new RegExp(`.{1,${SIGNES_PAR_LIGNE}}`, 'g')) ?? []),
  };
}
