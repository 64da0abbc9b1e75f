import { sql } from 'drizzle-orm';
import {
  boolean,
  date,
  foreignKey,
  index,
  pgPolicy,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { bytea, instant, isolation, orgId } from './colonnes.ts';
import { compte, lieu, organisation, permanence } from './schema.ts';

/**
 * The queue: who is expected in a lieu on a day, or waits there. Kept until thirty days after the séance
 * (accompagnement §3, step 1), then deleted by `dropOldPassages`.
 */
export const passage = pgTable(
  'passage',
  {
    orgId: orgId(),
    id: text('id').notNull(),
    lieuId: text('lieu_id').notNull(),
    permanenceId: text('permanence_id'),
    date: date('date', { mode: 'string' }).notNull(),
    /** Local hour of the appointment, `09:30`; null for who came without one. */
    heure: text('heure'),
    /** `attendu`, `recu`, `absent` or `annule`. */
    etat: text('etat').notNull(),
    /** Language code that the person reads, `ar`; null when nobody asked. */
    langue: text('langue'),
    interprete: boolean('interprete').notNull(),
    /** Referral that this visit comes from. */
    adressageId: text('adressage_id'),
    /** First name, sealed; null when nobody gave one. */
    boite: bytea('boite'),
    creeLe: instant('cree_le').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    index('passage_jour').on(t.orgId, t.date, t.lieuId),
    foreignKey({ columns: [t.orgId, t.lieuId], foreignColumns: [lieu.orgId, lieu.id] }),
    isolation(),
  ],
);

/**
 * Who is away from a permanence on a day, and who stands in; the reason is never recorded. What the others read of it
 * is in `permanence` itself: an exdate and, when somebody holds the day, a permanence of that one day (`jourId`).
 */
export const absence = pgTable(
  'absence',
  {
    orgId: orgId(),
    permanenceId: text('permanence_id').notNull(),
    date: date('date', { mode: 'string' }).notNull(),
    agentId: text('agent_id').notNull(),
    remplacantId: text('remplacant_id'),
    noteeLe: instant('notee_le').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.permanenceId, t.date, t.agentId] }),
    index('absence_jour').on(t.orgId, t.date),
    foreignKey({
      columns: [t.orgId, t.permanenceId],
      foreignColumns: [permanence.orgId, permanence.id],
    }),
    foreignKey({ columns: [t.orgId, t.agentId], foreignColumns: [compte.orgId, compte.id] }),
    foreignKey({ columns: [t.orgId, t.remplacantId], foreignColumns: [compte.orgId, compte.id] }),
    isolation(),
  ],
);

/** What a structure tells everybody on `/ou-venir/<slug>`: chosen by its coordination, apart from its own file. */
export const pagePublique = pgTable(
  'page_publique',
  {
    orgId: orgId(),
    slug: text('slug').notNull(),
    ouverte: boolean('ouverte').notNull(),
    nom: text('nom').notNull(),
    telephone: text('telephone'),
    zone: text('zone').notNull(),
    fictive: boolean('fictive').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId] }),
    uniqueIndex('page_publique_slug').on(t.slug),
    foreignKey({ columns: [t.orgId], foreignColumns: [organisation.orgId] }),
    isolation(),
    pgPolicy('ouverture', {
      for: 'select',
      using: sql`ouverte and (slug = nullif(current_setting('app.ou_venir', true), '') or current_setting('app.ou_venir', true) = '*')`,
    }),
  ],
);

/** How to find a lieu: what a person needs on the way, and the lieu itself doesn't hold. */
export const lieuAcces = pgTable(
  'lieu_acces',
  {
    orgId: orgId(),
    lieuId: text('lieu_id').notNull(),
    adresse: text('adresse').notNull(),
    /** « Entrée par la cour. » */
    acces: text('acces'),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.lieuId] }),
    foreignKey({ columns: [t.orgId, t.lieuId], foreignColumns: [lieu.orgId, lieu.id] }),
    isolation(),
    pgPolicy('ouverture', {
      for: 'select',
      using: sql`exists (select 1 from lieu l where l.org_id = lieu_acces.org_id and l.id = lieu_acces.lieu_id and nullif(current_setting('app.ou_venir', true), '') is not null)`,
    }),
  ],
);
