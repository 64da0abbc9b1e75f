import { Hono, type Context } from 'hono';
import { z } from 'zod';
import { asOrg } from '../../db/asOrg.ts';
import { once, Refus } from '../../db/operation.ts';
import { closeInvite, findInvite, reopenInvite } from '../../domain/comptes.ts';
import { keepDefi, takeDefi } from '../../domain/defis.ts';
import { findIdentite, linkIdentite } from '../../domain/identites.ts';
import { dropBiscuit, readBiscuit, setBiscuit } from '../../server/biscuit.ts';
import { newOp, now, type AppEnv } from '../../server/contexte.ts';
import { ErreurHttp } from '../../server/erreur-http.ts';
import { byAddress, REGLES } from '../../server/mw/debit.ts';
import { logEntree } from '../../server/trace.ts';
import { openSession, visiteurOf } from '../../server/mw/session.ts';
import { DepartSchema, RefusOidc, type Oidc, type Venue } from '../../server/oidc.ts';
import { keepFin, takeFin } from './fin.tsx';
import { page } from './route.tsx';
import { readSuite } from './schema.ts';
import { askSecond } from './second.tsx';

const DEPART = 'o';
/** Time to sign in over there. */
const ATTENTE = 10 * 60_000;
const RETOUR = '/connexion/oidc/retour';

/** Why somebody was sent to the other house. */
const ButSchema = z.discriminatedUnion('but', [
  z.object({ but: z.literal('entrer'), suite: z.string() }),
  z.object({ but: z.literal('lier'), orgId: z.string(), compteId: z.string() }),
  z.object({ but: z.literal('inviter'), jeton: z.string() }),
]);
type But = z.infer<typeof ButSchema>;
const BiscuitSchema = z.intersection(DepartSchema, ButSchema);

/** Sign-in by another house (ProConnect, Keycloak, Entra); it starts by a link, since a form may not leave this site. */
export function oidcRoutes(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.use('/connexion/oidc', byAddress(REGLES.connexion));
  app.use(RETOUR, byAddress(REGLES.connexion));
  app.get('/connexion/oidc', (c) => leave(c, { but: 'entrer', suite: readSuite(c.req.query('suite')) }));
  app.get(RETOUR, comeBack);
  app.get('/connexion/oidc/fin', async (c) => {
    const idToken = takeFin(c);
    if (idToken === null) return c.redirect('/connexion', 303);
    const { env } = c.var.services;
    const vers = await demandOidc(c)
      .leave(idToken, `${env.origin}/connexion`)
      .catch(() => null);
    return c.redirect(vers ?? '/connexion', 303);
  });
  return app;
}

/** @throws {ErreurHttp} 404 when no other house is set up */
function demandOidc(c: Context<AppEnv>): Oidc {
  const { oidc } = c.var.services;
  if (oidc === undefined || oidc === null) throw new ErreurHttp(404);
  return oidc;
}

/** Sends the browser to the other house; a sealed cookie and a row of single use wait for its return. */
export async function leave(c: Context<AppEnv>, but: But): Promise<Response> {
  const oidc = demandOidc(c);
  const { services } = c.var;
  try {
    const { vers, depart } = await oidc.start(`${services.env.origin}${RETOUR}`);
    await keepDefi(services, depart.state, ATTENTE);
    setBiscuit(c, DEPART, { ...depart, ...but }, ATTENTE);
    return c.redirect(vers, 303);
  } catch (error) {
    services.log.error('oidc.injoignable', { code: new RefusOidc(error).code });
    const erreur = `${oidc.nom} ne répond pas. Entrez autrement, ou réessayez dans un instant.`;
    if (but.but !== 'entrer') throw new ErreurHttp(503, erreur);
    c.header('Retry-After', '30');
    return page(c, but.suite, { erreur, statut: 503 });
  }
}

/** Whatever does not hold gives this page, and no other. */
function refuse(c: Context<AppEnv>, oidc: Oidc, code: string): Response {
  c.var.services.log.info('oidc.refus', { code, demande: c.var.requeteId });
  logEntree(c, 'identite', false, null);
  return page(c, '/', {
    erreur: `L’entrée par ${oidc.nom} n’a pas abouti. Recommencez, ou entrez autrement.`,
    statut: 403,
  });
}

async function comeBack(c: Context<AppEnv>): Promise<Response> {
  const oidc = demandOidc(c);
  const { services } = c.var;
  const garde = readBiscuit(c, DEPART, BiscuitSchema);
  dropBiscuit(c, DEPART);
  if (garde === null) return refuse(c, oidc, 'SANS_DEPART');
  if (!(await takeDefi(services, garde.state))) return refuse(c, oidc, 'DEJA_SERVI');
  const adresse = new URL(`${services.env.origin}${RETOUR}`);
  adresse.search = new URL(c.req.url).search;
  let venue: Venue;
  try {
    venue = await oidc.finish(adresse, garde);
  } catch (error) {
    return refuse(c, oidc, error instanceof RefusOidc ? error.code : 'AUTRE');
  }
  if (garde.but === 'lier') return link(c, oidc, venue, garde);
  if (garde.but === 'inviter') return invite(c, venue, garde.jeton);
  return enter(c, oidc, venue, garde.suite);
}

/** A strong proof enters; any other is followed by a second factor of ours. */
async function enter(c: Context<AppEnv>, oidc: Oidc, venue: Venue, suite: string): Promise<Response> {
  const compte = await findIdentite(c.var.services, venue.identite);
  if (compte === null) {
    logEntree(c, 'identite', false, null);
    return page(c, '/', {
      erreur: `Cette identité ${oidc.nom} n’ouvre aucun compte ici. Entrez avec votre clé ou un code, puis liez-la dans « Mes moyens d’accès ».`,
      statut: 403,
    });
  }
  if (!venue.fort) return askSecond(c, { ...compte, suite, idToken: venue.idToken });
  await openSession(c, compte.orgId, compte.compteId, 'identite');
  keepFin(c, venue.idToken);
  return c.redirect(suite, 303);
}

/** Ties the identity to the account that left to fetch it, if it is still the one that is signed in. */
async function link(
  c: Context<AppEnv>,
  oidc: Oidc,
  { identite }: Venue,
  { orgId, compteId }: { orgId: string; compteId: string },
): Promise<Response> {
  const { services } = c.var;
  const visiteur = visiteurOf(c);
  if (visiteur?.orgId !== orgId || visiteur.compteId !== compteId) return refuse(c, oidc, 'AUTRE_COMPTE');
  const op = newOp(services);
  const commande = { orgId, op, type: 'acces.identite.lier', compteId, maintenant: now(services) };
  try {
    await asOrg(services.client.db, orgId, 'identite.lier', (tx) =>
      once(tx, commande, async () => {
        await linkIdentite(tx, services, visiteur, identite);
        return { fait: `${oidc.nom} ouvre maintenant votre compte.` };
      }),
    );
  } catch (error) {
    if (error instanceof Refus) throw new ErreurHttp(409, error.motifs[0]?.phrase ?? null);
    throw error;
  }
  return c.redirect(`/acces?fait=${op}`, 303);
}

/** The link of an invitation opens its account once: with a passkey, or here with an identity. */
async function invite(c: Context<AppEnv>, { identite, idToken }: Venue, jeton: string): Promise<Response> {
  const { services } = c.var;
  const invite = await findInvite(services, jeton);
  if (invite === null || !(await closeInvite(services, invite, jeton)))
    throw new ErreurHttp(404, 'Ce lien ne sert plus. Demandez-en un autre à votre structure.');
  try {
    await asOrg(services.client.db, invite.orgId, 'identite.inviter', (tx) =>
      linkIdentite(tx, services, invite, identite),
    );
  } catch (error) {
    await reopenInvite(services, invite, jeton);
    if (error instanceof Refus) throw new ErreurHttp(409, error.motifs[0]?.phrase ?? null);
    throw error;
  }
  await openSession(c, invite.orgId, invite.compteId, 'invitation');
  keepFin(c, idToken);
  return c.redirect('/acces', 303);
}
