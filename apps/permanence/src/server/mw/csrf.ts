import { createMiddleware } from 'hono/factory';
import type { AppEnv } from '../contexte.ts';
import { errorPage } from '../errors.tsx';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses every unsafe request that a page of ours did not send, JSON included (Hono's own `csrf()` lets JSON pass).
 * Under `Referrer-Policy: no-referrer` a browser sends `Origin: null` with the forms of our own pages (Fetch standard,
 * "append a request Origin header"), so `null` passes only when the browser itself says `Sec-Fetch-Site: same-origin`.
 */
export const csrf = createMiddleware<AppEnv>(async (c, next) => {
  if (
    !SAFE.has(c.req.method) &&
    !isOurs(c.req.header('origin'), c.req.header('sec-fetch-site'), c.var.services.env.origin)
  ) {
    return errorPage(c, 403, 'Cet envoi ne vient pas d’une page de Porte-plume. Rien n’a été enregistré.');
  }
  return next();
});

/** True when the two headers together say that a page of `ours` sent the request. */
export function isOurs(origin: string | undefined, site: string | undefined, ours: string): boolean {
  if (origin === ours) return site === undefined || site === 'same-origin';
  return site === 'same-origin' && origin === 'null';
}
