import { pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { bytea, instant, isolation, orgId } from './colonnes.ts';

/**
 * Keys of an organisation that must outlive the KEK: what was published under them must be published alike ever after.
 * Each is sealed under the KEK named by `kid`. An organisation that was never under another KEK has none: its keys are
 * still derived from it.
 */
export const cleStructure = pgTable(
  'cle_structure',
  {
    orgId: orgId(),
    usage: text('usage').notNull(),
    kid: text('kid').notNull(),
    boite: bytea('boite').notNull(),
  },
  (t) => [primaryKey({ columns: [t.orgId, t.usage] }), isolation()],
);

/**
 * Keys that a rotation took out of service, sealed under the KEK in force: they still check the codes and links given
 * before it, until the last of these expires, and make none. They belong to the installation: who comes with a code
 * names no organisation.
 */
export const cleRetiree = pgTable(
  'cle_retiree',
  {
    /** The KEK that they were derived from. */
    kid: text('kid').notNull(),
    usage: text('usage').notNull(),
    boite: bytea('boite').notNull(),
    retireeLe: instant('retiree_le').notNull(),
    /** The last code or link that needs it has expired by then. */
    jusque: instant('jusque').notNull(),
  },
  (t) => [primaryKey({ columns: [t.kid, t.usage] })],
);
