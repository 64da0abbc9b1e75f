import { foreignKey, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { bytea, instant, isolation, orgId } from './colonnes.ts';
import { compte } from './schema.ts';

/** The code that an account keeps in mind, asked for beside a printed code or an application: stretched and keyed, never in clear. */
export const codePersonnel = pgTable(
  'code_personnel',
  {
    orgId: orgId(),
    compteId: text('compte_id').notNull(),
    sel: bytea('sel').notNull(),
    empreinte: bytea('empreinte').notNull(),
    /** Wrong ones in a row, each beside a right code: at ten it opens nothing more. */
    echecs: integer('echecs').notNull(),
    creeLe: instant('cree_le').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.compteId] }),
    foreignKey({ columns: [t.orgId, t.compteId], foreignColumns: [compte.orgId, compte.id] }).onDelete(
      'cascade',
    ),
    isolation(),
  ],
);
