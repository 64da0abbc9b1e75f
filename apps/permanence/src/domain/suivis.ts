import {
  applyGeste,
  listSuivisDus,
  type GesteSuivi,
  type Relance,
  type Suivi,
} from '@porte-plume/accompagnement/suivi';
import { and, asc, eq, inArray, isNull, lt, lte, sql } from 'drizzle-orm';
import type { Tx } from '../db/client.ts';
import { Refus } from '../db/operation.ts';
import { suivi, suiviGeste } from '../db/schema-suivis.ts';
import { may } from '../server/acces.ts';
import { now, type Services, type Visiteur } from '../server/contexte.ts';
import { addDays } from '../server/heure.ts';
import { createId } from './identifiant.ts';
import { saveSuivi } from './projection-suivis.ts';

/** A suivi and what the screens know around it. */
export interface Fil {
  suivi: Suivi;
  /** Null for what a visit without a name left to do. */
  personneId: string | null;
  /** Writer of the latest intervention. */
  agentId: string;
}

const COLONNES = { donnees: suivi.donnees, personneId: suivi.personneId, agentId: suivi.agentId };
const toFil = (row: { donnees: unknown; personneId: string | null; agentId: string }): Fil => ({
  suivi: row.donnees as Suivi,
  personneId: row.personneId,
  agentId: row.agentId,
});

/** The suivis of a person, or of several dossiers that are hers, open ones first, then the latest. */
export async function listSuivisOf(
  tx: Tx,
  orgId: string,
  personneId: string | readonly string[],
): Promise<Suivi[]> {
  const ids = typeof personneId === 'string' ? [personneId] : [...personneId];
  if (ids.length === 0) return [];
  const rows = await tx
    .select(COLONNES)
    .from(suivi)
    .where(and(eq(suivi.orgId, orgId), inArray(suivi.personneId, ids)))
    .orderBy(sql`${suivi.closLe} desc nulls first`, sql`${suivi.prochaineLe} nulls last`, asc(suivi.id));
  return rows.map((row) => toFil(row).suivi);
}

/** One suivi, locked until the end of the transaction; null when nothing of this organisation has that id. */
export async function findFil(tx: Tx, orgId: string, suiviId: string): Promise<Fil | null> {
  const [row] = await tx
    .select(COLONNES)
    .from(suivi)
    .where(and(eq(suivi.orgId, orgId), eq(suivi.id, suiviId)))
    .for('update');
  return row === undefined ? null : toFil(row);
}

/** What a due list asks. */
export interface DemandeDue {
  lieuId?: string;
  /** Last day, included. */
  jusquAu: string;
  /** Only the threads of this writer. */
  agentId?: string;
}

/** A relance still to do, with its thread. */
export interface RelanceDue {
  fil: Fil;
  relance: Relance;
}

/** The due list that an account may read (`lire_relances`), the oldest first. */
export async function listRelancesDues(
  tx: Tx,
  visiteur: Visiteur,
  { lieuId, jusquAu, agentId }: DemandeDue,
): Promise<RelanceDue[]> {
  const rows = await tx
    .select(COLONNES)
    .from(suivi)
    .where(
      and(
        eq(suivi.orgId, visiteur.orgId),
        lte(suivi.prochaineLe, jusquAu),
        ...(agentId === undefined ? [] : [eq(suivi.agentId, agentId)]),
      ),
    );
  const fils = new Map(
    rows
      .map(toFil)
      .filter((fil) => may(visiteur, 'lire_relances', { agentId: fil.agentId }))
      .map((fil) => [fil.suivi.id, fil]),
  );
  const dues = listSuivisDus(
    [...fils.values()].map((fil) => fil.suivi),
    { jusquAu, ...(lieuId === undefined ? {} : { lieuId }) },
  );
  return dues.flatMap(({ suivi: { id }, relance }) => {
    const fil = fils.get(id);
    return fil === undefined ? [] : [{ fil, relance }];
  });
}

/** How many relances are due, for a line of the day: `jusquAu` is the last day, included. */
export async function countRelances(
  tx: Tx,
  _services: Services,
  visiteur: Visiteur,
  demande: DemandeDue,
): Promise<number> {
  return (await listRelancesDues(tx, visiteur, demande)).length;
}

/** Days after which a thread with nothing planned is shown again (`listSansSuite` of accompagnement). */
export const SANS_SUITE_JOURS = 90;

/** Threads open for long with nothing planned, that a due list would never show, the oldest first. */
export async function listOublies(
  tx: Tx,
  visiteur: Visiteur,
  { le, agentId }: { le: string; agentId?: string },
): Promise<Fil[]> {
  const rows = await tx
    .select(COLONNES)
    .from(suivi)
    .where(
      and(
        eq(suivi.orgId, visiteur.orgId),
        isNull(suivi.closLe),
        isNull(suivi.prochaineLe),
        lt(suivi.ouvertLe, addDays(le, -SANS_SUITE_JOURS)),
        ...(agentId === undefined ? [] : [eq(suivi.agentId, agentId)]),
      ),
    )
    .orderBy(asc(suivi.ouvertLe), asc(suivi.id));
  return rows.map(toFil).filter((fil) => may(visiteur, 'lire_relances', { agentId: fil.agentId }));
}

/** What may be done to a suivi apart from any intervention. */
export type GesteVoulu = GesteSuivi extends infer G
  ? G extends GesteSuivi
    ? Pick<G, 'type' | 'donnees'>
    : never
  : never;

/**
 * One geste on one suivi: decided by the package, kept in its history, and the reading model brought up to date. What
 * changes nothing leaves no trace. A visit without a name is closed with its last relance: nobody can be called back.
 * @throws {Refus} with every motif
 */
export async function recordGeste(
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
  fil: Fil,
  voulu: GesteVoulu,
): Promise<Fil> {
  const { orgId, compteId, zone } = visiteur;
  const geste = {
    v: 1,
    id: createId(services.clock().getTime(), services.alea),
    suiviId: fil.suivi.id,
    le: now(services),
    par: compteId,
    ...voulu,
  } as GesteSuivi;
  const resultat = applyGeste(fil.suivi, geste, zone);
  if (!resultat.ok) throw new Refus(resultat.motifs);
  if (JSON.stringify(resultat.value) === JSON.stringify(fil.suivi)) return fil;
  await tx.insert(suiviGeste).values({
    orgId,
    id: geste.id,
    suiviId: geste.suiviId,
    donnees: geste,
    recuLe: geste.le,
  });
  const apres = { ...fil, suivi: resultat.value };
  await saveSuivi(tx, orgId, apres);
  const reste = apres.suivi.relances.some(({ etat }) => etat === 'a_faire');
  if (fil.personneId === null && apres.suivi.closLe === null && !reste)
    return recordGeste(tx, services, visiteur, apres, {
      type: 'SuiviClos',
      donnees: { aboutissement: 'inconnu' },
    });
  return apres;
}

/**
 * Closes a suivi: « la personne a obtenu », in one geste.
 * @throws {Refus} with every motif
 */
export async function closeSuivi(
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
  fil: Fil,
  aboutissement: Suivi['aboutissement'],
): Promise<Fil> {
  return recordGeste(tx, services, visiteur, fil, { type: 'SuiviClos', donnees: { aboutissement } });
}
