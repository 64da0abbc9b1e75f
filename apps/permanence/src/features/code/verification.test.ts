/** The public page of a code: what a third party sees, what a paper shows, and what nobody learns from it. */
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asOrg } from '../../db/asOrg.ts';
import { journal } from '../../db/schema.ts';
import { cache, Navigateur, type Reponse } from '../../server/essai.fixture.ts';
import { openMonde, type Monde } from '../gestes.fixture.ts';
import { codesOf, fait, nouveau, vueOf } from '../mandat/apres.fixture.ts';

let monde: Monde;
beforeAll(async () => {
  monde = await openMonde();
}, 60_000);
afterAll(() => monde.essai.close());

describe('a code for a third party', () => {
  const adresse = (bulletin: Reponse) => /<code>([^<]+)<\/code>/.exec(bulletin.texte)?.[1] ?? '';

  it('is shown once, opens the least, and every look is written for the writer and the person', async () => {
    const mandatId = await nouveau(monde);
    const { op } = await monde.nav.get(`/mandat/${mandatId}`);
    const bulletin = await monde.nav.post(`/mandat/${mandatId}/code`, { op, organisme: 'caf' });
    expect(bulletin.statut).toBe(200);
    const code = adresse(bulletin);
    expect(code).toMatch(/^T[2-9A-Z]{3}-[2-9A-Z]{4}-[2-9A-Z]{5}$/);
    const encore = await monde.nav.post(`/mandat/${mandatId}/code`, { op, organisme: 'caf' });
    expect(adresse(encore)).toBe(code);
    expect((await vueOf(monde, mandatId)).codes).toHaveLength(1);
    expect((await monde.nav.get(`/mandat/${mandatId}`)).texte).not.toContain(code);

    const tiers = new Navigateur(monde.essai.app);
    const porte = await tiers.get('/v');
    const vue = await tiers.suit(await tiers.post('/v', { op: porte.op, code: code.toLowerCase() }));
    expect(vue.statut).toBe(200);
    expect(vue.lisible).toContain('En cours');
    expect(vue.lisible).toContain('Z. C.');
    expect(vue.lisible).toContain('Envoyer le dossier');
    expect(vue.texte).not.toMatch(/Canarinette|Zénobie|1951/);
    expect([vue.entetes.get('cache-control'), vue.entetes.get('x-robots-tag')]).toEqual([
      'no-store',
      'noindex',
    ]);
    await tiers.get(`/v/${code}`);

    const page = await monde.nav.get(`/mandat/${mandatId}`);
    expect(page.lisible).toContain('2 consultations');
    const liste = await monde.nav.get(`/mandat/${mandatId}/consultations`);
    expect(liste.lisible.match(/\d{4} à \d+ h/g)).toHaveLength(2);
    const lectures = await asOrg(monde.essai.services.client.db, monde.orgId, 'essai', (tx) =>
      tx
        .select()
        .from(journal)
        .where(sql`${journal.donnees}->>'pourquoi' = 'code_tiers'`),
    );
    expect(lectures.length).toBeGreaterThanOrEqual(2);
  });

  it('says when the mandate was stopped, that it was taken back, that its days are over', async () => {
    const mandatId = await nouveau(monde);
    const tiers = new Navigateur(monde.essai.app);
    const donne = async () => adresse(await fait(monde, mandatId, 'code', { organisme: 'bailleur' }));
    const [repris, garde] = [await donne(), await donne()];
    const engagement = cache(await monde.nav.get(`/mandat/${mandatId}`), 'code');
    expect((await fait(monde, mandatId, 'code-annule', { code: engagement })).statut).toBe(303);
    const etats = await Promise.all(
      [repris, garde].map(async (code) => (await tiers.get(`/v/${code}`)).statut),
    );
    expect([...etats].sort()).toEqual([200, 410]);
    const annule = etats[0] === 410 ? repris : garde;
    const valable = etats[0] === 410 ? garde : repris;
    expect((await tiers.get(`/v/${annule}`)).lisible).toContain('Ce code a été annulé');

    await fait(monde, mandatId, 'revoquer', { demandePar: 'mandant', canal: 'presence' });
    const arrete = await tiers.get(`/v/${valable}`);
    expect(arrete.lisible).toContain('Arrêté le');
    monde.essai.avance(31 * 86_400_000);
    const vieux = await tiers.get(`/v/${valable}`);
    expect([vieux.statut, vieux.lisible.includes('Ce code n’est plus valable')]).toEqual([410, true]);
    expect(vieux.texte).not.toContain('Département');
  });

  it('asks for whom, and is refused on a mandate of another organisation', async () => {
    const mandatId = await nouveau(monde);
    const refus = await fait(monde, mandatId, 'code', { organisme: '' });
    expect([refus.statut, refus.lisible.includes('Dites pour quel organisme.')]).toEqual([422, true]);
    const marne = new Navigateur(monde.essai.app);
    await marne.connecte('claire@demo');
    for (const geste of ['code', 'revoquer', 'deces', 'remise'])
      expect([404, 403]).toContain(
        (await marne.post(`/mandat/${mandatId}/${geste}`, { op: refus.op })).statut,
      );
  });
});

describe('the page that a code opens', () => {
  it('shows the paper’s code where the mandate stands, with the fingerprints of its texts', async () => {
    const mandatId = await nouveau(monde);
    const codes = await codesOf(monde, mandatId);
    const page = await new Navigateur(monde.essai.app).get(`/v/${codes.mandat}`);
    const vue = await vueOf(monde, mandatId);
    expect(page.statut).toBe(200);
    expect(page.texte).toContain(vue.consentement?.documentHash);
    expect(page.lisible).toContain(vue.consentement?.documentHash.slice(-8));
    expect(page.texte).not.toMatch(/Canarinette|Zénobie|RSA|rsa/);
    expect((await vueOf(monde, mandatId)).version).toBe(vue.version);
  });

  it('is the same for every code that opens nothing, and no line of log holds one', async () => {
    const mandatId = await nouveau(monde);
    const codes = await codesOf(monde, mandatId);
    const tiers = new Navigateur(monde.essai.app);
    const pages = new Set<string>();
    const vains = ['T234567ABCDE7', codes.revocation, 'TTTTTTTTTTTTT', 'rien', 'é%20'];
    for (const code of vains) {
      const page = await tiers.get(`/v/${code}`);
      expect([code, page.statut]).toEqual([code, 404]);
      expect(page.texte).not.toContain(code);
      pages.add(page.texte.replaceAll(page.op, ''));
    }
    expect(pages.size).toBe(1);
    const { services } = monde.essai;
    const { createApp } = await import('../../server/app.ts');
    const client = {
      ...services.client,
      db: { transaction: () => Promise.reject(new Error('T234567ABCDE7')) },
    };
    const panne = new Navigateur(createApp({ ...services, client: client as never }));
    expect((await panne.get('/v/T234567ABCDE7')).statut).toBe(500);
    const traces = monde.essai.lignes.join('\n');
    expect(traces).toContain('erreur');
    for (const code of vains.slice(0, 3)) expect(traces).not.toContain(code);
  });
});
