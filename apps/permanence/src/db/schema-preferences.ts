import { foreignKey, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { Taille, Theme } from '../ui/affichage.ts';
import type { Langue } from '../messages/langue.ts';
import { instant, isolation, orgId } from './colonnes.ts';
import { compte } from './schema.ts';

/** How an account likes its pages: comes along from one computer to the next. */
export const preference = pgTable(
  'preference',
  {
    orgId: orgId(),
    compteId: text('compte_id').notNull(),
    taille: text('taille').$type<Taille>().notNull(),
    theme: text('theme').$type<Theme>().notNull(),
    /** Offered first on the pages that the person reads. */
    langue: text('langue').$type<Langue>().notNull(),
    choisieLe: instant('choisie_le').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.compteId] }),
    foreignKey({ columns: [t.orgId, t.compteId], foreignColumns: [compte.orgId, compte.id] }),
    isolation(),
  ],
);
