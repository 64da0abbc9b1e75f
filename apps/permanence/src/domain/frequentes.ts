import { and, desc, eq, gt, or, sql } from 'drizzle-orm';
import type { Tx } from '../db/client.ts';
import { frequenceDemarche } from '../db/schema-charge.ts';
import type { Visiteur } from '../server/contexte.ts';

/** Démarches that come back, most frequent first: those of this writer or of this lieu before those of the organisation. */
export async function listFrequentes(
  tx: Tx,
  { orgId, compteId }: Pick<Visiteur, 'orgId' | 'compteId'>,
  lieuId: string,
  limite = 12,
): Promise<string[]> {
  const { agentId, lieuId: lieu, demarcheId, nombre } = frequenceDemarche;
  const proche = or(eq(agentId, compteId), eq(lieu, lieuId)) ?? sql`true`;
  const rows = await tx
    .select({ id: demarcheId })
    .from(frequenceDemarche)
    .where(and(eq(frequenceDemarche.orgId, orgId), gt(nombre, 0)))
    .groupBy(demarcheId)
    .orderBy(
      desc(sql`coalesce(sum(${nombre}) filter (where ${proche}), 0)`),
      desc(sql`sum(${nombre})`),
      sql`nullif(${demarcheId}, '')`,
    )
    .limit(limite);
  return rows.map(({ id }) => id).filter((id) => id !== '');
}
