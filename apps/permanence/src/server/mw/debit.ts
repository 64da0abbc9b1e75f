import { isIPv6 } from 'node:net';
import type { Context, MiddlewareHandler } from 'hono';
import type { AppEnv } from '../contexte.ts';
import type { Regle } from '../debit.ts';
import { errorPage } from '../errors.tsx';
import { ErreurHttp } from '../erreur-http.ts';
import { visiteurOf } from './session.ts';

const MINUTE = 60_000;

export const REGLES = {
  /** Proofs of who one is, from one address. */
  connexion: { nom: 'connexion', max: 10, fenetre: MINUTE, commune: true },
  /** The same for one account, wherever they come from. */
  compte: { nom: 'compte', max: 5, fenetre: MINUTE, commune: true },
  /** Codes tried for one account: six digits must not be found by patience. */
  compteHeure: { nom: 'compte-heure', max: 20, fenetre: 60 * MINUTE, commune: true },
  exports: { nom: 'exports', max: 10, fenetre: 60 * MINUTE, commune: true },
  /** Codes of mandates, tried by anybody. */
  codes: { nom: 'codes', max: 20, fenetre: MINUTE, commune: true },
  /** Challenges of passkeys asked for before anybody is known: each is a row. */
  defis: { nom: 'defis', max: 60, fenetre: MINUTE, commune: true },
  /** Buttons of the demo. */
  demo: { nom: 'demo', max: 120, fenetre: MINUTE, commune: true },
  /** 120 a minute, averaged over ten: what a day without network kept is sent at once. Many times a common count costs. */
  api: { nom: 'api', max: 1200, fenetre: 10 * MINUTE },
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

/**
 * What one subscriber holds: an IPv4 address, or the first 64 bits of an IPv6 one, of which every household has a
 * whole range (RFC 6177): counted one by one, no limit would hold.
 */
export function networkOf(adresse: string): string {
  const [nue = ''] = adresse.toLowerCase().split('%');
  const mappee = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(nue)?.[1];
  if (mappee !== undefined) return mappee;
  if (isIPv6(nue)) {
    const [debut = '', fin] = nue.split('::');
    const avant = debut === '' ? [] : debut.split(':');
    const apres = fin === undefined || fin === '' ? [] : fin.split(':');
    const trou = fin === undefined ? 0 : Math.max(0, 8 - avant.length - apres.length);
    const groupes = [...avant, ...Array.from({ length: trou }, () => '0'), ...apres];
    return `${groupes
      .slice(0, 4)
      .map((un) => un.replace(/^0+(?=.)/, ''))
      .join(':')}::/64`;
  }
  return nue;
}

/** @throws {ErreurHttp} 429, with Retry-After, when the key has asked too often */
export async function demandDebit(c: Context<AppEnv>, regle: Regle, cle: string): Promise<void> {
  const attente = await c.var.debit.take(regle, cle);
  if (attente === null) return;
  c.header('Retry-After', String(Math.ceil(attente / 1000)));
  throw new ErreurHttp(429);
}

/** Limits a route by the address of who asks. */
export function byAddress(regle: Regle): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const adresse = addressOf(c);
    if (adresse !== null) await demandDebit(c, regle, networkOf(adresse));
    return next();
  };
}

/** Limits a route by session. */
export function bySession(regle: Regle): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const visiteur = visiteurOf(c);
    if (visiteur !== undefined) await demandDebit(c, regle, visiteur.sessionId);
    return next();
  };
}

/** Limits a route by account. */
export function byAccount(regle: Regle): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const visiteur = visiteurOf(c);
    if (visiteur === undefined) return errorPage(c, 403);
    await demandDebit(c, regle, `${visiteur.orgId} ${visiteur.compteId}`);
    return next();
  };
}
