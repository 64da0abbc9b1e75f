/** Criteria of RGAA 4.1.2 that the markup alone decides, over every screen (docs/rgaa.csv names this file). */
import { readdirSync, readFileSync } from 'node:fs';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { LANGUES } from '../messages/langue.ts';
import { messagesOf } from '../messages/messages.ts';
import { readBalisage } from './balisage.fixture.ts';
import { fieldsOf } from './champs.fixture.ts';
import { ecrans } from './galerie.fixture.tsx';

const pages = ecrans.map(({ nom, vue }) => {
  const html = renderToStaticMarkup(vue);
  return { nom, html, balisage: readBalisage(html) };
});
const sources = (dossier: string, fin: string): { nom: string; texte: string }[] =>
  readdirSync(new URL(dossier, import.meta.url), { recursive: true, encoding: 'utf8' })
    .filter((nom) => nom.endsWith(fin) && !nom.includes('.test.'))
    .map((nom) => ({ nom, texte: readFileSync(new URL(`${dossier}${nom}`, import.meta.url), 'utf8') }));
const feuilles = sources('./', '.css');
const ilots = sources('../islands/', '.ts');
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
        // Without a sheet a drawing without a width takes the whole page.
        expect(balise, nom).toMatch(/\swidth="\d+"/);
      }
    }
  });

  it('1.6, 1.7: a chart says each of its bars in words and figures, and so does its table', () => {
    const chiffres = (html: string): string[] =>
      html.replaceAll(/<[^>]*>/g, ' ').match(/\d[\d\u00a0\u202f]*|non diffusé/g) ?? [];
    let vus = 0;
    for (const { nom, html } of pages)
      for (const barres of blocs(html, 'ol').filter((un) => un.startsWith('<ol class="barres"'))) {
        for (const barre of blocs(barres, 'li')) {
          const valeur = /class="(?:masque|barre-valeur)">([^<]+)/.exec(barre)?.[1] ?? '';
          expect(/^<li[^>]*><span>[^<]+<\/span>/.test(barre), `${nom}: ${barre}`).toBe(true);
          expect(chiffres(valeur).length, `${nom}: ${barre}`).toBeGreaterThan(0);
          // Where a table says it gives the same figures, it does.
          const [meme] = blocs(html.slice(html.indexOf(barres)), 'table').filter((un) =>
            un.includes('mêmes chiffres</caption>'),
          );
          if (meme !== undefined) expect(chiffres(meme), `${nom}: ${barre}`).toContain(chiffres(valeur)[0]);
          vus += 1;
        }
      }
    expect(vus).toBeGreaterThan(10);
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

  it('9.2, 12.6, 12.7: header, content and footer, and a first link that leads to the content', () => {
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

  it('11.10: a field says it may stay empty, or that it is asked for; a form where all is asked for says it once', () => {
    const lus = fieldsOf(
      '<form><fieldset><legend>G (facultatif)</legend><input id="a"/></fieldset><input id="b"/></form>',
    );
    expect(lus.map(({ facultatif, demande }) => [facultatif, demande])).toEqual([
      [true, false],
      [false, false],
    ]);
    for (const { nom, html } of pages.filter(({ html }) => /^<html[^>]*\slang="fr/.test(html)))
      for (const formulaire of blocs(html, 'form')) {
        const champs = fieldsOf(formulaire);
        const tout = formulaire.includes('Tout est à remplir.');
        // Nothing at all is asked for: its page says so, or its button is enough.
        const libre = /^<form[^>]*data-tout="libre"/.test(formulaire);
        if (libre)
          expect(
            champs.filter(({ demande }) => demande),
            nom,
          ).toEqual([]);
        else if (champs.length > 1) {
          for (const { etiquette, facultatif, demande } of champs)
            expect([facultatif, demande], `${nom}: ${etiquette}`).toEqual([facultatif, !facultatif]);
          expect(tout, `${nom}: ${champs.map(({ etiquette }) => etiquette).join(', ')}`).toBe(
            champs.every(({ demande }) => demande),
          );
        }
      }
  });

  it('13.2: no link opens another window', () => {
    for (const { nom, html } of pages) expect(html, nom).not.toMatch(/\starget="/);
  });

  it('4.1, 4.7: the only sounds are the questions of the interview, each named, beside its own words', () => {
    for (const { nom, html } of pages) {
      const sons = elements(html, 'audio');
      if (sons.length > 0) expect(nom, 'the page whose title the sound says').toMatch(/^diagnostic/);
      for (const son of sons) expect(son, nom).toMatch(/ controls="".* aria-label="[^"]+"/);
    }
  });

  it('5.1, 5.2: no table is complex: a header heads one row or one column, and only a sentence spans its row', () => {
    for (const { nom, html } of pages) {
      expect(html, nom).not.toMatch(/<th[^>]*\s(?:col|row)span=/i);
      expect(html.replaceAll(/<tr class="(?:fautes|faite)">.*?<\/tr>/gs, ''), nom).not.toMatch(
        /<td[^>]*\s(?:col|row)span=/i,
      );
    }
  });

  it('7.5: a success is a status, a refusal an alert', () => {
    for (const { nom, balisage } of pages)
      for (const { attributs } of balisage.elements) {
        if (attributs.includes('class="avis avis-fait"')) expect(attributs, nom).toContain('role="status"');
        if (attributs.includes('class="avis avis-erreur"')) expect(attributs, nom).toContain('role="alert"');
      }
  });

  it('8.2: every page is nested and closed as HTML asks, and says no attribute twice', () => {
    expect(readBalisage('<p><div></p><ul><a href="">x</a>').fautes).toHaveLength(6);
    for (const { nom, balisage } of pages) expect(balisage.fautes, nom).toEqual([]);
  });

  it('8.6: the tab names its page: never a greeting, or « a thing »', () => {
    for (const { nom, html } of pages) {
      const titre = /<title>(.*) — Porte-plume<\/title>/s.exec(html)?.[1] ?? '';
      expect(titre.length, nom).toBeGreaterThan(2);
      expect(titre, nom).not.toMatch(/^(?:(?:Bonjour|Bienvenue|À bientôt|C’est fait)[^,—]*|(?:Un|Une) \S+)$/);
    }
  });

  it('8.7: in a page of another script, the French words are said to be French', () => {
    const autres = pages.filter(({ html }) => /^<html[^>]*\slang="(?:ar|fa|ps|uk)"/.test(html));
    expect(autres.length).toBeGreaterThan(20);
    for (const { nom, html, balisage } of autres) {
      const lang = /^<html[^>]*\slang="([^"]*)"/.exec(html)?.[1];
      for (const { texte, lang: dite, dans } of balisage.textes)
        if (dite === lang && !dans.includes('title') && !dans.includes('bdi') && !NOMS.test(texte))
          expect(texte, nom).not.toMatch(/\b(?:le|la|les|des|du|de|une?|et|vous|pour|est|lundi|mars)\b/i);
    }
  });

  it('8.9, 9.3: no mark is there for its look: no empty paragraph, no doubled line break, lists are lists', () => {
    for (const { nom, html } of pages) {
      expect(html, nom).not.toMatch(/<br\/?>\s*<br|<blockquote|<p><\/p>/);
      // A list of the offline shells is filled on the device.
      for (const liste of blocs(html, 'ul')) expect(liste, nom).toMatch(/<li|^<ul[^>]* data-/);
    }
  });

  it('10.5: a sheet that gives a background gives its text a colour by the tokens, never a colour of its own', () => {
    for (const { nom, texte } of feuilles)
      if (!/^(?:tokens|sombre|print|mandat)\.css$/.test(nom))
        expect(
          [
            ...texte.matchAll(
              /\bcolor: (?!var|inherit|currentcolor|transparent|Canvas|Highlight|Button|Link)[^;]*/gi,
            ),
          ],
          nom,
        ).toEqual([]);
  });

  it('10.8: what is hidden from a reader holds nothing to operate', () => {
    for (const { nom, html } of pages)
      for (const [balise, element = ''] of html.matchAll(
        /<(?!svg|path)([a-z]+)[^>]*aria-hidden="true"[^>]*>/g,
      ))
        expect(
          ['ol', 'span', 'p', 'div', 'button', 'table', 'dl', 'small', 'b'].includes(element) &&
            !/<(?:a|input|select)\b/.test(balise),
          `${nom} ${balise}`,
        ).toBe(true);
  });

  it('10.13, 10.14: nothing appears on hover: no title attribute, no rule that shows what was hidden', () => {
    for (const { nom, balisage } of pages)
      expect(
        balisage.elements.filter(({ attributs }) => /\stitle="/.test(attributs)),
        nom,
      ).toEqual([]);
    for (const { nom, texte } of feuilles)
      for (const [regle] of texte.matchAll(/[^{}]*:hover[^{}]*\{[^}]*\}/g))
        expect(regle, nom).not.toMatch(
          /\b(?:display|visibility|opacity|content|clip-path|inset|max-height)\s*:/,
        );
  });

  it('11.13: the fields that speak of the reader say which: identifier and one-time code', () => {
    for (const { nom, balisage } of pages)
      for (const { nom: element, attributs } of balisage.elements)
        if (
          element === 'input' &&
          /\sname="(?:identifiant|code)"/.test(attributs) &&
          /^(?:connexion|acces|confirmation)/.test(nom)
        )
          expect(attributs, nom).toMatch(/\sautoComplete="(?:username|one-time-code)"/i);
  });

  it('12.8: the order of Tab is that of the page: no rank of its own', () => {
    for (const { nom, balisage } of pages)
      expect(
        balisage.elements.filter(({ attributs }) => /\stabindex="[1-9]/.test(attributs)),
        nom,
      ).toEqual([]);
  });

  it('12.9, 12.10: no island keeps Tab or Escape for itself, none listens to a letter alone', () => {
    expect(ilots.length).toBeGreaterThan(15);
    for (const { nom, texte } of ilots) {
      expect(texte, nom).not.toMatch(/key === '(?:Tab|Escape)'/);
      for (const [regle] of texte.matchAll(/^.*\.key(?:\.toLowerCase\(\))? [!=]== '[a-z]'.*(?:\n.*){0,2}/gim))
        expect(regle, nom).toMatch(/ctrlKey|command/);
    }
  });

  it('13.9, 13.10, 13.11: no orientation is asked, no gesture but the drawn signature, nothing is done at the press', () => {
    for (const { nom, texte } of feuilles) expect(texte, nom).not.toMatch(/@media[^{]*orientation/);
    for (const { nom, texte } of ilots) {
      expect(texte, nom).not.toMatch(
        /touch(?:start|move|end)|gesture(?:start|change)|devicemotion|mousedown/,
      );
      if (texte.includes('pointerdown'))
        // The grid only waits for the release.
        expect(['signature.ts', 'grille.ts', 'hors-ligne/presence.ts', 'hors-ligne/mandat.ts']).toContain(
          nom,
        );
    }
  });
});

/** What keeps its own name in every language. */
const NOMS =
  /^(?:[^a-z]*|.*(?:Porte-plume|Mairie|Médiathèque|Centre social|Espace|Moreau|Département|@|invalid).*)$/s;
