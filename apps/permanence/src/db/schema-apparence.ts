import { sql } from 'drizzle-orm';
import { check, foreignKey, integer, pgPolicy, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { bytea, instant, isolation, orgId } from './colonnes.ts';
import { organisation } from './schema.ts';

/**
 * The theme and the logo that a structure chose for its screens; without a row, the look of the application. Who may read
 * its public page reads these too.
 */
export const apparence = pgTable(
  'apparence',
  {
    orgId: orgId(),
    theme: text('theme').notNull(),
    choisieLe: instant('choisie_le').notNull(),
    /** The image as it is served: what it was received with (place, author, comments) is gone. */
    logo: bytea('logo'),
    /** `image/png` or `image/jpeg`. */
    logoType: text('logo_type'),
    /** Pixels. */
    logoLargeur: integer('logo_largeur'),
    logoHauteur: integer('logo_hauteur'),
    /** SHA-256 of the bytes, in hexadecimal: its address. */
    logoEmpreinte: text('logo_empreinte'),
  },
  (t) => [
    primaryKey({ columns: [t.orgId] }),
    foreignKey({ columns: [t.orgId], foreignColumns: [organisation.orgId] }),
    check(
      'apparence_logo_entier',
      sql`num_nulls(logo, logo_type, logo_largeur, logo_hauteur, logo_empreinte) in (0, 5)`,
    ),
    isolation(),
    pgPolicy('ouverture', {
      for: 'select',
      using: sql`nullif(current_setting('app.ou_venir', true), '') is not null and exists (select 1 from page_publique q where q.org_id = apparence.org_id)`,
    }),
  ],
);
