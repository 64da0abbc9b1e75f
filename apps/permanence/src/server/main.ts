import { eq } from 'drizzle-orm';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { asAnyone, ErreurBase } from '../db/asOrg.ts';
import { openClient, type Client } from '../db/client.ts';
import { ErreurCluster, openCluster, type Cluster } from '../db/cluster.ts';
import { COMPTES_DEMO } from '../db/comptes-demo.ts';
import { checkLogin, createRoles, ErreurSchema, migrate } from '../db/migrate.ts';
import { compte } from '../db/schema.ts';
import { seed } from '../db/seed.ts';
import { createCoffre } from '../domain/coffre.ts';
import { createApp } from './app.ts';
import { readAssets } from './assets.ts';
import { findCommande } from './commandes.ts';
import { alea, type Services } from './contexte.ts';
import { endListening, keepWithoutLog, listen } from './ecoute.ts';
import { readOidc } from './env-oidc.ts';
import { ErreurDemarrage, readEnv, readKek, type Env } from './env.ts';
import { createLog, isDatabaseDown, sqlState, type Log } from './log.ts';
import { createMetriques, listenMetriques } from './metriques.ts';
import { createOidc } from './oidc.ts';
import { explainTls } from './tls.ts';
import { takeVerrou } from './verrou.ts';

const APPLICATION = fileURLToPath(new URL('../../', import.meta.url));
const RACINE = fileURLToPath(new URL('../../../../', import.meta.url));
const MIGRATIONS = join(APPLICATION, 'drizzle');
/** The empty start has a database of its own: it never mixes with the demo, and never erases it. */
const BASES = { demo: 'porte_plume', vide: 'porte_plume_vide' };

const clock = () => new Date();
const log = createLog((line) => process.stdout.write(`${line}\n`), clock);
/** What must be closed, last opened first. */
const closers: (() => Promise<void> | void)[] = [];

async function start(): Promise<void> {
  const env = readEnv(process.env, RACINE);
  const demande = findCommande(process.argv.slice(2));
  const vide = process.argv.includes('--vide');
  const base =
    env.databaseUrl === null
      ? await openEmbedded(env, vide ? BASES.vide : BASES.demo)
      : { url: env.databaseUrl, migrateUrl: env.migrateUrl };
  if (demande === null) await checkPort(env);
  if (base.migrateUrl !== null) await migrateOrExplain(base.migrateUrl, new URL(base.url).username);
  const client = openClient(base.url, log);
  closers.push(() => client.close());
  await checkOrExplain(client);
  const reglagesOidc = readOidc(process.env);
  const services: Services = {
    env,
    oidc: reglagesOidc === null ? null : createOidc(reglagesOidc, alea),
    client,
    coffre: createCoffre(
      readKek(findKek(env)),
      env.kekAncienneFile === null ? undefined : readKek(env.kekAncienneFile),
    ),
    log,
    assets: readAssets(join(APPLICATION, 'dist')),
    clock,
    alea,
  };
  if (demande !== null) {
    const lignes = await demande.commande.run(services, demande.args);
    process.stdout.write(`${lignes.join('\n')}\n`);
    return stop(0);
  }
  await refuseDemoAbroad(services);
  if (env.demo) await seed(services, { vide });
  const metriques = createMetriques({
    pool: client.pool,
    chrono: () => performance.now(),
    demarreA: clock(),
  });
  const serveur = await listen(metriques.mesurer(createApp(services).fetch), env).catch((error: unknown) => {
    throw explainPort(error as NodeJS.ErrnoException, env.port);
  });
  if (env.metriquesPort !== null) {
    const chiffres = await listenMetriques(metriques, env.metriquesPort).catch((error: unknown) => {
      throw explainPort(error as NodeJS.ErrnoException, env.metriquesPort ?? 0, 'METRIQUES_PORT');
    });
    closers.push(() => new Promise<void>((resolve) => chiffres.close(() => resolve())));
  }
  closers.push(() => endListening(serveur));
  announce(env);
}

async function openEmbedded(env: Env, nom: string): Promise<{ url: string; migrateUrl: string }> {
  if (env.production)
    throw new ErreurDemarrage('DATABASE_URL manque : en production, la base embarquée ne sert pas.');
  mkdirSync(env.dossier, { recursive: true });
  const release = await takeVerrou(env.dossier);
  if (release === null)
    throw new ErreurDemarrage(`Porte-plume est déjà ouvert sur ce dossier : ${env.dossier}`);
  closers.push(release);
  const cluster = await openCluster({
    donnees: join(env.dossier, 'pg'),
    secrets: join(env.dossier, 'cles', 'pg.json'),
    verrouille: true,
    depuis: import.meta.url,
  });
  closers.push(() => cluster.stop());
  watch(cluster);
  await createRoles(cluster, nom);
  return { url: cluster.url('application', nom), migrateUrl: cluster.url('proprietaire', nom) };
}

function watch(cluster: Cluster): void {
  void cluster.mort.then(() => {
    if (!arret) log.error('base.arretee');
  });
}

async function migrateOrExplain(url: string, application: string): Promise<void> {
  try {
    await migrate(url, application, MIGRATIONS);
  } catch (error) {
    if (error instanceof ErreurSchema) throw new ErreurDemarrage(error.message);
    throw new ErreurDemarrage(explainDatabase(error, 'MIGRATE_URL'));
  }
}

async function checkOrExplain(client: Client): Promise<void> {
  try {
    await checkLogin(client.pool, MIGRATIONS);
  } catch (error) {
    if (error instanceof ErreurSchema) throw new ErreurDemarrage(error.message);
    throw new ErreurDemarrage(explainDatabase(error, 'DATABASE_URL'));
  }
}

/** French sentence for a database that refuses us; never the address, which holds a password. */
function explainDatabase(error: unknown, variable: string): string {
  const tls = explainTls(error);
  if (tls !== null) return `${variable} : la base n’est pas sûre, ${tls}`;
  const code = sqlState(error);
  if (code === '28P01' || code === '28000')
    return `${variable} : la base refuse ce compte ou ce mot de passe.`;
  if (code === '3D000') return `${variable} : cette base n’existe pas sur le serveur.`;
  if (code === '42501') return `${variable} : ce compte n’a pas les droits nécessaires.`;
  if (isDatabaseDown(error))
    return `${variable} : la base ne répond pas à cette adresse. Vérifiez l’hôte, le port et le réseau.`;
  return `${variable} : la base a refusé (code ${code ?? 'inconnu'}).`;
}

/** The demo makes its own key at its first start; elsewhere the key is given, and never made by us. */
function findKek(env: Env): string {
  if (env.kekFile !== null) return env.kekFile;
  if (env.production)
    throw new ErreurDemarrage('KEK_FILE manque : sans clé, aucune identité ne peut être protégée.');
  const fichier = join(env.dossier, 'cles', 'kek');
  if (!existsSync(fichier)) {
    mkdirSync(join(env.dossier, 'cles'), { recursive: true, mode: 0o700 });
    writeFileSync(fichier, `${randomBytes(32).toString('hex')}\n`, { mode: 0o400 });
  }
  return fichier;
}

async function refuseDemoAbroad(services: Services): Promise<void> {
  if (services.env.demo) return;
  for (const { identifiant } of COMPTES_DEMO) {
    const rows = await asAnyone(services.client.db, { identifiant }, 'demo.chercher', (tx) =>
      tx.select({ id: compte.id }).from(compte).where(eq(compte.identifiant, identifiant)),
    );
    if (rows.length > 0) {
      throw new ErreurDemarrage(
        'Cette base contient des comptes de démonstration\u00a0: elle ne peut servir que sur localhost.',
      );
    }
  }
}

async function checkPort(env: Env): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const essai = createServer();
    essai.once('error', (error) => reject(explainPort(error, env.port)));
    essai.listen(env.port, env.host, () => essai.close(() => resolve()));
  });
}

function explainPort(error: NodeJS.ErrnoException, port: number, variable = 'PORT'): Error {
  if (error.code === 'EADDRINUSE') {
    return new ErreurDemarrage(
      `Le port ${port} est déjà pris. Fermez l’autre programme, ou choisissez : ${variable}=${port + 1} npm start`,
    );
  }
  if (error.code === 'EACCES')
    return new ErreurDemarrage(
      `Le port ${port} est réservé au système. Choisissez : ${variable}=3000 npm start`,
    );
  return error;
}

function announce(env: Env): void {
  const lignes = ['', `  Porte-plume est ouvert : ${env.origin}`];
  if (env.demo)
    lignes.push(
      '  Connexion d’essai : choisissez « Pia Monteil » (écrivaine) ou « Marie Chazelle » (coordination).',
      '  Données fictives.',
    );
  lignes.push('  Ctrl-C arrête tout.', '');
  process.stdout.write(`${lignes.join('\n')}\n`);
}

let arret = false;

async function stop(code: number): Promise<void> {
  if (arret) return;
  arret = true;
  for (const close of closers.reverse()) {
    try {
      await close();
    } catch {
      // Closing goes on: the database must stop whatever else failed.
    }
  }
  process.exit(code);
}

function explain(error: unknown, sink: Log): void {
  if (error instanceof ErreurDemarrage) {
    process.stderr.write(`\n${error.message}\n\n`);
  } else if (error instanceof ErreurCluster) {
    process.stderr.write(
      error.code === 'deja_ouvert'
        ? '\nPorte-plume est déjà ouvert sur ce dossier.\n\n'
        : `\nLa base embarquée n’a pas démarré :\n${error.message}\n\n`,
    );
  } else {
    sink.error('demarrage.echec', {
      nature: error instanceof Error ? error.name : 'inconnue',
      requete: error instanceof ErreurBase ? error.requete : 'aucune',
      sqlstate: sqlState(error) ?? (error instanceof ErreurBase ? (error.sqlstate ?? 'aucun') : 'aucun'),
    });
    process.stderr.write(`\nLe démarrage a échoué. ${error instanceof Error ? (error.stack ?? '') : ''}\n`);
  }
}

// One Ctrl-C may arrive several times, through each process above: none but the first counts.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0));

keepWithoutLog();
start().catch(async (error: unknown) => {
  explain(error, log);
  await stop(1);
});
