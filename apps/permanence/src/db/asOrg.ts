import { drizzle } from 'drizzle-orm/node-postgres';
import type pg from 'pg';
import { setTimeout as wait } from 'node:timers/promises';
import { isDatabaseDown, isDiskFull, sqlState } from '../server/log.ts';
import { tlsCode } from '../server/tls.ts';
import type { Base, Tx } from './client.ts';
import { preparing, together } from './preparer.ts';
import * as schema from './schema.ts';

/** A failure of the database, without its message: only the SQLSTATE and the name that we gave to the work. */
export class ErreurBase extends Error {
  override name = 'ErreurBase';
  readonly sqlstate: string | null;
  readonly requete: string;
  readonly indisponible: boolean;
  /** The disk of the database is full. */
  readonly plein: boolean;
  /** Its certificate was refused: why. */
  readonly tls: string | null;
  constructor(error: unknown, requete: string) {
    const sqlstate = sqlState(error);
    super(`${requete}: ${sqlstate ?? 'no SQLSTATE'}`);
    this.sqlstate = sqlstate;
    this.requete = requete;
    // A question that lasts too long is a machine that has too much to do: come back later.
    this.indisponible = isDatabaseDown(error) || sqlstate === '57014';
    this.plein = isDiskFull(error);
    this.tls = tlsCode(error);
  }
}

const RETRY = new Set(['40001', '40P01']);

/** What a transaction may know before an organisation is: each setting opens exactly the row that holds its value;
 * `donnees_ouvertes` opens the frozen reports that are everybody’s; `ou_venir`, the public permanences of the structure
 * of that slug (`*` for every structure). */
export type Ouverture =
  | { identifiant: string }
  | { passkey: string }
  | { jeton_hash: string }
  | { code: string }
  | { invitation: string }
  | { identite: string }
  | { donnees_ouvertes: 'oui' }
  | { ou_venir: string };

/**
 * Runs `travail` in one transaction that sees the rows of `orgId` and no other.
 * @param requete - name written in the log if the database fails
 * @throws {ErreurBase} on any database error; other errors pass through, after rollback
 */
export async function asOrg<T>(
  db: Base,
  orgId: string,
  requete: string,
  travail: (tx: Tx) => Promise<T>,
): Promise<T> {
  return transaction(db, requete, { org_id: orgId }, travail);
}

/** Runs `travail` without any organisation: it sees at most the row opened by `ouverture`. */
export async function asAnyone<T>(
  db: Base,
  ouverture: Ouverture,
  requete: string,
  travail: (tx: Tx) => Promise<T>,
): Promise<T> {
  return transaction(db, requete, ouverture, travail);
}

async function transaction<T>(
  db: Base,
  requete: string,
  reglages: Readonly<Record<string, string>>,
  travail: (tx: Tx) => Promise<T>,
): Promise<T> {
  for (let essai = 1; ; essai += 1) {
    try {
      return await withClient(db, requete, reglages, travail);
    } catch (error) {
      const sqlstate = sqlState(error);
      if (sqlstate !== null && RETRY.has(sqlstate) && essai < 4) {
        await wait(essai * 20);
        continue;
      }
      if (sqlstate !== null || isDatabaseDown(error)) throw new ErreurBase(error, requete);
      throw error;
    }
  }
}

/** What drizzle keeps for one connection of the pool. */
const bases = new WeakMap<pg.PoolClient, Tx>();

/**
 * One transaction on a connection that goes back to the pool whatever happens. Not drizzle’s own `transaction`: over a pool
 * it says BEGIN before it is ready to give the connection back, so that each BEGIN on a dead connection would lose one for
 * ever, and ten restarts of the database would close the application. BEGIN, the settings and the first question leave
 * together: half of the pages read little more. Nothing is lost if BEGIN fails: without its settings a question sees no row.
 */
async function withClient<T>(
  db: Base,
  requete: string,
  reglages: Readonly<Record<string, string>>,
  travail: (tx: Tx) => Promise<T>,
): Promise<T> {
  const client = await db.$client.connect();
  let morte = false;
  try {
    const poses = Object.entries(reglages).map(
      ([nom, valeur]) =>
        `select set_config(${client.escapeLiteral(`app.${nom}`)}, ${client.escapeLiteral(valeur)}, true)`,
    );
    const ouverte = together(client, () => client.query(['begin', ...poses].join('; ')));
    ouverte.catch(() => undefined);
    const fait = await travail(txOf(client, db.$client));
    await ouverte;
    // A transaction that failed before is undone by COMMIT, which does not say so otherwise.
    const { command } = await client.query('commit');
    if (command !== 'COMMIT') throw new Error(`${requete}: a failure was passed over in silence`);
    return fait;
  } catch (error) {
    morte = isDatabaseDown(error) || !(await rollback(client));
    throw error;
  } finally {
    client.release(morte);
  }
}

/** A connection is a transaction to who is given it: BEGIN was said, and COMMIT or ROLLBACK will be. */
function txOf(client: pg.PoolClient, pool: pg.Pool): Tx {
  let base = bases.get(client);
  if (base === undefined) {
    base = drizzle(preparing(client, pool), { schema }) as unknown as Tx;
    bases.set(client, base);
  }
  return base;
}

/** False when the connection is not to be used again. */
async function rollback(client: pg.PoolClient): Promise<boolean> {
  try {
    await client.query('rollback');
    return true;
  } catch {
    return false;
  }
}
