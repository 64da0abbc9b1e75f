import { date, foreignKey, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { isolation, orgId } from './colonnes.ts';
import { lieu } from './schema.ts';

/**
 * The question of the five faces (indicator R5): a day, a lieu and a face. It names nobody, is linked to no visit and keeps no
 * hour, so that an answer cannot be put beside a name. Insert-only.
 */
export const avis = pgTable(
  'avis',
  {
    orgId: orgId(),
    id: text('id').notNull(),
    lieuId: text('lieu_id').notNull(),
    date: date('date', { mode: 'string' }).notNull(),
    /** 1 (unhappy) to 5; null for who would not say. */
    visage: integer('visage'),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    index('avis_jour').on(t.orgId, t.date),
    foreignKey({ columns: [t.orgId, t.lieuId], foreignColumns: [lieu.orgId, lieu.id] }),
    isolation(),
  ],
);
