import { createHmac } from 'node:crypto';
import type { Context } from 'hono';
import { matchedRoutes } from 'hono/route';
import type { AppEnv, Visiteur } from './contexte.ts';

/** What an account was opened by, or tried by. */
export type Moyen = 'cle' | 'code' | 'identite' | 'invitation' | 'demo';

/** Answers that refuse: who it is, what it may do, where the request comes from, how much, how often. */
const REFUS: ReadonlySet<number> = new Set([400, 401, 403, 404, 409, 413, 429]);

/**
 * Sixteen signs that are always the same for the same name of account, and lead back to nobody without the key: twenty
 * refusals on one account can be seen, and whose it is can’t.
 */
function maskOf(c: Context<AppEnv>, qui: string): string {
  const cle = c.var.services.coffre.derive('trace');
  return createHmac('sha256', cle).update(qui).digest('hex').slice(0, 16);
}

/** One line for each try to enter, whatever its end. `qui` is masked; null when nobody was named. */
export function logEntree(c: Context<AppEnv>, moyen: Moyen, ouverte: boolean, qui: string | null): void {
  c.var.services.log.info(ouverte ? 'entree' : 'entree.refusee', {
    moyen,
    ...(qui === null ? {} : { qui: maskOf(c, qui) }),
    demande: c.var.requeteId,
  });
}

/** The pattern under which a request was routed: `/personnes/:id`, never what stood there. */
function patternOf(c: Context<AppEnv>): string | null {
  return (
    matchedRoutes(c).findLast(({ method, path }) => method !== 'ALL' && !path.includes('*'))?.path ?? null
  );
}

/** One line for each answer that refuses, pages and JSON alike: no address, no value, the roles but not the account. */
export function logRefus(c: Context<AppEnv>): void {
  const { status } = c.res;
  if (!REFUS.has(status)) return;
  const { visiteur } = c.var as { visiteur?: Visiteur };
  const route = patternOf(c);
  // A passer-by who looks for a page that never was: robots do nothing else.
  if (visiteur === undefined && route === null && status === 404) return;
  c.var.services.log.info('refus', {
    statut: status,
    methode: c.req.method,
    route: route ?? 'aucune',
    roles: visiteur?.roles.join(' ') ?? 'personne',
    demande: c.var.requeteId,
  });
}
