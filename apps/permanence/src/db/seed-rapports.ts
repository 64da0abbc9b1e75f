import type { Financement } from '@porte-plume/accompagnement/indicateurs';
import { and, eq } from 'drizzle-orm';
import { createId } from '../domain/identifiant.ts';
import {
  computeBrouillon,
  freezeBrouillon,
  insertBrouillon,
  type DemandeRapport,
} from '../domain/rapports.ts';
import { dernieres } from '../features/rapports/periodes.ts';
import { civilDate, now, type Services, type Visiteur } from '../server/contexte.ts';
import { toVisiteur } from '../server/mw/session.ts';
import { asOrg } from './asOrg.ts';
import { COMPTES_DEMO } from './comptes-demo.ts';
import { financement, rapport } from './schema-rapports.ts';
import { compte, organisation } from './schema.ts';

/**
 * Freezes one report for the funder and one for everybody, as the coordinator would from her screen: computed,
 * protected one beside the other, then appended to the ledger. Half a second each.
 */
export async function seedRapports(services: Services, orgId: string): Promise<void> {
  const visiteur = await readCoordination(services, orgId);
  if (visiteur === null) return;
  const { trimestre, semestre } = pairOf(civilDate(services.clock(), visiteur.zone));
  const ligne: Financement = {
    id: createId(services.clock().getTime(), services.alea),
    financeur: 'Fonds de démonstration',
    convention: 'DEMO-42',
    avenant: 0,
    ...trimestre,
    montantCentimes: 310_000,
    part: { numerateur: 1, denominateur: 2 },
    indicateurs: 'indicateurs@2026.1',
  };
  await asOrg(services.client.db, orgId, 'graine.financement', (tx) =>
    tx.insert(financement).values({ orgId, id: ligne.id, donnees: ligne, saisiLe: now(services) }),
  );
  await publish(services, visiteur, { periode: trimestre, audience: 'funder', financement: ligne });
  await publish(services, visiteur, { periode: semestre, audience: 'open' });
}

/** The last quarter, and the six months that end with it: the invented visits cover them whatever the day. */
function pairOf(jour: string): Record<'trimestre' | 'semestre', DemandeRapport['periode']> {
  const { trimestre } = dernieres(jour);
  return { trimestre, semestre: { du: dernieres(trimestre.du).trimestre.du, au: trimestre.au } };
}

async function readCoordination(services: Services, orgId: string): Promise<Visiteur | null> {
  const marie = COMPTES_DEMO.find(({ roles }) => roles.includes('coordinateur'))?.identifiant ?? '';
  const [row] = await asOrg(services.client.db, orgId, 'graine.coordination', (tx) =>
    tx
      .select({ compte, organisation })
      .from(compte)
      .innerJoin(organisation, eq(organisation.orgId, compte.orgId))
      .where(and(eq(compte.orgId, orgId), eq(compte.identifiant, marie))),
  );
  return row === undefined ? null : toVisiteur(row.compte, row.organisation, '');
}

/** A report that cannot be published is not: the demo then starts without it. */
async function publish(services: Services, visiteur: Visiteur, demande: DemandeRapport): Promise<void> {
  const brouillon = await computeBrouillon(services, visiteur, demande);
  if (!brouillon.ok) {
    services.log.error('graine.rapport', { motif: brouillon.motifs[0]?.code ?? 'aucun' });
    return;
  }
  const { orgId } = visiteur;
  const id = createId(services.clock().getTime(), services.alea);
  await asOrg(services.client.db, orgId, 'graine.rapport', async (tx) => {
    await insertBrouillon(tx, orgId, id, brouillon.value);
    const [row] = await tx
      .select()
      .from(rapport)
      .where(and(eq(rapport.orgId, orgId), eq(rapport.id, id)));
    if (row !== undefined) await freezeBrouillon(tx, services, row);
  });
}
