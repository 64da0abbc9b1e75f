import { sql } from 'drizzle-orm';
import {
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { instant, isolation, orgId } from './colonnes.ts';
import { intervention, lieu, organisation } from './schema.ts';

/**
 * Imported open data: places to orient to, as `parseLieux` gives them. A place that a later file no longer holds is
 * withdrawn, not deleted: an orientation may still name it.
 */
export const lieuPublic = pgTable(
  'lieu_public',
  {
    orgId: orgId(),
    id: text('id').notNull(),
    donnees: jsonb('donnees').notNull(),
    /** SHA-256 of the file that brought this row. */
    version: text('version').notNull(),
    importeLe: instant('importe_le').notNull(),
    retireLe: instant('retire_le'),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    foreignKey({ columns: [t.orgId], foreignColumns: [organisation.orgId] }),
    isolation(),
  ],
);

/** Workshops of the structure. Who came is known as margins only, never one by one. */
export const atelier = pgTable(
  'atelier',
  {
    orgId: orgId(),
    id: text('id').notNull(),
    lieuId: text('lieu_id').notNull(),
    /** Street and number, when the name of the lieu is not enough. */
    adresse: text('adresse'),
    date: date('date', { mode: 'string' }).notNull(),
    /** Local hour, `HH:MM`. */
    debut: text('debut').notNull(),
    dureeMin: integer('duree_min').notNull(),
    theme: text('theme').notNull(),
    niveau: text('niveau').notNull(),
    /** Null: as many as come. */
    places: integer('places'),
    /** First name of the leader or of the host, for the sheet; not an account. */
    animateur: text('animateur'),
    /** Rank of the signed link in force: a new one revokes the former; negative = taken back, null = never made. */
    lien: integer('lien'),
    /** The workshop as `parseAtelier` gives it, once its margins are told. */
    donnees: jsonb('donnees'),
    tenuLe: instant('tenu_le'),
    annuleLe: instant('annule_le'),
    creeLe: instant('cree_le').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    index('atelier_date').on(t.orgId, t.date),
    foreignKey({ columns: [t.orgId, t.lieuId], foreignColumns: [lieu.orgId, lieu.id] }),
    isolation(),
  ],
);

/** Onward referrals, in their present status; the person is that of the intervention, who may be anonymous. */
export const orientation = pgTable(
  'orientation',
  {
    orgId: orgId(),
    id: text('id').notNull(),
    interventionId: text('intervention_id').notNull(),
    /** The `Orientation` of accompagnement; its status changes by `advance` only. */
    donnees: jsonb('donnees').notNull(),
    statut: text('statut').notNull(),
    relanceLe: date('relance_le', { mode: 'string' }).notNull(),
    expireLe: date('expire_le', { mode: 'string' }).notNull(),
    atelierId: text('atelier_id'),
    /** Number of the sheet at the workshop: all that its leader sees of the person. */
    fiche: integer('fiche'),
    modifieLe: instant('modifie_le').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    index('orientation_intervention').on(t.orgId, t.interventionId),
    index('orientation_attente').on(t.orgId, t.statut, t.relanceLe),
    uniqueIndex('orientation_fiche')
      .on(t.orgId, t.atelierId, t.fiche)
      .where(sql`fiche is not null`),
    foreignKey({
      columns: [t.orgId, t.interventionId],
      foreignColumns: [intervention.orgId, intervention.id],
    }),
    foreignKey({ columns: [t.orgId, t.atelierId], foreignColumns: [atelier.orgId, atelier.id] }),
    isolation(),
  ],
);
