import { and, eq } from 'drizzle-orm';
import { createMiddleware } from 'hono/factory';
import { session } from '../../db/schema.ts';
import { keepReprise } from '../../features/connexion/reprise.ts';
import type { AppEnv } from '../contexte.ts';
import { forVisiteur } from '../page.ts';

/** A proof of who one is lasts this long for what cannot be undone or takes data out. */
export const RECENT = 5 * 60_000;

/**
 * Lets a sensitive request through when the account proved who it is less than {@link RECENT} ago. Otherwise a page asks
 * again, then the request goes on by itself: the values of a form wait, sealed, ten minutes.
 * Each proof opens a new session, so its age is that of the session.
 */
export const requireRecent = createMiddleware<AppEnv>(async (c, next) => {
  const ouverte = await forVisiteur(c, 'session.age', async (tx, services, visiteur) => {
    const [row] = await tx
      .select({ ouverteLe: session.ouverteLe })
      .from(session)
      .where(and(eq(session.orgId, visiteur.orgId), eq(session.id, visiteur.sessionId)));
    return row === undefined ? Infinity : services.clock().getTime() - Date.parse(row.ouverteLe);
  });
  if (ouverte <= RECENT) return next();
  const suite = c.req.method === 'POST' ? await keepReprise(c, c.var.visiteur) : c.req.path;
  return c.redirect(`/confirmation?suite=${suite ?? '/'}`, 303);
});
