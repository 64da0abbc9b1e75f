import type { Intervention } from '@porte-plume/accompagnement';
import { getDemarcheReprise } from '@porte-plume/accompagnement/imports';
import type { Faits } from '@porte-plume/accompagnement/indicateurs';
import { getDemarche } from '@porte-plume/demarches';
import { and, eq, inArray } from 'drizzle-orm';
import type { Tx } from '../db/client.ts';
import { intervention, lieu, personne } from '../db/schema.ts';
import { readFaitsSuite } from './faits-suite.ts';
import { readFusions } from './fusions.ts';

/**
 * Every fact of an organisation, raw: to compute from, and to show only what `protect` has let through. Merged files count
 * once, under the file that is followed.
 */
export async function readFaits(tx: Tx, orgId: string): Promise<Faits> {
  const interventions = await tx
    .select({ donnees: intervention.donnees })
    .from(intervention)
    .where(eq(intervention.orgId, orgId));
  const lieux = await tx
    .select({ id: lieu.id, territoireId: lieu.territoireId, nature: lieu.nature })
    .from(lieu)
    .where(eq(lieu.orgId, orgId));
  const { enVigueur, rootOf } = await readFusions(tx, orgId);
  const pseudonymes = new Map(
    enVigueur.length === 0
      ? []
      : (
          await tx
            .select({ id: personne.id, pseudonyme: personne.pseudonyme })
            .from(personne)
            .where(
              and(
                eq(personne.orgId, orgId),
                inArray(
                  personne.id,
                  enVigueur.map(({ vers }) => vers),
                ),
              ),
            )
        ).map(({ id, pseudonyme }) => [id, pseudonyme]),
  );
  const follow = (une: Intervention): Intervention => {
    if (une.personne.nature === 'anonyme') return une;
    const id = rootOf(une.personne.id);
    return {
      ...une,
      personne: { ...une.personne, id, pseudonyme: pseudonymes.get(id) ?? une.personne.pseudonyme },
    };
  };
  return {
    interventions: interventions.map(({ donnees }) => follow(donnees as Intervention)),
    ...(await readFaitsSuite(tx, orgId, rootOf)),
    lieux: lieux as Faits['lieux'],
    getDemarche: (id) => getDemarche(id) ?? getDemarcheReprise(id) ?? undefined,
  };
}
