import { and, eq } from 'drizzle-orm';
import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import { session } from '../../db/schema.ts';
import { keepReprise } from '../../features/connexion/reprise.ts';
import type { AppEnv } from '../contexte.ts';
import { isWithin } from '../horloge.ts';
import { forVisiteur } from '../page.ts';

/** A proof of who one is lasts this long for what cannot be undone or takes data out. */
export const RECENT = 5 * 60_000;

/** Whether the account proved who it is less than {@link RECENT} ago. Each proof opens a new session: its age tells. */
export async function isRecent(c: Context<AppEnv>): Promise<boolean> {
  return forVisiteur(c, 'session.age', async (tx, services, visiteur) => {
    const [row] = await tx
      .select({ ouverteLe: session.ouverteLe })
      .from(session)
      .where(and(eq(session.orgId, visiteur.orgId), eq(session.id, visiteur.sessionId)));
    return row !== undefined && isWithin(services.clock().getTime(), row.ouverteLe, RECENT);
  });
}

/**
 * Lets a sensitive request through when {@link isRecent}. Otherwise a page asks again, then the request goes on by
 * itself: the values of a form wait, sealed, ten minutes.
 */
export const requireRecent = createMiddleware<AppEnv>(async (c, next) => {
  if (await isRecent(c)) return next();
  const suite = c.req.method === 'POST' ? await keepReprise(c, c.var.visiteur) : c.req.path;
  return c.redirect(`/confirmation?suite=${suite ?? '/'}`, 303);
});
