import { sql } from 'drizzle-orm';
import {
  bigint,
  foreignKey,
  index,
  pgPolicy,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { bytea, instant, isolation, orgId } from './colonnes.ts';
import { compte } from './schema.ts';

/** Printed single-use codes of an account: a keyed hash each, never the code. */
export const codeAcces = pgTable(
  'code_acces',
  {
    orgId: orgId(),
    id: text('id').notNull(),
    compteId: text('compte_id').notNull(),
    empreinte: text('empreinte').notNull(),
    creeLe: instant('cree_le').notNull(),
    utiliseLe: instant('utilise_le'),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    index('code_acces_compte').on(t.orgId, t.compteId),
    foreignKey({ columns: [t.orgId, t.compteId], foreignColumns: [compte.orgId, compte.id] }).onDelete(
      'cascade',
    ),
    isolation(),
  ],
);

/** The application of codes of an account: its secret, sealed, and the last step that opened, so that none opens twice. */
export const totp = pgTable(
  'totp',
  {
    orgId: orgId(),
    compteId: text('compte_id').notNull(),
    secret: bytea('secret').notNull(),
    dernierPas: bigint('dernier_pas', { mode: 'number' }).notNull(),
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

/** An identity given by another house (OIDC), tied to an account by that account itself; never by an e-mail address. */
export const identiteExterne = pgTable(
  'identite_externe',
  {
    orgId: orgId(),
    id: text('id').notNull(),
    compteId: text('compte_id').notNull(),
    emetteur: text('emetteur').notNull(),
    /** SHA-256 of the issuer and of the subject, which is in no column. */
    empreinte: text('empreinte').notNull(),
    lieeLe: instant('liee_le').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    uniqueIndex('identite_externe_empreinte').on(t.empreinte),
    index('identite_externe_compte').on(t.orgId, t.compteId),
    foreignKey({ columns: [t.orgId, t.compteId], foreignColumns: [compte.orgId, compte.id] }).onDelete(
      'cascade',
    ),
    isolation(),
    pgPolicy('ouverture', {
      for: 'select',
      using: sql`empreinte = nullif(current_setting('app.identite', true), '')`,
    }),
  ],
);
