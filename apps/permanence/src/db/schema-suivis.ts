import { boolean, date, foreignKey, index, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { bytea, instant, isolation, orgId } from './colonnes.ts';
import { compte, lieu, organisation, personne, service } from './schema.ts';

/**
 * Reading model of the suivis (`Suivi` of accompagnement): made again at any time from `seance_evenement` and
 * `suivi_geste` by `rebuildSuivis`. What a visit without a name left to do is here too, apart: its `personne_id` is null,
 * and no statistics of persons may count it.
 */
export const suivi = pgTable(
  'suivi',
  {
    orgId: orgId(),
    id: text('id').notNull(),
    /** Null for a visit without a name. */
    personneId: text('personne_id'),
    demarcheId: text('demarche_id').notNull(),
    /** Writer of the latest intervention: « mine » on the due list. */
    agentId: text('agent_id').notNull(),
    ouvertLe: date('ouvert_le', { mode: 'string' }).notNull(),
    closLe: date('clos_le', { mode: 'string' }),
    /** Day of the first relance still to do; null when nothing is planned, or when the suivi is closed. */
    prochaineLe: date('prochaine_le', { mode: 'string' }),
    /** The `Suivi`; of a visit without a name, `personne` is the id of the intervention. */
    donnees: jsonb('donnees').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    index('suivi_personne').on(t.orgId, t.personneId),
    index('suivi_du').on(t.orgId, t.prochaineLe),
    index('suivi_ouvert').on(t.orgId, t.closLe, t.ouvertLe),
    foreignKey({ columns: [t.orgId, t.personneId], foreignColumns: [personne.orgId, personne.id] }),
    isolation(),
  ],
);

/** What was done to a suivi apart from any intervention (`GesteSuivi`). Insert-only; names nobody. */
export const suiviGeste = pgTable(
  'suivi_geste',
  {
    orgId: orgId(),
    id: text('id').notNull(),
    suiviId: text('suivi_id').notNull(),
    donnees: jsonb('donnees').notNull(),
    recuLe: instant('recu_le').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    index('suivi_geste_suivi').on(t.orgId, t.suiviId),
    foreignKey({ columns: [t.orgId], foreignColumns: [organisation.orgId] }),
    isolation(),
  ],
);

/**
 * Persons sent by a service (`Adressage` of accompagnement). Contact and note are in `boite`, sealed; the row is deleted
 * by `dropOldAdressages` once ninety days have passed unused, or after the feedback.
 */
export const adressage = pgTable(
  'adressage',
  {
    orgId: orgId(),
    id: text('id').notNull(),
    serviceId: text('service_id').notNull(),
    auteurId: text('auteur_id').notNull(),
    perimetre: text('perimetre').notNull(),
    urgence: boolean('urgence').notNull(),
    echeance: date('echeance', { mode: 'string' }),
    langue: text('langue').notNull(),
    recuLe: instant('recu_le').notNull(),
    /** Contact and note: `{ contact, note? }`. */
    boite: bytea('boite').notNull(),
    accepteLe: instant('accepte_le'),
    accepteParId: text('accepte_par_id'),
    /** The slot that was proposed: a lieu, a day, perhaps an hour, and its line in the queue. */
    lieuId: text('lieu_id'),
    creneauLe: date('creneau_le', { mode: 'string' }),
    creneauHeure: text('creneau_heure'),
    passageId: text('passage_id'),
    /** Whom it became, when she was received: her suivis give the feedback. */
    personneId: text('personne_id'),
    interventionId: text('intervention_id'),
    retourCode: text('retour_code'),
    retourLe: instant('retour_le'),
    /** Who answered; a service reads the code and the day, never who. */
    retourParId: text('retour_par_id'),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    index('adressage_recu').on(t.orgId, t.recuLe),
    index('adressage_service').on(t.orgId, t.serviceId),
    foreignKey({ columns: [t.orgId, t.serviceId], foreignColumns: [service.orgId, service.id] }),
    foreignKey({ columns: [t.orgId, t.auteurId], foreignColumns: [compte.orgId, compte.id] }),
    foreignKey({ columns: [t.orgId, t.retourParId], foreignColumns: [compte.orgId, compte.id] }),
    foreignKey({ columns: [t.orgId, t.lieuId], foreignColumns: [lieu.orgId, lieu.id] }),
    foreignKey({ columns: [t.orgId, t.personneId], foreignColumns: [personne.orgId, personne.id] }),
    isolation(),
  ],
);
