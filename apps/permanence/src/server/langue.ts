import type { Context } from 'hono';
import { findLangue, fromAcceptLanguage, type Langue } from '../messages/langue.ts';
import { messagesOf, type Messages } from '../messages/messages.ts';
import { affichageOf } from './affichage.ts';
import type { AppEnv } from './contexte.ts';
import { field, type Champs } from './formulaire.ts';
import { visiteurOf } from './mw/session.ts';

/**
 * The language of a page that the person reads: the one of the address (`?langue=`), else the choice kept on this
 * screen, else, where nobody chose, what the browser prefers. Nothing is remembered here.
 */
export function messagesDe(c: Context<AppEnv>): Messages {
  return messagesOf(findLangue(c.req.query('langue')) ?? choisie(c));
}

/** The same for an answer to a form, which brings its language back. */
export function messagesIn(c: Context<AppEnv>, champs: Champs): Messages {
  return messagesOf(findLangue(field(champs, 'langue')) ?? choisie(c));
}

function choisie(c: Context<AppEnv>): Langue {
  const affichage = affichageOf(c);
  if (affichage !== null) return affichage.langue;
  // A writer's browser says nothing of the person beside.
  return visiteurOf(c) === undefined ? (fromAcceptLanguage(c.req.header('accept-language')) ?? 'fr') : 'fr';
}
