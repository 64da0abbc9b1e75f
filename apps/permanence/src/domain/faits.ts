import type { Intervention } from '@porte-plume/accompagnement';
import { getDemarcheReprise } from '@porte-plume/accompagnement/imports';
import type { Faits } from '@porte-plume/accompagnement/indicateurs';
import { getDemarche } from '@porte-plume/demarches';
import { eq } from 'drizzle-orm';
import type { Tx } from '../db/client.ts';
import { intervention, lieu, seance } from '../db/schema.ts';

/** Every fact of an organisation, raw: to compute from, and to show only what `protect` has let through. */
export async function readFaits(tx: Tx, orgId: string): Promise<Faits> {
  const interventions = await tx
    .select({ donnees: intervention.donnees })
    .from(intervention)
    .where(eq(intervention.orgId, orgId));
  const seances = await tx
    .select({ id: seance.id, lieuId: seance.lieuId })
    .from(seance)
    .where(eq(seance.orgId, orgId));
  const lieux = await tx
    .select({ id: lieu.id, territoireId: lieu.territoireId, nature: lieu.nature })
    .from(lieu)
    .where(eq(lieu.orgId, orgId));
  return {
    interventions: interventions.map(({ donnees }) => donnees as Intervention),
    seances,
    lieux: lieux as Faits['lieux'],
    getDemarche: (id) => getDemarche(id) ?? getDemarcheReprise(id) ?? undefined,
  };
}
