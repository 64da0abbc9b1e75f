import { sql } from 'drizzle-orm';
import { setTimeout as wait } from 'node:timers/promises';
import { isDatabaseDown, sqlState } from '../server/log.ts';
import type { Base, Tx } from './client.ts';

/** A failure of the database, without its message: only the SQLSTATE and the name that we gave to the work. */
export class ErreurBase extends Error {
  override name = 'ErreurBase';
  readonly sqlstate: string | null;
  readonly requete: string;
  readonly indisponible: boolean;
  constructor(error: unknown, requete: string) {
    const sqlstate = sqlState(error);
    super(`${requete}: ${sqlstate ?? 'no SQLSTATE'}`);
    this.sqlstate = sqlstate;
    this.requete = requete;
    this.indisponible = isDatabaseDown(error);
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
  return transaction(db, requete, async (tx) => {
    await tx.execute(sql`select set_config('app.org_id', ${orgId}, true)`);
    return travail(tx);
  });
}

/** Runs `travail` without any organisation: it sees at most the row opened by `ouverture`. */
export async function asAnyone<T>(
  db: Base,
  ouverture: Ouverture,
  requete: string,
  travail: (tx: Tx) => Promise<T>,
): Promise<T> {
  return transaction(db, requete, async (tx) => {
    for (const [nom, valeur] of Object.entries(ouverture)) {
      await tx.execute(sql`select set_config(${`app.${nom}`}, ${valeur}, true)`);
    }
    return travail(tx);
  });
}

async function transaction<T>(db: Base, requete: string, travail: (tx: Tx) => Promise<T>): Promise<T> {
  for (let essai = 1; ; essai += 1) {
    try {
      return await db.transaction(travail);
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
