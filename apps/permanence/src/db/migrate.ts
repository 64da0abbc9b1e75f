import { drizzle } from 'drizzle-orm/node-postgres';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { migrate as runMigrations } from 'drizzle-orm/node-postgres/migrator';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { sqlState } from '../server/log.ts';
import { ROLES, type Cluster } from './cluster.ts';

/** Why the application refuses to run on a database. */
export class ErreurSchema extends Error {
  override name = 'ErreurSchema';
}

async function withClient<T>(url: string, travail: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await travail(client);
  } finally {
    await client.end();
  }
}

/** Creates the two roles and the database on a fresh embedded cluster; does nothing the second time. */
export async function createRoles(cluster: Cluster, base: string): Promise<void> {
  await withClient(cluster.url('superutilisateur', 'postgres'), async (client) => {
    for (const role of ['proprietaire', 'application'] as const) {
      const nom = client.escapeIdentifier(ROLES[role]);
      const existe = await client.query('select 1 from pg_roles where rolname = $1', [ROLES[role]]);
      const motDePasse = client.escapeLiteral(cluster.motsDePasse[role]);
      const droits = 'LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS';
      await client.query(
        `${existe.rowCount === 0 ? 'CREATE' : 'ALTER'} ROLE ${nom} ${droits} PASSWORD ${motDePasse}`,
      );
    }
    const existe = await client.query('select 1 from pg_database where datname = $1', [base]);
    if (existe.rowCount === 0) {
      await client.query(
        `CREATE DATABASE ${client.escapeIdentifier(base)} OWNER ${client.escapeIdentifier(ROLES.proprietaire)}`,
      );
      await client.query(`REVOKE ALL ON DATABASE ${client.escapeIdentifier(base)} FROM PUBLIC`);
      await client.query(
        `GRANT CONNECT ON DATABASE ${client.escapeIdentifier(base)} TO ${client.escapeIdentifier(ROLES.application)}`,
      );
    }
  });
}

const derniereOf = (dossier: string): number =>
  readMigrationFiles({ migrationsFolder: dossier }).at(-1)?.folderMillis ?? 0;

/** Last migration of a database; null when it has none. */
async function readDerniere(base: Pick<pg.Client, 'query'>): Promise<number | null> {
  const faites = await base
    .query<{ derniere: string | null }>(
      'select max(created_at) as derniere from drizzle.__drizzle_migrations',
    )
    .catch((error: unknown) => {
      // Neither schema nor table: a base where nothing was done yet.
      if (['3F000', '42P01'].includes(sqlState(error) ?? '')) return null;
      throw error;
    });
  const derniere = faites?.rows[0]?.derniere ?? null;
  return derniere === null ? null : Number(derniere);
}

const PLUS_RECENTE =
  'La base vient d’une version plus récente de Porte-plume : celle-ci n’y touche pas. Remettez la version ' +
  'récente, ou restaurez la sauvegarde prise avant la mise à jour.';

/**
 * Brings the schema up to date as its owner, then grants the application's login what it needs.
 * @param url - address of the owner role
 * @param application - login of `DATABASE_URL`
 * @param dossier - folder of the migrations
 * @throws {ErreurSchema} on a base of a later version, which is left as it is
 */
export async function migrate(url: string, application: string, dossier: string): Promise<void> {
  await withClient(url, async (client) => {
    // Its grants would take from the later version what it gave itself.
    if (((await readDerniere(client)) ?? 0) > derniereOf(dossier)) throw new ErreurSchema(PLUS_RECENTE);
    await runMigrations(drizzle(client), { migrationsFolder: dossier });
    const droits = readFileSync(join(dossier, 'grants.sql'), 'utf8').replaceAll(
      'app_login',
      client.escapeIdentifier(application),
    );
    await client.query(droits);
  });
}

/**
 * Refuses a login that row-level security would not hold, and a schema that is not the one of this version.
 * @throws {ErreurSchema} with a French sentence
 */
export async function checkLogin(pool: pg.Pool, dossier: string): Promise<void> {
  const role = await pool.query<{ rolsuper: boolean; rolbypassrls: boolean; proprietaire: boolean }>(
    `select r.rolsuper, r.rolbypassrls, exists (
       select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = 'public' and c.relkind in ('r', 'p') and pg_has_role(current_user, c.relowner, 'MEMBER')
     ) as proprietaire
     from pg_roles r where r.rolname = current_user`,
  );
  const [droits] = role.rows;
  const defaut =
    droits?.rolsuper !== false
      ? 'superutilisateur'
      : droits.rolbypassrls
        ? 'BYPASSRLS'
        : droits.proprietaire
          ? 'propriétaire des tables'
          : null;
  if (defaut !== null) {
    throw new ErreurSchema(
      `DATABASE_URL : ce compte est ${defaut}, il passerait outre l’isolement des organisations. Donnez un compte ordinaire (app_login).`,
    );
  }
  const attendue = derniereOf(dossier);
  const derniere = (await readDerniere(pool)) ?? 0;
  if (derniere > attendue) throw new ErreurSchema(PLUS_RECENTE);
  if (derniere < attendue) {
    throw new ErreurSchema(
      'La base n’est pas à jour. Donnez MIGRATE_URL (le propriétaire des tables) pour faire les migrations.',
    );
  }
}
