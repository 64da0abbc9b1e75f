import { date, foreignKey, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant, isolation, orgId } from './colonnes.ts';
import { mandat, organisation, personne } from './schema.ts';

/**
 * Blind index of the names: keyed tags of the first signs of each word. The table tells nobody's name, only how often a
 * tag comes back (README). It goes with the person.
 */
export const indexPersonne = pgTable(
  'index_personne',
  { orgId: orgId(), tag: text('tag').notNull(), personneId: text('personne_id').notNull() },
  (t) => [
    primaryKey({ columns: [t.orgId, t.tag, t.personneId] }),
    index('index_personne_de').on(t.orgId, t.personneId),
    foreignKey({ columns: [t.orgId, t.personneId], foreignColumns: [personne.orgId, personne.id] }),
    isolation(),
  ],
);

/** Merges, their undoing, and the pairs that a writer told apart. Insert-only. */
export const fusionPersonne = pgTable(
  'fusion_personne',
  {
    orgId: orgId(),
    rang: integer('rang').notNull(),
    /** `fusion`, `defusion` or `distinction`. */
    type: text('type').notNull(),
    de: text('de').notNull(),
    vers: text('vers').notNull(),
    par: text('par').notNull(),
    le: instant('le').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.rang] }),
    foreignKey({ columns: [t.orgId, t.de], foreignColumns: [personne.orgId, personne.id] }),
    foreignKey({ columns: [t.orgId, t.vers], foreignColumns: [personne.orgId, personne.id] }),
    isolation(),
  ],
);

/** Legal holds: what they name is kept, with all that is held on the same person, until they are lifted. */
export const gel = pgTable(
  'gel',
  {
    orgId: orgId(),
    id: text('id').notNull(),
    nature: text('nature').notNull(),
    objetId: text('objet_id').notNull(),
    motifCode: text('motif_code').notNull(),
    du: date('du', { mode: 'string' }).notNull(),
    /** Last day of the hold; null while it lasts. */
    auInclus: date('au_inclus', { mode: 'string' }),
    par: text('par').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    foreignKey({ columns: [t.orgId], foreignColumns: [organisation.orgId] }),
    isolation(),
  ],
);

/** What was removed, when and under which rule: numbers and hashes, nobody. Insert-only. */
export const certificat = pgTable(
  'certificat',
  {
    orgId: orgId(),
    id: text('id').notNull(),
    /** `conservation` or `effacement`. */
    nature: text('nature').notNull(),
    donnees: jsonb('donnees').notNull(),
    le: instant('le').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    index('certificat_le').on(t.orgId, t.le),
    foreignKey({ columns: [t.orgId], foreignColumns: [organisation.orgId] }),
    isolation(),
  ],
);

/** What is left of a dossier: rows without id, day or lieu. Insert-only. */
export const statistiqueArchivee = pgTable(
  'statistique_archivee',
  {
    orgId: orgId(),
    /** Drawn at random: the order of the table tells nothing either. */
    id: text('id').notNull(),
    donnees: jsonb('donnees').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    foreignKey({ columns: [t.orgId], foreignColumns: [organisation.orgId] }),
    isolation(),
  ],
);

/** Mandates in intermediate archive: kept as proof, out of the daily lists. Insert-only. */
export const mandatArchive = pgTable(
  'mandat_archive',
  { orgId: orgId(), mandatId: text('mandat_id').notNull(), le: instant('le').notNull() },
  (t) => [
    primaryKey({ columns: [t.orgId, t.mandatId] }),
    foreignKey({ columns: [t.orgId, t.mandatId], foreignColumns: [mandat.orgId, mandat.id] }),
    isolation(),
  ],
);

/**
 * Register of the requests of persons: what was asked, when it was answered. Nobody is named; the file that a request is
 * about is known until it is answered, and no longer.
 */
export const demandeDroit = pgTable(
  'demande_droit',
  {
    orgId: orgId(),
    id: text('id').notNull(),
    nature: text('nature').notNull(),
    recueLe: date('recue_le', { mode: 'string' }).notNull(),
    personneId: text('personne_id'),
    /** Null until it is answered. */
    reponse: text('reponse'),
    repondueLe: date('repondue_le', { mode: 'string' }),
    par: text('par'),
    certificatId: text('certificat_id'),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    index('demande_droit_recue').on(t.orgId, t.recueLe),
    foreignKey({ columns: [t.orgId, t.certificatId], foreignColumns: [certificat.orgId, certificat.id] }),
    foreignKey({ columns: [t.orgId, t.personneId], foreignColumns: [personne.orgId, personne.id] }),
    isolation(),
  ],
);

/** Signed heads of the chains, one a day: the officer keeps a copy elsewhere. Insert-only. */
export const teteSignee = pgTable(
  'tete_signee',
  {
    orgId: orgId(),
    /** `journal` or `mandats`. */
    registre: text('registre').notNull(),
    jour: date('jour', { mode: 'string' }).notNull(),
    jws: text('jws').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.registre, t.jour] }),
    foreignKey({ columns: [t.orgId], foreignColumns: [organisation.orgId] }),
    isolation(),
  ],
);
