import { foreignKey, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant, isolation, orgId } from './colonnes.ts';
import { organisation } from './schema.ts';

/** The theme that a structure chose for its screens; without a row, that of the application. */
export const apparence = pgTable(
  'apparence',
  {
    orgId: orgId(),
    theme: text('theme').notNull(),
    choisieLe: instant('choisie_le').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId] }),
    foreignKey({ columns: [t.orgId], foreignColumns: [organisation.orgId] }),
    isolation(),
  ],
);
