import { setTimeout as wait } from 'node:timers/promises';
import { and, eq, inArray } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { asAnyone, asOrg } from '../db/asOrg.ts';
import { compte, operation } from '../db/schema.ts';
import { createId } from '../domain/identifiant.ts';
import { readEtatSeance } from '../domain/seances.ts';
import { cache, Navigateur, openEssai, type Essai } from './essai.fixture.ts';

// The slow proof: twenty power cuts. Three say the same in a minute.
const COUPURES = process.env.PORTE_PLUME_LENT === '1' ? 20 : 3;
const ESSAIS_MAX = 30;
const PAUSE = 100;

let essai: Essai;
beforeAll(async () => {
  essai = await openEssai({ graine: 'vide', durable: true });
}, 60_000);
afterAll(() => essai.close());

/** Signs in and opens a séance; answers what is needed to look at what was stored. */
async function openSeance(nav: Navigateur): Promise<{ orgId: string; seanceId: string }> {
  await nav.connecte('pia@demo');
  const [pia] = await asAnyone(essai.services.client.db, { identifiant: 'pia@demo' }, 'essai', (tx) =>
    tx.select().from(compte),
  );
  const orgId = pia?.orgId ?? '';
  const journee = await nav.get('/');
  const lieuId = /<option value="([^"]{10,})"/.exec(journee.texte)?.[1] ?? cache(journee, 'lieuId');
  const ouverte = await nav.post('/seance', { op: journee.op, lieuId, etape: 'ouvrir_lieu' });
  expect(ouverte.statut).toBe(303);
  return { orgId, seanceId: journee.op };
}

it(`survives ${COUPURES} power cuts of the database under load: nothing acknowledged is lost, nothing counts twice`, async () => {
  const nav = new Navigateur(essai.app);
  const { orgId, seanceId } = await openSeance(nav);
  const recues = new Set<string>();
  const statuts = new Map<number, number>();
  const retours: number[] = [];
  let encore = true;
  let page503 = '';
  const opOf = () => createId(Date.now(), essai.services.alea);
  // Each writer sends again what got no answer, with the same operation, as the offline box does.
  const writer = async (): Promise<void> => {
    while (encore) {
      const op = opOf();
      for (let fois = 0; fois < 200; fois += 1) {
        const reponse = await nav.post('/seance', { op, etape: 'demande', motif: 'plus_de_place' });
        statuts.set(reponse.statut, (statuts.get(reponse.statut) ?? 0) + 1);
        if (reponse.statut === 503) page503 = reponse.lisible;
        if (reponse.statut === 303 && reponse.vers !== '/connexion') {
          recues.add(op);
          break;
        }
        await wait(20);
      }
    }
  };
  const writers = [writer(), writer(), writer()];
  for (let coupure = 0; coupure < COUPURES; coupure += 1) {
    await wait(150);
    essai.tueBase();
    await wait(150);
    expect((await nav.get('/')).statut, 'a page of ours, not a dead process').toBe(503);
    await essai.relanceBase();
    let essais = 1;
    while ((await nav.get('/')).statut !== 200 && essais < ESSAIS_MAX) {
      essais += 1;
      await wait(PAUSE);
    }
    retours.push(essais);
  }
  await wait(150);
  encore = false;
  await Promise.all(writers);

  expect(essai.services.client.pool.idleCount, 'every connection came back to the pool').toBe(
    essai.services.client.pool.totalCount,
  );
  expect(Math.max(...retours), `tries at ${PAUSE} ms until the first page`).toBeLessThan(ESSAIS_MAX);
  expect([...statuts.keys()].filter((statut) => ![303, 503].includes(statut))).toEqual([]);
  expect(page503).toMatch(/réessay|revien|instant/i);
  expect(recues.size).toBeGreaterThan(COUPURES);
  const { stored, noted } = await asOrg(essai.services.client.db, orgId, 'essai', async (tx) => ({
    stored: await tx
      .select({ op: operation.op })
      .from(operation)
      .where(and(eq(operation.orgId, orgId), inArray(operation.op, [...recues]))),
    noted: (await readEtatSeance(tx, orgId, seanceId))?.seance.demandesNonSatisfaites ?? [],
  }));
  expect(stored.length, 'acknowledged = stored').toBe(recues.size);
  expect(noted.length, 'each request counts once').toBe(recues.size);
}, 240_000);
