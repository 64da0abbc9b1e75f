import { inflateSync } from 'node:zlib';
import { getDocumentProxy, getResolvedPDFJS } from 'unpdf';

/** Reads a file as assistive software does: by its tags, each with its role, language, picture text and text. */

export interface Balise {
  role: string;
  langue: string;
  alt?: string | undefined;
  /** Texts of the element itself and of what it holds, without the list bullets, each in its language. */
  morceaux: { langue: string; texte: string }[];
  /** The same in one string, a line break after each run. */
  texte: string;
  enfants: Balise[];
}

interface Feuille {
  /** By content number; `langue` when the content declares its own. */
  textes: Map<number, { texte: string; langue?: string | undefined }>;
  tailles: number[];
}

type Page = Awaited<ReturnType<Awaited<ReturnType<typeof getDocumentProxy>>['getPage']>>;

export const toLatin1 = (pdf: Uint8Array): string => Buffer.from(pdf).toString('latin1');

export const compact = (texte: string): string => texte.replace(/\s+/g, '');

/** The text of a page, its tags left out. */
export function toTexteHtml(html: string): string {
  return html
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}

export async function readPdf(pdf: Uint8Array) {
  const objets = readObjets(pdf);
  const fichier = await getDocumentProxy(pdf.slice());
  const { info } = (await fichier.getMetadata()) as unknown as { info: Record<string, unknown> };
  const feuilles = new Map<number, Feuille>();
  for (let numero = 1; numero <= fichier.numPages; numero += 1) {
    const page = await fichier.getPage(numero);
    const { num } = (page as unknown as { ref: { num: number } }).ref;
    feuilles.set(num, await readFeuille(page, readMarques(num, objets)));
  }
  const racine = [...objets.values()].find((objet) => objet.includes('/Type /StructTreeRoot')) ?? '';
  const balises = toEnfants(racine, objets, feuilles, String(info.Language)).enfants;
  return {
    info,
    racines: balises,
    balises: balises.flatMap(flatten),
    pages: fichier.numPages,
    marque: await fichier.getMarkInfo(),
    tailles: [...feuilles.values()].flatMap((feuille) => feuille.tailles),
    objets: [...objets.values()],
  };
}

/** The attachments, by name: the octets of each. */
export function readPieces(pdf: Uint8Array): Map<string, Buffer> {
  const objets = readObjets(pdf);
  const pieces = new Map<string, Buffer>();
  for (const objet of objets.values()) {
    if (!objet.includes('/Type /Filespec')) continue;
    const flux = objets.get(Number(/\/EF <<\s*\/F (\d+) 0 R/.exec(objet)?.[1])) ?? '';
    pieces.set(/\/UF \(([^)]*)\)/.exec(objet)?.[1] ?? '', readFlux(flux));
  }
  return pieces;
}

function readFlux(objet: string): Buffer {
  const octets = Buffer.from(/stream\r?\n([\s\S]*)\r?\nendstream/.exec(objet)?.[1] ?? '', 'latin1');
  return objet.includes('/FlateDecode') ? inflateSync(octets) : octets;
}

interface Marque {
  langue?: string | undefined;
  /** What the run says when its glyphs cannot (`ActualText`). */
  texte?: string | undefined;
}

/** What each marked run of a page declares, in the order of the runs. */
function readMarques(page: number, objets: Map<number, string>): Marque[] {
  const contenu = /\/Contents (\d+) 0 R/.exec(objets.get(page) ?? '')?.[1];
  const flux = readFlux(objets.get(Number(contenu)) ?? '').toString('latin1');
  return [...flux.matchAll(/\/\w+\s*(<<[\s\S]*?>>)\s*BDC/g)].map(([, dict = '']) => ({
    langue: toChaine('Lang', dict),
    texte: toChaine('ActualText', dict),
  }));
}

function flatten(balise: Balise): Balise[] {
  return [balise, ...balise.enfants.flatMap(flatten)];
}

function readObjets(pdf: Uint8Array): Map<number, string> {
  const objets = toLatin1(pdf).matchAll(/^(\d+) 0 obj\n([\s\S]*?)\nendobj$/gm);
  return new Map([...objets].map(([, numero, corps = '']) => [Number(numero), corps]));
}

function toBalise(
  objet: string,
  objets: Map<number, string>,
  feuilles: Map<number, Feuille>,
  langue: string,
): Balise {
  const sienne = /\/Lang \(([^)]+)\)/.exec(objet)?.[1] ?? langue;
  return {
    role: /\/S \/(\w+)/.exec(objet)?.[1] ?? '',
    langue: sienne,
    alt: toChaine('Alt', objet),
    ...toEnfants(objet, objets, feuilles, sienne),
  };
}

function toEnfants(
  objet: string,
  objets: Map<number, string>,
  feuilles: Map<number, Feuille>,
  langue: string,
): Pick<Balise, 'morceaux' | 'texte' | 'enfants'> {
  const liste = /\/K \[([\s\S]*?)\]/.exec(objet)?.[1] ?? /\/K (\d+(?: 0 R)?)/.exec(objet)?.[1] ?? '';
  const page = /\/Pg (\d+) 0 R\s*(?:>>)?$/.exec(objet)?.[1];
  const enfants: Balise[] = [];
  const morceaux: Balise['morceaux'] = [];
  for (const [morceau] of liste.matchAll(/<<[\s\S]*?>>|\d+ 0 R|\d+/g)) {
    if (morceau.endsWith(' 0 R')) {
      const balise = toBalise(objets.get(Number.parseInt(morceau, 10)) ?? '', objets, feuilles, langue);
      enfants.push(balise);
      if (balise.role !== 'Lbl') morceaux.push(...balise.morceaux);
      continue;
    }
    const marque = morceau.startsWith('<<') ? /\/MCID (\d+)/.exec(morceau)?.[1] : morceau;
    if (marque === undefined) continue;
    const feuille = feuilles.get(Number(/\/Pg (\d+)/.exec(morceau)?.[1] ?? page));
    const lu = feuille?.textes.get(Number(marque));
    morceaux.push({ langue: lu?.langue ?? langue, texte: lu?.texte ?? '' });
  }
  return { morceaux, texte: morceaux.map(({ texte }) => `${texte}\n`).join(''), enfants };
}

function toChaine(champ: string, objet: string): string | undefined {
  const valeur = new RegExp(`/${champ} (?:\\(((?:\\\\.|[^\\\\)])*)\\)|<([0-9A-Fa-f]+)>)`, 's').exec(objet);
  const [, clair, hexa] = valeur ?? [];
  if (hexa !== undefined) return Buffer.from(hexa, 'hex').subarray(2).swap16().toString('utf16le');
  return clair?.replace(/\\(.)/gs, '$1');
}

/**
 * Texts of a page, and the sizes of its letters. A glyph may stand for several letters
 * (lam-alef): a right-to-left run, whose glyphs the file holds in visual order and marks `ReversedChars`, is put
 * back glyph by glyph, as the norm asks (ISO 32000-1, 14.8.2.3.3).
 */
async function readFeuille(page: Page, marques: readonly Marque[]): Promise<Feuille> {
  const { OPS } = await getResolvedPDFJS();
  const { fnArray, argsArray } = await page.getOperatorList();
  const textes: Feuille['textes'] = new Map();
  const tailles: number[] = [];
  const pile: (Marque & { numero?: number; inverse?: boolean })[] = [];
  let rangMarque = 0;
  fnArray.forEach((operation, rang) => {
    const args = (argsArray[rang] ?? []) as unknown[];
    if (operation === OPS.beginMarkedContent)
      pile.push({ inverse: (args[0] as { name: string }).name === 'ReversedChars' });
    else if (operation === OPS.beginMarkedContentProps) {
      pile.push({ ...marques[rangMarque], ...(typeof args[1] === 'number' ? { numero: args[1] } : {}) });
      rangMarque += 1;
    } else if (operation === OPS.endMarkedContent) pile.pop();
    else if (operation === OPS.setFont) tailles.push(args[1] as number);
    else if (operation === OPS.showText) {
      const contenu = pile.findLast((marque) => marque.numero !== undefined);
      if (contenu?.numero === undefined) return;
      const glyphes = (args[0] as ({ unicode: string } | number | null)[]).flatMap((glyphe) =>
        typeof glyphe === 'object' && glyphe !== null ? [glyphe.unicode] : [],
      );
      const remplace = pile.find((marque) => marque.texte !== undefined);
      if (remplace !== undefined) {
        glyphes.splice(0, glyphes.length, remplace.texte ?? '');
        remplace.texte = '';
      }
      const avant = textes.get(contenu.numero)?.texte ?? '';
      const inverse = pile.some((marque) => marque.inverse === true);
      const texte = inverse ? glyphes.toReversed().join('') + avant : avant + glyphes.join('');
      textes.set(contenu.numero, { texte, langue: contenu.langue });
    }
  });
  return { textes, tailles };
}
