import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Navigateur, openEssai, type Essai } from '../../server/essai.fixture.ts';
import { parseAffichage } from '../../server/affichage.ts';

let essai: Essai;
beforeAll(async () => {
  essai = await openEssai({ graine: 'vide' });
}, 60_000);
afterAll(() => essai.close());

const htmlOf = (page: { texte: string }): string => /<html[^>]*>/.exec(page.texte)?.[0] ?? '';
const mediaOf = (page: { texte: string }): string | undefined =>
  /sombre\.css[^>]*media="([^"]*)"/.exec(page.texte)?.[1];

describe('how pages are shown', () => {
  it('is that of the machine until somebody chooses', async () => {
    const page = await new Navigateur(essai.app).get('/affichage');
    expect(page.statut).toBe(200);
    expect(htmlOf(page)).toBe('<html lang="fr" dir="ltr">');
    expect(mediaOf(page)).toBe('screen and (prefers-color-scheme: dark)');
  });

  it('follows the account from one computer to the next, and no other account', async () => {
    const pia = new Navigateur(essai.app);
    await pia.connecte('pia@demo');
    const { op } = await pia.get('/affichage');
    const choix = { op, taille: '150', theme: 'sombre', langue: 'fr-simple' };
    expect((await pia.post('/affichage', choix)).vers).toBe('/affichage?fait=oui&langue=fr-simple');
    const apres = await pia.get('/affichage?fait=oui');
    expect(apres.lisible).toContain('C’est noté.');
    expect(htmlOf(apres)).toContain('lang="fr"');
    const ailleurs = new Navigateur(essai.app);
    await ailleurs.connecte('pia@demo');
    const jour = await ailleurs.get('/');
    expect([htmlOf(jour), mediaOf(jour)]).toEqual(['<html lang="fr" dir="ltr" data-taille="150">', 'screen']);
    expect(jour.texte).toContain('<meta name="color-scheme" content="dark"/>');
    // Sent twice, kept once; changed, kept anew.
    expect((await pia.post('/affichage', choix)).statut).toBe(303);
    const clair = { ...choix, op: apres.op, theme: 'clair', taille: '100' };
    await pia.post('/affichage', clair);
    expect([htmlOf(await pia.get('/')), mediaOf(await pia.get('/'))]).toEqual([
      '<html lang="fr" dir="ltr">',
      undefined,
    ]);
    const denise = new Navigateur(essai.app);
    await denise.connecte('denise@demo');
    expect(mediaOf(await denise.get('/'))).toBe('screen and (prefers-color-scheme: dark)');
  });

  it('stays on this screen without an account: three words, and no name', async () => {
    const passant = new Navigateur(essai.app);
    const { op } = await passant.get('/affichage?langue=ar');
    const reponse = await passant.post('/affichage', { op, taille: '200', theme: 'clair', langue: 'ar' });
    expect(reponse.entetes.get('set-cookie')).toMatch(/^affichage=200\.clair\.ar;/);
    const requete = async (chemin: string): Promise<string> =>
      (await essai.app.request(chemin, { headers: { cookie: 'affichage=200.clair.ar' } })).text();
    expect(await requete('/arreter')).toContain('<html lang="ar" dir="rtl" data-taille="200">');
    expect(await requete('/arreter?langue=tr')).toContain('<html lang="tr" dir="ltr" data-taille="200">');
  });

  it('takes nothing but its own words', async () => {
    const passant = new Navigateur(essai.app);
    const { op } = await passant.get('/affichage');
    const faux = { op, taille: '9000', theme: 'rose', langue: 'xx' };
    expect((await passant.post('/affichage', faux)).statut).toBe(400);
    for (const cookie of ['', 'a.b.c', '100.clair', '100.clair.xx', '"><script>.clair.fr'])
      expect(parseAffichage(cookie.split('.')), cookie).toBeNull();
    const page = await essai.app.request('/arreter', {
      headers: { cookie: 'affichage="><script>.clair.fr' },
    });
    expect(htmlOf({ texte: await page.text() })).toBe('<html lang="fr" dir="ltr">');
  });
});
