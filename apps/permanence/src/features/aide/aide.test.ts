import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Navigateur, openEssai, type Essai } from '../../server/essai.fixture.ts';
import { SUJETS } from './sujets.ts';

let essai: Essai;
beforeAll(async () => {
  essai = await openEssai({ graine: 'vide' });
}, 60_000);
afterAll(() => essai.close());

describe('the help', () => {
  it('says each thing in five lines at most, and each once', () => {
    for (const { titre, etapes } of SUJETS) expect(etapes.length, titre).toBeLessThanOrEqual(5);
    expect(new Set(SUJETS.map(({ titre }) => titre)).size).toBe(SUJETS.length);
  });

  it('explains what the menu of the account opens, and nothing that it refuses', async () => {
    const pia = new Navigateur(essai.app);
    await pia.connecte('pia@demo');
    const aide = await pia.get('/aide');
    expect(aide.lisible).toContain('Noter une aide');
    expect(aide.lisible).toContain('Ce que l’outil ne fait pas');
    for (const [, href = ''] of (/<main.*<\/main>/s.exec(aide.texte)?.[0] ?? '').matchAll(
      /href="(\/[a-z-]*)"/g,
    ))
      expect([403, 404], href).not.toContain((await pia.get(href)).statut);
    const marie = new Navigateur(essai.app);
    await marie.connecte('marie@demo');
    const menu = (await marie.get('/aide')).texte;
    for (const { titre, lien } of SUJETS)
      if (lien === 'accueil' && !menu.includes('href="/accueil"')) expect(menu, titre).not.toContain(titre);
  });

  it('asks an account', async () => {
    expect((await new Navigateur(essai.app).get('/aide')).vers).toBe('/connexion');
  });
});
