import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Navigateur, openEssai, type Essai } from '../../server/essai.fixture.ts';

let essai: Essai;
beforeAll(async () => {
  essai = await openEssai({ graine: 'demo' });
}, 60_000);
afterAll(() => essai.close());

const liensDe = (html: string): string[] => {
  const contenu = /<main.*<\/main>/s.exec(html)?.[0] ?? '';
  return [...contenu.matchAll(/<a href="([^"]*)"/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'));
};
const COMPTES = ['pia', 'denise', 'ines', 'marie', 'salima', 'herve', 'dpo', 'admin'];

describe('the map of the pages', () => {
  it.each(COMPTES)(
    'RGAA 12.3: every link of the map of %s opens a page',
    { timeout: 60_000 },
    async (nom) => {
      const nav = new Navigateur(essai.app);
      await nav.connecte(`${nom}@demo`);
      const liens = liensDe((await nav.get('/plan')).texte);
      expect(liens.length).toBeGreaterThan(8);
      expect(liens).toEqual([...new Set(liens)]);
      for (const lien of liens) {
        // Some lead on: the quick record to the day, until a permanence is open.
        const { statut, vers } = await nav.get(lien);
        expect([lien, statut === 303 ? (await nav.get(vers ?? '')).statut : statut]).toEqual([lien, 200]);
      }
    },
  );

  it('RGAA 12.3: holds every entry of the menu', async () => {
    for (const nom of COMPTES) {
      const nav = new Navigateur(essai.app);
      await nav.connecte(`${nom}@demo`);
      const { texte } = await nav.get('/plan');
      const menu = /<nav aria-label="Principal".*?<\/nav>/s.exec(texte)?.[0] ?? '';
      const entrees = [...menu.matchAll(/href="([^"]*)"/g)].map(([, href = '']) => href);
      expect(entrees.length).toBeGreaterThan(0);
      expect(liensDe(texte)).toEqual(expect.arrayContaining(entrees));
    }
  });

  it('RGAA 12.4: is everybody’s, in the language of the reader, from the foot of each page', async () => {
    const passant = new Navigateur(essai.app);
    const page = await passant.get('/plan?langue=ar');
    expect([page.statut, /<html[^>]*>/.exec(page.texte)?.[0]]).toEqual([200, '<html lang="ar" dir="rtl">']);
    for (const lien of liensDe(page.texte).filter((un) => un.startsWith('/')))
      expect([lien, (await passant.get(lien)).statut]).toEqual([lien, 200]);
    for (const chemin of ['/connexion', '/arreter', '/v', '/confidentialite'])
      expect((await passant.get(chemin)).texte, chemin).toMatch(/<footer.*href="\/plan"/s);
  });
});
