/** The way out is on every page of an account, the pages that refuse included. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ACCES } from './acces-routes.fixture.ts';
import { Navigateur, openEssai, type Essai } from './essai.fixture.ts';

const COMPTES = ['pia', 'denise', 'ines', 'marie', 'salima', 'marc', 'herve', 'dpo', 'admin'];

let essai: Essai;
beforeAll(async () => {
  essai = await openEssai({ graine: 'demo' });
}, 120_000);
afterAll(() => essai.close());

it('a button signs out from every page of an account, whatever its role', { timeout: 120_000 }, async () => {
  const navs = await Promise.all(
    COMPTES.map(async (nom) => {
      const nav = new Navigateur(essai.app);
      await nav.connecte(`${nom}@demo`);
      return nav;
    }),
  );
  const sans: string[] = [];
  let pages = 0;
  for (const [route, signes] of Object.entries(ACCES)) {
    const [methode = '', chemin = ''] = route.split(' ');
    // The first role that may enter: the layout does not depend on it.
    const rang = methode === 'GET' && !chemin.includes(':') ? signes.indexOf('o') : -1;
    const nav = navs[rang];
    if (nav === undefined) continue;
    const { entetes, texte } = await nav.get(chemin);
    if (entetes.get('content-type')?.startsWith('text/html') !== true) continue;
    pages += 1;
    if (!/<form[^>]*action="\/deconnexion"[^>]*>[^]*?<button[^>]*type="submit"/.test(texte))
      sans.push(chemin);
  }
  expect(sans).toEqual([]);
  expect(pages).toBeGreaterThan(30);
  const [pia] = navs;
  for (const refusee of ['/nulle-part', '/journal', '/personnes/01900000-0000-7000-8000-000000000000'])
    expect((await pia?.get(refusee))?.texte).toContain('action="/deconnexion"');
});
