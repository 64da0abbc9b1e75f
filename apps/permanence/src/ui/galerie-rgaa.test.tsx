/** Criteria of RGAA 4.1.2 that the markup alone decides, over every screen (docs/rgaa.csv names this file). */
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { LANGUES } from '../messages/langue.ts';
import { messagesOf } from '../messages/messages.ts';
import { ecrans } from './galerie.fixture.tsx';

const pages = ecrans.map(({ nom, vue }) => ({ nom, html: renderToStaticMarkup(vue) }));
const elements = (html: string, nom: string): string[] =>
  [...html.matchAll(new RegExp(`<${nom}\\b[^>]*>`, 'g'))].map(([balise]) => balise);
const blocs = (html: string, nom: string): string[] =>
  [...html.matchAll(new RegExp(`<${nom}\\b[^>]*>.*?</${nom}>`, 'gs'))].map(([bloc]) => bloc);

describe('RGAA 4.1.2, every screen', () => {
  it('1.1, 1.2, 1.8: a drawing is named, or hidden and without words; an image has its text', () => {
    for (const { nom, html } of pages) {
      expect(
        elements(html, 'img').filter((image) => !/\salt="/.test(image)),
        nom,
      ).toEqual([]);
      for (const dessin of blocs(html, 'svg')) {
        const [balise = ''] = /^<svg[^>]*>/.exec(dessin) ?? [];
        const nomme = balise.includes('role="img"') && /aria-label(?:ledby)?="/.test(balise);
        const cache = balise.includes('aria-hidden="true"') && !dessin.includes('<text');
        expect(cache || nomme, `${nom} ${balise}`).toBe(true);
      }
    }
  });

  it('2.1, 2.2: no frame', () => {
    for (const { nom, html } of pages)
      for (const cadre of ['iframe', 'frame', 'object', 'embed'])
        expect(elements(html, cadre), nom).toEqual([]);
  });

  it('4.10, 13.7, 13.8: nothing plays, blinks or moves by itself', () => {
    for (const { nom, html } of pages) {
      expect(html, nom).not.toMatch(/\sautoplay/i);
      for (const mobile of ['marquee', 'blink', 'video', 'animate', 'set'])
        expect(elements(html, mobile), nom).toEqual([]);
    }
  });

  it('5.3, 5.4, 5.6, 5.7, 5.8: a table has a title, headers, and says what each heads', () => {
    for (const { nom, html } of pages)
      for (const table of blocs(html, 'table')) {
        const nomme = table.includes('<caption') || /^<table[^>]*aria-label/.test(table);
        expect(nomme, `${nom}: ${table.slice(0, 120)}`).toBe(true);
        const tetes = elements(table, 'th');
        expect(tetes.length, nom).toBeGreaterThan(0);
        expect(
          tetes.filter((tete) => !/scope="(?:col|row|colgroup|rowgroup)"/.test(tete)),
          nom,
        ).toEqual([]);
      }
  });

  it('8.3: a page says its language, which is one of ours', () => {
    const langues = new Set(LANGUES.map((langue) => messagesOf(langue).lang));
    for (const { nom, html } of pages)
      expect(langues, nom).toContain(/^<html[^>]*\slang="([^"]*)"/.exec(html)?.[1]);
  });

  it('9.2, 12.7: header, content and footer, and a first link that leads to the content', () => {
    for (const { nom, html } of pages) {
      for (const zone of ['header', 'main', 'footer']) expect(elements(html, zone), nom).toHaveLength(1);
      expect(/<body[^>]*><a[^>]*href="#contenu"/.test(html), nom).toBe(true);
      expect(html, nom).toMatch(/<main[^>]*id="contenu"/);
    }
  });

  it('11.6: a group of fields begins with its legend', () => {
    for (const { nom, html } of pages)
      for (const groupe of blocs(html, 'fieldset'))
        expect(groupe, nom).toMatch(/^<fieldset[^>]*><legend[^>]*>.+?<\/legend>/s);
  });

  it('13.2: no link opens another window', () => {
    for (const { nom, html } of pages) expect(html, nom).not.toMatch(/\starget="/);
  });
});
