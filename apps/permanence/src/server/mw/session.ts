import { createHash } from 'node:crypto';
import { and, eq, getTableColumns, lt, sql } from 'drizzle-orm';
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { createMiddleware } from 'hono/factory';
import { asAnyone, asOrg } from '../../db/asOrg.ts';
import { compte, organisation, session } from '../../db/schema.ts';
import { preference } from '../../db/schema-preferences.ts';
import type { Affichage } from '../../ui/affichage.ts';
import { createId } from '../../domain/identifiant.ts';
import type { Tx } from '../../db/client.ts';
import { dropBiscuit } from '../biscuit.ts';
import { ABSOLUE, INACTIVE, OUBLI } from '../duree-session.ts';
import { isWithin } from '../horloge.ts';
import { now, type AppEnv, type Services, type Visiteur } from '../contexte.ts';
import { logEntree, type Moyen } from '../trace.ts';

const RAFRAICHIR = 60_000;
/** Cookie that holds the id token of a session opened by another house, to close it over there too. */
export const FIN = 'f';

const HEURE = 3_600_000;
/** When one process last forgot the ended sessions of an organisation. */
const menages = new WeakMap<Services, Map<string, number>>();

/** Forgets the sessions that ended long ago, once an hour at most: row-level security leaves no other moment. */
async function dropEnded(tx: Tx, services: Services, orgId: string): Promise<void> {
  const instant = services.clock().getTime();
  const faits = menages.get(services) ?? new Map<string, number>();
  menages.set(services, faits);
  if (instant - (faits.get(orgId) ?? -Infinity) < HEURE) return;
  faits.set(orgId, instant);
  await tx
    .delete(session)
    .where(and(eq(session.orgId, orgId), lt(session.ouverteLe, new Date(instant - OUBLI).toISOString())));
}

function hash(jeton: string): string {
  return createHash('sha256').update(jeton).digest('hex');
}

function cookieOf(services: Services): { nom: string; https: boolean } {
  const https = services.env.origin.startsWith('https:');
  return { nom: https ? '__Host-s' : 's', https };
}

/** One word on the device, so that a session may be recognised in a list; nothing that tells two computers apart. */
function appareilOf(agent: string | undefined): string | null {
  if (agent === undefined) return null;
  return /Mobi|Android|iPhone|iPad/.test(agent) ? 'mobile' : 'ordinateur';
}

/**
 * Opens a session for an account: 32 random bytes in the cookie, their SHA-256 in the table. A former session is closed.
 * @param qui - the name that the same account is refused under, where it was typed
 */
export async function openSession(
  c: Context<AppEnv>,
  orgId: string,
  compteId: string,
  moyen: Moyen,
  qui = compteId,
): Promise<void> {
  const { services } = c.var;
  await closeSession(c);
  dropBiscuit(c, FIN);
  const jeton = Buffer.from(services.alea(32)).toString('base64url');
  const maintenant = now(services);
  await asOrg(services.client.db, orgId, 'session.ouvrir', async (tx) => {
    await dropEnded(tx, services, orgId);
    await tx.insert(session).values({
      orgId,
      id: createId(services.clock().getTime(), services.alea),
      jetonHash: hash(jeton),
      compteId,
      ouverteLe: maintenant,
      vueLe: maintenant,
      appareil: appareilOf(c.req.header('user-agent')),
    });
  });
  const { nom, https } = cookieOf(services);
  setCookie(c, nom, jeton, {
    httpOnly: true,
    sameSite: 'Lax',
    path: '/',
    secure: https,
    maxAge: ABSOLUE / 1000,
  });
  logEntree(c, moyen, true, qui);
}

/** Closes the session of the request, if any: the cookie then opens nothing, even if it was copied. */
export async function closeSession(c: Context<AppEnv>): Promise<void> {
  const { services } = c.var;
  const { nom, https } = cookieOf(services);
  const jeton = getCookie(c, nom);
  deleteCookie(c, nom, { path: '/', secure: https });
  if (jeton === undefined) return;
  const jetonHash = hash(jeton);
  const found = await findSession(services, jetonHash);
  if (found === null) return;
  await asOrg(services.client.db, found.orgId, 'session.clore', (tx) =>
    tx.delete(session).where(and(eq(session.orgId, found.orgId), eq(session.jetonHash, jetonHash))),
  );
}

async function findSession(
  services: Services,
  jetonHash: string,
): Promise<typeof session.$inferSelect | null> {
  const rows = await asAnyone(services.client.db, { jeton_hash: jetonHash }, 'session.lire', (tx) =>
    tx.select().from(session).where(eq(session.jetonHash, jetonHash)),
  );
  return rows[0] ?? null;
}

const toAffichage = ({ taille, theme, langue }: typeof preference.$inferSelect): Affichage => ({
  taille,
  theme,
  langue,
});

type Lecture = { visiteur: Visiteur } | { expire: Pick<Visiteur, 'orgId' | 'compteId'> } | null;

/** One transaction: the row that the token opens says which organisation the rest of it belongs to. */
async function readSession(services: Services, jeton: string): Promise<Lecture> {
  const jetonHash = hash(jeton);
  return asAnyone(services.client.db, { jeton_hash: jetonHash }, 'session.lire', async (tx) => {
    const [found] = await tx
      .select({
        ...getTableColumns(session),
        org: sql<string>`set_config('app.org_id', ${session.orgId}::text, true)`,
      })
      .from(session)
      .where(eq(session.jetonHash, jetonHash));
    return found === undefined ? null : readVisiteur(tx, services, found);
  });
}

async function readVisiteur(
  tx: Tx,
  services: Services,
  found: typeof session.$inferSelect,
): Promise<Lecture> {
  const instant = services.clock().getTime();
  if (!isWithin(instant, found.vueLe, INACTIVE) || !isWithin(instant, found.ouverteLe, ABSOLUE)) {
    return { expire: { orgId: found.orgId, compteId: found.compteId } };
  }
  const [row] = await tx
    .select({ compte, organisation, preference })
    .from(compte)
    .leftJoin(preference, and(eq(preference.orgId, compte.orgId), eq(preference.compteId, compte.id)))
    .innerJoin(organisation, eq(organisation.orgId, compte.orgId))
    .where(and(eq(compte.orgId, found.orgId), eq(compte.id, found.compteId), eq(compte.actif, true)));
  if (row === undefined) return null;
  if (instant - Date.parse(found.vueLe) > RAFRAICHIR) {
    await tx
      .update(session)
      .set({ vueLe: now(services) })
      .where(and(eq(session.orgId, found.orgId), eq(session.id, found.id)));
  }
  return {
    visiteur: {
      orgId: found.orgId,
      organisation: row.organisation.nom,
      zone: row.organisation.zone,
      fictive: row.organisation.fictive,
      compteId: row.compte.id,
      nom: row.compte.nom,
      identifiant: row.compte.identifiant,
      roles: row.compte.roles,
      charteSigneeLe: row.compte.charteSigneeLe,
      serviceId: row.compte.serviceId,
      sessionId: found.id,
      ...(row.preference === null ? {} : { affichage: toAffichage(row.preference) }),
    },
  };
}

/** Reads the session of the request into `visiteur`; leaves it unset when there is none. */
export const loadSession = createMiddleware<AppEnv>(async (c, next) => {
  const jeton = getCookie(c, cookieOf(c.var.services).nom);
  if (jeton !== undefined && jeton !== '') {
    const lue = await readSession(c.var.services, jeton);
    if (lue !== null && 'visiteur' in lue) c.set('visiteur', lue.visiteur);
    else if (lue !== null) c.set('expire', lue.expire);
  }
  return next();
});

/** The account of the request, or undefined before sign-in. */
export function visiteurOf(c: Context<AppEnv>): Visiteur | undefined {
  return (c.var as Partial<AppEnv['Variables']>).visiteur;
}
