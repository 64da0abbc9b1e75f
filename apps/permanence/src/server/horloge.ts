import { asOrg } from '../db/asOrg.ts';
import { journal, operation } from '../db/schema.ts';
import { desc, eq, max } from 'drizzle-orm';
import type { Services } from './contexte.ts';

/** Two clocks that differ by less agree: processes and database are seldom on one machine. */
export const ECART = 5 * 60_000;
/** A structure may close for the summer; its clock does not jump by as much unseen. */
const SILENCE = 45 * 86_400_000;

/** Whether something that began at `debut` lasts for less than `duree`; what begins later than now has ended too. */
export function isWithin(maintenant: number, debut: string, duree: number): boolean {
  const age = maintenant - Date.parse(debut);
  return age <= duree && age >= -ECART;
}

/** How far the clock of this process is ahead of the database's, in milliseconds. */
export async function readEcart({ client, clock }: Pick<Services, 'client' | 'clock'>): Promise<number> {
  const { rows } = await client.pool.query<{ la: string }>(
    'select to_char(now() at time zone \'UTC\', \'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"\') as la',
  );
  return clock().getTime() - Date.parse(rows[0]?.la ?? '');
}

/**
 * Why the clock of this server can't be trusted to end what has lasted long enough; null when it can. It is compared
 * with the database's, and with the last trace that the structure left: a jump of a year would erase a year too early.
 */
export async function doubtHorloge(services: Services, orgId: string): Promise<string | null> {
  const ecart = await readEcart(services);
  if (Math.abs(ecart) > ECART)
    return `L’horloge du serveur et celle de la base diffèrent de ${inWords(ecart)}.`;
  const dernier = await asOrg(services.client.db, orgId, 'horloge.lire', async (tx) => {
    const [recu] = await tx
      .select({ le: max(operation.recueLe) })
      .from(operation)
      .where(eq(operation.orgId, orgId));
    const [trace] = await tx
      .select({ donnees: journal.donnees })
      .from(journal)
      .where(eq(journal.orgId, orgId))
      .orderBy(desc(journal.rang))
      .limit(1);
    const { le } = (trace?.donnees ?? {}) as { le?: unknown };
    const instants = [recu?.le, le].flatMap((un) => (typeof un === 'string' ? [Date.parse(un)] : []));
    return Math.max(...instants.filter((un) => !Number.isNaN(un)));
  });
  if (!Number.isFinite(dernier)) return null;
  const depuis = services.clock().getTime() - dernier;
  if (depuis < -ECART) return `L’horloge du serveur retarde de ${inWords(depuis)} sur la dernière écriture.`;
  return depuis > SILENCE
    ? `Rien n’a été écrit depuis ${inWords(depuis)}, d’après l’horloge du serveur.`
    : null;
}

function inWords(ms: number): string {
  const minutes = Math.round(Math.abs(ms) / 60_000);
  if (minutes < 120) return `${minutes} minutes`;
  return minutes < 2880 ? `${Math.round(minutes / 60)} heures` : `${Math.round(minutes / 1440)} jours`;
}
