import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { z } from 'zod';
import { openJson, sealJson } from '../domain/coffre.ts';
import type { AppEnv } from './contexte.ts';

/** A browser keeps no more than 4 kB; what is longer is not kept at all. */
const TAILLE_MAX = 3800;

const Enveloppe = z.object({ jusque: z.number(), valeur: z.unknown() });

function nameOf(c: Context<AppEnv>, nom: string): { nom: string; https: boolean } {
  const https = c.var.services.env.origin.startsWith('https:');
  return { nom: https ? `__Host-${nom}` : nom, https };
}

const aadOf = (nom: string) => `biscuit:${nom}`;

/** Leaves a sealed value with the browser of the request: it can neither read nor change it, nor keep it longer. */
export function setBiscuit(c: Context<AppEnv>, nom: string, valeur: unknown, duree: number): void {
  const { services } = c.var;
  const cookie = nameOf(c, nom);
  const jusque = services.clock().getTime() + duree;
  const cle = services.coffre.derive('biscuit');
  const boite = sealJson(cle, { jusque, valeur }, aadOf(nom), services.alea).toString('base64url');
  if (boite.length > TAILLE_MAX) return;
  setCookie(c, cookie.nom, boite, {
    httpOnly: true,
    // Lax: it must come along when the other house sends the browser back.
    sameSite: 'Lax',
    path: '/',
    secure: cookie.https,
    maxAge: Math.ceil(duree / 1000),
  });
}

/** Opens what was left with this browser; null when there is nothing, when it is too old, or not ours. */
export function readBiscuit<T>(c: Context<AppEnv>, nom: string, schema: z.ZodType<T>): T | null {
  const boite = getCookie(c, nameOf(c, nom).nom);
  if (boite === undefined || boite === '') return null;
  const { services } = c.var;
  try {
    const clair = openJson(services.coffre.derive('biscuit'), Buffer.from(boite, 'base64url'), aadOf(nom));
    const { jusque, valeur } = Enveloppe.parse(clair);
    return jusque > services.clock().getTime() ? schema.parse(valeur) : null;
  } catch {
    return null;
  }
}

/** Takes back what was left with this browser, if anything was. */
export function dropBiscuit(c: Context<AppEnv>, nom: string): void {
  const cookie = nameOf(c, nom);
  if (getCookie(c, cookie.nom) !== undefined)
    deleteCookie(c, cookie.nom, { path: '/', secure: cookie.https });
}
