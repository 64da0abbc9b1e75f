import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { findLangue } from '../messages/langue.ts';
import { type Affichage, AFFICHAGE, TAILLES, THEMES } from '../ui/affichage.ts';
import type { AppEnv } from './contexte.ts';
import { oneOf } from './formulaire.ts';
import { visiteurOf } from './mw/session.ts';

/** Says how this screen is set, never who looks at it: three words out of three short lists. */
const COOKIE = 'affichage';
const UN_AN = 365 * 24 * 3600;

/** How the pages of a request are shown: the account's choice, or that of the screen; null when nobody chose. */
export function affichageOf(c: Context<AppEnv>): Affichage | null {
  const visiteur = visiteurOf(c);
  if (visiteur !== undefined) return visiteur.affichage ?? null;
  return parseAffichage((getCookie(c, COOKIE) ?? '').split('.'));
}

/** Reads three codes; one that is unknown makes the three unknown. */
export function parseAffichage([taille, theme, langue]: readonly (string | undefined)[]): Affichage | null {
  const lus = {
    taille: oneOf(taille ?? '', TAILLES),
    theme: oneOf(theme ?? '', THEMES),
    langue: findLangue(langue),
  };
  return lus.taille === null || lus.theme === null || lus.langue === undefined
    ? null
    : { taille: lus.taille, theme: lus.theme, langue: lus.langue };
}

/** Keeps a choice on this screen, for the pages without account. */
export function keepOnScreen(c: Context<AppEnv>, affichage: Affichage): void {
  const { taille, theme, langue } = affichage;
  setCookie(c, COOKIE, `${taille}.${theme}.${langue}`, {
    httpOnly: true,
    sameSite: 'Lax',
    path: '/',
    secure: c.var.services.env.origin.startsWith('https:'),
    maxAge: UN_AN,
  });
}

/** The choice, or how pages are shown where nobody chose. */
export const shownOf = (c: Context<AppEnv>): Affichage => affichageOf(c) ?? AFFICHAGE;
