import { randomBytes } from 'node:crypto';
import type { Client } from '../db/client.ts';
import type { Coffre } from '../domain/coffre.ts';
import { createId, type Alea } from '../domain/identifiant.ts';
import type { Affichage } from '../ui/affichage.ts';
import type { Face } from '../ui/face.ts';
import type { Assets } from './assets.ts';
import type { Env } from './env.ts';
import type { Log } from './log.ts';
import type { Oidc } from './oidc.ts';
import type { Debit } from './debit.ts';

/** Everything that the routes need from outside: database, keys, clock, chance. Tests build their own. */
export interface Services {
  env: Pick<Env, 'origin' | 'production' | 'demo'> & Partial<Pick<Env, 'proxys'>>;
  client: Client;
  coffre: Coffre;
  log: Log;
  assets: Assets;
  /** Another house that opens accounts here, if the installer named one. */
  oidc?: Oidc | null;
  /** Current instant. */
  clock: () => Date;
  alea: Alea;
}

/** The account behind a request, read from its session, and the face of its structure. */
export interface Visiteur extends Face {
  orgId: string;
  organisation: string;
  zone: string;
  /** Fictitious data: the banner is shown. */
  fictive: boolean;
  compteId: string;
  nom: string;
  identifiant: string;
  roles: readonly string[];
  charteSigneeLe: string | null;
  /** Service of a prescriber. */
  serviceId: string | null;
  sessionId: string;
  /** How this account likes its pages, once it has chosen. */
  affichage?: Affichage;
}

/** Types of the Hono context. */
export interface AppEnv {
  Variables: {
    services: Services;
    visiteur: Visiteur;
    requeteId: string;
    debit: Debit;
    /** Account of a session that has just ended: a form sent too late is kept for it, and for it alone. */
    expire: Pick<Visiteur, 'orgId' | 'compteId'>;
  };
}

/** Unpredictable bytes of the operating system. */
export const alea: Alea = (octets) => new Uint8Array(randomBytes(octets));

/** Current instant in the form that the packages and the database share: UTC, milliseconds, Z. */
export function now(services: Pick<Services, 'clock'>): string {
  return services.clock().toISOString();
}

/** Fresh operation id for a form that opens. */
export function newOp(services: Pick<Services, 'clock' | 'alea'>): string {
  return createId(services.clock().getTime(), services.alea);
}

/**
 * A format of dates for each zone, made once: making one costs more than a hundred uses of it. Zones are those of the
 * organisations, hence few.
 */
export function perZone(
  langue: string,
  options: Omit<Intl.DateTimeFormatOptions, 'timeZone'>,
): (zone: string) => Intl.DateTimeFormat {
  const formats = new Map<string, Intl.DateTimeFormat>();
  return (zone) => {
    const connu = formats.get(zone);
    if (connu !== undefined) return connu;
    const format = new Intl.DateTimeFormat(langue, { ...options, timeZone: zone });
    formats.set(zone, format);
    return format;
  };
}

const jours = perZone('fr-CA', { year: 'numeric', month: '2-digit', day: '2-digit' });

/** Civil date of an instant in a zone: the day that the writer reads on the wall. */
export function civilDate(instant: Date, zone: string): string {
  return jours(zone).format(instant);
}
