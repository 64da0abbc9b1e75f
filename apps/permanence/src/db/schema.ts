import { sql } from 'drizzle-orm';
import {
  bigint,
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
  uuid,
} from 'drizzle-orm/pg-core';
import { bytea, instant, isolation, orgId } from './colonnes.ts';

export const organisation = pgTable(
  'organisation',
  {
    orgId: uuid('org_id').primaryKey(),
    nom: text('nom').notNull(),
    nature: text('nature').notNull(),
    zone: text('zone').notNull(),
    /** Fictitious data: banner on every page and every PDF. */
    fictive: boolean('fictive').notNull(),
    /** How a person reaches the structure today: shown on the public pages. */
    telephone: text('telephone'),
    courriel: text('courriel'),
    /** Who answers when the structure is closed, in the words of the structure. */
    secours: text('secours'),
    /** Key of the pseudonyms, sealed: it never leaves the server. */
    kid: text('kid').notNull(),
    clePseudonyme: bytea('cle_pseudonyme').notNull(),
  },
  () => [isolation()],
);

/** A service that sends people: a social-work team of the structure or of a partner. */
export const service = pgTable(
  'service',
  { orgId: orgId(), id: text('id').notNull(), nom: text('nom').notNull() },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    foreignKey({ columns: [t.orgId], foreignColumns: [organisation.orgId] }),
    isolation(),
  ],
);

export const compte = pgTable(
  'compte',
  {
    orgId: orgId(),
    id: text('id').notNull(),
    identifiant: text('identifiant').notNull(),
    nom: text('nom').notNull(),
    roles: text('roles').array().notNull(),
    /** Service of a prescriber: the referrals of others are none of its business. */
    serviceId: text('service_id'),
    charteSigneeLe: date('charte_signee_le', { mode: 'string' }),
    actif: boolean('actif').notNull().default(true),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    uniqueIndex('compte_identifiant').on(t.identifiant),
    foreignKey({ columns: [t.orgId], foreignColumns: [organisation.orgId] }),
    foreignKey({ columns: [t.orgId, t.serviceId], foreignColumns: [service.orgId, service.id] }),
    isolation(),
    // Before sign-in no organisation is known: who names the account may read that row, and no other.
    pgPolicy('ouverture', {
      for: 'select',
      using: sql`identifiant = nullif(current_setting('app.identifiant', true), '')`,
    }),
  ],
);

export const passkey = pgTable(
  'passkey',
  {
    orgId: orgId(),
    id: text('id').notNull(),
    compteId: text('compte_id').notNull(),
    clePublique: bytea('cle_publique').notNull(),
    compteur: bigint('compteur', { mode: 'number' }).notNull(),
    transports: text('transports').array().notNull(),
    creeLe: instant('cree_le').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    uniqueIndex('passkey_id').on(t.id),
    foreignKey({ columns: [t.orgId, t.compteId], foreignColumns: [compte.orgId, compte.id] }).onDelete(
      'cascade',
    ),
    isolation(),
    pgPolicy('ouverture', {
      for: 'select',
      using: sql`id = nullif(current_setting('app.passkey', true), '')`,
    }),
  ],
);

/** Single-use challenges of passkeys, before any organisation is known. */
export const defi = pgTable('defi', {
  defi: text('defi').primaryKey(),
  expireLe: instant('expire_le').notNull(),
});

export const session = pgTable(
  'session',
  {
    orgId: orgId(),
    id: text('id').notNull(),
    /** SHA-256 of the cookie: a stolen table opens no session. */
    jetonHash: text('jeton_hash').notNull(),
    compteId: text('compte_id').notNull(),
    ouverteLe: instant('ouverte_le').notNull(),
    vueLe: instant('vue_le').notNull(),
    /** `ordinateur` or `mobile`, as the browser says: one word, never a fingerprint. */
    appareil: text('appareil'),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    uniqueIndex('session_jeton').on(t.jetonHash),
    foreignKey({ columns: [t.orgId, t.compteId], foreignColumns: [compte.orgId, compte.id] }).onDelete(
      'cascade',
    ),
    isolation(),
    pgPolicy('ouverture', {
      for: 'select',
      using: sql`jeton_hash = nullif(current_setting('app.jeton_hash', true), '')`,
    }),
  ],
);

/** One row a command: the same `op` never acts twice and always gives the same answer. */
export const operation = pgTable(
  'operation',
  {
    orgId: orgId(),
    op: uuid('op').notNull(),
    type: text('type').notNull(),
    compteId: text('compte_id').notNull(),
    reponse: jsonb('reponse'),
    recueLe: instant('recue_le').notNull(),
  },
  (t) => [primaryKey({ columns: [t.orgId, t.op] }), isolation()],
);

export const lieu = pgTable(
  'lieu',
  {
    orgId: orgId(),
    id: text('id').notNull(),
    nom: text('nom').notNull(),
    nature: text('nature').notNull(),
    territoireId: text('territoire_id').notNull(),
    codeInsee: text('code_insee').notNull(),
    commune: text('commune').notNull(),
    /** A lieu is closed, never removed: its past stays where it was. */
    fermeLe: date('ferme_le', { mode: 'string' }),
    remplacePar: text('remplace_par'),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    foreignKey({ columns: [t.orgId], foreignColumns: [organisation.orgId] }),
    isolation(),
    // « Où et quand venir » is everybody's: the lieux of public permanences, and no other.
    pgPolicy('ouverture', {
      for: 'select',
      using: sql`nullif(current_setting('app.ou_venir', true), '') is not null and exists (select 1 from permanence p where p.org_id = lieu.org_id and p.donnees->>'lieuId' = lieu.id and p.donnees->>'publique' = 'true')`,
    }),
  ],
);

export const permanence = pgTable(
  'permanence',
  { orgId: orgId(), id: text('id').notNull(), donnees: jsonb('donnees').notNull() },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    foreignKey({ columns: [t.orgId], foreignColumns: [organisation.orgId] }),
    isolation(),
    // Public permanences of a structure that opened its page (`page_publique`), asked for by name.
    pgPolicy('ouverture', {
      for: 'select',
      using: sql`nullif(current_setting('app.ou_venir', true), '') is not null and donnees->>'publique' = 'true' and exists (select 1 from page_publique q where q.org_id = permanence.org_id)`,
    }),
  ],
);

export const seance = pgTable(
  'seance',
  {
    orgId: orgId(),
    id: text('id').notNull(),
    lieuId: text('lieu_id').notNull(),
    permanenceId: text('permanence_id'),
    agentId: text('agent_id').notNull(),
    date: date('date', { mode: 'string' }).notNull(),
    ouverteA: instant('ouverte_a').notNull(),
    closeA: instant('close_a'),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    index('seance_agent').on(t.orgId, t.agentId, t.date),
    foreignKey({ columns: [t.orgId, t.lieuId], foreignColumns: [lieu.orgId, lieu.id] }),
    foreignKey({ columns: [t.orgId, t.agentId], foreignColumns: [compte.orgId, compte.id] }),
    isolation(),
  ],
);

/** Insert-only history of a séance, as its `decide` gave it. */
export const seanceEvenement = pgTable(
  'seance_evenement',
  {
    orgId: orgId(),
    seanceId: text('seance_id').notNull(),
    rang: integer('rang').notNull(),
    donnees: jsonb('donnees').notNull(),
    recuLe: instant('recu_le').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.seanceId, t.rang] }),
    foreignKey({ columns: [t.orgId, t.seanceId], foreignColumns: [seance.orgId, seance.id] }),
    isolation(),
  ],
);

/** Reading model of the interventions; the truth is in `seance_evenement`. */
export const intervention = pgTable(
  'intervention',
  {
    orgId: orgId(),
    id: text('id').notNull(),
    seanceId: text('seance_id').notNull(),
    date: date('date', { mode: 'string' }).notNull(),
    agentId: text('agent_id').notNull(),
    donnees: jsonb('donnees').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    index('intervention_date').on(t.orgId, t.date),
    foreignKey({ columns: [t.orgId, t.seanceId], foreignColumns: [seance.orgId, seance.id] }),
    isolation(),
  ],
);

export const personne = pgTable(
  'personne',
  {
    orgId: orgId(),
    id: text('id').notNull(),
    pseudonyme: text('pseudonyme').notNull(),
    creeLe: instant('cree_le').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    uniqueIndex('personne_pseudonyme').on(t.orgId, t.pseudonyme),
    foreignKey({ columns: [t.orgId], foreignColumns: [organisation.orgId] }),
    isolation(),
  ],
);

/** Wrapped data keys, apart so that they have short backups: destroying a row erases the person. */
export const clePersonne = pgTable(
  'cle_personne',
  {
    orgId: orgId(),
    personneId: text('personne_id').notNull(),
    kid: text('kid').notNull(),
    enveloppe: bytea('enveloppe').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.personneId] }),
    foreignKey({ columns: [t.orgId, t.personneId], foreignColumns: [personne.orgId, personne.id] }),
    isolation(),
  ],
);

/** The vault: what names a person, or was signed by her, sealed under her key. */
export const coffre = pgTable(
  'coffre',
  {
    orgId: orgId(),
    id: text('id').notNull(),
    personneId: text('personne_id').notNull(),
    nature: text('nature').notNull(),
    version: integer('version').notNull(),
    boite: bytea('boite').notNull(),
    deposeLe: instant('depose_le').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    index('coffre_personne').on(t.orgId, t.personneId),
    foreignKey({ columns: [t.orgId, t.personneId], foreignColumns: [personne.orgId, personne.id] }),
    isolation(),
  ],
);

/** Register of mandates; their statut is never stored, it is computed from the events. */
export const mandat = pgTable(
  'mandat',
  {
    orgId: orgId(),
    id: text('id').notNull(),
    personneId: text('personne_id').notNull(),
    creeLe: instant('cree_le').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    index('mandat_personne').on(t.orgId, t.personneId),
    foreignKey({ columns: [t.orgId, t.personneId], foreignColumns: [personne.orgId, personne.id] }),
    isolation(),
  ],
);

/** Insert-only, hash-chained: one chain an organisation (`/ledger` of mandat). */
export const mandatEvenement = pgTable(
  'mandat_evenement',
  {
    orgId: orgId(),
    rang: integer('rang').notNull(),
    mandatId: text('mandat_id').notNull(),
    evenementId: text('evenement_id').notNull(),
    donnees: jsonb('donnees').notNull(),
    prevHash: text('prev_hash').notNull(),
    hash: text('hash').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.rang] }),
    uniqueIndex('mandat_evenement_id').on(t.orgId, t.evenementId),
    index('mandat_evenement_mandat').on(t.orgId, t.mandatId),
    index('mandat_evenement_fait').on(t.orgId, sql`(donnees->>'type')`, sql`(donnees->>'faitLe')`),
    foreignKey({ columns: [t.orgId, t.mandatId], foreignColumns: [mandat.orgId, mandat.id] }),
    isolation(),
  ],
);

/** Codes that a person types or a third party scans, before any organisation is known. `cle` is an HMAC of the code
 * under a key derived from the KEK: a stolen table opens nothing, and a code is found only by whoever holds it. */
export const codePublic = pgTable(
  'code_public',
  {
    orgId: orgId(),
    cle: text('cle').notNull(),
    mandatId: text('mandat_id').notNull(),
    /** `M` shows the mandate, `R` revokes it, `T` lets a third party check it. */
    kind: text('kind').notNull(),
    /** Commitment of the code under the person's salt: what the events hold. */
    engagement: text('engagement').notNull(),
    /** Fingerprints of the copies printed with this code: the page that it opens knows them. */
    empreintes: text('empreintes').array().notNull().default([]),
    creeLe: instant('cree_le').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.cle] }),
    uniqueIndex('code_public_cle').on(t.cle),
    uniqueIndex('code_public_mandat')
      .on(t.orgId, t.mandatId, t.kind)
      .where(sql`kind <> 'T'`),
    foreignKey({ columns: [t.orgId, t.mandatId], foreignColumns: [mandat.orgId, mandat.id] }),
    isolation(),
    pgPolicy('ouverture', {
      for: 'select',
      using: sql`cle = nullif(current_setting('app.code', true), '')`,
    }),
  ],
);

/** Insert-only audit log of the reads of identity, chained the same way. */
export const journal = pgTable(
  'journal',
  {
    orgId: orgId(),
    rang: integer('rang').notNull(),
    donnees: jsonb('donnees').notNull(),
    prevHash: text('prev_hash').notNull(),
    hash: text('hash').notNull(),
  },
  (t) => [primaryKey({ columns: [t.orgId, t.rang] }), isolation()],
);

/** Work in progress between two screens; sealed, since it may hold what the person said. */
export const brouillon = pgTable(
  'brouillon',
  {
    orgId: orgId(),
    id: text('id').notNull(),
    compteId: text('compte_id').notNull(),
    nature: text('nature').notNull(),
    boite: bytea('boite').notNull(),
    expireLe: instant('expire_le').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    foreignKey({ columns: [t.orgId, t.compteId], foreignColumns: [compte.orgId, compte.id] }),
    isolation(),
  ],
);
