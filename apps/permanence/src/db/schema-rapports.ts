import { sql } from 'drizzle-orm';
import {
  boolean,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgPolicy,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { instant, isolation, orgId } from './colonnes.ts';
import { organisation } from './schema.ts';

/**
 * Reports: a draft may be thrown away, a frozen row never changes again (trigger `rapport_fige`). `contenu` keeps the
 * bytes of the report as they were computed, so that its hash can be checked for ever.
 */
export const rapport = pgTable(
  'rapport',
  {
    orgId: orgId(),
    id: text('id').notNull(),
    /** `brouillon` or `fige`. */
    etat: text('etat').notNull(),
    /** `internal`, `funder` or `open`. */
    audience: text('audience').notNull(),
    du: date('du', { mode: 'string' }).notNull(),
    au: date('au', { mode: 'string' }).notNull(),
    /** Day of extraction. */
    millesime: date('millesime', { mode: 'string' }).notNull(),
    /** Name of the organisation that day. */
    structure: text('structure').notNull(),
    fictive: boolean('fictive').notNull(),
    /** It counts the structures of a réseau together. */
    commun: boolean('commun').notNull().default(false),
    /** Head of the ledger that the report was protected against; null when it was empty. */
    tete: text('tete'),
    hash: text('hash').notNull(),
    contenu: text('contenu').notNull(),
    auteurId: text('auteur_id').notNull(),
    calculeLe: instant('calcule_le').notNull(),
    figeLe: instant('fige_le'),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    index('rapport_ouvert').on(t.audience, t.etat),
    uniqueIndex('rapport_fige_une_fois')
      .on(t.orgId, t.audience, t.du, t.au, t.millesime, t.commun)
      .where(sql`etat = 'fige'`),
    foreignKey({ columns: [t.orgId], foreignColumns: [organisation.orgId] }),
    isolation(),
    // Open data are everybody's: who asks for them by name reads the frozen ones, of every organisation, and nothing else.
    pgPolicy('ouverture', {
      for: 'select',
      using: sql`etat = 'fige' and audience = 'open' and current_setting('app.donnees_ouvertes', true) = 'oui'`,
    }),
  ],
);

/** The release ledger of statistiques, one line a row: what was published, in order, append-only. */
export const registrePublication = pgTable(
  'registre_publication',
  {
    orgId: orgId(),
    seq: integer('seq').notNull(),
    rapportId: text('rapport_id').notNull(),
    hash: text('hash').notNull(),
    /** The line as it was appended, byte for byte. */
    ligne: text('ligne').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.seq] }),
    foreignKey({ columns: [t.orgId, t.rapportId], foreignColumns: [rapport.orgId, rapport.id] }),
    isolation(),
  ],
);

/** Lines of funding, entered once; a change is an amendment, hence another line. */
export const financement = pgTable(
  'financement',
  {
    orgId: orgId(),
    id: text('id').notNull(),
    donnees: jsonb('donnees').notNull(),
    saisiLe: instant('saisi_le').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    foreignKey({ columns: [t.orgId], foreignColumns: [organisation.orgId] }),
    isolation(),
  ],
);
