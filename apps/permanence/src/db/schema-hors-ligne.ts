import { foreignKey, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant, isolation, orgId } from './colonnes.ts';
import { operation } from './schema.ts';

/**
 * Operations that waited on a device before they came: when the device says that they were made, and when the server
 * had them. The first is informative (a clock may be wrong), the second is ours. Insert-only.
 */
export const reception = pgTable(
  'reception',
  {
    orgId: orgId(),
    op: uuid('op').notNull(),
    type: text('type').notNull(),
    faiteLe: instant('faite_le').notNull(),
    recueLe: instant('recue_le').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.op] }),
    foreignKey({ columns: [t.orgId, t.op], foreignColumns: [operation.orgId, operation.op] }).onDelete(
      'cascade',
    ),
    isolation(),
  ],
);
