import { REGLES_CONSERVATION } from '@porte-plume/accompagnement/conservation';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LANGUES } from '../../messages/langue.ts';
import { Navigateur, openEssai, type Essai } from '../../server/essai.fixture.ts';

let essai: Essai;
beforeAll(async () => {
  essai = await openEssai({ graine: 'vide' });
}, 60_000);
afterAll(() => essai.close());

describe('what is kept', () => {
  it('is told to everybody in each language, with the lengths of the rules', async () => {
    const passant = new Navigateur(essai.app);
    for (const langue of LANGUES) {
      const page = await passant.get(`/confidentialite?langue=${langue}`);
      expect(page.statut, langue).toBe(200);
      expect(page.texte.length, langue).toBeLessThan(16_384);
      expect(page.lisible, langue).toMatch(/90/);
      expect(page.lisible.includes('Seul le'), langue).toBe(langue === 'fr-simple');
    }
  });

  it('names every rule of the package, in its words', async () => {
    const { lisible } = await new Navigateur(essai.app).get('/confidentialite');
    for (const { libelle } of REGLES_CONSERVATION)
      expect(lisible).toContain(libelle.replaceAll('\u00a0', ' '));
    expect(lisible).toContain('Votre dossier : 2 ans après votre dernière visite.');
  });

  it('says whom to call to who is signed in, and names no structure to a passer-by', async () => {
    const pia = new Navigateur(essai.app);
    await pia.connecte('pia@demo');
    const organisation = 'Ma structure';
    expect((await pia.get('/confidentialite')).lisible).toContain(organisation);
    expect((await new Navigateur(essai.app).get('/confidentialite')).lisible).not.toContain(organisation);
  });

  it('follows the language that the browser prefers, where nobody chose', async () => {
    const page = await essai.app.request('/confidentialite', {
      headers: { 'accept-language': 'fa-IR,fr;q=0.5' },
    });
    expect(await page.text()).toContain('<html lang="fa" dir="rtl">');
  });
});
