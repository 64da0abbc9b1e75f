import { lateEntries, parseLedger, verifyLedger, type Ledger } from '@porte-plume/statistiques';
import { and, asc, eq, gte, lte, sql } from 'drizzle-orm';
import type { Tx } from '../db/client.ts';
import { registrePublication } from '../db/schema-rapports.ts';
import { intervention } from '../db/schema.ts';

/** Lines of the release ledger of an organisation, in order. */
export async function readLignes(tx: Tx, orgId: string): Promise<{ rapportId: string; ligne: string }[]> {
  return tx
    .select({ rapportId: registrePublication.rapportId, ligne: registrePublication.ligne })
    .from(registrePublication)
    .where(eq(registrePublication.orgId, orgId))
    .orderBy(asc(registrePublication.seq));
}

/**
 * The release ledger of an organisation, chain checked.
 * @throws when a line was altered: nothing may be published after it
 */
export async function readRegistre(tx: Tx, orgId: string): Promise<Ledger> {
  const lignes = await readLignes(tx, orgId);
  const ledger = parseLedger(lignes.map(({ ligne }) => ligne).join('\n'));
  if (!ledger.ok || !verifyLedger(ledger.value).ok) throw new Error('release ledger broken');
  return ledger.value;
}

export const teteOf = (ledger: Ledger): string | null => ledger.entries.at(-1)?.hash ?? null;

/** First and last day of civil months. */
const joursOf = ({ from, to }: { from: string; to: string }): { du: string; au: string } => {
  const [annee = 0, mois = 0] = to.split('-').map(Number);
  return { du: `${from}-01`, au: new Date(Date.UTC(annee, mois, 0)).toISOString().slice(0, 10) };
};

/**
 * How many periods already published were completed since. Never by how much: two readings on two days would tell one
 * visit from the other.
 */
export async function countPeriodesCompletees(tx: Tx, orgId: string): Promise<number> {
  const ledger = await readRegistre(tx, orgId);
  const id = `${orgId}:intervention`;
  const maintenant: Record<string, number> = {};
  for (const { universe } of ledger.entries) {
    const cle = `${universe.period.from}/${universe.period.to}`;
    if (universe.id !== id || cle in maintenant) continue;
    const { du, au } = joursOf(universe.period);
    const [row] = await tx
      .select({ nombre: sql<number>`count(*)::int` })
      .from(intervention)
      .where(
        and(
          eq(intervention.orgId, orgId),
          gte(intervention.date, du),
          lte(intervention.date, au),
          sql`${intervention.donnees} ->> 'annulee' is null`,
        ),
      );
    maintenant[cle] = row?.nombre ?? 0;
  }
  return lateEntries(ledger, id, maintenant, 2).periods;
}
