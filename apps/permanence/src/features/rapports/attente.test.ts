/** A report of so many interventions that nobody waits for it in front of the page. */
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cache, Navigateur } from '../../server/essai.fixture.ts';
import { openMonde, type Monde } from '../gestes.fixture.ts';
import { PATIENCE } from './calcul.ts';

let monde: Monde;
beforeAll(async () => {
  monde = await openMonde('demo');
}, 60_000);
afterAll(() => monde.essai.close());

describe('a draft', () => {
  it('that lasts is waited for on a page, computed once, and there when one comes back', async () => {
    const { essai } = monde;
    const marie = new Navigateur(essai.app);
    await marie.connecte('marie@demo');
    const { op } = await marie.get('/rapports/preparer');
    const envoi = { op, periode: 'semestre', audience: 'internal' };
    const { ms } = PATIENCE;
    const client = new pg.Client({ connectionString: essai.cluster.url('superutilisateur', essai.base) });
    await client.connect();
    try {
      PATIENCE.ms = 200;
      // The thread waits at this table.
      await client.query('begin; lock table registre_publication in access exclusive mode');
      for (let fois = 0; fois < 2; fois += 1) {
        const attente = await marie.post('/rapports/preparer', envoi);
        expect(attente.statut).toBe(202);
        expect(attente.lisible).toContain('Le rapport se prépare');
        expect([cache(attente, 'periode'), cache(attente, 'audience')]).toEqual(['semestre', 'internal']);
        expect(attente.op).toBe(op);
      }
    } finally {
      PATIENCE.ms = ms;
      await client.end();
    }
    const prete = await marie.post('/rapports/preparer', envoi);
    expect([prete.statut, prete.vers]).toEqual([303, `/rapports/${op}`]);
    // Sent again when the draft is there, nothing is computed.
    expect((await marie.post('/rapports/preparer', envoi)).vers).toBe(`/rapports/${op}`);
    const projet = await marie.get(`/rapports/${op}`);
    expect(projet.lisible).toContain('C’est encore un projet');
    const abandon = await marie.post(`/rapports/${op}`, { op: projet.op, etape: 'abandonner' });
    expect(abandon.statut).toBe(303);
  });
});
