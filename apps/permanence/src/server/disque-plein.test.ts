/**
 * The disk of the database fills up, for real: a small tmpfs holds it. Needs the right to mount; without it the proof is
 * skipped, and says so.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asAnyone, asOrg } from '../db/asOrg.ts';
import { compte, operation, seanceEvenement } from '../db/schema.ts';
import { REGISTRES, verifyRegistre } from '../domain/audit.ts';
import { createId } from '../domain/identifiant.ts';
import { readEtatSeance } from '../domain/seances.ts';
import { Navigateur, ORIGINE, cache, openEssai, type Essai } from './essai.fixture.ts';

const TAILLE = '160m';
const AVANT = process.env.TMPDIR;
const point = mkdtempSync(join(tmpdir(), 'porte-plume-disque-'));
const monte =
  process.platform === 'linux' &&
  spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${TAILLE},mode=0711`, 'tmpfs', point]).status === 0;
const LEST = join(point, 'lest');

let essai: Essai;
let nav: Navigateur;
let orgId = '';
let compteId = '';
let seanceId = '';

beforeAll(async () => {
  if (!monte) return;
  chmodSync(point, 0o711);
  // Where the fixture puts the files of the database.
  process.env.TMPDIR = point;
  essai = await openEssai({ graine: 'vide', durable: true });
  nav = new Navigateur(essai.app);
  await nav.connecte('pia@demo');
  const [pia] = await asAnyone(essai.services.client.db, { identifiant: 'pia@demo' }, 'essai', (tx) =>
    tx.select().from(compte),
  );
  orgId = pia?.orgId ?? '';
  compteId = pia?.id ?? '';
  const journee = await nav.get('/');
  const lieuId = /<option value="([^"]{10,})"/.exec(journee.texte)?.[1] ?? cache(journee, 'lieuId');
  expect((await nav.post('/seance', { op: journee.op, lieuId, etape: 'ouvrir_lieu' })).statut).toBe(303);
  seanceId = journee.op;
}, 60_000);
afterAll(async () => {
  if (monte) {
    await essai.close();
    spawnSync('umount', [point]);
  }
  if (AVANT === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = AVANT;
  rmSync(point, { recursive: true, force: true });
});

/** Takes what is left of the disk, to the last block. */
function fill(): void {
  const fichier = openSync(LEST, 'w');
  try {
    for (const bloc of [Buffer.alloc(1 << 20), Buffer.alloc(1 << 12)])
      for (;;) {
        try {
          writeSync(fichier, bloc);
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
          break;
        }
      }
  } finally {
    closeSync(fichier);
  }
}
const free = (): void => rmSync(LEST);

const opOf = () => createId(Date.now(), essai.services.alea);
const note = (op: string) => nav.post('/seance', { op, etape: 'demande', motif: 'plus_de_place' });

/** One request noted without network, as the outbox of a device sends it. */
async function sendKept(op: string): Promise<{ statut: number; retry: string | null; etat: unknown }> {
  const reponse = await essai.app.request(`${ORIGINE}/api/operations`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      origin: ORIGINE,
      'sec-fetch-site': 'same-origin',
      cookie: nav.cookie,
    },
    body: JSON.stringify({
      op,
      type: 'demande.noter',
      at: essai.services.clock().toISOString(),
      seq: 1,
      compte: compteId,
      payload: { seance: seanceId, motif: 'plus_de_place' },
    }),
  });
  const corps = await reponse.text();
  return {
    statut: reponse.status,
    retry: reponse.headers.get('retry-after'),
    etat: corps.startsWith('{') ? (JSON.parse(corps) as { etat?: unknown }).etat : null,
  };
}

/** What the database holds, and whether its chains still hold. */
async function look() {
  return asOrg(essai.services.client.db, orgId, 'essai', async (tx) => {
    const rangs: (number | null)[] = [];
    for (const registre of REGISTRES)
      rangs.push(
        (await verifyRegistre(tx, essai.services, { orgId, zone: 'Europe/Paris' }, registre, null)).rang,
      );
    const ops = await tx.select().from(operation).where(eq(operation.orgId, orgId));
    const evenements = await tx.select().from(seanceEvenement).where(eq(seanceEvenement.orgId, orgId));
    const demandes = (await readEtatSeance(tx, orgId, seanceId))?.seance.demandesNonSatisfaites ?? [];
    return {
      rangs,
      ops: new Set(ops.map(({ op }) => op)),
      sansReponse: ops.filter(({ reponse }) => reponse === null).length,
      evenements: evenements.length,
      demandes: demandes.length,
    };
  });
}

describe.skipIf(!monte)('a full disk (skipped where nothing can be mounted)', () => {
  it('refuses in clear words, leaves nothing half-written, and takes the same sending once there is room', async () => {
    const recues = new Set<string>();
    fill();
    let refusee = { op: '', lisible: '', retry: null as string | null };
    for (let essais = 0; essais < 1500 && refusee.op === ''; essais += 1) {
      const op = opOf();
      const reponse = await note(op);
      if (reponse.statut === 303) recues.add(op);
      else {
        expect(reponse.statut).toBe(503);
        refusee = { op, lisible: reponse.lisible, retry: reponse.entetes.get('retry-after') };
      }
    }
    expect(refusee.op, 'the disk did fill up').not.toBe('');
    expect(refusee.lisible).toContain('n’a plus de place');
    expect(refusee.lisible).toContain('Rien de cet envoi n’a été enregistré');
    expect(refusee.lisible).toMatch(/page précédente.*prévenez/);
    expect(refusee.retry, 'the device keeps it and tries again').toBe('30');
    expect((await nav.get('/')).statut, 'what needs no room is still served').toBe(200);

    // The outbox of a device meets the same: told to come back, it keeps what it holds; nothing of it is here.
    let gardee = '';
    let boite = 0;
    for (let essais = 0; essais < 300 && gardee === ''; essais += 1) {
      const op = opOf();
      const reponse = await sendKept(op);
      if (reponse.statut === 200) boite += 1;
      else {
        expect(reponse).toEqual({ statut: 503, retry: '30', etat: null });
        gardee = op;
      }
    }
    expect(gardee, 'the disk is still full').not.toBe('');

    const pendant = await look();
    expect(pendant.ops.has(gardee), 'nothing of what the device keeps').toBe(false);
    expect(pendant.rangs).toEqual([null, null]);
    expect(pendant.ops.has(refusee.op), 'nothing of what was refused').toBe(false);
    expect(pendant.sansReponse).toBe(0);
    expect(pendant.demandes, 'acknowledged = counted').toBe(recues.size + boite);

    free();
    expect(await sendKept(gardee)).toMatchObject({ statut: 200, etat: 'enregistree' });
    expect(await sendKept(gardee), 'sent twice, recorded once').toMatchObject({ statut: 200 });
    expect((await note(refusee.op)).statut).toBe(303);
    expect((await note(refusee.op)).statut, 'sent twice, recorded once').toBe(303);
    const apres = await look();
    expect(apres.rangs).toEqual([null, null]);
    expect(apres.ops.has(refusee.op)).toBe(true);
    expect(apres.demandes).toBe(recues.size + boite + 2);
    expect(apres.ops.has(gardee)).toBe(true);
    expect(essai.lignes.join('\n')).toContain('"sqlstate":"53100"');
  }, 90_000);

  it('stops the database when its journal has no room: a page, then everything acknowledged is there', async () => {
    const avant = await look();
    fill();
    const base = new pg.Client({ connectionString: essai.cluster.url('superutilisateur', essai.base) });
    base.on('error', () => undefined);
    await base.connect();
    let morte = false;
    // Each new segment of the journal takes 16 MB that are not there.
    for (let segment = 0; segment < 12; segment += 1)
      await base.query("select pg_logical_emit_message(true, 'essai', repeat('x', 4000000))").catch(() => {
        morte = true;
      });
    expect(morte, 'the journal did fill up').toBe(true);
    await base.end().catch(() => undefined);
    const op = opOf();
    const reponse = await note(op);
    expect([303, 503]).toContain(reponse.statut);
    free();
    // It comes back by itself when it could; otherwise whoever keeps the server starts it.
    const alive = () =>
      essai.services.client.pool.query('select 1').then(
        () => true,
        () => false,
      );
    for (let essais = 0; essais < 20 && !(await alive()); essais += 1)
      await new Promise((resolve) => setTimeout(resolve, 250));
    if (!(await alive())) await essai.relanceBase();
    await expect.poll(async () => (await nav.get('/')).statut, { timeout: 10_000 }).toBe(200);
    expect((await note(op)).statut).toBe(303);
    const apres = await look();
    expect(apres.rangs).toEqual([null, null]);
    expect(apres.demandes).toBe(avant.demandes + 1);
    for (const une of avant.ops) expect(apres.ops.has(une)).toBe(true);
  }, 90_000);
});
