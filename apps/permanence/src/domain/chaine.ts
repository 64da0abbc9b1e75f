import { chain, type Link } from '@porte-plume/mandat/ledger';
import { desc, eq, sql } from 'drizzle-orm';
import type { Tx } from '../db/client.ts';
import { journal, mandatEvenement, organisation } from '../db/schema.ts';
import type { FaitJournal } from './fait-journal.ts';

/**
 * Serialises the writers of one organisation's chains: a row lock, released at the end of the transaction.
 * Without it two commands would link to the same head.
 */
export async function lockChaine(tx: Tx, orgId: string): Promise<void> {
  await tx.execute(sql`select 1 from ${organisation} where ${organisation.orgId} = ${orgId} for update`);
}

/** Next rank of the mandate chain and the link it follows. Call after {@link lockChaine}. */
export async function headOfMandats(tx: Tx, orgId: string): Promise<{ rang: number; prev: Link | null }> {
  const [last] = await tx
    .select({
      rang: mandatEvenement.rang,
      prevHash: mandatEvenement.prevHash,
      hash: mandatEvenement.hash,
      donnees: mandatEvenement.donnees,
    })
    .from(mandatEvenement)
    .where(eq(mandatEvenement.orgId, orgId))
    .orderBy(desc(mandatEvenement.rang))
    .limit(1);
  return last === undefined ? { rang: 0, prev: null } : { rang: last.rang + 1, prev: toLink(last) };
}

/** Appends facts to the audit log of an organisation: codes and ids only, never a personal value. */
export async function appendJournal(tx: Tx, orgId: string, faits: readonly FaitJournal[]): Promise<void> {
  await lockChaine(tx, orgId);
  const [last] = await tx
    .select()
    .from(journal)
    .where(eq(journal.orgId, orgId))
    .orderBy(desc(journal.rang))
    .limit(1);
  const debut = last === undefined ? 0 : last.rang + 1;
  const links = chain(last === undefined ? null : toLink(last), faits);
  await tx.insert(journal).values(
    links.map((link, index) => ({
      orgId,
      rang: debut + index,
      donnees: faits[index],
      prevHash: link.prevHash,
      hash: link.hash,
    })),
  );
}

function toLink(row: { prevHash: string; hash: string; donnees: unknown }): Link {
  return { prevHash: row.prevHash, hash: row.hash, evenement: row.donnees };
}
