import { and, desc, eq, gte, ne } from 'drizzle-orm';
import type { Tx } from '../db/client.ts';
import { session } from '../db/schema.ts';
import { now, type Services, type Visiteur } from '../server/contexte.ts';
import { openSince } from '../server/duree-session.ts';
import { appendJournal } from './chaine.ts';

export type Session = typeof session.$inferSelect;

/** Sessions of an account that are open now, the last seen first. */
export async function listSessions(
  tx: Tx,
  services: Pick<Services, 'clock'>,
  orgId: string,
  compteId: string,
): Promise<Session[]> {
  const { vues, ouvertes } = openSince(services);
  return tx
    .select()
    .from(session)
    .where(
      and(
        eq(session.orgId, orgId),
        eq(session.compteId, compteId),
        gte(session.vueLe, vues),
        gte(session.ouverteLe, ouvertes),
      ),
    )
    .orderBy(desc(session.vueLe));
}

/** Closes sessions of an account: one, or all but `sauf`. */
export async function revokeSessions(
  tx: Tx,
  services: Services,
  auteur: Pick<Visiteur, 'orgId' | 'compteId'>,
  compteId: string,
  lesquelles: { id: string } | { sauf: string | null },
): Promise<number> {
  const closes = await tx
    .delete(session)
    .where(
      and(
        eq(session.orgId, auteur.orgId),
        eq(session.compteId, compteId),
        'id' in lesquelles
          ? eq(session.id, lesquelles.id)
          : lesquelles.sauf === null
            ? undefined
            : ne(session.id, lesquelles.sauf),
      ),
    )
    .returning({ id: session.id });
  if (closes.length > 0)
    await appendJournal(tx, auteur.orgId, [
      {
        type: 'SessionsRevoquees',
        par: auteur.compteId,
        compte: compteId,
        nombre: String(closes.length),
        le: now(services),
      },
    ]);
  return closes.length;
}
