import { sql } from 'drizzle-orm';
import type { Tx } from './client.ts';

/** Longer than a page may take: a year of a département is read in one go. */
export async function allowLong(tx: Tx): Promise<void> {
  for (const reglage of ['statement_timeout', 'idle_in_transaction_session_timeout'])
    await tx.execute(sql`select set_config(${reglage}, '300000', true)`);
}
