import { asOrg } from '../../db/asOrg.ts';
import { now, type Services } from '../../server/contexte.ts';
import { allowLong, computeTableau, keepArrete, readBruts } from './arrete.ts';
import type { Periode } from './calcul.ts';

/** Computes the dashboard of an organisation over a period, and keeps it: reads, computes, then writes. */
export async function makeArrete(
  { client, alea, clock }: Pick<Services, 'client' | 'alea' | 'clock'>,
  { orgId, periode, cle }: { orgId: string; periode: Periode; cle: Uint8Array },
): Promise<void> {
  const bruts = await asOrg(client.db, orgId, 'tableau.bruts', async (tx) => {
    await allowLong(tx);
    return readBruts(tx, orgId, periode);
  });
  const tableau = await computeTableau(bruts, periode, { cle, alea });
  await asOrg(client.db, orgId, 'tableau.garder', (tx) => keepArrete(tx, orgId, tableau, now({ clock })));
}
