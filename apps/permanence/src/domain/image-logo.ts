import { createHash } from 'node:crypto';
import type { MotifRefus } from '../db/operation.ts';
import { isJpeg, readJpeg } from './image-jpeg.ts';
import type { ImageLue } from './image-lue.ts';
import { isPng, readPng } from './image-png.ts';

/** Largest logo, in bytes; its sides, in pixels; how much longer than high it may be, and the other way round. */
export const LOGO_MAX = 64 * 1024;
const COTE_MIN = 32;
const COTE_MAX = 1000;
const RAPPORT_MAX = 6;

const PHRASES = {
  abime: 'Ce fichier est abîmé ou incomplet. Ouvrez l’image et enregistrez-la à nouveau.',
  surplus: 'Ce fichier contient autre chose après l’image. Ouvrez l’image et enregistrez-la à nouveau.',
  bombe: 'Cette image contient bien plus de données que sa taille n’en demande. Elle n’est pas prise.',
  couleurs: 'Ce JPEG est en couleurs d’imprimerie (CMJN). Enregistrez-le en couleurs d’écran (RVB).',
} as const;

/** Formats that people try, known by their first bytes, and what to do instead. */
const AUTRES: readonly [nom: string, debut: RegExp][] = [
  ['SVG', /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^]*?-->\s*|<!DOCTYPE[^>]*>\s*)*<svg[\s>]/i],
  ['GIF', /^GIF8/],
  ['WebP', /^RIFF[^]{4}WEBP/],
  ['PDF', /^%PDF-/],
];

/**
 * Reads a file as a logo, by its bytes and never by its name: a PNG or a JPEG that every part of it says to be one, of a size
 * that holds in a header, with nothing before, after or beside the image.
 */
export function readLogo(
  recu: Uint8Array,
): { ok: true; value: ImageLue } | { ok: false; motifs: MotifRefus[] } {
  const octets = Buffer.from(recu.buffer, recu.byteOffset, recu.byteLength);
  if (octets.length > LOGO_MAX)
    return refuse('logo_lourd', `Ce fichier pèse ${toKo(octets.length)}\u00a0ko\u00a0: 64\u00a0ko au plus.`);
  const lu = isPng(octets) ? readPng(octets, fits) : isJpeg(octets) ? readJpeg(octets, fits) : null;
  if (lu === null) return refuse('logo_type', toType(octets));
  if (!('faute' in lu)) return { ok: true, value: lu };
  if (lu.faute !== 'taille') return refuse(`logo_${lu.faute}`, PHRASES[lu.faute]);
  const { largeur, hauteur } = lu;
  const taille = `Ce logo fait ${largeur} points sur ${hauteur}`;
  return isOblong(largeur, hauteur)
    ? refuse('logo_allonge', `${taille}\u00a0: un côté est au plus six fois l’autre.`)
    : refuse('logo_taille', `${taille}\u00a0: chaque côté va de ${COTE_MIN} à ${COTE_MAX}.`);
}

/** Address of a logo: its bytes decide it, so that a browser may keep it for ever. */
export function toEmpreinte({ octets }: ImageLue): string {
  return createHash('sha256').update(octets).digest('hex');
}

const refuse = (code: string, phrase: string): { ok: false; motifs: MotifRefus[] } => ({
  ok: false,
  motifs: [{ code, phrase, path: ['logo'] }],
});

const inside = (cote: number): boolean => cote >= COTE_MIN && cote <= COTE_MAX;
const isOblong = (largeur: number, hauteur: number): boolean =>
  inside(largeur) && inside(hauteur) && Math.max(largeur / hauteur, hauteur / largeur) > RAPPORT_MAX;
const fits = (largeur: number, hauteur: number): boolean =>
  inside(largeur) && inside(hauteur) && !isOblong(largeur, hauteur);

/** Thousands of bytes, rounded up: 64 ko and one byte is more than 64. */
const toKo = (octets: number): string => Math.ceil(octets / 1024).toLocaleString('fr-FR');

function toType(octets: Buffer): string {
  const debut = octets.toString('latin1', 0, 1024);
  const autre = AUTRES.find(([, forme]) => forme.test(debut))?.[0];
  if (autre === 'SVG')
    return 'Ce fichier est un dessin SVG, qui peut contenir des commandes. Enregistrez-le en PNG.';
  return autre === undefined
    ? 'Ce fichier n’est ni un PNG ni un JPEG.'
    : `Ce fichier est un ${autre}. Enregistrez-le en PNG ou en JPEG.`;
}
