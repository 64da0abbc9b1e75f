import { renderMandatHtml } from '@porte-plume/mandat/document';
import { describe, expect, it, vi } from 'vitest';
import { PdfRefuse, renderMandatPdf } from './index.ts';
import { compact, readPdf, readPieces, toLatin1, toTexteHtml } from './lecture.fixture.ts';
import { IDENTITES, POINT, refusal, writeMandat } from './pdf.fixture.ts';

// Drawing and reading pictures take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const OPTIONS = { creeLe: '2026-11-22T10:00:00.000Z', zone: 'Europe/Paris' };

describe('renderMandatPdf', () => {
  it('same input, same octets; another creation instant changes them', async () => {
    const doc = writeMandat();
    const [a, b] = [
      await renderMandatPdf(doc, OPTIONS),
      await renderMandatPdf(structuredClone(doc), OPTIONS),
    ];
    expect(Buffer.compare(a, b)).toBe(0);
    const c = await renderMandatPdf(doc, { ...OPTIONS, creeLe: '2026-11-23T10:00:00.000Z' });
    expect(Buffer.compare(a, c)).not.toBe(0);
  });

  it('what a person wrote stays text: no markup, no import, no formula', async () => {
    const nom = '#import "x" *gras* $x^2$ _a_ \\ <b> `#sys` // @ref [ ] = #{ panic() }';
    const doc = writeMandat({ identites: { ...IDENTITES, mandant: { nom }, lieu: '= #pagebreak()' } }, nom);
    const { racines } = await readPdf(await renderMandatPdf(doc, OPTIONS));
    const texte = compact(racines.map((racine) => racine.texte).join(''));
    expect(texte).toBe(compact(toTexteHtml(renderMandatHtml(doc))));
    expect(texte).toContain(compact(nom));
  });

  it.each(['漢', '😀', '\u0000', '\ue000'])(
    'a sign that cannot be printed (%j) is refused, and not repeated',
    async (signe) => {
      const doc = writeMandat({ identites: { ...IDENTITES, mandant: { nom: `Jeanne ${signe}` } } });
      for (const norme of ['ua-1', 'a-3a'] as const) {
        const refus = await refusal(renderMandatPdf(doc, { ...OPTIONS, norme }));
        if (!(refus instanceof PdfRefuse)) throw refus;
        expect(refus.motifs.map((m) => m.code)).toEqual(['glyphe_absent']);
        expect(JSON.stringify([refus.message, refus.motifs])).not.toMatch(new RegExp(`Jeanne|${signe}`));
      }
      await expect(renderMandatPdf(writeMandat(), OPTIONS)).resolves.toBeInstanceOf(Uint8Array);
    },
  );

  it('a fault of the engine is an error, without any text of the document', async () => {
    const doc = writeMandat({ identites: { ...IDENTITES, signature: { png: POINT.slice(0, 20) } } });
    const faute = await refusal(renderMandatPdf(doc, OPTIONS));
    expect(faute).not.toBeInstanceOf(PdfRefuse);
    expect(faute.message).not.toMatch(/Jeanne|Maison/);
  });

  it('programmer errors are not refusals', async () => {
    const fausse = renderMandatPdf(writeMandat(), { ...OPTIONS, zone: 'Nowhere/Land' });
    await expect(fausse).rejects.not.toBeInstanceOf(PdfRefuse);
  });

  it('PDF/A-3a on demand, one norm a file', async () => {
    const pdf = toLatin1(await renderMandatPdf(writeMandat(), { ...OPTIONS, norme: 'a-3a' }));
    expect(pdf).toMatch(/pdfaid:part[>="]+3/);
    expect(pdf).not.toContain('pdfuaid:part');
  });

  it.each(['ua-1', 'a-3a'] as const)(
    '%s: the record for machines comes out of the file as it went in',
    async (norme) => {
      const jsonld = { '@context': ['https://w3id.org/dpv'], titre: '« é » \u2066', vide: null, n: [1, 2.5] };
      const options = { ...OPTIONS, norme, piece: { nom: 'mandat.jsonld', jsonld } };
      const pdf = await renderMandatPdf(writeMandat(), options);
      const pieces = readPieces(pdf);
      expect([...pieces.keys()]).toEqual(['mandat.jsonld']);
      expect(JSON.parse(pieces.get('mandat.jsonld')?.toString() ?? '')).toEqual(jsonld);
      expect(toLatin1(pdf)).toMatch(/\/Subtype \/application#2Fld\+json/);
      expect(toLatin1(pdf)).toMatch(norme === 'ua-1' ? /pdfuaid:part[>="]+1/ : /pdfaid:part[>="]+3/);
      expect(Buffer.compare(pdf, await renderMandatPdf(writeMandat(), options))).toBe(0);
    },
  );

  it('an attachment without a plain name or without a JSON value is a programmer’s error', async () => {
    for (const piece of [
      { nom: '../mandat.json', jsonld: {} },
      { nom: '', jsonld: {} },
      { nom: 'mandat.json', jsonld: undefined },
    ]) {
      await expect(renderMandatPdf(writeMandat(), { ...OPTIONS, piece })).rejects.toThrow(TypeError);
    }
  });

  it('300 documents in a row, without a pause of ours, give their memory back as they go', async () => {
    const draw = async (de: number, a: number) => {
      for (let n = de; n < a; n += 1) await renderMandatPdf(writeMandat({}, `Démarche ${n}`), OPTIONS);
    };
    await draw(0, 50);
    const avant = process.memoryUsage.rss();
    await draw(50, 350);
    // Kept to the end of the loop, they would add about 260 MB.
    expect((process.memoryUsage.rss() - avant) / 1e6).toBeLessThan(150);
  }, 60_000);
});
