import { renderMandatHtml, type Bloc, type DocumentMandat } from '@porte-plume/mandat/document';
import { getDocumentProxy } from 'unpdf';
import { describe, expect, it } from 'vitest';
import { PdfRefuse, renderMandatPdf } from './index.ts';
import { IDENTITES, POINT, writeMandat } from './pdf.fixture.ts';

const OPTIONS = { creeLe: '2026-11-22T10:00:00.000Z', zone: 'Europe/Paris' };

interface Noeud {
  role?: string;
  type?: string;
  id?: string;
  alt?: string;
  lang?: string;
  children?: Noeud[];
}

/** Reads the file as assistive software does: by its tags, artifacts left out. */
async function readBalises(pdf: Uint8Array) {
  const fichier = await getDocumentProxy(pdf.slice());
  const lignes: string[] = [];
  const noeuds: Noeud[] = [];
  for (let numero = 1; numero <= fichier.numPages; numero += 1) {
    const page = await fichier.getPage(numero);
    const textes = new Map<string, string>();
    let id = '';
    for (const item of (await page.getTextContent({ includeMarkedContent: true })).items) {
      if ('str' in item) textes.set(id, (textes.get(id) ?? '') + item.str);
      else id = item.type === 'endMarkedContent' ? '' : item.id;
    }
    const visit = (noeud: Noeud) => {
      noeuds.push(noeud);
      if (noeud.role === 'Lbl') return;
      if (noeud.type === 'content') lignes.push(textes.get(noeud.id ?? '') ?? '');
      noeud.children?.forEach(visit);
    };
    visit(await page.getStructTree());
  }
  const meta = await fichier.getMetadata();
  const marque = await fichier.getMarkInfo();
  return { texte: lignes.join('\n'), noeuds, meta, marque, pages: fichier.numPages };
}

const compact = (texte: string) => texte.replace(/\s+/g, '');
const compactHtml = (doc: DocumentMandat) =>
  compact(
    renderMandatHtml(doc)
      .replace(/<[^>]+>/g, ' ')
      .replaceAll('&amp;', '&')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&#39;', "'"),
  );
const latin1 = (pdf: Uint8Array) => Buffer.from(pdf).toString('latin1');

describe('renderMandatPdf', () => {
  it.each(['complet', 'langage_simple'] as const)(
    '%s: the tags give the text of the HTML, in its order',
    async (niveau) => {
      const doc = writeMandat({ niveau });
      const { texte } = await readBalises(await renderMandatPdf(doc, OPTIONS));
      expect(compact(texte)).toBe(compactHtml(doc));
    },
  );

  it('is tagged, titled, in French, and declares PDF/UA-1', async () => {
    const pdf = await renderMandatPdf(
      writeMandat({ identites: { ...IDENTITES, signature: { png: POINT } } }),
      OPTIONS,
    );
    const { meta, marque, noeuds } = await readBalises(pdf);
    expect(latin1(pdf)).toContain('/StructTreeRoot');
    expect(marque).toMatchObject({ Marked: true });
    expect(meta.info).toMatchObject({
      Title: 'Mandat pour des démarches en ligne',
      Language: 'fr',
      CreationDate: 'D:20261122100000Z',
    });
    expect(latin1(pdf)).toMatch(/pdfuaid:part[>="]+1/);
    const roles = noeuds.map((n) => n.role);
    for (const role of ['Document', 'H1', 'H2', 'H3', 'P', 'L', 'LI', 'Link']) expect(roles).toContain(role);
    expect(roles.filter((r) => r === 'H1')).toHaveLength(1);
    expect(noeuds.filter((n) => n.role === 'Figure').map((n) => n.alt)).toEqual(['Signature de la personne']);
  });

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
    const { texte } = await readBalises(await renderMandatPdf(doc, OPTIONS));
    expect(compact(texte)).toBe(compactHtml(doc));
    expect(compact(texte)).toContain(compact(nom));
  });

  it('a sign without glyph is refused, and not repeated', async () => {
    const doc = writeMandat({ identites: { ...IDENTITES, mandant: { nom: 'Jeanne 漢' } } });
    const refus = await renderMandatPdf(doc, OPTIONS).then(
      () => null,
      (cause: unknown) => cause,
    );
    expect(refus).toBeInstanceOf(PdfRefuse);
    expect((refus as PdfRefuse).motifs.map((m) => m.code)).toEqual(['glyphe_absent']);
    expect(JSON.stringify([(refus as PdfRefuse).message, (refus as PdfRefuse).motifs])).not.toMatch(
      /漢|Jeanne/,
    );
    await expect(renderMandatPdf(writeMandat(), OPTIONS)).resolves.toBeInstanceOf(Uint8Array);
  });

  it('programmer errors are not refusals', async () => {
    const fausse = renderMandatPdf(writeMandat(), { ...OPTIONS, zone: 'Nowhere/Land' });
    await expect(fausse).rejects.not.toBeInstanceOf(PdfRefuse);
  });

  it('PDF/A-3a on demand, one norm a file', async () => {
    const pdf = latin1(await renderMandatPdf(writeMandat(), { ...OPTIONS, norme: 'a-3a' }));
    expect(pdf).toMatch(/pdfaid:part[>="]+3/);
    expect(pdf).not.toContain('pdfuaid:part');
  });

  it('T51: the second column has its language, its direction, its numbers isolated', async () => {
    const bilingue: Bloc = {
      kind: 'bilingue',
      fr: [
        {
          kind: 'paragraphe',
          contenu: [
            { kind: 'texte', texte: 'Dernier jour : ' },
            { kind: 'date', iso: '2027-05-22' },
          ],
        },
      ],
      traduction: {
        langue: 'ar',
        sens: 'rtl',
        blocs: [
          {
            kind: 'paragraphe',
            contenu: [
              { kind: 'texte', texte: 'آخر يوم: ' },
              { kind: 'date', iso: '2027-05-22' },
            ],
          },
          {
            kind: 'paragraphe',
            contenu: [
              { kind: 'texte', texte: 'الهاتف: ' },
              { kind: 'telephone', e164: '+33477000000' },
            ],
          },
        ],
      },
    };
    const doc = writeMandat();
    const pdf = await renderMandatPdf({ ...doc, blocs: [...doc.blocs.slice(0, 1), bilingue] }, OPTIONS);
    expect(latin1(pdf)).toMatch(/\/Lang ?\(ar\)/);
    const { texte } = await readBalises(pdf);
    expect(compact(texte)).toContain('22/05/2027');
    expect(texte.indexOf('Dernier jour')).toBeLessThan(texte.indexOf('22/05/2027'));
  });
});
