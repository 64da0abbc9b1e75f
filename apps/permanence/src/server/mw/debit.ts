import type { Context, MiddlewareHandler } from 'hono';
import type { AppEnv } from '../contexte.ts';
import type { Regle } from '../debit.ts';
import { errorPage } from '../errors.tsx';
import { ErreurHttp } from '../erreur-http.ts';
import { visiteurOf } from './session.ts';

const MINUTE = 60_000;

export const REGLES = {
  /** Proofs of who one is, from one address. */
  connexion: { nom: 'connexion', max: 10, fenetre: MINUTE },
  /** The same for one account, wherever they come from. */
  compte: { nom: 'compte', max: 5, fenetre: MINUTE },
  /** Codes tried for one account: six digits must not be found by patience. */
  compteHeure: { nom: 'compte-heure', max: 20, fenetre: 60 * MINUTE },
  /** 120 a minute, averaged over ten: what a day without network kept is sent at once. */
  api: { nom: 'api', max: 1200, fenetre: 10 * MINUTE },
  exports: { nom: 'exports', max: 10, fenetre: 60 * MINUTE },
  /** Codes of mandates, tried by anybody. */
  codes: { nom: 'codes', max: 20, fenetre: MINUTE },
  webhook: { nom: 'webhook', max: 240, fenetre: MINUTE },
} as const satisfies Record<string, Regle>;

/**
 * Address of who asks: that of the socket, or, behind `proxys` trusted proxies, the one that the outermost of them saw.
 * Null when the request came by no socket.
 */
export function addressOf(c: Context<AppEnv>): string | null {
  const proxys = c.var.services.env.proxys ?? 0;
  const suivies = (c.req.header('x-forwarded-for') ?? '').split(',').map((une) => une.trim());
  const vue = proxys > 0 ? suivies.at(-proxys) : undefined;
  if (vue !== undefined && vue !== '') return vue;
  const socket = c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined;
  return socket?.incoming?.socket?.remoteAddress ?? null;
}

/** @throws {ErreurHttp} 429, with Retry-After, when the key has asked too often */
export function demandDebit(c: Context<AppEnv>, regle: Regle, cle: string): void {
  const attente = c.var.debit.take(regle, cle);
  if (attente === null) return;
  c.header('Retry-After', String(Math.ceil(attente / 1000)));
  throw new ErreurHttp(429);
}

/** Limits a route by the address of who asks. */
export function byAddress(regle: Regle): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const adresse = addressOf(c);
    if (adresse !== null) demandDebit(c, regle, adresse);
    return next();
  };
}

/** Limits a route by session. */
export function bySession(regle: Regle): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const visiteur = visiteurOf(c);
    if (visiteur !== undefined) demandDebit(c, regle, visiteur.sessionId);
    return next();
  };
}

/** Limits a route by account. */
export function byAccount(regle: Regle): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const visiteur = visiteurOf(c);
    if (visiteur === undefined) return errorPage(c, 403);
    demandDebit(c, regle, `${visiteur.orgId} ${visiteur.compteId}`);
    return next();
  };
}
