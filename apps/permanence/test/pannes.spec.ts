import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, chownSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { openCluster } from '../src/db/cluster.ts';
import { createRoles } from '../src/db/migrate.ts';
import { findCompte } from '../src/db/privilege.ts';
import { ORIGINE } from '../src/server/essai.fixture.ts';
import { freePort, makeDossier, openApplication, type Application } from './support/application.ts';
import { browse, openSeance, startEcriture } from './support/ecriture.ts';
import { findPostgres } from './support/postgres.ts';

// The slow proof: fifty kills, and a standby. Three kills say the same in a quarter of a minute.
const LENT = process.env.PORTE_PLUME_LENT === '1';
const MORTS = LENT ? 50 : 3;
test.describe.configure({ timeout: 600_000 });

test(`le serveur est tué ${MORTS} fois pendant l’envoi : rien de confirmé ne manque, rien ne compte deux fois`, async () => {
  const dossier = makeDossier();
  const port = await freePort();
  const depart = { dossier, port, args: ['--vide'], env: { ORIGIN: ORIGINE } };
  let application: Application = await openApplication(depart);
  const nav = browse(() => port);
  await openSeance(nav);
  const ecriture = startEcriture(nav);
  try {
    for (let mort = 0; mort < MORTS; mort += 1) {
      await wait(100 + (mort % 7) * 30);
      await application.tue();
      application = await openApplication(depart);
    }
    await wait(200);
    await ecriture.stop();
    expect(ecriture.renvois(), 'the kills hit requests').toBeGreaterThan(0);
    expect(
      ecriture.autres().filter((statut) => ![0, 503].includes(statut)),
      'cut or « revenez », never a failure',
    ).toEqual([]);
    const apres = await nav.get('/');
    expect(apres.statut, 'the session lives in the database').toBe(200);
    expect(apres.lisible).toContain(`Déjà ${ecriture.recues.size} demandes notées`);
  } finally {
    await ecriture.stop();
    expect(await application.stop()).toBe(0);
    rmSync(dossier, { recursive: true, force: true });
  }
});

test('le principal meurt, le secours synchrone est promu : rien de confirmé ne manque', async () => {
  const postgres = findPostgres();
  test.skip(!LENT || postgres === null, 'slow, and PostgreSQL’s own commands must be there');
  if (postgres === null) return;
  const dossier = makeDossier();
  const principal = await openCluster({
    donnees: join(dossier, 'principal'),
    secrets: join(dossier, 'cles', 'pg.json'),
    verrouille: true,
    depuis: import.meta.url,
    binaires: postgres.binaires,
  });
  await createRoles(principal, 'porte_plume');
  const compte = findCompte();
  const secours = join(dossier, 'secours');
  const portSecours = await freePort();
  mkdirSync(secours, { mode: 0o700 });
  if (compte !== null) chownSync(secours, compte.uid, compte.gid);
  const run = (programme: string, args: readonly string[]) => {
    const { status, stderr } = spawnSync(join(postgres.bin, programme), args, {
      ...(compte ?? {}),
      cwd: secours,
      encoding: 'utf8',
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, PGPASSWORD: principal.motsDePasse.superutilisateur },
    });
    expect(status, stderr).toBe(0);
  };
  const sql = (port: number, ordre: string) => {
    run('psql', ['-h', '127.0.0.1', '-p', String(port), '-U', 'postgres', '-qc', ordre]);
  };
  run('pg_basebackup', [
    ...['-h', '127.0.0.1', '-p', String(principal.port), '-U', 'postgres', '-D', secours],
    ...['--write-recovery-conf', '--dbname', 'application_name=secours', '--checkpoint=fast'],
  ]);
  const pgCtl = (...args: string[]) => {
    run('pg_ctl', ['-D', secours, '-w', '-l', join(secours, 'journal'), ...args]);
  };
  pgCtl('-o', `-p ${portSecours} -h 127.0.0.1 -k ''`, 'start');
  sql(principal.port, "alter system set synchronous_standby_names = 'secours'");
  sql(principal.port, 'select pg_reload_conf()');

  const kek = join(dossier, 'kek');
  writeFileSync(kek, '07'.repeat(32));
  chmodSync(kek, 0o400);
  const url = (role: 'proprietaire' | 'application', port: number) =>
    principal.url(role, 'porte_plume').replace(`:${principal.port}/`, `:${port}/`);
  const ouvrir = async (port: number) =>
    openApplication({
      dossier: join(dossier, 'application'),
      args: ['--vide'],
      env: {
        ORIGIN: ORIGINE,
        KEK_FILE: kek,
        DATABASE_URL: url('application', port),
        MIGRATE_URL: url('proprietaire', port),
      },
    });
  let application = await ouvrir(principal.port);
  const nav = browse(() => application.port);
  await openSeance(nav);
  const ecriture = startEcriture(nav);
  try {
    await wait(1500);
    const [pid = ''] = readFileSync(join(dossier, 'principal', 'postmaster.pid'), 'utf8').split('\n');
    process.kill(-Number(pid), 'SIGKILL');
    pgCtl('promote');
    await application.stop();
    application = await ouvrir(portSecours);
    await wait(300);
    await ecriture.stop();
    expect(ecriture.recues.size).toBeGreaterThan(10);
    const apres = await nav.get('/');
    expect(apres.lisible).toContain(`Déjà ${ecriture.recues.size} demandes notées`);
  } finally {
    await ecriture.stop();
    await application.stop();
    pgCtl('-m', 'fast', 'stop');
    rmSync(dossier, { recursive: true, force: true });
  }
});
