/**
 * Every route, from the router itself: what the person helped sees has its states in a language that reads from right to left, and
 * a route that nobody has sorted fails. A page for her without a language does not compile (`PageProps`).
 */
import { existsSync } from 'node:fs';
import { renderToStaticMarkup } from 'react-dom/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findLangue, LANGUES } from '../messages/langue.ts';
import { messagesOf } from '../messages/messages.ts';
import { ecrans } from '../ui/galerie.fixture.tsx';
import { Navigateur, openEssai, type Essai } from './essai.fixture.ts';
import { ACCES, PUBLIQUES } from './acces-routes.fixture.ts';
import { AGENTS, FICHIERS, PERSONNE } from './langues-routes.fixture.ts';

const routes = [...Object.keys(ACCES), ...PUBLIQUES];
const isAgents = (route: string): boolean => AGENTS.some((une) => une.test(route.split(' ')[1] ?? ''));

describe('a route', () => {
  it('shows something to the person, gives her a file, or is of those who work here', () => {
    expect(
      routes.filter((route) => !(route in PERSONNE) && !(route in FICHIERS) && !isAgents(route)),
    ).toEqual([]);
    expect(
      [...Object.keys(PERSONNE), ...Object.keys(FICHIERS)].filter((une) => !routes.includes(une)),
    ).toEqual([]);
  });

  it('has a file to give in a test that is there', () => {
    for (const fichier of Object.values(FICHIERS))
      expect(existsSync(new URL(`../${fichier}`, import.meta.url)), fichier).toBe(true);
  });

  it.each(Object.entries(PERSONNE))(
    '%s is shown from right to left, and says that nobody read it again',
    (_, noms) => {
      expect(noms.length).toBeGreaterThan(0);
      for (const nom of noms) {
        const vue = ecrans.find((ecran) => ecran.nom === nom)?.vue;
        expect(vue, nom).toBeDefined();
        const html = renderToStaticMarkup(vue);
        const m = messagesOf(findLangue(nom.split('-').at(-1)) ?? 'fr');
        expect(m.dir, nom).toBe('rtl');
        expect(html, nom).toContain(`lang="${m.lang}" dir="rtl"`);
        expect(html, nom).toContain(m.dit('commun.non-relue'));
        expect(html.slice(html.indexOf('<main')).match(/\p{Script=Arabic}/gu)?.length, nom).toBeGreaterThan(
          60,
        );
      }
    },
  );
});

describe('a public page', () => {
  let essai: Essai;
  beforeAll(async () => {
    essai = await openEssai({ graine: 'demo' });
  }, 60_000);
  afterAll(() => essai.close());

  it.each([
    '/arreter',
    '/v',
    '/v/T000-0000-00000',
    '/ou-venir',
    '/ou-venir/nulle-part',
    '/affichage',
    '/plan',
    '/confidentialite',
  ])('%s answers in each of the nine languages, its errors too', async (chemin) => {
    const nav = new Navigateur(essai.app);
    for (const langue of LANGUES) {
      const m = messagesOf(langue);
      const { texte } = await nav.get(`${chemin}?langue=${langue}`);
      expect(texte).toContain(`<html lang="${m.lang}" dir="${m.dir}"`);
      expect(texte).toContain(m.dit('commun.outil'));
      expect(texte.includes(m.dit('commun.non-relue'))).toBe(langue !== 'fr');
    }
  });

  it('has the words of the interview without network in each of them', async () => {
    for (const langue of LANGUES) {
      const m = messagesOf(langue);
      const { texte } = await new Navigateur(essai.app).get(`/hors-ligne/entretien-${langue}.json`);
      const { lang, dir, note, titre } = JSON.parse(texte) as Record<string, unknown>;
      expect([lang, dir, titre]).toEqual([m.lang, m.dir, m.dit('repere.titre')]);
      expect(String(note).includes(m.dit('commun.non-relue'))).toBe(langue !== 'fr');
    }
  });
});
