/**
 * One PostgreSQL for a whole run of the unit tests, started when a first file asks for a database: the migrations and the
 * demo are made once, and each file works on a copy (application §1). A run that asks for none starts none.
 */
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { fromRacine } from '../db/binaires.ts';
import { openCluster, ROLES, type Cluster } from '../db/cluster.ts';

export const MIGRATIONS = fileURLToPath(new URL('../../drizzle', import.meta.url));
/** Where a test file asks for its database; absent outside Vitest. */
export const ADRESSE = 'PORTE_PLUME_ESSAIS';
const AUTRE = process.env.PORTE_PLUME_POSTGRES;

/** Zone of the demo: its day begins at its own midnight. */
const ZONE = 'Europe/Paris';

/** What a database starts with: the schema alone, the accounts and lieux, or the whole demo. */
export type Graine = 'nue' | 'vide' | 'demo';

/** A database of the shared PostgreSQL. */
export interface BaseCommune {
  base: string;
  port: number;
  motsDePasse: Cluster['motsDePasse'];
  /** The key that sealed the demo, in hexadecimal. */
  kek: string;
}

/** Settings of a throw-away PostgreSQL in a folder that its own account can walk into. */
export function createReglages(jetable: boolean) {
  const dossier = mkdtempSync(join(tmpdir(), 'porte-plume-essai-'));
  // As root, the database runs under another account: it must walk in, or its data would stay outside this folder.
  chmodSync(dossier, 0o711);
  return {
    dossier,
    donnees: join(dossier, 'pg'),
    secrets: join(dossier, 'cles', 'pg.json'),
    verrouille: true,
    depuis: import.meta.url,
    jetable,
    // Another PostgreSQL than the embedded one: the folder that holds its `bin`.
    ...(AUTRE === undefined ? {} : { binaires: fromRacine(AUTRE) }),
  };
}

async function asSuper(cluster: Cluster, ...ordres: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: cluster.url('superutilisateur', 'postgres') });
  await client.connect();
  try {
    for (const ordre of ordres) await client.query(ordre);
  } finally {
    await client.end();
  }
}

const copy = (cluster: Cluster, base: string, modele: string): Promise<void> =>
  asSuper(
    cluster,
    `CREATE DATABASE "${base}" TEMPLATE "${modele}" OWNER "${ROLES.proprietaire}"`,
    // A copy takes the rows and the grants within the database, not those on the database itself.
    `REVOKE ALL ON DATABASE "${base}" FROM PUBLIC`,
    `GRANT CONNECT ON DATABASE "${base}" TO "${ROLES.application}"`,
  );

/** Models are of a day: the demo is moved in time so that today has a permanence. */
async function makeModele(cluster: Cluster, graine: Graine, nom: string, kek: Uint8Array): Promise<void> {
  // Loaded here only: a run that asks for no database does not pay for the application.
  const { checkLogin, createRoles, migrate } = await import('../db/migrate.ts');
  if (graine === 'nue') {
    await createRoles(cluster, nom);
    return migrate(cluster.url('proprietaire', nom), ROLES.application, MIGRATIONS);
  }
  const [{ openClient }, { seed }, { createCoffre }, { alea }, { createLog }] = await Promise.all([
    import('../db/client.ts'),
    import('../db/seed.ts'),
    import('../domain/coffre.ts'),
    import('./contexte.ts'),
    import('./log.ts'),
  ]);
  const clock = () => new Date();
  const log = createLog((ligne) => process.stderr.write(`${ligne}\n`), clock);
  const client = openClient(cluster.url('application', nom), log);
  try {
    await checkLogin(client.pool, MIGRATIONS);
    const env = { origin: 'http://localhost:3000', production: false, demo: true };
    const assets = { dossier: '', version: null };
    await seed(
      { env, client, coffre: createCoffre(kek), log, assets, clock, alea },
      { vide: graine === 'vide' },
    );
  } finally {
    await client.close();
  }
}

/** `globalSetup` of Vitest: listens, and starts PostgreSQL only when asked. */
export default async function openGrappe(): Promise<() => Promise<void>> {
  const kek = new Uint8Array(randomBytes(32));
  const secret = randomBytes(24).toString('base64url');
  const reglages = createReglages(true);
  let cluster: Promise<Cluster> | null = null;
  const modeles = new Map<string, Promise<string>>();
  let rang = 0;

  const modeleOf = async (ouvert: Cluster, graine: Graine): Promise<string> => {
    // Loaded when a database is asked for, as what makes it.
    const { civilDate } = await import('./contexte.ts');
    const nom = graine === 'nue' ? 'modele_nue' : `modele_${graine}_${civilDate(new Date(), ZONE)}`;
    const make = async (): Promise<string> => {
      if (graine !== 'nue') await copy(ouvert, nom, await modeleOf(ouvert, 'nue'));
      await makeModele(ouvert, graine, nom, kek);
      return nom;
    };
    const fait = modeles.get(nom) ?? make();
    modeles.set(nom, fait);
    return fait;
  };
  const createBase = async (graine: Graine): Promise<BaseCommune> => {
    const ouvert = await (cluster ??= openCluster(reglages));
    const modele = await modeleOf(ouvert, graine);
    const base = `essai_${(rang += 1)}`;
    await copy(ouvert, base, modele);
    const { port, motsDePasse } = ouvert;
    return { base, port, motsDePasse, kek: Buffer.from(kek).toString('hex') };
  };

  // One at a time: PostgreSQL refuses to copy a database that somebody else is reading.
  let file: Promise<unknown> = Promise.resolve();
  const serveur = createServer((demande, reponse) => {
    const [, donne, geste = '', quoi = ''] = (demande.url ?? '').split('/');
    if (donne !== secret) {
      reponse.writeHead(404).end();
      return;
    }
    const answer = async (): Promise<void> => {
      try {
        if (geste === 'ouvre') reponse.end(JSON.stringify(await createBase(quoi as Graine)));
        else {
          if (cluster !== null)
            await asSuper(await cluster, `DROP DATABASE IF EXISTS "${quoi}" WITH (FORCE)`);
          reponse.end('{}');
        }
      } catch (error) {
        reponse.writeHead(500).end(error instanceof Error ? (error.stack ?? error.message) : 'error');
      }
    };
    file = file.then(answer);
  });
  await new Promise<void>((resolve) => serveur.listen(0, '127.0.0.1', resolve));
  process.env[ADRESSE] = `http://127.0.0.1:${(serveur.address() as AddressInfo).port}/${secret}`;

  return async () => {
    serveur.closeAllConnections();
    serveur.close();
    await file;
    await (await cluster)?.stop();
    rmSync(reglages.dossier, { recursive: true, force: true });
  };
}
