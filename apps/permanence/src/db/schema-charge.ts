import { foreignKey, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant, isolation, orgId } from './colonnes.ts';
import { organisation } from './schema.ts';

/**
 * How often a démarche was the first of an intervention, by writer and by lieu: what « Accueil rapide » proposes first.
 * Kept by triggers on `intervention` (migration 0020): the history is never read again to open a page.
 */
export const frequenceDemarche = pgTable(
  'frequence_demarche',
  {
    orgId: orgId(),
    agentId: text('agent_id').notNull(),
    lieuId: text('lieu_id').notNull(),
    /** Empty for a visit about a theme. */
    demarcheId: text('demarche_id').notNull(),
    nombre: integer('nombre').notNull(),
  },
  (t) => [primaryKey({ columns: [t.orgId, t.agentId, t.lieuId, t.demarcheId] }), isolation()],
);

/**
 * The dashboard of an organisation over a year, as it was last computed, protected: what may be shown, and nothing else. A big
 * organisation reads it instead of its year of interventions (decision 0018).
 */
export const tableauArrete = pgTable(
  'tableau_arrete',
  {
    orgId: orgId(),
    /** Which figures: those of the current civil year, or of the year before. */
    quoi: text('quoi').notNull(),
    /** Rules that it was computed under: another version of the application computes it again. */
    version: text('version').notNull(),
    /** When somebody last began to compute it, so that two do not. */
    commenceLe: instant('commence_le').notNull(),
    arreteLe: instant('arrete_le'),
    contenu: jsonb('contenu'),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.quoi] }),
    foreignKey({ columns: [t.orgId], foreignColumns: [organisation.orgId] }),
    isolation(),
  ],
);
