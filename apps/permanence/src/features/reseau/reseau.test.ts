/** A réseau from its code to the common report: who says yes, who reads, and what is frozen. */
import { verifyRapport, type Rapport } from '@porte-plume/accompagnement/indicateurs';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asAnyone, asOrg } from '../../db/asOrg.ts';
import { rapport } from '../../db/schema-rapports.ts';
import { compte } from '../../db/schema.ts';
import { civilDate } from '../../server/contexte.ts';
import { Navigateur, openEssai, type Essai } from '../../server/essai.fixture.ts';
import { dernieres, moisFinis } from '../rapports/periodes.ts';

let essai: Essai;
const navs = new Map<string, Navigateur>();
async function nav(nom: string): Promise<Navigateur> {
  const un = navs.get(nom) ?? new Navigateur(essai.app);
  if (!navs.has(nom)) await un.connecte(nom);
  navs.set(nom, un);
  return un;
}

beforeAll(async () => {
  essai = await openEssai({ graine: 'demo' });
}, 120_000);
afterAll(() => essai.close());

const rapports = async () => {
  const { db } = essai.services.client;
  const [row] = await asAnyone(db, { identifiant: 'marie@demo' }, 'essai', (tx) => tx.select().from(compte));
  return asOrg(db, row?.orgId ?? '', 'essai', (tx) =>
    tx.select().from(rapport).where(eq(rapport.commun, true)),
  );
};

describe('the réseau of the demo', () => {
  it('shows its three structures to the coordination, and its code to the administration alone', async () => {
    const marie = await (await nav('marie@demo')).get('/reseau');
    expect(marie.statut).toBe(200);
    for (const nom of ['Association de démonstration (Forez)', 'Reims', 'Loire'])
      expect(marie.lisible).toContain(nom);
    expect(marie.lisible).not.toContain('Code à donner');
    const admin = await (await nav('admin@demo')).get('/reseau');
    expect(admin.lisible).toMatch(/Code à donner aux structures\s*:\s*[A-Z2-9]{4} [A-Z2-9]{4} [A-Z2-9]{4}/u);
    expect(admin.lisible).not.toContain('Préparer le rapport commun');
    for (const nom of ['pia@demo', 'herve@demo'])
      expect((await (await nav(nom)).get('/reseau')).statut).toBe(403);
  });

  it('refuses a wrong code and one’s own, with the code kept', async () => {
    const admin = await nav('admin@demo');
    const page = await admin.get('/reseau');
    const code = /[A-Z2-9]{4} [A-Z2-9]{4} [A-Z2-9]{4}/u.exec(page.lisible)?.[0] ?? '';
    const faux = await admin.post('/reseau/rejoindre', { op: page.op, code: 'zzzz zzzz zzzz' });
    expect(faux.statut).toBe(422);
    expect(faux.texte).toContain('zzzz zzzz zzzz');
    expect((await admin.post('/reseau/rejoindre', { op: page.op, code })).lisible).toContain(
      'Dire oui au réseau',
    );
    const sien = await admin.post('/reseau/accord', { op: page.op, code });
    expect(sien.statut).toBe(422);
    expect(sien.lisible).toContain('Ce réseau est le vôtre');
    const marie = await nav('marie@demo');
    expect((await marie.post('/reseau/accord', { op: page.op, code })).statut).toBe(403);
  });

  it('freezes one report for all, with its hash, that the funder reads and anybody can check', async () => {
    const marie = await nav('marie@demo');
    const { op, lisible } = await marie.get('/rapports/preparer?de=reseau');
    expect(lisible).toContain('3 structures ensemble');
    const projet = await marie.post('/rapports/preparer', {
      ...{ op, perimetre: 'reseau', periode: 'trimestre', audience: 'funder', financement: '' },
    });
    expect([projet.statut, projet.statut === 303 ? [] : essai.lignes.slice(-3)]).toEqual([303, []]);
    const page = await marie.suit(projet);
    expect(page.lisible).toContain('Réseau de démonstration de l’écrit');
    expect(page.lisible).toContain('Doublons possibles');
    const fige = await marie.suit(await marie.post(projet.vers ?? '', { op: page.op, etape: 'figer' }));
    expect(fige.lisible).toContain('Rapport figé. Il ne changera plus.');
    const [row] = await rapports();
    const lu = JSON.parse(row?.contenu ?? '{}') as Rapport;
    expect((await verifyRapport(lu)).ok).toBe(true);
    expect(lu.reseau?.structures).toHaveLength(3);
    const herve = await (await nav('herve@demo')).get(projet.vers ?? '');
    expect(herve.texte).toContain(lu.hash);
    expect((await (await nav('herve@demo')).get('/rapports')).lisible).toContain('Commun au réseau');
    const verifie = await (await nav('herve@demo')).get(`${projet.vers ?? ''}/verification`);
    expect(verifie.lisible).toContain('n’a pas changé');
    // Another structure of the réseau does not read the reports of who leads.
    expect((await (await nav('claire@demo')).get(projet.vers ?? '')).statut).toBe(404);
  }, 30_000);

  it('lets the structure prepare its own report on months that nothing published counts', async () => {
    const marie = await nav('marie@demo');
    const { op } = await marie.get('/rapports/preparer');
    const jour = civilDate(essai.services.clock(), 'Europe/Paris');
    // The quarter of the common report ends the half-year of the demo: the month before is in neither.
    const { du } = dernieres(dernieres(jour).trimestre.du).trimestre;
    const [mois = ''] = moisFinis(du, 1);
    const suite = await marie.post('/rapports/preparer', {
      ...{ op, periode: 'autre', de: mois, a: mois, audience: 'funder' },
    });
    expect([suite.statut, suite.statut === 303 ? '' : suite.lisible.slice(0, 600)]).toEqual([303, '']);
    expect((await marie.suit(suite)).lisible).toContain('C’est encore un projet');
  }, 30_000);

  it('refuses a second common report once a structure has left: the two that stay would read each other', async () => {
    const lucien = await nav('lucien@demo');
    const { op } = await lucien.get('/reseau');
    expect((await lucien.post('/reseau/retrait', { op })).statut).toBe(303);
    const marie = await nav('marie@demo');
    const projet = await marie.get('/rapports/preparer');
    const refus = await marie.post('/rapports/preparer', {
      ...{ op: projet.op, perimetre: 'reseau', periode: 'trimestre', audience: 'funder', financement: '' },
    });
    expect(refus.statut).toBe(422);
    expect(refus.lisible).toContain('Un réseau se compte à partir de trois structures');
  }, 30_000);
});
