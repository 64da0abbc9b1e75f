import { sql } from 'drizzle-orm';
import {
  foreignKey,
  index,
  pgPolicy,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { instant, isolation, orgId } from './colonnes.ts';
import { organisation } from './schema.ts';

const org = sql`nullif(current_setting('app.org_id', true), '')::uuid`;

/** A réseau, opened by the structure that leads it: the code that it gives to the others. */
export const reseau = pgTable(
  'reseau',
  {
    orgId: orgId(),
    nom: text('nom').notNull(),
    code: text('code').notNull(),
    ouvertLe: instant('ouvert_le').notNull(),
    par: text('par').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId] }),
    uniqueIndex('reseau_code').on(t.code),
    foreignKey({ columns: [t.orgId], foreignColumns: [organisation.orgId] }),
    isolation(),
    // Who holds the code reads that réseau, and no other.
    pgPolicy('ouverture', {
      for: 'select',
      using: sql`code = nullif(current_setting('app.reseau_code', true), '')`,
    }),
  ],
);

/** A structure's yes to a réseau, and the day that it took it back: a new yes is a new row. */
export const reseauMembre = pgTable(
  'reseau_membre',
  {
    orgId: orgId(),
    id: text('id').notNull(),
    meneurId: uuid('meneur_id').notNull(),
    /** Name of the réseau, and of the structure, that day. */
    reseau: text('reseau').notNull(),
    structure: text('structure').notNull(),
    accordLe: instant('accord_le').notNull(),
    accordPar: text('accord_par').notNull(),
    revoqueLe: instant('revoque_le'),
    revoquePar: text('revoque_par'),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    // One réseau at a time.
    uniqueIndex('reseau_membre_en_vigueur')
      .on(t.orgId)
      .where(sql`revoque_le is null`),
    index('reseau_membre_meneur').on(t.meneurId),
    foreignKey({ columns: [t.orgId], foreignColumns: [organisation.orgId] }),
    foreignKey({ columns: [t.meneurId], foreignColumns: [reseau.orgId] }),
    isolation(),
    // The structure that leads reads who said yes to it.
    pgPolicy('meneur', { for: 'select', using: sql`meneur_id = ${org}` }),
  ],
);
