import { and, desc, eq, sql } from 'drizzle-orm';
import type { Tx } from '../db/client.ts';
import { intervention, seance } from '../db/schema.ts';
import type { Visiteur } from '../server/contexte.ts';

const PREMIER = sql<string | null>`${intervention.donnees}->'actes'->0->'objet'->>'demarcheId'`;

/** Démarches that come back, most frequent first: those of this writer or of this lieu before those of the organisation. */
export async function listFrequentes(
  tx: Tx,
  { orgId, compteId }: Visiteur,
  lieuId: string,
  limite = 12,
): Promise<string[]> {
  const proches = sql`count(*) filter (where ${intervention.agentId} = ${compteId} or ${seance.lieuId} = ${lieuId})`;
  const rows = await tx
    .select({ id: PREMIER })
    .from(intervention)
    .innerJoin(seance, and(eq(seance.orgId, intervention.orgId), eq(seance.id, intervention.seanceId)))
    .where(eq(intervention.orgId, orgId))
    .groupBy(sql`1`)
    .orderBy(desc(proches), desc(sql`count(*)`), sql`1`)
    .limit(limite);
  return rows.map(({ id }) => id).filter((id) => id !== null);
}
