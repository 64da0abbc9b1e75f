import { sql } from 'drizzle-orm';
import {
  boolean,
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
import { bytea, instant, isolation, orgId } from './colonnes.ts';
import { atelier } from './schema-orientations.ts';
import { compte, organisation } from './schema.ts';

/** A link that opens an account once, for seven days; the table holds only its SHA-256. */
export const invitation = pgTable(
  'invitation',
  {
    orgId: orgId(),
    id: text('id').notNull(),
    compteId: text('compte_id').notNull(),
    jetonHash: text('jeton_hash').notNull(),
    creeLe: instant('cree_le').notNull(),
    expireLe: instant('expire_le').notNull(),
    /** Used, or replaced by a newer link. */
    closeLe: instant('close_le'),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    uniqueIndex('invitation_jeton').on(t.jetonHash),
    foreignKey({ columns: [t.orgId, t.compteId], foreignColumns: [compte.orgId, compte.id] }),
    isolation(),
    pgPolicy('ouverture', {
      for: 'select',
      using: sql`jeton_hash = nullif(current_setting('app.invitation', true), '')`,
    }),
  ],
);

/** Versions of the ethics charter: a new text is another row, and everybody signs again. */
export const charte = pgTable(
  'charte',
  {
    orgId: orgId(),
    version: integer('version').notNull(),
    texte: text('texte').notNull(),
    publieeLe: instant('publiee_le').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.version] }),
    foreignKey({ columns: [t.orgId], foreignColumns: [organisation.orgId] }),
    isolation(),
  ],
);

/** Who signed which version, and when. Insert-only. */
export const charteSignature = pgTable(
  'charte_signature',
  {
    orgId: orgId(),
    compteId: text('compte_id').notNull(),
    version: integer('version').notNull(),
    signeeLe: instant('signee_le').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.compteId, t.version] }),
    foreignKey({ columns: [t.orgId, t.compteId], foreignColumns: [compte.orgId, compte.id] }),
    isolation(),
  ],
);

/** Which column fills which field, kept for each shape of file. */
export const correspondance = pgTable(
  'correspondance',
  {
    orgId: orgId(),
    empreinte: text('empreinte').notNull(),
    mapping: jsonb('mapping').notNull(),
    modifieeLe: instant('modifiee_le').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.empreinte] }),
    foreignKey({ columns: [t.orgId], foreignColumns: [organisation.orgId] }),
    isolation(),
  ],
);

/** One import: what was asked, how far it is, and its report, which holds no value of the file. */
export const importation = pgTable(
  'importation',
  {
    orgId: orgId(),
    id: text('id').notNull(),
    compteId: text('compte_id').notNull(),
    /** `coop` or `tableur`. */
    nature: text('nature').notNull(),
    /** `depose`, `analyse`, `pret`, `refuse`, `en_cours`, `confirme`, `annulation`, `annule`. */
    etat: text('etat').notNull(),
    /** SHA-256 of the file: the same one again is recognised. */
    empreinte: text('empreinte').notNull(),
    options: jsonb('options').notNull(),
    resume: jsonb('resume'),
    /** Every issue, as gzipped JSON: row, column, code, phrase. */
    defauts: bytea('defauts'),
    fait: integer('fait').notNull().default(0),
    total: integer('total').notNull().default(0),
    deposeLe: instant('depose_le').notNull(),
    /** Last sign of life of the work in progress: an older one may be taken up again. */
    vuLe: instant('vu_le').notNull(),
    confirmeLe: instant('confirme_le'),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    index('importation_depot').on(t.orgId, t.deposeLe),
    foreignKey({ columns: [t.orgId, t.compteId], foreignColumns: [compte.orgId, compte.id] }),
    isolation(),
  ],
);

/** The file of an import, sealed, until it is confirmed or twelve hours old. */
export const importationFichier = pgTable(
  'importation_fichier',
  {
    orgId: orgId(),
    importationId: text('importation_id').notNull(),
    boite: bytea('boite').notNull(),
    expireLe: instant('expire_le').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.importationId] }),
    foreignKey({
      columns: [t.orgId, t.importationId],
      foreignColumns: [importation.orgId, importation.id],
    }),
    isolation(),
  ],
);

/** Which interventions an import created: what its undoing cancels. Insert-only. */
export const importationLigne = pgTable(
  'importation_ligne',
  {
    orgId: orgId(),
    importationId: text('importation_id').notNull(),
    interventionId: text('intervention_id').notNull(),
    seanceId: text('seance_id').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.importationId, t.interventionId] }),
    foreignKey({
      columns: [t.orgId, t.importationId],
      foreignColumns: [importation.orgId, importation.id],
    }),
    isolation(),
  ],
);

/** Which workshops an import created: what its undoing cancels. Insert-only. */
export const importationAtelier = pgTable(
  'importation_atelier',
  {
    orgId: orgId(),
    importationId: text('importation_id').notNull(),
    atelierId: text('atelier_id').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.importationId, t.atelierId] }),
    foreignKey({
      columns: [t.orgId, t.importationId],
      foreignColumns: [importation.orgId, importation.id],
    }),
    foreignKey({ columns: [t.orgId, t.atelierId], foreignColumns: [atelier.orgId, atelier.id] }),
    isolation(),
  ],
);

/** The link with RDV Service Public: its secret, sealed, and what their lieux and agents are here. */
export const rdvsp = pgTable(
  'rdvsp',
  {
    orgId: orgId(),
    actif: boolean('actif').notNull(),
    secret: bytea('secret').notNull(),
    /** `{ lieux: { source: lieuId }, agents: { source: compteId } }`. */
    liens: jsonb('liens').notNull(),
    modifieLe: instant('modifie_le').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId] }),
    foreignKey({ columns: [t.orgId], foreignColumns: [organisation.orgId] }),
    isolation(),
  ],
);

/** One row a webhook, under its key (model, id, timestamp): sent again, it does nothing. No user is ever read. */
export const rdvspRecu = pgTable(
  'rdvsp_recu',
  {
    orgId: orgId(),
    cle: text('cle').notNull(),
    type: text('type').notNull(),
    /** What was made of it: `fait`, `ignore`, or `a_relier` when its lieu or agent is not known here. */
    suite: text('suite').notNull(),
    donnees: jsonb('donnees').notNull(),
    recuLe: instant('recu_le').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.cle] }),
    foreignKey({ columns: [t.orgId], foreignColumns: [organisation.orgId] }),
    isolation(),
  ],
);
