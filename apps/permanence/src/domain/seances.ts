import { getDemarcheReprise } from '@porte-plume/accompagnement/imports';
import { expandPermanence, type Permanence } from '@porte-plume/accompagnement/permanence';
import {
  decide,
  evolve,
  toDemarcheFaits,
  type CommandeSeance,
  type EvenementSeance,
  type Ports,
} from '@porte-plume/accompagnement/seance';
import {
  parsePermanence,
  type EtatSeance,
  type Instant,
  type Intervention,
} from '@porte-plume/accompagnement';
import { catalogue, getDemarche } from '@porte-plume/demarches';
import { createIndex, verifier, type EtatMandat } from '@porte-plume/mandat';
import { and, asc, between, desc, eq, isNull, sql } from 'drizzle-orm';
import type { Tx } from '../db/client.ts';
import { Refus } from '../db/operation.ts';
import { intervention, lieu, permanence, seance, seanceEvenement } from '../db/schema.ts';
import { toActeur } from '../server/acces.ts';
import { civilDate, now, type Services, type Visiteur } from '../server/contexte.ts';
import { addDays } from '../server/heure.ts';
import { ouvertsLe } from './lieux-structure.ts';
import { toHabilitation } from './mandats.ts';
import { nameSuivis, recordSuivis } from './projection-suivis.ts';

/** Answer of the mandate port when there is no mandate to look at. */
const SANS_MANDAT = {
  ok: false as const,
  motifs: [{ code: 'pas_de_mandat', phrase: 'Cet acte demande un mandat de la personne.' }],
};

/** What the screens show of the séance in progress. */
export interface SeanceOuverte {
  id: string;
  lieuId: string;
  lieu: string;
  commune: string;
  date: string;
  ouverteA: string;
}

/** Days during which what was noted on paper may still be typed into its séance. */
export const JOURS_DE_SAISIE = 30;

/** The séance that this account has open today, or null. */
export async function findSeanceOuverte(
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
): Promise<SeanceOuverte | null> {
  const [derniere] = await listSeancesOuvertes(tx, services, visiteur, 0);
  return derniere ?? null;
}

/** The séances of this account, of today and of the days before, that were never closed; the latest first. */
export async function listSeancesOuvertes(
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
  joursAvant: number,
): Promise<SeanceOuverte[]> {
  const date = civilDate(services.clock(), visiteur.zone);
  return tx
    .select({
      id: seance.id,
      lieuId: seance.lieuId,
      lieu: lieu.nom,
      commune: lieu.commune,
      date: seance.date,
      ouverteA: seance.ouverteA,
    })
    .from(seance)
    .innerJoin(lieu, and(eq(lieu.orgId, seance.orgId), eq(lieu.id, seance.lieuId)))
    .where(
      and(
        eq(seance.orgId, visiteur.orgId),
        eq(seance.agentId, visiteur.compteId),
        between(seance.date, addDays(date, -joursAvant), date),
        isNull(seance.closeA),
      ),
    )
    .orderBy(desc(seance.date), desc(seance.ouverteA));
}

/** Days before today in which a séance that was left open is looked for. */
const JOURS_OUBLIEE = 366;

/** A séance of a day before today that its writer never closed; `fin`: when it ended, for all that is known. */
export interface SeanceOubliee extends SeanceOuverte {
  fin: Instant;
}

/** Those of this account, the latest first. */
export async function listSeancesOubliees(
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
): Promise<SeanceOubliee[]> {
  const date = civilDate(services.clock(), visiteur.zone);
  const ouvertes = await listSeancesOuvertes(tx, services, visiteur, JOURS_OUBLIEE);
  const oubliees: SeanceOubliee[] = [];
  for (const une of ouvertes) {
    const etat = une.date < date ? await readEtatSeance(tx, visiteur.orgId, une.id) : null;
    if (etat !== null) oubliees.push({ ...une, fin: await readFin(tx, visiteur, etat) });
  }
  return oubliees;
}

/**
 * The end that was planned, or the last entry of that very day where it is later: closed at the hour of the click, a séance
 * of last week would count a hundred hours of welcome (indicator A8).
 */
async function readFin(
  tx: Tx,
  { orgId, zone }: Visiteur,
  { seance: une, interventions }: EtatSeance,
): Promise<Instant> {
  const { date, ouverteA, permanenceId } = une;
  const instants = Object.values(interventions)
    .map(({ creeLe }) => creeLe)
    .filter((creeLe) => civilDate(new Date(creeLe), zone) === date);
  if (permanenceId !== null) {
    const [row] = await tx
      .select({ donnees: permanence.donnees })
      .from(permanence)
      .where(and(eq(permanence.orgId, orgId), eq(permanence.id, permanenceId)));
    const lue = parsePermanence(row?.donnees);
    if (lue.ok) instants.push(...expandPermanence(lue.value, { du: date, au: date }).map(({ fin }) => fin));
  }
  return instants.reduce((fin, un) => (Date.parse(un) > Date.parse(fin) ? un : fin), ouverteA);
}

/** Whether this account already held and closed a séance today. */
export async function hasSeanceClose(tx: Tx, services: Services, visiteur: Visiteur): Promise<boolean> {
  const date = civilDate(services.clock(), visiteur.zone);
  const rows = await tx
    .select({ id: seance.id })
    .from(seance)
    .where(
      and(eq(seance.orgId, visiteur.orgId), eq(seance.agentId, visiteur.compteId), eq(seance.date, date)),
    )
    .limit(1);
  return rows.length > 0;
}

/** State of one séance from its events, or null: foreign and unknown ids look the same. */
export async function readEtatSeance(tx: Tx, orgId: string, id: string): Promise<EtatSeance | null> {
  const rows = await tx
    .select({ donnees: seanceEvenement.donnees })
    .from(seanceEvenement)
    .where(and(eq(seanceEvenement.orgId, orgId), eq(seanceEvenement.seanceId, id)))
    .orderBy(asc(seanceEvenement.rang));
  return rows.reduce<EtatSeance | null>(
    (etat, { donnees }) => evolve(etat, donnees as EvenementSeance),
    null,
  );
}

/** One occurrence of today of a permanence of this account. */
export interface Prevue {
  permanence: Permanence;
  lieu: string;
  commune: string;
  debut: string;
  fin: string;
}

/** The permanences that this account holds today in lieux that are open, earliest first. */
export async function listPrevues(tx: Tx, services: Services, visiteur: Visiteur): Promise<Prevue[]> {
  const date = civilDate(services.clock(), visiteur.zone);
  const rows = await tx
    .select({ donnees: permanence.donnees, lieu: lieu.nom, commune: lieu.commune })
    .from(permanence)
    .innerJoin(
      lieu,
      and(eq(lieu.orgId, permanence.orgId), eq(lieu.id, sql`${permanence.donnees}->>'lieuId'`)),
    )
    .where(
      and(
        eq(permanence.orgId, visiteur.orgId),
        ouvertsLe(visiteur.orgId, date),
        sql`${permanence.donnees}->'agentIds' ? ${visiteur.compteId}`,
      ),
    );
  return rows
    .flatMap((row) => {
      const lue = parsePermanence(row.donnees);
      if (!lue.ok) return [];
      return expandPermanence(lue.value, { du: date, au: date }).map(({ debut, fin }) => ({
        permanence: lue.value,
        lieu: row.lieu,
        commune: row.commune,
        debut,
        fin,
      }));
    })
    .sort((a, b) => (a.debut < b.debut ? -1 : 1));
}

/** What `decide` asks of the outside, answered from the catalogue and from the mandates of the person. */
export function createPorts(visiteur: Visiteur, mandats: readonly EtatMandat[]): Ports {
  const index = createIndex(mandats);
  return {
    getDemarche: (id) => getDemarche(id) ?? getDemarcheReprise(id),
    checkMandat(question) {
      const demarche = getDemarche(question.demarcheId);
      if (question.personne === null || demarche === undefined) return SANS_MANDAT;
      const decision = verifier({
        mandats: index,
        mandantRef: question.personne,
        habilitation: toHabilitation(visiteur),
        demarche: toDemarcheFaits(demarche, catalogue.version),
        acte: question.acte,
        mode: question.mode,
        instant: question.a,
        identifiantsParEcrivain: question.saisieIdentifiants,
        interventionRef: question.interventionId,
        ...(question.relectureId === undefined ? {} : { relectureId: question.relectureId }),
      });
      if (decision.autorise && decision.mandatId !== undefined)
        return { ok: true, value: { mandatId: decision.mandatId } };
      return decision.motifs.length > 0 ? { ok: false, motifs: decision.motifs } : SANS_MANDAT;
    },
  };
}

/**
 * Decides one command on a séance, appends its events and brings the reading model up to date.
 * @throws {Refus} with every motif
 */
export async function runSeance(
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
  commande: CommandeSeance,
  ports: Ports,
): Promise<EtatSeance> {
  const { orgId } = visiteur;
  await tx.execute(
    sql`select 1 from ${seance} where ${seance.orgId} = ${orgId} and ${seance.id} = ${commande.seanceId} for update`,
  );
  const avant = await readEtatSeance(tx, orgId, commande.seanceId);
  const maintenant = now(services);
  const resultat = decide(avant, await withSuivis(tx, orgId, commande), ports, {
    maintenant,
    zone: visiteur.zone,
    alea: services.alea,
    acteur: toActeur(visiteur),
  });
  if (!resultat.ok) throw new Refus(resultat.motifs);
  const evenements = resultat.value;
  const etat = evenements.reduce<EtatSeance | null>((un, evenement) => evolve(un, evenement), avant);
  if (etat === null) throw new Error('a command on no séance was accepted');
  const premier = Object.keys(avant?.ops ?? {}).length;
  if (avant === null) await insertSeance(tx, orgId, etat);
  if (evenements.length > 0) {
    await tx.insert(seanceEvenement).values(
      evenements.map((evenement, rang) => ({
        orgId,
        seanceId: commande.seanceId,
        rang: premier + rang,
        donnees: evenement,
        recuLe: maintenant,
      })),
    );
  }
  for (const evenement of evenements) await project(tx, orgId, visiteur.compteId, evenement);
  for (const faite of evenements.flatMap((un) => etat.interventions[interventionOf(un)] ?? []))
    await recordSuivis(tx, visiteur, etat.seance.agentId, faite);
  return etat;
}

async function withSuivis(tx: Tx, orgId: string, commande: CommandeSeance): Promise<CommandeSeance> {
  if (commande.type !== 'EnregistrerIntervention' && commande.type !== 'CorrigerIntervention')
    return commande;
  return { ...commande, intervention: await nameSuivis(tx, orgId, commande.intervention) };
}

function interventionOf(evenement: EvenementSeance): string {
  const { type, donnees } = evenement;
  if (type === 'InterventionAnnulee') return donnees.interventionId;
  return type === 'InterventionEnregistree' || type === 'InterventionCorrigee' ? donnees.intervention.id : '';
}

async function insertSeance(tx: Tx, orgId: string, { seance: s }: EtatSeance): Promise<void> {
  const { id, lieuId, permanenceId, agentId, date, ouverteA, closeA } = s;
  await tx.insert(seance).values({ orgId, id, lieuId, permanenceId, agentId, date, ouverteA, closeA });
}

async function project(tx: Tx, orgId: string, agentId: string, evenement: EvenementSeance): Promise<void> {
  if (evenement.type === 'InterventionEnregistree') {
    await tx.insert(intervention).values(toRow(orgId, agentId, evenement.donnees.intervention));
  } else if (evenement.type === 'InterventionCorrigee') {
    const { id, date, ...donnees } = evenement.donnees.intervention;
    await tx
      .update(intervention)
      .set({ date, donnees: { id, date, ...donnees } })
      .where(and(eq(intervention.orgId, orgId), eq(intervention.id, id)));
  } else if (evenement.type === 'SeanceClose') {
    await tx
      .update(seance)
      .set({ closeA: evenement.donnees.closeA })
      .where(and(eq(seance.orgId, orgId), eq(seance.id, evenement.seanceId)));
  }
}

/** Row of the reading model of one intervention. */
export function toRow(
  orgId: string,
  agentId: string,
  donnees: Intervention,
): typeof intervention.$inferInsert {
  return { orgId, id: donnees.id, seanceId: donnees.seanceId, date: donnees.date, agentId, donnees };
}
