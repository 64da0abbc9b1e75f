import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import type { Log } from '../server/log.ts';
import * as schema from './schema.ts';

export type Base = NodePgDatabase<typeof schema> & { $client: pg.Pool };

/** One transaction under one organisation. */
export type Tx = Parameters<Parameters<Base['transaction']>[0]>[0];

/** The pool of the application and drizzle over it. */
export interface Client {
  db: Base;
  pool: pg.Pool;
  close(): Promise<void>;
}

const DATE = 1082;

/** A civil date stays the string that PostgreSQL sends: through `Date`, a time zone would move it by a day. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    (oid as number) === DATE
      ? (texte: string) => texte
      : (pg.types.getTypeParser(oid, format) as (texte: string) => unknown),
};

/** Opens the pool; every client has an error handler, otherwise a restart of PostgreSQL would kill the process. */
export function openClient(url: string, log: Log, max = 10): Client {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    connectionTimeoutMillis: 2000,
    statement_timeout: 5000,
    idle_in_transaction_session_timeout: 5000,
    application_name: 'porte-plume',
    pipeline: true,
    types,
  });
  pool.on('error', () => log.error('base.connexion_perdue'));
  pool.on('connect', (client) => {
    client.on('error', () => log.error('base.connexion_perdue'));
  });
  return { db: drizzle(pool, { schema }), pool, close: () => pool.end() };
}
