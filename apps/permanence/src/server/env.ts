import { existsSync, readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';

/** A start that cannot succeed: one clear French sentence for the person at the terminal, exit code 1. */
export class ErreurDemarrage extends Error {
  override name = 'ErreurDemarrage';
}

const schema = z.object({
  PORT: z.coerce.number().int().min(1).max(65_535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATABASE_URL: z
    .string()
    .refine(
      isPostgresUrl,
      'doit être une adresse de la forme postgres://utilisateur:motdepasse@hote:5432/base',
    )
    .optional(),
  MIGRATE_URL: z
    .string()
    .refine(
      isPostgresUrl,
      'doit être une adresse de la forme postgres://utilisateur:motdepasse@hote:5432/base',
    )
    .optional(),
  KEK_FILE: z.string().min(1).optional(),
  KEK_ANCIENNE_FILE: z.string().min(1).optional(),
  ORIGIN: z.url({ protocol: /^https?$/ }).optional(),
  METRIQUES_PORT: z.coerce.number().int().min(1).max(65_535).optional(),
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  PROXYS: z.coerce.number().int().min(0).max(5).default(0),
  PORTE_PLUME_DOSSIER: z.string().min(1).optional(),
});

/** Settings of one process, read once at the start. */
export interface Env {
  port: number;
  host: string;
  databaseUrl: string | null;
  migrateUrl: string | null;
  kekFile: string | null;
  /** The key that a rotation replaces: it opens, and seals nothing any more. */
  kekAncienneFile: string | null;
  /** Canonical origin, without a final slash: cookies, passkeys and the CSRF check depend on it. */
  origin: string;
  production: boolean;
  /** Port of the figures, on loopback only; null when nobody asked for them. */
  metriquesPort: number | null;
  /** How many reverse proxies of ours stand in front: the limits of rate then count the addresses that they saw. */
  proxys: number;
  /** Folder of the embedded database and of the demo's keys. */
  dossier: string;
  /** Demo sign-in is offered only outside production and on a localhost origin. */
  demo: boolean;
}

function isPostgresUrl(value: string): boolean {
  try {
    const url = new URL(value);
    return (
      (url.protocol === 'postgres:' || url.protocol === 'postgresql:') &&
      url.hostname !== '' &&
      url.pathname.length > 1
    );
  } catch {
    return false;
  }
}

/** True for `http(s)://localhost[:port]`, the only origin where demo accounts may exist. */
export function isLocalhost(origin: string): boolean {
  return new URL(origin).hostname === 'localhost';
}

/**
 * Reads the environment variables of the application.
 * @param source - usually `process.env`
 * @param racine - repository root, which holds `.data`
 * @throws {ErreurDemarrage} with every wrong variable named in French; a value is never echoed (it may hold a password)
 */
export function readEnv(source: Record<string, string | undefined>, racine: string): Env {
  const filled = Object.fromEntries(
    Object.entries(source).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = schema.safeParse(filled);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `${String(issue.path[0])} : ${phrase(issue)}`);
    throw new ErreurDemarrage(`Réglage invalide.\n  ${[...new Set(lines)].join('\n  ')}`);
  }
  const { data } = parsed;
  const origin = (data.ORIGIN ?? `http://localhost:${data.PORT}`).replace(/\/$/, '');
  const production = data.NODE_ENV === 'production';
  if (production && data.DATABASE_URL !== undefined && data.KEK_FILE === undefined) {
    throw new ErreurDemarrage('KEK_FILE manque : sans clé, aucune identité ne peut être protégée.');
  }
  return {
    port: data.PORT,
    host: data.HOST,
    databaseUrl: data.DATABASE_URL ?? null,
    migrateUrl: data.MIGRATE_URL ?? null,
    kekFile: data.KEK_FILE === undefined ? null : resolve(data.KEK_FILE),
    kekAncienneFile: data.KEK_ANCIENNE_FILE === undefined ? null : resolve(data.KEK_ANCIENNE_FILE),
    origin,
    production,
    metriquesPort: data.METRIQUES_PORT ?? null,
    proxys: data.PROXYS,
    dossier: resolve(data.PORTE_PLUME_DOSSIER ?? resolve(racine, '.data')),
    demo: !production && isLocalhost(origin),
  };
}

function phrase(issue: z.core.$ZodIssue): string {
  const variable = issue.path[0];
  if (variable === 'PORT' || variable === 'METRIQUES_PORT') return 'doit être un nombre entre 1 et 65535.';
  if (variable === 'ORIGIN')
    return 'doit être une adresse complète, par exemple https://permanence.exemple.fr.';
  if (variable === 'NODE_ENV') return 'doit valoir development, production ou test.';
  return `${issue.message}.`;
}

/**
 * Reads the key that wraps every person's key.
 * @throws {ErreurDemarrage} when the file is absent, readable by others, or not 32 bytes
 */
export function readKek(fichier: string): Uint8Array {
  if (!existsSync(fichier)) throw new ErreurDemarrage(`La clé (KEK_FILE) est introuvable : ${fichier}`);
  if (process.platform !== 'win32' && (statSync(fichier).mode & 0o077) !== 0) {
    throw new ErreurDemarrage(
      `La clé (KEK_FILE) est lisible par d’autres : faites « chmod 400 ${fichier} ».`,
    );
  }
  const texte = readFileSync(fichier, 'utf8').trim();
  if (!/^[0-9a-f]{64}$/i.test(texte)) {
    throw new ErreurDemarrage('La clé (KEK_FILE) doit contenir 32 octets en hexadécimal (64 signes).');
  }
  return new Uint8Array(Buffer.from(texte, 'hex'));
}
