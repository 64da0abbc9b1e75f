/**
 * What a machine with too much to do may meet: no connection left, one that was taken away, a COMMIT that does not end, a
 * caller who left, a log that cannot be written. Each is « revenez » (503) or nothing at all: never a failure, never half a
 * record.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { connect, type AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asOrg, ErreurBase } from '../db/asOrg.ts';
import { openClient } from '../db/client.ts';
import { count, openMonde, ouvre, SIMPLE, type Monde } from '../features/gestes.fixture.ts';
import { createApp } from './app.ts';
import { endListening, listen, REPOS_MS } from './ecoute.ts';
import { Navigateur } from './essai.fixture.ts';

let monde: Monde;
beforeAll(async () => {
  monde = await openMonde('vide');
  await ouvre(monde);
}, 60_000);
afterAll(() => monde.essai.close());

const asSuper = async (...ordres: string[]): Promise<void> => {
  const { cluster, base } = monde.essai;
  const client = new pg.Client({ connectionString: cluster.url('superutilisateur', base) });
  await client.connect();
  try {
    for (const ordre of ordres) await client.query(ordre);
  } finally {
    await client.end();
  }
};

const GUETTE =
  "import pg from 'pg'; const client = new pg.Client(process.env.ADRESSE); await client.connect();" +
  "while ((await client.query('select 1 from pg_stat_activity where pid = $1', [process.env.PID])).rowCount > 0)" +
  ' await new Promise((resolve) => setTimeout(resolve, 20)); await client.end();';

/** Keeps this whole process waiting until PostgreSQL has let one of its connections go; gives the exit code of who watched. */
function waitGone(pid: number): number | null {
  const { cluster, base } = monde.essai;
  return spawnSync(process.execPath, ['--input-type=module', '-e', GUETTE], {
    cwd: fileURLToPath(new URL('.', import.meta.url)),
    env: { ...process.env, ADRESSE: cluster.url('superutilisateur', base), PID: String(pid) },
    timeout: 20_000,
  }).status;
}

/** The same application with a pool of its own, and the same session. */
async function withPool<T>(max: number, travail: (nav: Navigateur, pool: pg.Pool) => Promise<T>): Promise<T> {
  const { essai } = monde;
  const client = openClient(essai.cluster.url('application', essai.base), essai.services.log, max);
  const nav = new Navigateur(createApp({ ...essai.services, client }));
  nav.cookie = monde.nav.cookie;
  try {
    return await travail(nav, client.pool);
  } finally {
    await client.close();
  }
}

describe('connections', () => {
  it('all held by somebody else: come back later, and it goes on as soon as one is free', async () => {
    await withPool(1, async (nav, pool) => {
      const tenue = await pool.connect();
      const attente = await nav.get('/');
      expect([attente.statut, attente.entetes.get('retry-after')]).toEqual([503, '30']);
      tenue.release();
      expect((await nav.get('/')).statut).toBe(200);
    });
  });

  it('one is enough for every page: no page asks for a second one while it holds the first', async () => {
    await withPool(1, async (nav) => {
      const menu = await nav.get('/aide');
      const liens = [...menu.texte.matchAll(/<a [^>]*href="(\/[\w/-]*)"/g)].map(([, lien = '']) => lien);
      expect(liens.length).toBeGreaterThan(8);
      for (const lien of new Set(liens))
        expect([lien, (await nav.get(lien)).statut < 400]).toEqual([lien, true]);
      const fiche = await nav.get('/accueil');
      expect((await nav.post('/accueil', { op: fiche.op, ...SIMPLE })).statut).toBe(303);
    });
  });

  it('refused by PostgreSQL, which has given them all: come back later', async () => {
    const { base } = monde.essai;
    await asSuper(`alter database "${base}" connection limit 0`);
    try {
      await withPool(1, async (nav) => {
        expect((await nav.get('/')).statut).toBe(503);
      });
    } finally {
      await asSuper(`alter database "${base}" connection limit -1`);
    }
    expect(monde.essai.lignes.join('\n')).toContain('"sqlstate":"53300"');
  });

  it('taken away from a process too busy to use it: nothing is written, and the pool gets another', async () => {
    const { essai, orgId } = monde;
    const { db, pool } = essai.services.client;
    const refus = await asOrg(db, orgId, 'essai', async (tx) => {
      const { rows } = await tx.execute<{ pid: number }>(
        sql`select pg_backend_pid() as pid, set_config('idle_in_transaction_session_timeout', '30ms', true)`,
      );
      // The process is busy: it reads nothing until the connection is gone, and then asks.
      expect(waitGone(rows[0]?.pid ?? 0)).toBe(0);
      await tx.execute(sql`select 1`);
    }).catch((error: unknown) => error);
    expect(refus).toBeInstanceOf(ErreurBase);
    expect((refus as ErreurBase).indisponible).toBe(true);
    expect((await monde.nav.get('/')).statut).toBe(200);
    expect(pool.idleCount).toBe(pool.totalCount);
  });
});

describe('a COMMIT', () => {
  const poser = (sqlstate: string) =>
    asSuper(
      `create or replace function casser() returns trigger language plpgsql as $$ begin raise exception 'x' using errcode = '${sqlstate}'; end $$`,
      'create constraint trigger casse after insert on intervention deferrable initially deferred for each row execute function casser()',
    );

  it.each([
    ['57014', 'too long', 503],
    ['40001', 'four times in the way of another', 503],
    ['40P01', 'four times in a knot', 503],
    ['55P03', 'without its lock', 503],
    ['53200', 'without memory', 503],
    ['53100', 'without room', 503],
    ['57P01', 'cut by the end of PostgreSQL', 503],
    ['23514', 'that breaks a rule of ours is a failure of ours', 500],
  ])('%s, %s: nothing is there, and the same form is taken afterwards', async (sqlstate, _quoi, statut) => {
    const { nav } = monde;
    const { op } = await nav.get('/accueil');
    await poser(sqlstate);
    try {
      expect((await nav.post('/accueil', { op, ...SIMPLE })).statut).toBe(statut);
    } finally {
      await asSuper('drop trigger casse on intervention');
    }
    expect(await count(monde, op)).toEqual({ interventions: 0, operations: 0 });
    expect((await nav.post('/accueil', { op, ...SIMPLE })).statut).toBe(303);
    expect(await count(monde, op)).toEqual({ interventions: 1, operations: 1 });
  });
});

describe('what listens', () => {
  it('keeps an idle connection longer than the proxies do, and ends without waiting for it', async () => {
    const serveur = await listen(() => new Response('oui'), { port: 0, host: '127.0.0.1' });
    expect(serveur.keepAliveTimeout).toBe(REPOS_MS);
    expect(REPOS_MS).toBeGreaterThan(120_000);
    const prise = connect((serveur.address() as AddressInfo).port, '127.0.0.1');
    prise.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n');
    const [octets] = (await once(prise, 'data')) as [Buffer];
    expect(octets.toString()).toMatch(/^HTTP\/1\.1 200/);
    const close = once(prise, 'close');
    prise.resume();
    await endListening(serveur);
    await close;
  });

  it('answers what was begun before it ends', async () => {
    let repond = (): void => undefined;
    const serveur = await listen(
      () => new Promise<Response>((resolve) => (repond = () => resolve(new Response('fait')))),
      { port: 0, host: '127.0.0.1' },
    );
    const { port } = serveur.address() as AddressInfo;
    const reponse = fetch(`http://127.0.0.1:${String(port)}/`).then((r) => r.text());
    await once(serveur, 'request');
    await wait(20);
    const fin = endListening(serveur);
    repond();
    expect(await reponse).toBe('fait');
    await fin;
  });

  it('takes a caller who leaves in the middle of a form for no failure', async () => {
    const { essai, nav } = monde;
    const serveur = await listen((demande) => essai.app.fetch(demande), { port: 0, host: '127.0.0.1' });
    const avant = essai.lignes.length;
    const prise = connect((serveur.address() as AddressInfo).port, '127.0.0.1');
    prise.on('error', () => undefined);
    prise.write(
      `POST /accueil HTTP/1.1\r\nhost: localhost:3000\r\norigin: http://localhost:3000\r\nsec-fetch-site: same-origin\r\n` +
        `cookie: ${nav.cookie}\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: 900\r\n\r\nop=`,
    );
    await once(serveur, 'request');
    await wait(50);
    prise.destroy();
    await wait(100);
    await endListening(serveur);
    expect(essai.lignes.slice(avant).filter((ligne) => ligne.includes('"level":"error"'))).toEqual([]);
  });
});

describe.skipIf(process.platform !== 'linux')('a log that cannot be written', () => {
  const ecoute = fileURLToPath(new URL('./ecoute.ts', import.meta.url));
  const ECRIT =
    "import { keepWithoutLog } from process.argv.at(-1); if (process.env.GARDE === 'oui') keepWithoutLog();" +
    "for (let i = 0; i < 50; i += 1) { process.stdout.write('ligne\\n'); await new Promise((r) => setTimeout(r, 2)); } process.exit(7);";
  const run = async (garde: string, sortie: 'pleine' | 'partie'): Promise<number | null> => {
    const enfant = spawn(
      process.execPath,
      ['--input-type=module', '-e', ECRIT.replace('process.argv.at(-1)', JSON.stringify(ecoute))],
      {
        env: { ...process.env, GARDE: garde },
        stdio: ['ignore', sortie === 'pleine' ? openSync('/dev/full', 'w') : 'pipe', 'ignore'],
      },
    );
    enfant.stdout?.destroy();
    const [code] = (await once(enfant, 'exit')) as [number | null];
    return code;
  };

  it.each(['pleine', 'partie'] as const)(
    '(%s) does not stop the service, as Node alone would',
    async (sortie) => {
      expect(await run('non', sortie), 'what Node does').toBe(1);
      expect(await run('oui', sortie)).toBe(7);
    },
  );
});
