/** What is due on the mandates: seen in time, told in one tap, never twice. */
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { asOrg } from '../../db/asOrg.ts';
import { journal } from '../../db/schema.ts';
import { Navigateur, type Reponse } from '../../server/essai.fixture.ts';
import { openMonde, type Monde } from '../gestes.fixture.ts';
import { agit, codesOf, ECRIT, fait, nouveau, vueOf } from '../mandat/apres.fixture.ts';

const JOUR = 86_400_000;

let monde: Monde;
beforeAll(async () => {
  monde = await openMonde('vide');
}, 60_000);
afterAll(() => monde.essai.close());

/** Lets days go by; the writer signs in again. */
async function passe(jours: number): Promise<void> {
  monde.essai.avance(jours * JOUR);
  await monde.nav.connecte('pia@demo');
}

const liste = (): Promise<Reponse> => monde.nav.get('/echeances');

/** The lines of one kind. */
function section(page: Reponse, code: string): string {
  return new RegExp(`aria-labelledby="${code}".*?</section>`, 's').exec(page.texte)?.[0] ?? '';
}

describe('an empty list', () => {
  it('says so, and the day says that nothing waits', async () => {
    expect((await liste()).lisible).toContain('Rien n’attend');
    expect((await monde.nav.get('/')).lisible).toContain('Échéances des mandats : rien n’attend');
  });
});

describe('a mandate that ends within thirty days', () => {
  let mandatId: string;
  beforeAll(async () => {
    mandatId = await nouveau(monde);
    await passe(120);
    expect(section(await liste(), 'bientot')).toBe('');
    await passe(50);
  });

  it('is listed with its last day, initials and a renewal, and counted on the day', async () => {
    const page = await liste();
    const lignes = section(page, 'bientot');
    expect(lignes).toContain(`href="/mandat/${mandatId}"`);
    expect(lignes).toContain(`/mandat/nouveau?renouvelle=${mandatId}`);
    expect(lignes).toContain('Z. C.');
    expect(page.texte).not.toMatch(/Canarinette|Zénobie/);
    expect((await monde.nav.get('/')).lisible).toContain('Échéances des mandats : une à suivre');
    const lectures = await asOrg(monde.essai.services.client.db, monde.orgId, 'essai', (tx) =>
      tx
        .select()
        .from(journal)
        .where(sql`${journal.donnees}->>'pourquoi' = 'echeances'`),
    );
    expect(lectures.length).toBeGreaterThan(0);
  });

  it('takes one tap for each addressee, once, and then leaves the list', async () => {
    const avant = await liste();
    const envoi = { op: avant.op, mandat: mandatId, rappel: 'mandant.telephone' };
    const reponses = await Promise.all(Array.from({ length: 5 }, () => monde.nav.post('/echeances', envoi)));
    expect(reponses.map(({ statut }) => statut)).toEqual([303, 303, 303, 303, 303]);
    const apres = await monde.nav.suit(await monde.nav.post('/echeances', envoi));
    expect(apres.lisible).toContain('Personne prévenue : c’est noté.');
    expect(section(apres, 'bientot')).not.toContain('par téléphone');
    expect(section(apres, 'bientot')).toContain('c’est vu');
    await monde.nav.post('/echeances', { op: apres.op, mandat: mandatId, rappel: 'ecrivains.en_ligne' });
    expect(section(await liste(), 'bientot')).toBe('');
    const { rappels } = await vueOf(monde, mandatId);
    expect(rappels.map(({ destinataire, canal }) => `${destinataire} ${canal}`)).toEqual([
      'mandant telephone',
      'ecrivains en_ligne',
    ]);
  });

  it('is not told about by a button that does not exist, nor by another organisation', async () => {
    const { op } = await monde.nav.get('/');
    const inconnu = await monde.nav.post('/echeances', { op, mandat: mandatId, rappel: 'juge.fax' });
    expect([inconnu.statut, inconnu.lisible.includes('n’existe plus')]).toEqual([422, true]);
    const marne = new Navigateur(monde.essai.app);
    await marne.connecte('claire@demo');
    const ailleurs = await marne.post('/echeances', { op, mandat: mandatId, rappel: 'mandant.telephone' });
    expect([403, 404]).toContain(ailleurs.statut);
  });
});

describe('what else is due', () => {
  beforeEach(() => passe(200));

  it('is a copy not handed over after eight whole days', async () => {
    const mandatId = await nouveau(monde, ECRIT);
    await passe(8);
    expect(section(await liste(), 'copies')).toBe('');
    await passe(1);
    expect(section(await liste(), 'copies')).toContain(mandatId);
    await fait(monde, mandatId, 'remise', { remise: 'courrier' });
    expect(section(await liste(), 'copies')).toBe('');
  });

  it('is an account of what was done, after as long', async () => {
    const mandatId = await agit(monde, { forme: 'signature_papier' });
    await passe(9);
    const page = await liste();
    expect(section(page, 'comptes')).toContain(mandatId);
    expect(section(page, 'comptes')).toContain('3 gestes, depuis le');
    const actes = (await vueOf(monde, mandatId)).actes.map(({ evenementId }) => evenementId);
    await fait(monde, mandatId, 'compte-rendu', { compte: 'telephone', rendus: actes });
    expect(section(await liste(), 'comptes')).toBe('');
  });

  it('is to know that the person stopped her mandate with her code', async () => {
    const mandatId = await nouveau(monde);
    const { revocation } = await codesOf(monde, mandatId);
    const passant = new Navigateur(monde.essai.app);
    const { op } = await passant.get('/arreter');
    await passant.post('/arreter', { op, code: revocation, etape: 'arreter' });
    expect(section(await liste(), 'arretes')).toContain(mandatId);
    await passe(15);
    expect(section(await liste(), 'arretes')).toBe('');
  });

  it('is seen by the writers, and by a volunteer only where she signed', async () => {
    await nouveau(monde, ECRIT);
    await passe(9);
    expect(section(await liste(), 'copies')).not.toBe('');
    const denise = new Navigateur(monde.essai.app);
    await denise.connecte('denise@demo');
    expect((await denise.get('/echeances')).lisible).toContain('Rien n’attend');
    const herve = new Navigateur(monde.essai.app);
    await herve.connecte('marie@demo');
    expect((await herve.get('/echeances')).statut).toBe(403);
  });
});
