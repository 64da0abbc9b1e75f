/** The five faces: one tap, nobody’s name, and an indicator that counts who answered. */
import { computeIndicateur, getIndicateurs } from '@porte-plume/accompagnement/indicateurs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { asOrg } from '../../db/asOrg.ts';
import { avis } from '../../db/schema-avis.ts';
import { readFaits } from '../../domain/faits.ts';
import { openMonde, ouvre, type Monde } from '../gestes.fixture.ts';

let monde: Monde;
beforeAll(async () => {
  monde = await openMonde('vide');
}, 60_000);
afterAll(() => monde.essai.close());

const inOrg = <T>(travail: Parameters<typeof asOrg<T>>[3]): Promise<T> =>
  asOrg(monde.essai.services.client.db, monde.orgId, 'essai', travail);

it('needs an open permanence', async () => {
  expect((await monde.nav.get('/avis')).vers).toBe('/');
});

it('keeps a day, a lieu and a face, once a form', async () => {
  await ouvre(monde);
  expect((await monde.nav.get('/')).texte).toContain('href="/avis"');
  const page = await monde.nav.get('/avis');
  for (const [, phrase = ''] of page.lisible.matchAll(/(Êtes-vous[^?]*|Touchez[^.]*|Nous ne[^.]*)/g))
    expect(phrase.split(/\s+/).length).toBeLessThanOrEqual(12);
  const merci = await monde.nav.post('/avis', { op: page.op, visage: '5' });
  await monde.nav.post('/avis', { op: page.op, visage: '5' });
  expect((await monde.nav.suit(merci)).lisible).toContain('Votre réponse ne porte pas votre nom.');
  for (const visage of ['4', '2', 'passe']) {
    const { op } = await monde.nav.get('/avis');
    expect((await monde.nav.post('/avis', { op, visage })).statut).toBe(303);
  }
  const faux = await monde.nav.post('/avis', { op: (await monde.nav.get('/avis')).op, visage: '6' });
  expect([faux.statut, faux.lisible.includes('Touchez un visage.')]).toEqual([422, true]);
  const rows = await inOrg((tx) => tx.select().from(avis));
  expect(rows.map(({ visage }) => visage).sort()).toEqual([2, 4, 5, null]);
  expect(Object.keys(rows[0] ?? {}).sort()).toEqual(['date', 'id', 'lieuId', 'orgId', 'visage']);
});

it('speaks the language of the person, and keeps it through an error and the thanks', async () => {
  const page = await monde.nav.get('/avis?langue=ar');
  expect(page.texte).toContain('<html lang="ar" dir="rtl"');
  const faux = await monde.nav.post('/avis', { op: page.op, langue: 'ar', visage: '9' });
  expect([faux.statut, faux.lisible.includes('المس وجهًا')]).toEqual([422, true]);
  const merci = await monde.nav.post('/avis', { op: page.op, langue: 'ar', visage: 'passe' });
  expect((await monde.nav.suit(merci)).lisible).toContain('جوابك لا يحمل اسمك');
});

it('gives R5 over who answered', async () => {
  const r5 = getIndicateurs('indicateurs@2026.1').find(({ code }) => code === 'R5');
  if (r5 === undefined) throw new Error('R5 exists');
  const faits = await inOrg((tx) => readFaits(tx, monde.orgId));
  const [jour = ''] = (faits.satisfactions ?? []).map(({ date }) => date);
  expect(computeIndicateur(r5, faits, { du: jour, au: jour })).toMatchObject({
    ok: true,
    value: { n: 3, unknown: 2 },
  });
});
