import { bigint, boolean, index, pgTable, text } from 'drizzle-orm/pg-core';

/**
 * Requests counted for all processes together. The key is a keyed hash: neither an address nor an identifier is here.
 * UNLOGGED (migration 0018): a crash of the database empties it, no backup holds it, and a count costs no disk write.
 */
export const debit = pgTable(
  'debit',
  {
    cle: text('cle').primaryKey(),
    /** Milliseconds since 1970 of the requests let through, oldest first. */
    instants: bigint('instants', { mode: 'number' }).array().notNull(),
    /** Whether the last request was refused. */
    refuse: boolean('refuse').notNull(),
    /** From then on the row says nothing more. */
    fin: bigint('fin', { mode: 'number' }).notNull(),
  },
  (t) => [index('debit_fin').on(t.fin)],
);
