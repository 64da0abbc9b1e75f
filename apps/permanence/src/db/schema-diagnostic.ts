import { foreignKey, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant, isolation, orgId } from './colonnes.ts';
import { intervention, organisation } from './schema.ts';

/**
 * Result of a diagnostic: its statistical line and what was proposed, never the answers. Those of a followed person are
 * in the vault (`coffre`, nature `diagnostic`, same id), and go with her key.
 */
export const diagnostic = pgTable(
  'diagnostic',
  {
    orgId: orgId(),
    id: text('id').notNull(),
    interventionId: text('intervention_id').notNull(),
    faitLe: instant('fait_le').notNull(),
    donnees: jsonb('donnees').notNull(),
    /** Proposals, with what was said of each. */
    suites: jsonb('suites').notNull().default([]),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    index('diagnostic_intervention').on(t.orgId, t.interventionId),
    foreignKey({
      columns: [t.orgId, t.interventionId],
      foreignColumns: [intervention.orgId, intervention.id],
    }),
    isolation(),
  ],
);

/** Barriers counted by month, tied to no diagnostic and to nobody: they leave the case file separately. */
export const freinMois = pgTable(
  'frein_mois',
  {
    orgId: orgId(),
    /** `YYYY-MM`. */
    mois: text('mois').notNull(),
    /** `code`, or `code=value`. */
    frein: text('frein').notNull(),
    nombre: integer('nombre').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.mois, t.frein] }),
    foreignKey({ columns: [t.orgId], foreignColumns: [organisation.orgId] }),
    isolation(),
  ],
);
