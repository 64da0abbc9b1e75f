import { asOrg } from '../../db/asOrg.ts';
import type { Tx } from '../../db/client.ts';
import { allowLong } from '../../db/duree.ts';
import { now, type Services } from '../../server/contexte.ts';
import { computeTableau, isGrande, keepArrete, readBruts } from './arrete.ts';
import { readEmpreinte } from './empreinte.ts';
import type { Annee, Periode } from './periode.ts';

/** What a dashboard is asked from: one organisation, one of its years, the key that masks its tables, the rules in force. */
export interface DemandeTableau {
  orgId: string;
  quoi: Annee;
  periode: Periode;
  cle: Uint8Array;
  regles: string;
}

/** Computes the dashboard of an organisation over a period, and keeps it: reads, computes, then writes. */
export async function makeArrete(
  { client, alea, clock }: Pick<Services, 'client' | 'alea' | 'clock'>,
  { orgId, quoi, periode, cle, regles }: DemandeTableau,
): Promise<void> {
  const { empreinte, ...bruts } = await asOrg(client.db, orgId, 'tableau.bruts', async (tx) => {
    await allowLong(tx);
    // Before the facts: a change that comes between is counted, and seen as one at the next reading.
    return { empreinte: await readEtatFaits(tx, orgId), ...(await readBruts(tx, orgId, periode)) };
  });
  const tableau = await computeTableau(bruts, periode, { cle, alea });
  await asOrg(client.db, orgId, 'tableau.garder', (tx) =>
    keepArrete(tx, orgId, quoi, { ...tableau, empreinte }, { regles, maintenant: now({ clock }) }),
  );
}

/** Digest of the facts; null for an organisation that has too many of them to look at each time. */
export async function readEtatFaits(tx: Tx, orgId: string): Promise<string | null> {
  return (await isGrande(tx, orgId)) ? null : readEmpreinte(tx, orgId);
}
