import { createHash } from 'node:crypto';
import { and, eq, lt, sql } from 'drizzle-orm';
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { createMiddleware } from 'hono/factory';
import { asAnyone, asOrg } from '../../db/asOrg.ts';
import { compte, organisation, session } from '../../db/schema.ts';
import { apparence } from '../../db/schema-apparence.ts';
import { preference } from '../../db/schema-preferences.ts';
import type { Affichage } from '../../ui/affichage.ts';
import { FACE, toFace } from '../../domain/apparence.ts';
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

/**
 * One transaction, whose two questions leave together: the first says which organisation the token opens, so that the second
 * sees the account.
 */
async function readSession(services: Services, jeton: string): Promise<Lecture> {
  const jetonHash = hash(jeton);
  return asAnyone(services.client.db, { jeton_hash: jetonHash }, 'session.lire', async (tx) => {
    const deCeJeton = eq(session.jetonHash, jetonHash);
    const [, [found]] = await Promise.all([
      tx
        .select({ org: sql<string>`set_config('app.org_id', ${session.orgId}::text, true)` })
        .from(session)
        .where(deCeJeton),
      tx
        .select({ session, compte, organisation, preference, face: FACE })
        .from(session)
        .leftJoin(
          compte,
          and(eq(compte.orgId, session.orgId), eq(compte.id, session.compteId), eq(compte.actif, true)),
        )
        .leftJoin(preference, and(eq(preference.orgId, compte.orgId), eq(preference.compteId, compte.id)))
        .leftJoin(organisation, eq(organisation.orgId, compte.orgId))
        .leftJoin(apparence, eq(apparence.orgId, compte.orgId))
        .where(deCeJeton),
    ]);
    return found === undefined ? null : toLecture(tx, services, found);
  });
}

/** The account as every rule reads it. @param sessionId - empty where the application itself acts for it */
export function toVisiteur(
  qui: typeof compte.$inferSelect,
  ou: typeof organisation.$inferSelect,
  sessionId: string,
): Visiteur {
  return {
    orgId: qui.orgId,
    organisation: ou.nom,
    zone: ou.zone,
    fictive: ou.fictive,
    compteId: qui.id,
    nom: qui.nom,
    identifiant: qui.identifiant,
    roles: qui.roles,
    charteSigneeLe: qui.charteSigneeLe,
    serviceId: qui.serviceId,
    sessionId,
  };
}

interface Trouvee {
  session: typeof session.$inferSelect;
  compte: typeof compte.$inferSelect | null;
  organisation: typeof organisation.$inferSelect | null;
  preference: typeof preference.$inferSelect | null;
  face: Parameters<typeof toFace>[0];
}

async function toLecture(
  tx: Tx,
  services: Services,
  { session: ouverte, compte: qui, organisation: ou, preference: choix, face }: Trouvee,
): Promise<Lecture> {
  const instant = services.clock().getTime();
  if (!isWithin(instant, ouverte.vueLe, INACTIVE) || !isWithin(instant, ouverte.ouverteLe, ABSOLUE)) {
    return { expire: { orgId: ouverte.orgId, compteId: ouverte.compteId } };
  }
  if (qui === null || ou === null) return null;
  if (instant - Date.parse(ouverte.vueLe) > RAFRAICHIR) {
    await tx
      .update(session)
      .set({ vueLe: now(services) })
      .where(and(eq(session.orgId, ouverte.orgId), eq(session.id, ouverte.id)));
  }
  return {
    visiteur: {
      ...toVisiteur(qui, ou, ouverte.id),
      ...(choix === null ? {} : { affichage: toAffichage(choix) }),
      ...toFace(face),
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
