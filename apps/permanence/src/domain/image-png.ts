import { crc32, inflateSync } from 'node:zlib';
import type { LectureImage, Mesure } from './image-lue.ts';

const DEBUT = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Parts without which the image is another one; the others (text, place, profile, animation) are left behind. */
const GARDEES = new Set(['IHDR', 'PLTE', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'IDAT', 'IEND']);
/** Bits of a pixel, for each type of colour and depth that the norm knows (PNG, third edition, table 11.1). */
const CANAUX: Readonly<Record<number, { canaux: number; profondeurs: readonly number[] }>> = {
  0: { canaux: 1, profondeurs: [1, 2, 4, 8, 16] },
  2: { canaux: 3, profondeurs: [8, 16] },
  3: { canaux: 1, profondeurs: [1, 2, 4, 8] },
  4: { canaux: 2, profondeurs: [8, 16] },
  6: { canaux: 4, profondeurs: [8, 16] },
};
/** First column and row of each pass of an interlaced image, and its steps. */
const PASSES = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

interface Entete {
  largeur: number;
  hauteur: number;
  bits: number;
  couleur: number;
  entrelace: boolean;
}

interface Morceau {
  type: string;
  corps: Buffer;
  entier: Buffer;
}

export const isPng = (octets: Buffer): boolean => octets.subarray(0, 8).equals(DEBUT);

/** Reads a PNG whole: each part and its sum, then the exact number of bytes that its size asks for, and not one more. */
export function readPng(octets: Buffer, fits: Mesure): LectureImage {
  const morceaux = cut(octets);
  if (typeof morceaux === 'string') return { faute: morceaux };
  const entete = toEntete(morceaux[0]);
  if (entete === null) return { faute: 'abime' };
  const { largeur, hauteur } = entete;
  // Before anything is unpacked: what it would weigh is known from its size.
  if (!fits(largeur, hauteur)) return { faute: 'taille', largeur, hauteur };
  if (entete.couleur === 3 && !morceaux.some(({ type }) => type === 'PLTE')) return { faute: 'abime' };
  const donnees = Buffer.concat(morceaux.filter(({ type }) => type === 'IDAT').map(({ corps }) => corps));
  const faute = unpack(donnees, weigh(entete));
  if (faute !== null) return { faute };
  return {
    type: 'image/png',
    largeur,
    hauteur,
    octets: Buffer.concat([
      DEBUT,
      ...morceaux.filter(({ type }) => GARDEES.has(type)).map(({ entier }) => entier),
    ]),
  };
}

function cut(octets: Buffer): Morceau[] | 'abime' | 'surplus' {
  const morceaux: Morceau[] = [];
  for (let place = 8; ;) {
    if (place + 12 > octets.length) return 'abime';
    const fin = place + 12 + octets.readUInt32BE(place);
    if (fin > octets.length) return 'abime';
    const type = octets.toString('latin1', place + 4, place + 8);
    if (
      !/^[A-Za-z]{4}$/.test(type) ||
      crc32(octets.subarray(place + 4, fin - 4)) !== octets.readUInt32BE(fin - 4)
    )
      return 'abime';
    // A capital says that nobody can do without this part: one that we don't know makes another format.
    if (/^[A-Z]/.test(type) && !GARDEES.has(type)) return 'abime';
    morceaux.push({ type, corps: octets.subarray(place + 8, fin - 4), entier: octets.subarray(place, fin) });
    if (type === 'IEND') return fin === octets.length ? morceaux : 'surplus';
    place = fin;
  }
}

function toEntete(premier: Morceau | undefined): Entete | null {
  if (premier?.type !== 'IHDR' || premier.corps.length !== 13) return null;
  const { corps } = premier;
  const [profondeur = 0, couleur = -1, compression, filtre, entrelace = 2] = corps.subarray(8);
  const permis = CANAUX[couleur];
  if (permis?.profondeurs.includes(profondeur) !== true) return null;
  if (compression !== 0 || filtre !== 0 || entrelace > 1) return null;
  return {
    largeur: corps.readUInt32BE(0),
    hauteur: corps.readUInt32BE(4),
    bits: permis.canaux * profondeur,
    couleur,
    entrelace: entrelace === 1,
  };
}

/** Bytes of the image once unpacked: for each row, its filter then its pixels. */
function weigh({ largeur, hauteur, bits, entrelace }: Entete): number {
  const passe = (l: number, h: number): number =>
    l === 0 || h === 0 ? 0 : h * (1 + Math.ceil((l * bits) / 8));
  if (!entrelace) return passe(largeur, hauteur);
  return PASSES.reduce(
    (somme, [x, y, dx, dy]) =>
      somme + passe(Math.max(0, Math.ceil((largeur - x) / dx)), Math.max(0, Math.ceil((hauteur - y) / dy))),
    0,
  );
}

function unpack(donnees: Buffer, attendu: number): 'abime' | 'surplus' | 'bombe' | null {
  try {
    const { buffer, engine } = inflateSync(donnees, { maxOutputLength: attendu, info: true }) as unknown as {
      buffer: Buffer;
      engine: { bytesWritten: number };
    };
    if (buffer.length !== attendu) return 'abime';
    return engine.bytesWritten === donnees.length ? null : 'surplus';
  } catch (error) {
    return error instanceof RangeError ? 'bombe' : 'abime';
  }
}
