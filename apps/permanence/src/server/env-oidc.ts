import { existsSync, readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { ErreurDemarrage, isLocalhost } from './env.ts';
import type { ReglagesOidc } from './oidc.ts';

const OUI_NON = z.enum(['oui', 'non'], 'doit valoir oui ou non');

const schema = z.object({
  OIDC_ISSUER: z
    .url('doit être l’adresse complète du fournisseur')
    .refine(isSure, 'doit commencer par https'),
  OIDC_CLIENT_ID: z.string('manque').min(1),
  OIDC_CLIENT_SECRET_FILE: z.string('manque').min(1),
  OIDC_NOM: z.string().trim().min(1).max(40).default('mon compte professionnel'),
  OIDC_PKCE: OUI_NON.default('oui'),
  OIDC_USERINFO: z.enum(['signe', 'aucun'], 'doit valoir signe ou aucun').default('signe'),
  OIDC_SIGNATURE: z.enum(['RS256', 'PS256', 'ES256'], 'doit valoir RS256, PS256 ou ES256').default('RS256'),
  OIDC_HOTES: z
    .string()
    .regex(/^[a-z0-9.-]+(?:\s*,\s*[a-z0-9.-]+)*$/i, 'doit donner des noms d’hôtes séparés par des virgules')
    .optional(),
  OIDC_ATTRIBUT: z
    .string()
    .regex(/^[a-zA-Z_]{1,40}$/, 'doit être le nom d’un attribut')
    // An address passes from one person to another when somebody leaves; a name of account too.
    .refine(
      (nom) => !/mail|upn|username|phone/i.test(nom),
      'ne peut pas être une adresse ni un nom de compte',
    )
    .default('sub'),
});

/** https, or a provider on this very machine. */
function isSure(adresse: string): boolean {
  const { protocol, hostname } = new URL(adresse);
  return (
    protocol === 'https:' || (protocol === 'http:' && (isLocalhost(adresse) || hostname === '127.0.0.1'))
  );
}

/**
 * Reads the settings of a sign-in by another house; null when there are none.
 * @throws {ErreurDemarrage} with every wrong variable named in French, never its value
 */
export function readOidc(source: Record<string, string | undefined>): ReglagesOidc | null {
  const donnes = Object.entries(source).filter(
    ([nom, valeur]) => nom.startsWith('OIDC_') && valeur !== undefined && valeur !== '',
  );
  if (donnes.length === 0) return null;
  const lus = schema.safeParse(Object.fromEntries(donnes));
  if (!lus.success) {
    const lignes = lus.error.issues.map((issue) => `${String(issue.path[0])} : ${issue.message}.`);
    throw new ErreurDemarrage(`Réglage invalide.\n  ${[...new Set(lignes)].join('\n  ')}`);
  }
  const { data } = lus;
  return {
    emetteur: data.OIDC_ISSUER,
    clientId: data.OIDC_CLIENT_ID,
    secret: readSecret(resolve(data.OIDC_CLIENT_SECRET_FILE)),
    nom: data.OIDC_NOM,
    pkce: data.OIDC_PKCE === 'oui',
    userinfo: data.OIDC_USERINFO,
    signature: data.OIDC_SIGNATURE,
    hotes: data.OIDC_HOTES?.toLowerCase().split(/\s*,\s*/) ?? [],
    attribut: data.OIDC_ATTRIBUT,
  };
}

function readSecret(fichier: string): string {
  if (!existsSync(fichier))
    throw new ErreurDemarrage(`Le secret (OIDC_CLIENT_SECRET_FILE) est introuvable : ${fichier}`);
  if (process.platform !== 'win32' && (statSync(fichier).mode & 0o077) !== 0)
    throw new ErreurDemarrage(
      `Le secret (OIDC_CLIENT_SECRET_FILE) est lisible par d’autres : faites « chmod 400 ${fichier} ».`,
    );
  const secret = readFileSync(fichier, 'utf8').trim();
  if (secret === '') throw new ErreurDemarrage('Le secret (OIDC_CLIENT_SECRET_FILE) est vide.');
  return secret;
}
