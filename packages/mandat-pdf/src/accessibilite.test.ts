import {
  LANGUES_DOCUMENT,
  renderMandatHtml,
  toTexteIsole,
  type DocumentMandat,
} from '@porte-plume/mandat/document';
import { beforeAll, describe, expect, it } from 'vitest';
import { LANGUES_ESSAI, writeBilingue } from './bilingue.fixture.ts';
import { renderMandatPdf } from './index.ts';
import { compact, readPdf, toLatin1, toTexteHtml, type Balise } from './lecture.fixture.ts';
import { GENRES, IDENTITES, POINT, writeMandat, writeVie } from './pdf.fixture.ts';

const BASE = 'https://mandats.example';
const OPTIONS = {
  base: BASE,
  creeLe: '2026-11-22T10:00:00.000Z',
  zone: 'Europe/Paris',
  piece: { nom: 'mandat.jsonld', jsonld: { a: 1 } },
};
const NIVEAUX = ['complet', 'langage_simple'] as const;

type Cas = [string, DocumentMandat];
const DOCUMENTS: Cas[] = NIVEAUX.flatMap((niveau) => [
  [`short mandate, ${niveau}`, writeMandat({ niveau })] satisfies Cas,
  ...LANGUES_DOCUMENT.flatMap(({ code }) =>
    GENRES.map((genre): Cas => [`${genre}, ${code}, ${niveau}`, writeVie({ langue: code, niveau, genre })]),
  ),
  ...LANGUES_ESSAI.map((langue): Cas => [`alphabet of ${langue}, ${niveau}`, writeBilingue(langue, niveau)]),
]);

type Morceau = Balise['morceaux'][number];

/** Lines of a file, title, paragraph or list item, each in its pieces by language. */
function toLignes(balises: readonly Balise[]): Morceau[][] {
  const lignes: Morceau[][] = [];
  const visit = (balise: Balise) => {
    if (balise.enfants.length > 0 && !/^(?:P|H\d|LBody)$/.test(balise.role)) balise.enfants.forEach(visit);
    else if (balise.role !== 'Lbl' && compact(balise.texte) !== '') lignes.push(balise.morceaux);
  };
  balises.forEach(visit);
  return lignes;
}

/** The same, from the HTML. */
function toLignesHtml(doc: DocumentMandat): Morceau[][] {
  const lignes: Morceau[][] = [];
  const pile = ['fr'];
  const html = renderMandatHtml(doc, { base: BASE }).replace(/<img[^>]*>|<svg[\s\S]*?<\/svg>/g, '');
  for (const [morceau, ferme, nom, attributs = ''] of html.matchAll(/<(\/?)(\w+)([^>]*)>|[^<]+/g)) {
    const langue = pile.at(-1) ?? '';
    if (nom === undefined) {
      if (compact(morceau) !== '') lignes.at(-1)?.push({ langue, texte: toTexteHtml(morceau) });
    } else if (ferme !== '') pile.pop();
    else {
      pile.push(/lang="([\w-]+)"/.exec(attributs)?.[1] ?? langue);
      if (/^(?:h\d|p|li|dt|dd|figcaption)$/.test(nom)) lignes.push([]);
    }
  }
  return lignes.filter((ligne) => ligne.length > 0);
}

const RTL = ['ar', 'fa', 'ps'];
/**
 * A line by language. Right-to-left lines are kept in visual order, and the signs that show nothing are dropped: of
 * these lines, letters are compared. A Portuguese word cut at its hyphen says it again on the next line, as its
 * spelling asks (Acordo Ortográfico, base XV).
 */
function toEmpreinte(ligne: Morceau[]): Record<string, string> {
  const parLangue: Record<string, string> = {};
  for (const { langue, texte } of ligne) {
    const visible = compact(texte).replace(/\p{Cf}/gu, '');
    if (visible !== '') parLangue[langue] = (parLangue[langue] ?? '') + visible;
  }
  if (parLangue.pt !== undefined) parLangue.pt = parLangue.pt.replaceAll('--', '-');
  if (!Object.keys(parLangue).some((langue) => RTL.includes(langue))) return parLangue;
  const sort = (texte: string) => Array.from(texte).toSorted().join('');
  return Object.fromEntries(Object.entries(parLangue).map(([langue, texte]) => [langue, sort(texte)]));
}

const toMots = (texte: string) =>
  (texte.replaceAll('\u200c', '').match(/[\p{Script=Arabic}\p{M}]+/gu) ?? []).toSorted();

describe.each(DOCUMENTS)('%s', (_, doc) => {
  let lu: Awaited<ReturnType<typeof readPdf>> & { brut: string };
  beforeAll(async () => {
    const pdf = await renderMandatPdf(doc, OPTIONS);
    lu = { brut: toLatin1(pdf), ...(await readPdf(pdf)) };
  }, 60_000);

  it('is tagged, titled, in French, and declares PDF/UA-1', () => {
    const { info, marque, brut } = lu;
    expect(marque).toMatchObject({ Marked: true });
    expect(info).toMatchObject({ Title: doc.titre, Language: 'fr', CreationDate: 'D:20261122100000Z' });
    expect(brut).toMatch(/pdfuaid:part[>="]+1/);
    expect(brut).toContain('/DisplayDocTitle true');
  });

  it('one title a language, and headings that skip no level', () => {
    const { balises } = lu;
    const titres = balises.filter(({ role }) => /^H\d$/.test(role));
    const niveaux = titres.map(({ role }) => Number(role[1]));
    expect(niveaux[0]).toBe(1);
    niveaux.forEach((niveau, rang) => expect(niveau).toBeLessThanOrEqual((niveaux[rang - 1] ?? 0) + 1));
    const langues = titres.filter(({ role }) => role === 'H1').map(({ langue }) => langue);
    expect(langues).toEqual([...new Set(langues)]);
    expect(['fr', doc.langue]).toEqual(expect.arrayContaining(langues));
  });

  it('the tags give the text of the HTML, language by language, in its order', () => {
    const { racines } = lu;
    expect(toLignes(racines).map(toEmpreinte)).toEqual(toLignesHtml(doc).map(toEmpreinte));
  });

  it('words come out whole', () => {
    const { racines } = lu;
    const mots = toMots(racines.map((racine) => racine.texte).join('\n'));
    expect(mots).toEqual(toMots(toTexteHtml(renderMandatHtml(doc, { base: BASE }))));
  });

  it('every picture has its text', () => {
    const { balises } = lu;
    const figures = balises.filter(({ role }) => role === 'Figure').map(({ alt }) => alt);
    expect(figures).toEqual(doc.qr === null ? [] : [doc.qr.alt]);
  });

  it('every font is embedded, no letter is smaller than the body, and nothing runs', () => {
    const { objets, tailles, brut } = lu;
    const polices = objets.filter((objet) => objet.includes('/Type /FontDescriptor'));
    expect(polices.length).toBeGreaterThan(0);
    for (const police of polices) expect(police).toMatch(/\/FontFile[23] /);
    const fontes = objets.filter((objet) => /\/Subtype \/(?:Type0|Type1|TrueType|Type3)/.test(objet));
    for (const fonte of fontes) expect(fonte).toContain('/Subtype /Type0');
    expect(Math.min(...tailles)).toBeGreaterThanOrEqual(doc.niveau === 'complet' ? 12 : 14);
    expect(brut.replace(/\bstream\r?\n[\s\S]*?endstream/g, '')).not.toMatch(
      /\/JavaScript|\/JS\b|\/Launch|\/OpenAction|\/AA\b/,
    );
  });
});

describe('PDF of a mandate', () => {
  it.each(LANGUES_ESSAI)(
    '%s: T51: numbers, dates and codes stay in one piece, read from left to right',
    async (langue) => {
      const { balises } = await readPdf(await renderMandatPdf(writeBilingue(langue), OPTIONS));
      const texte = balises
        .filter((balise) => balise.langue === langue && balise.role === 'P')
        .map((balise) => balise.texte.replaceAll('\u00a0', ' '))
        .join(' ');
      expect(texte).toContain('04 77 00 00 00');
      expect(texte).toContain('MABC-DEFG-HJKMN');
      // The file holds a line from left to right: the groups of the date follow one another as they are read.
      const toGroupes = (signes: string) => ` ${(signes.match(/\d+/g) ?? []).join(' ')} `;
      expect(toGroupes(texte)).toContain(
        toGroupes(toTexteIsole({ kind: 'date', iso: '2027-05-22' }, langue)),
      );
    },
  );

  it('the drawn signature has its text', async () => {
    const doc = writeMandat({ identites: { ...IDENTITES, signature: { png: POINT } } });
    const { balises } = await readPdf(await renderMandatPdf(doc, OPTIONS));
    expect(balises.filter((b) => b.role === 'Figure').map((b) => b.alt)).toEqual([
      'Signature de la personne',
    ]);
  });
});
