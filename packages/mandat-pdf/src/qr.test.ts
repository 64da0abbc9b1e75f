import { documentHash } from '@porte-plume/mandat/document';
import jsQR from 'jsqr';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { getDocumentProxy, renderPageAsImage } from 'unpdf';
import { describe, expect, it, vi } from 'vitest';
import { renderMandatPdf } from './index.ts';
import { readPdf } from './lecture.fixture.ts';
import { CODES, demarche, signMandat, STRUCTURE, write, writeMandat, writeVie } from './pdf.fixture.ts';

// Drawing and reading pictures take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const OPTIONS = {
  creeLe: '2026-11-22T10:00:00.000Z',
  zone: 'Europe/Paris',
  base: 'https://mandats.example/',
};

/** What a telephone reads on the last page, from its picture at 144 dots an inch. */
async function scan(pdf: Uint8Array): Promise<string | undefined> {
  const { numPages } = await getDocumentProxy(pdf.slice());
  const canvasImport = () => import('@napi-rs/canvas');
  const image = await loadImage(await renderPageAsImage(pdf.slice(), numPages, { canvasImport, scale: 2 }));
  const dessin = createCanvas(image.width, image.height).getContext('2d');
  dessin.drawImage(image, 0, 0);
  const { data, width, height } = dessin.getImageData(0, 0, image.width, image.height);
  return jsQR.default(data, width, height)?.data;
}

describe('the QR code', () => {
  it.each(['complet', 'langage_simple'] as const)(
    'T50: read from the page (%s), it is the address and the fingerprint of the document',
    async (niveau) => {
      const doc = writeVie({ niveau });
      const lu = await scan(await renderMandatPdf(doc, OPTIONS));
      expect(lu).toBe(`https://mandats.example/v/${CODES.mandat}#sha256=${documentHash(doc)}`);
    },
  );

  it('T50: another text has another fingerprint, read on its own page', async () => {
    const [un, deux] = [writeMandat({ codes: CODES }), writeMandat({ codes: CODES }, 'Autre démarche')];
    expect(documentHash(un)).not.toBe(documentHash(deux));
    for (const doc of [un, deux])
      expect(await scan(await renderMandatPdf(doc, OPTIONS))).toMatch(new RegExp(`=${documentHash(doc)}$`));
  });

  it('its address is written beside it, and is a link', async () => {
    const doc = writeVie();
    const { balises } = await readPdf(await renderMandatPdf(doc, OPTIONS));
    const lien = balises.findLast(({ role }) => role === 'Link');
    expect(lien?.texte.replace(/\s/g, '')).toBe(
      `https://mandats.example/v/${CODES.mandat}#sha256=${documentHash(doc)}`,
    );
  });

  it.each([undefined, '', 'mandats.example', 'ftp://mandats.example'])(
    'a document with a code and no base (%s) is a programmer’s error',
    async (base) => {
      await expect(renderMandatPdf(writeVie(), { ...OPTIONS, base })).rejects.toThrow(TypeError);
      await expect(renderMandatPdf(writeMandat(), { ...OPTIONS, base })).resolves.toBeInstanceOf(Uint8Array);
    },
  );
});

describe('a re-print', () => {
  it('T45: after the structure or the démarche took another name: same text, same fingerprint, same octets', async () => {
    const structure = { ...STRUCTURE };
    const faits = demarche('d-1', 'Demander une aide au logement');
    const etat = signMandat(faits, structure);
    const avant = write(etat, { codes: CODES });
    const pdf = await renderMandatPdf(avant, OPTIONS);
    structure.libelle = 'Maison d’après';
    faits.libelle = 'Aide d’après';
    const apres = write(etat, { codes: CODES });
    expect(documentHash(apres)).toBe(documentHash(avant));
    expect(Buffer.compare(await renderMandatPdf(apres, OPTIONS), pdf)).toBe(0);
    const nouveau = write(signMandat(faits, structure), { codes: CODES });
    expect(Buffer.compare(await renderMandatPdf(nouveau, OPTIONS), pdf)).not.toBe(0);
  });
});
