import type { Acte, Intervention } from '@porte-plume/accompagnement';
import { getLibelle } from '@porte-plume/accompagnement/nomenclatures';
import { getDemarche } from '@porte-plume/demarches';
import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import type { Tx } from '../db/client.ts';
import { mandatArchive } from '../db/schema-personnes.ts';
import { compte, intervention, lieu, mandat, seance } from '../db/schema.ts';
import { readMandats, type MandatLu } from './mandats.ts';

const personneDe = sql<string>`${intervention.donnees}->'personne'->>'id'`;

/** One visit of a followed person, with where and by whom. */
export interface Visite {
  personneId: string;
  intervention: Intervention;
  agentId: string;
  agent: string;
  lieu: string;
  commune: string;
}

/** The visits of some persons, latest first; cancelled ones are left out. No name is read. */
export async function listVisites(tx: Tx, orgId: string, personneIds: readonly string[]): Promise<Visite[]> {
  if (personneIds.length === 0) return [];
  const rows = await tx
    .select({
      personneId: personneDe,
      donnees: intervention.donnees,
      agentId: intervention.agentId,
      agent: compte.nom,
      lieu: lieu.nom,
      commune: lieu.commune,
    })
    .from(intervention)
    .innerJoin(seance, and(eq(seance.orgId, intervention.orgId), eq(seance.id, intervention.seanceId)))
    .innerJoin(lieu, and(eq(lieu.orgId, seance.orgId), eq(lieu.id, seance.lieuId)))
    .innerJoin(compte, and(eq(compte.orgId, intervention.orgId), eq(compte.id, intervention.agentId)))
    .where(
      and(
        eq(intervention.orgId, orgId),
        inArray(personneDe, [...personneIds]),
        sql`${intervention.donnees}->>'annulee' is null`,
      ),
    )
    .orderBy(desc(intervention.date), desc(intervention.id));
  return rows.map(({ donnees, ...row }) => ({ ...row, intervention: donnees as Intervention }));
}

/** Mandates of some persons, those in archive told apart. */
export async function listMandatsDe(
  tx: Tx,
  orgId: string,
  personneIds: readonly string[],
): Promise<{ lu: MandatLu; archive: boolean }[]> {
  if (personneIds.length === 0) return [];
  const rows = await tx
    .select({ id: mandat.id, archive: mandatArchive.mandatId })
    .from(mandat)
    .leftJoin(
      mandatArchive,
      and(eq(mandatArchive.orgId, mandat.orgId), eq(mandatArchive.mandatId, mandat.id)),
    )
    .where(and(eq(mandat.orgId, orgId), inArray(mandat.personneId, [...personneIds])));
  const archives = new Set(rows.flatMap(({ id, archive }) => (archive === null ? [] : [id])));
  const lus = await readMandats(
    tx,
    orgId,
    rows.map(({ id }) => id),
  );
  return lus.map((lu) => ({ lu, archive: archives.has(lu.id) }));
}

/** Words of the acts of a visit, « Demander le RSA ». */
export function sayObjet({ objet }: Pick<Acte, 'objet'>): string {
  return objet.nature === 'demarche'
    ? (getDemarche(objet.demarcheId)?.nom ?? 'Démarche retirée du catalogue')
    : getLibelle('theme', objet.theme);
}
