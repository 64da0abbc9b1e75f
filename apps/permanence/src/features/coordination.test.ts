/** Diagnostic, protected table, and who sees what. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asOrg } from '../db/asOrg.ts';
import { diagnostic } from '../db/schema.ts';
import { cache, Navigateur } from '../server/essai.fixture.ts';
import { openMonde, ouvre, SIMPLE, signe, type Monde } from './gestes.fixture.ts';

let monde: Monde;
beforeAll(async () => {
  monde = await openMonde();
}, 60_000);
afterAll(() => monde.essai.close());

describe('diagnostic and coordination', () => {
  beforeAll(() => ouvre(monde));

  it('asks three questions, one a page, and keeps the level without the answers', async () => {
    const { op } = await monde.nav.get('/accueil');
    await monde.nav.post('/accueil', { op, ...SIMPLE });
    const chemin = `/diagnostic/${op}`;
    const offre = await monde.nav.get(chemin);
    expect(offre.lisible).toContain('Ce n’est pas un examen.');
    let page = await monde.nav.suit(await monde.nav.post(chemin, { op: offre.op, etape: 'commencer' }));
    for (const valeur of ['1', '4', 'no']) {
      page = await monde.nav.suit(
        await monde.nav.post(chemin, { op: page.op, etape: 'repondre', item: cache(page, 'item'), valeur }),
      );
    }
    expect(page.lisible).toContain('Merci');
    const fin = await monde.nav.suit(await monde.nav.post(chemin, { op: page.op, etape: 'noter' }));
    expect(fin.lisible).toContain('Les réponses sont effacées.');
    const gardes = await asOrg(monde.essai.services.client.db, monde.orgId, 'essai', (tx) =>
      tx.select().from(diagnostic).where(eq(diagnostic.interventionId, op)),
    );
    expect(gardes).toHaveLength(1);
    expect(JSON.stringify(gardes)).not.toContain('IUEM');
  });

  it('gives the coordinator one protected table and its CSV, in which no small count is left', async () => {
    const marie = new Navigateur(monde.essai.app);
    await marie.connecte('marie@demo');
    const page = await marie.get('/tableau');
    expect(page.statut).toBe(200);
    expect(page.lisible).toContain('non diffusé');
    expect(page.lisible).toContain('aucune case retirée ne se retrouve exactement');
    const csv = await marie.get('/tableau.csv');
    const lignes = csv.texte
      .trim()
      .split(/\r?\n/)
      .slice(1)
      .map((ligne) => ligne.split(';'));
    expect(lignes.length).toBe(66);
    const petites = lignes.filter(
      (champs) => champs.at(-1) === 'publie' && Number(champs.at(-2)) > 0 && Number(champs.at(-2)) < 5,
    );
    expect(petites).toEqual([]);
    const masquees = lignes.filter((champs) => champs.at(-1) === 'masque');
    expect(masquees.length).toBeGreaterThan(0);
    expect(masquees.every((champs) => champs.at(-2) === '')).toBe(true);
    expect((await marie.get('/tableau.csv')).texte).toBe(csv.texte);
  });

  it('closes the two other organisations and roles out', async () => {
    const { op } = await monde.nav.get('/accueil');
    const { mandatId } = await signe(monde, await monde.nav.get('/accueil'), { forme: 'signature_papier' });
    const claire = new Navigateur(monde.essai.app);
    await claire.connecte('claire@demo');
    expect((await claire.get('/tableau')).statut).toBe(403);
    const denise = new Navigateur(monde.essai.app);
    await denise.connecte('denise@demo');
    expect((await denise.get('/tableau')).statut).toBe(403);
    const inconnu = await monde.nav.get('/mandat/01900000-0000-7000-8000-000000000000');
    const marie = new Navigateur(monde.essai.app);
    await marie.connecte('marie@demo');
    expect((await marie.get(`/mandat/${mandatId}`)).statut).toBe(403);
    expect([
      inconnu.statut,
      (await monde.nav.get('/mandat/x')).statut,
      (await monde.nav.get(`/diagnostic/${op}`)).statut,
    ]).toEqual([404, 404, 404]);
  });
});
