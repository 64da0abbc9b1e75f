import { sql } from 'drizzle-orm';
import { customType, pgPolicy, timestamp, uuid } from 'drizzle-orm/pg-core';

export const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

/** An instant; read back as an ISO string so that no `Date` travels. */
export const instant = (nom: string) => timestamp(nom, { withTimezone: true, precision: 3, mode: 'string' });

const org = sql`org_id = nullif(current_setting('app.org_id', true), '')::uuid`;

/** Wall of every table: rows of the organisation named by the transaction, none without one. */
export const isolation = () => pgPolicy('isolation', { for: 'all', using: org, withCheck: org });

export const orgId = () => uuid('org_id').notNull();
