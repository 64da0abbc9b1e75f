import jsqr from 'jsqr';
import { describe, expect, it } from 'vitest';
import { createCode } from '../codes/code.ts';
import { texteDe, write } from './document.fixture.ts';
import { documentHash, renderMandatHtml, toLienVerification, type DocumentMandat } from '../document.ts';
import { signer } from '../f0.fixture.ts';
import { GENRES_DOCUMENT } from './ast.ts';
import { toModules } from './qr.ts';

const alea = (octets: number) => Uint8Array.from({ length: octets }, (_, i) => (i * 37 + 5) % 248);
const codes = { mandat: createCode('M', alea), revocation: createCode('R', alea) };
const base = 'https://mandats.structure.example';

// The published types are of CommonJS: the function is the default export of the default export for Node.
const decoder = jsqr as unknown as (p: Uint8ClampedArray, l: number, h: number) => { data: string } | null;

/** Reads the QR code of a page as a phone would: the squares of its SVG, drawn as pixels, then decoded. */
function decode(html: string): string | undefined {
  const taille = Number(/viewBox="0 0 (\d+) \d+"/.exec(html)?.[1]);
  const trace = /<path d="([^"]+)"/.exec(html)?.[1] ?? '';
  const echelle = 4;
  const cote = taille * echelle;
  const pixels = new Uint8ClampedArray(cote * cote * 4).fill(255);
  for (const [, x, y, largeur] of trace.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g)) {
    for (let dy = 0; dy < echelle; dy += 1) {
      for (let dx = 0; dx < Number(largeur) * echelle; dx += 1) {
        const rang = ((Number(y) * echelle + dy) * cote + Number(x) * echelle + dx) * 4;
        pixels.fill(0, rang, rang + 3);
      }
    }
  }
  return decoder(pixels, cote, cote)?.data;
}

describe('QR code', () => {
  it.each(GENRES_DOCUMENT.filter((g) => g !== 'revocation'))(
    'T50: %s: decoded from the page = URL + hash, hash = recomputed',
    (genre) => {
      const doc = write(signer().etat, { codes, genre });
      const html = renderMandatHtml(doc, { base: `${base}/` });
      const lu = decode(html);
      expect(lu).toBe(`${base}/v/${codes.mandat}#sha256=${documentHash(doc)}`);
      expect(lu).toBe(toLienVerification(doc, base));
      const relu = JSON.parse(JSON.stringify(doc)) as DocumentMandat;
      expect(lu?.split('#sha256=')[1]).toBe(documentHash(relu));
      expect(html).toContain(lu);
      expect(html).toMatch(/<svg role="img" aria-label="Code QR\u00a0: adresse pour vérifier ce mandat"/);
    },
  );

  it('codes are printed in groups, told how to use, and are no part of the fingerprint', () => {
    const { etat } = signer();
    const doc = write(etat, { codes });
    const texte = texteDe(doc);
    const groupes = (code: string) => code.replace(/^(.{4})(.{4})(.{5})$/, '$1-$2-$3');
    expect(texte).toContain(`Ce code montre que le mandat existe : ${groupes(codes.mandat)}`);
    expect(texte).toContain(`Ce code arrête tout le mandat : ${groupes(codes.revocation)}`);
    expect(texte).toContain('Gardez ce code pour vous.');
    expect(documentHash(doc)).toBe(documentHash(write(etat)));
    const autres = { mandat: createCode('M', (n) => alea(n).reverse()) };
    expect(documentHash(write(etat, { codes: autres }))).toBe(documentHash(doc));
    const compte = write(etat, { codes, genre: 'compte_rendu' });
    expect(JSON.stringify(compte)).not.toContain(groupes(codes.revocation));
  });

  it('reads a code as it was dictated; refuses one of another kind, or miscopied', () => {
    const { etat } = signer();
    const dicte = ` ${codes.mandat.toLowerCase().replace(/^(.{4})/, '$1 - ')}`;
    expect(write(etat, { codes: { mandat: dicte } }).qr?.url).toBe(`/v/${codes.mandat}`);
    expect(() => write(etat, { codes: { mandat: codes.revocation } })).toThrow('code_invalide');
    expect(() => write(etat, { codes: { ...codes, revocation: codes.mandat } })).toThrow('code_invalide');
  });

  it('without codes, no QR code; without a base, no page that lies', () => {
    const { etat } = signer();
    expect(write(etat).qr).toBeNull();
    expect(toLienVerification(write(etat), base)).toBeNull();
    expect(renderMandatHtml(write(etat))).not.toContain('<svg');
    const doc = write(etat, { codes });
    expect(() => renderMandatHtml(doc)).toThrow(TypeError);
    for (const faux of ['', 'structure.example', 'javascript:alert(1)', 'https://x.example/?a=1']) {
      expect(() => renderMandatHtml(doc, { base: faux })).toThrow(TypeError);
    }
  });

  it('the quiet zone is four modules wide', () => {
    const { taille, trace } = toModules('https://x.example');
    const carres = [...trace.matchAll(/M(\d+) (\d+)h(\d+)/g)].map((c) => c.slice(1).map(Number));
    const bords = carres.flatMap(([x = 0, y = 0, largeur = 0]) => [
      x,
      y,
      taille - x - largeur,
      taille - y - 1,
    ]);
    expect(Math.min(...bords)).toBe(4);
  });
});
