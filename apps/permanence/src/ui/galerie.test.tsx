import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { ecrans } from './galerie.fixture.tsx';

// `GALERIE=.artifacts/gallery vitest run --project permanence galerie` also writes the pages, to look at them.
const dossier = process.env.GALERIE;

const balises = (html: string): RegExpMatchArray[] => [
  ...html.matchAll(/<([a-z][a-z0-9]*)((?:\s+[^\s=>]+(?:="[^"]*")?)*)\s*\/?>/gi),
];
const attribut = (attributs: string, nom: string): string | undefined =>
  new RegExp(`(?:^|\\s)${nom}="([^"]*)"`).exec(attributs)?.[1];
const texte = (html: string): string =>
  html
    .replace(/<title>.*?<\/title>/s, '')
    .replace(/<[^>]*>/g, '\n')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&');

describe.each(ecrans)('écran $nom', ({ nom, vue, personne }) => {
  const html = renderToStaticMarkup(vue);
  if (dossier !== undefined) {
    mkdirSync(dossier, { recursive: true });
    writeFileSync(join(dossier, `${nom}.html`), `<!doctype html>${html}`);
  }

  it('has one h1 and one main', () => {
    expect(html.match(/<h1/g)).toHaveLength(1);
    expect(html.match(/<main/g)).toHaveLength(1);
  });

  it('never skips a level of heading', () => {
    const niveaux = [...html.matchAll(/<h([1-6])/g)].map((titre) => Number(titre[1]));
    for (const [rang, niveau] of niveaux.entries()) {
      if (rang > 0) expect(niveau - (niveaux[rang - 1] ?? 0)).toBeLessThanOrEqual(1);
    }
  });

  it('names every control', () => {
    const pour = new Set(balises(html).map(([, , attributs = '']) => attribut(attributs, 'for')));
    const enveloppes = [...html.matchAll(/<label[^>]*>(<input[^>]*>)<span[^>]*>[^<]/g)].map(
      ([, champ]) => champ,
    );
    for (const [balise, element = '', attributs = ''] of balises(html)) {
      if (!/^(?:input|select|textarea)$/.test(element) || attribut(attributs, 'type') === 'hidden') continue;
      if (enveloppes.includes(balise)) continue;
      // A cell is named by its row and its column; that these exist is checked below.
      if (attribut(attributs, 'aria-labelledby') !== undefined) continue;
      // Named by itself where the button beside it says in sight what it is for.
      if (attribut(attributs, 'aria-label') !== undefined) continue;
      expect(pour, balise).toContain(attribut(attributs, 'id') ?? 'no id');
    }
  });

  it('has no duplicate id, and every reference finds its target', () => {
    const ids = balises(html).flatMap(([, , attributs = '']) => attribut(attributs, 'id') ?? []);
    expect(ids).toEqual([...new Set(ids)]);
    const cibles = balises(html).flatMap(([, , attributs = '']) => [
      ...(attribut(attributs, 'aria-describedby')?.split(' ') ?? []),
      ...(attribut(attributs, 'aria-labelledby')?.split(' ') ?? []),
      ...(attribut(attributs, 'for')?.split(' ') ?? []),
      ...(attribut(attributs, 'href')?.startsWith('#') === true
        ? [attribut(attributs, 'href')?.slice(1)]
        : []),
    ]);
    for (const cible of cibles) expect(ids).toContain(cible);
  });

  it('holds the content security policy: no inline style, script or handler', () => {
    for (const [balise, element = '', attributs = ''] of balises(html)) {
      expect(attribut(attributs, 'style'), balise).toBeUndefined();
      expect(attributs, balise).not.toMatch(/\son[a-z]+=/);
      expect(element).not.toBe('style');
    }
    expect(html).not.toMatch(/<script[^>]*>[^<]/);
  });

  it('posts its forms with an operation id, except the ways out', () => {
    for (const [formulaire = ''] of html.matchAll(/<form[^>]*method="post".*?<\/form>/gs)) {
      if (/action="\/(?:connexion\/(?:demo|code|second)|confirmation\/code|deconnexion)"/.test(formulaire))
        continue;
      expect(formulaire).toContain('name="op"');
    }
  });

  it('has at most one primary action in each form, and one outside', () => {
    // The later steps of a page of the device wait in it, hidden.
    for (const pas of html.split(/(?=<div data-pas=)/))
      expect((pas.match(/bouton-premier/g) ?? []).length).toBeLessThanOrEqual(1);
  });

  it('is set in good French: typographic apostrophes, no ordinary space before ; : ? ! » or after «', () => {
    // Another language has its own signs.
    const francais = texte(html.replace(/<(\w+)(?=[^>]*\slang="(?!fr"))[^>]*>.*?<\/\1>/gs, ''));
    expect(francais).not.toMatch(/\p{L}'\p{L}/u);
    expect(francais).not.toMatch(
      /[^\u00a0\u202f\n\d][?;!»]|\S *(?<![\u00a0\u202f\d]):(?=\s|$)|«(?![\u00a0\u202f])/m,
    );
  });

  it('weighs less than 16 KiB before compression', () => {
    expect(html.length).toBeLessThan(16_384);
  });

  if (personne === true) {
    it('speaks to the person in sentences of twelve words or fewer', () => {
      const lu = html
        .replace(/<footer.*<\/footer>|<header.*<\/header>|<aside.*<\/aside>/gs, '')
        .replace(/<(\w+)[^>]*class="[^"]*note-agent[^"]*".*?<\/\1>/gs, '');
      for (const phrase of texte(lu.slice(lu.indexOf('<main'))).split(/[.!?؟\n]+/)) {
        const mots = phrase.split(/[\s\u00a0\u202f]+/).filter((mot) => /[\p{L}\d]/u.test(mot));
        expect(mots.length, phrase).toBeLessThanOrEqual(12);
      }
    });
  }
});
