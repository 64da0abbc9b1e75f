/** What is taken as a logo, what is refused and why, and what is left behind of a file that is taken. */
import { crc32, deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LOGO_DEMO } from '../db/seed-apparence.ts';
import { LOGO_MAX, readLogo, toEmpreinte } from './image-logo.ts';

const DEBUT = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

function part(type: string, corps: Uint8Array = new Uint8Array()): Buffer {
  const contenu = Buffer.concat([Buffer.from(type, 'latin1'), corps]);
  const [longueur, somme] = [Buffer.alloc(4), Buffer.alloc(4)];
  longueur.writeUInt32BE(corps.length);
  somme.writeUInt32BE(crc32(contenu));
  return Buffer.concat([longueur, contenu, somme]);
}

function entete(
  largeur: number,
  hauteur: number,
  [profondeur, couleur, entrelace]: readonly number[] = [8, 2, 0],
): Buffer {
  const corps = Buffer.alloc(13);
  corps.writeUInt32BE(largeur);
  corps.writeUInt32BE(hauteur, 4);
  corps.set([profondeur ?? 8, couleur ?? 2, 0, 0, entrelace ?? 0], 8);
  return part('IHDR', corps);
}

/** A PNG of one colour. */
function png(
  largeur = 64,
  hauteur = 32,
  { avant = [], apres = [], lignes = hauteur }: { avant?: Buffer[]; apres?: Buffer[]; lignes?: number } = {},
): Buffer {
  const pixels = part('IDAT', deflateSync(Buffer.alloc(lignes * (1 + largeur * 3))));
  return Buffer.concat([DEBUT, entete(largeur, hauteur), ...avant, pixels, part('IEND'), ...apres]);
}

/** 64 × 32, drawn and compressed by a browser, which joined a profile of colours to it. */
const JPEG = Buffer.from(
  '/9j/4AAQSkZJRgABAQAAAQABAAD/4gHYSUNDX1BST0ZJTEUAAQEAAAHIAAAAAAQwAABtbnRyUkdCIFhZWiAH4AABAAEAAAAAAABhY3Nw' +
    'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAA9tYAAQAAAADTLQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' +
    'AAAAAAAAAAAAAAAAAAlkZXNjAAAA8AAAACRyWFlaAAABFAAAABRnWFlaAAABKAAAABRiWFlaAAABPAAAABR3dHB0AAABUAAAABRyVFJD' +
    'AAABZAAAAChnVFJDAAABZAAAAChiVFJDAAABZAAAAChjcHJ0AAABjAAAADxtbHVjAAAAAAAAAAEAAAAMZW5VUwAAAAgAAAAcAHMAUgBH' +
    'AEJYWVogAAAAAAAAb6IAADj1AAADkFhZWiAAAAAAAABimQAAt4UAABjaWFlaIAAAAAAAACSgAAAPhAAAts9YWVogAAAAAAAA9tYAAQAA' +
    'AADTLXBhcmEAAAAAAAQAAAACZmYAAPKnAAANWQAAE9AAAApbAAAAAAAAAABtbHVjAAAAAAAAAAEAAAAMZW5VUwAAACAAAAAcAEcAbwBv' +
    'AGcAbABlACAASQBuAGMALgAgADIAMAAxADb/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1R' +
    'V19iZ2hnPk1xeXBkeFxlZ2P/2wBDARESEhgVGC8aGi9jQjhCY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2Nj' +
    'Y2NjY2NjY2P/wAARCAAgAEADASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAABwD/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFgEB' +
    'AQEAAAAAAAAAAAAAAAAAAAID/8QAGxEAAQQDAAAAAAAAAAAAAAAAAAIDERIUIWH/2gAMAwEAAhEDEQA/AEBIQqSmTJxykaF5CFKoZ5HB' +
    'eQhRQZHBeQhLyVJg0bcvOiEJeQlUBxu8bCFF5KuZ4/QhReRcY/QhLySVKk0bbpOz/9k=',
  'base64',
);
const CADRE = JPEG.indexOf(Buffer.from([0xff, 0xc0]));
const PASSE = JPEG.indexOf(Buffer.from([0xff, 0xda]));

/** The JPEG with some of its bytes changed. */
function change(place: number, ...octets: number[]): Buffer {
  const copie = Buffer.from(JPEG);
  copie.set(octets, place);
  return copie;
}

const lu = (octets: Uint8Array) => {
  const lecture = readLogo(octets);
  if (!lecture.ok) throw new Error(lecture.motifs.map(({ phrase }) => phrase).join(' '));
  return lecture.value;
};
const refus = (octets: Uint8Array): string => {
  const lecture = readLogo(octets);
  if (lecture.ok) return 'pris';
  for (const { phrase, path } of lecture.motifs) {
    expect(phrase).toMatch(/[.)]$/);
    expect(path).toEqual(['logo']);
  }
  return lecture.motifs.map(({ code }) => code).join(' ');
};

describe('a logo', () => {
  it('is a PNG or a JPEG, of the size that its bytes say', () => {
    expect(lu(png())).toMatchObject({ type: 'image/png', largeur: 64, hauteur: 32 });
    expect(lu(JPEG)).toMatchObject({ type: 'image/jpeg', largeur: 64, hauteur: 32 });
    const demo = Buffer.from(LOGO_DEMO, 'base64');
    expect(lu(demo)).toMatchObject({ type: 'image/png', largeur: 192, hauteur: 96, octets: demo });
  });

  it('is read in each form that the norm of PNG knows, interlaced or not', () => {
    const formes = [
      [1, 0, 1],
      [16, 0, 1],
      [8, 2, 3],
      [16, 2, 3],
      [4, 3, 1],
      [8, 4, 2],
      [16, 6, 4],
    ] as const;
    // Bytes counted by hand: the seven passes of 33 × 32.
    const passes = [5, 4, 9, 8, 17, 16, 33].map(
      (l, rang) => [l, [4, 4, 4, 8, 8, 16, 16][rang] ?? 0] as const,
    );
    for (const [profondeur, couleur, canaux] of formes)
      for (const entrelace of [0, 1]) {
        const ligne = (l: number) => 1 + Math.ceil((l * profondeur * canaux) / 8);
        const poids = entrelace === 0 ? 32 * ligne(33) : passes.reduce((n, [l, h]) => n + h * ligne(l), 0);
        const fichier = Buffer.concat([
          DEBUT,
          entete(33, 32, [profondeur, couleur, entrelace]),
          ...(couleur === 3 ? [part('PLTE', Buffer.alloc(6))] : []),
          part('IDAT', deflateSync(Buffer.alloc(poids))),
          part('IEND'),
        ]);
        expect([profondeur, couleur, entrelace, refus(fichier)]).toEqual([
          profondeur,
          couleur,
          entrelace,
          'pris',
        ]);
      }
  });

  it('leaves behind what is not the image: text, place, profile, comment, animation', () => {
    const bavard = png(64, 32, {
      avant: ['tEXt', 'iTXt', 'eXIf', 'iCCP', 'acTL'].map((type) => part(type, Buffer.from('CANARI'))),
    });
    expect(bavard.includes('CANARI')).toBe(true);
    expect(lu(bavard).octets).toEqual(png());
    const note = Buffer.concat([Buffer.from([0xff, 0xfe, 0, 8]), Buffer.from('CANARI')]);
    const commente = Buffer.concat([JPEG.subarray(0, 2), note, JPEG.subarray(2)]);
    expect(JPEG.includes('ICC_PROFILE')).toBe(true);
    const { octets } = lu(commente);
    expect([octets.includes('CANARI'), octets.includes('ICC_PROFILE')]).toEqual([false, false]);
    // What is left is still the same image, read again.
    expect(lu(octets)).toEqual(lu(JPEG));
    expect(toEmpreinte(lu(octets))).toBe(toEmpreinte(lu(JPEG)));
  });
});

describe('a file that is not a logo', () => {
  it('is told by its bytes, whatever its name says', () => {
    const phrase = (debut: string | Uint8Array): string => {
      const lecture = readLogo(Buffer.from(debut));
      return lecture.ok ? '' : (lecture.motifs[0]?.phrase ?? '');
    };
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
    for (const debut of [svg, `<?xml version="1.0"?>\n<!-- a --><!DOCTYPE svg>\n${svg}`])
      expect(phrase(debut)).toBe(
        'Ce fichier est un dessin SVG, qui peut contenir des commandes. Enregistrez-le en PNG.',
      );
    expect(phrase('GIF89a')).toBe('Ce fichier est un GIF. Enregistrez-le en PNG ou en JPEG.');
    expect(phrase('RIFF\0\0\0\0WEBPVP8 ')).toMatch(/un WebP/);
    expect(phrase('%PDF-1.7')).toMatch(/un PDF/);
    for (const debut of ['', '<html><script>alert(1)</script>', 'MZ', 'PK\u0003\u0004'])
      expect(phrase(debut)).toBe('Ce fichier n’est ni un PNG ni un JPEG.');
  });

  it('is refused when it weighs more than 64 ko, before it is read', () => {
    const gros = png(64, 32, { avant: [part('teXt', Buffer.alloc(LOGO_MAX))] });
    const lecture = readLogo(gros);
    expect(lecture.ok ? '' : lecture.motifs[0]?.phrase).toBe(
      'Ce fichier pèse 65\u00a0ko\u00a0: 64\u00a0ko au plus.',
    );
    const juste = png(64, 32, { avant: [part('teXt', Buffer.alloc(LOGO_MAX - png().length - 12))] });
    expect([juste.length, refus(juste)]).toEqual([LOGO_MAX, 'pris']);
  });

  it('is refused when its sides do not hold in a header, without unpacking it', () => {
    for (const [largeur, hauteur, code] of [
      [31, 31, 'logo_taille'],
      [1001, 500, 'logo_taille'],
      [0, 64, 'logo_taille'],
      [0x7fffffff, 0x7fffffff, 'logo_taille'],
      [32, 193, 'logo_allonge'],
      [700, 100, 'logo_allonge'],
      [32, 32, 'pris'],
      [192, 32, 'pris'],
      [1000, 1000, 'pris'],
    ] as const) {
      const lignes = code === 'pris' ? hauteur : 1;
      const large = code === 'pris' ? largeur : 1;
      const fichier = Buffer.concat([
        DEBUT,
        entete(largeur, hauteur),
        part('IDAT', deflateSync(Buffer.alloc(lignes * (1 + large * 3)))),
        part('IEND'),
      ]);
      expect([largeur, hauteur, refus(fichier)]).toEqual([largeur, hauteur, code]);
    }
    expect(refus(change(CADRE + 5, 0xff, 0xff, 0xff, 0xff))).toBe('logo_taille');
    expect(refus(change(CADRE + 5, 0, 0))).toBe('logo_taille');
  });

  it('is refused when it unpacks to more than its size: ten thousand rows for thirty-two', () => {
    const bombe = png(64, 32, { lignes: 100_000 });
    expect(bombe.length).toBeLessThan(LOGO_MAX);
    expect(refus(bombe)).toBe('logo_bombe');
    expect(refus(png(64, 32, { lignes: 33 }))).toBe('logo_bombe');
    expect(refus(png(64, 32, { lignes: 31 }))).toBe('logo_abime');
    const passe = JPEG.subarray(PASSE, -2);
    const lent = Buffer.concat([JPEG.subarray(0, -2), ...Array<Buffer>(60).fill(passe), JPEG.subarray(-2)]);
    expect(refus(lent)).toBe('logo_bombe');
  });

  it('is refused when something follows the image, or hides in it', () => {
    const suite = Buffer.from('<script>alert(1)</script>');
    expect(refus(Buffer.concat([png(), suite]))).toBe('logo_surplus');
    expect(refus(Buffer.concat([JPEG, suite]))).toBe('logo_surplus');
    expect(refus(Buffer.concat([JPEG, Buffer.from('PK\u0003\u0004')]))).toBe('logo_surplus');
    const cache = Buffer.concat([
      DEBUT,
      entete(64, 32),
      part('IDAT', Buffer.concat([deflateSync(Buffer.alloc(32 * 193)), suite])),
      part('IEND'),
    ]);
    expect(refus(cache)).toBe('logo_surplus');
    expect(refus(Buffer.concat([suite, png()]))).toBe('logo_type');
  });

  it('is refused when a part is wrong: sum, order, unknown need, colours of printers', () => {
    const faux = Buffer.from(png());
    faux[20] = 1;
    expect(refus(faux)).toBe('logo_abime');
    expect(refus(png(64, 32, { avant: [part('CgBI')] }))).toBe('logo_abime');
    expect(refus(Buffer.concat([DEBUT, part('IEND')]))).toBe('logo_abime');
    const sans = (corps: number[]) =>
      refus(Buffer.concat([DEBUT, entete(64, 32, corps), part('IDAT', Buffer.alloc(9)), part('IEND')]));
    for (const corps of [
      [3, 2, 0],
      [8, 5, 0],
      [8, 2, 2],
      [8, 3, 0],
    ])
      expect(sans(corps)).toBe('logo_abime');
    expect(refus(change(CADRE + 4, 12))).toBe('logo_abime');
    expect(refus(change(CADRE + 1, 0xc9))).toBe('logo_abime');
    const cmjn = Buffer.concat([
      JPEG.subarray(0, CADRE),
      Buffer.from([0xff, 0xc0, 0, 20, 8, 0, 32, 0, 64, 4]),
      Buffer.alloc(12),
      JPEG.subarray(CADRE + 19),
    ]);
    expect(refus(cmjn)).toBe('logo_couleurs');
    const deux = JPEG.subarray(CADRE, CADRE + 19);
    expect(refus(Buffer.concat([JPEG.subarray(0, PASSE), deux, JPEG.subarray(PASSE)]))).toBe('logo_abime');
  });

  it('is refused wherever it is cut, and nothing else than a refusal comes out of any bytes', () => {
    for (const entier of [png(), JPEG])
      for (let fin = 3; fin < entier.length; fin += 1)
        expect([fin, refus(entier.subarray(0, fin))]).not.toEqual([fin, 'pris']);
    fc.assert(
      fc.property(
        fc.constantFrom(png(), JPEG),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 6 }),
        (entier, changes) => {
          const copie = Buffer.from(entier);
          for (const [place, octet] of changes) copie[place % copie.length] = octet;
          const lecture = readLogo(copie);
          if (!lecture.ok) return lecture.motifs.length === 1;
          // What is taken is taken again as it is: nothing is left to strip.
          const { octets, largeur, hauteur } = lecture.value;
          return lu(octets).octets.equals(octets) && largeur <= 1000 && hauteur <= 1000;
        },
      ),
      { numRuns: 2000 },
    );
  });
});
