import type { SatisfactionFait } from '@porte-plume/accompagnement/indicateurs';
import { eq } from 'drizzle-orm';
import type { Tx } from '../db/client.ts';
import { avis } from '../db/schema-avis.ts';
import type { Services } from '../server/contexte.ts';
import { createId } from './identifiant.ts';

/** Keeps an answer to the five faces: where and on which day, and nothing of who. @param visage - 1 to 5, null unsaid */
export async function recordAvis(
  tx: Tx,
  services: Pick<Services, 'clock' | 'alea'>,
  orgId: string,
  un: { lieuId: string; date: string; visage: number | null },
): Promise<void> {
  // An id of the day, not of the minute: the order of the answers tells nobody's.
  const jour = Math.floor(services.clock().getTime() / 86_400_000) * 86_400_000;
  await tx.insert(avis).values({ orgId, id: createId(jour, services.alea), ...un });
}

/** Every answer, for indicator R5. */
export async function readAvis(tx: Tx, orgId: string): Promise<SatisfactionFait[]> {
  const rows = await tx.select().from(avis).where(eq(avis.orgId, orgId));
  return rows.map(({ id, date, lieuId, visage }) => ({
    ...{ id, date, lieuId },
    visage: (visage ?? 'non_communique') as SatisfactionFait['visage'],
  }));
}
