/** A real OpenID provider on loopback, set up as ProConnect is (its documentation, May 2025), that may be told to lie. */
import { exportJWK, generateKeyPair, SignJWT, type JWTPayload } from 'jose';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider, { type KoaContextWithOIDC } from 'oidc-provider';
import { ORIGINE } from '../../server/essai.fixture.ts';

export const CLIENT = 'porte-plume-essai';
export const SECRET = 'secret-de-l-essai-qui-a-plus-de-trente-deux-signes';
/** What ProConnect accepts at its door; anything else is Y000400. */
const ADMIS = new Set([
  'response_type',
  'client_id',
  'redirect_uri',
  'scope',
  'state',
  'nonce',
  'claims',
  'acr_values',
  'prompt',
  'login_hint',
  'idp_hint',
]);

interface Reponse {
  [champ: string]: unknown;
  id_token?: string;
}

export interface Fournisseur {
  emetteur: string;
  /** Who signs in over there, and how. */
  qui: { sujet: string; amr: string[] };
  /** Changes the answer of the token endpoint on its way. */
  jeton: ((reponse: Reponse) => Promise<Reponse>) | null;
  /** Changes the userinfo on its way: a string is sent as a JWT, anything else as plain JSON. */
  userinfo: ((jwt: string) => Promise<unknown>) | null;
  /** Addresses of /authorize, as they came. */
  demandes: URL[];
  /** Addresses of the end of session, as they came. */
  fins: URL[];
  /** Signs with the true key. */
  sign(charge: JWTPayload): Promise<string>;
  close(): Promise<void>;
}

export async function openFournisseur(): Promise<Fournisseur> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const jwk = { ...(await exportJWK(privateKey)), kid: 'essai', alg: 'RS256', use: 'sig' };
  const serveur = createServer();
  await new Promise<void>((resolve) => serveur.listen(0, '127.0.0.1', resolve));
  const emetteur = `http://127.0.0.1:${(serveur.address() as AddressInfo).port}`;
  const etat: Fournisseur = {
    emetteur,
    qui: { sujet: 'sujet-de-pia', amr: ['pwd', 'mfa'] },
    jeton: null,
    userinfo: null,
    demandes: [],
    fins: [],
    sign: (charge) => new SignJWT(charge).setProtectedHeader({ alg: 'RS256', kid: 'essai' }).sign(privateKey),
    close: () =>
      new Promise((resolve) => {
        serveur.closeAllConnections();
        serveur.close(() => resolve());
      }),
  };
  const provider = new Provider(emetteur, {
    clients: [
      {
        client_id: CLIENT,
        client_secret: SECRET,
        redirect_uris: [`${ORIGINE}/connexion/oidc/retour`],
        post_logout_redirect_uris: [`${ORIGINE}/connexion`],
        token_endpoint_auth_method: 'client_secret_post',
        id_token_signed_response_alg: 'RS256',
        userinfo_signed_response_alg: 'RS256',
      },
    ],
    jwks: { keys: [jwk] },
    cookies: { keys: ['essai'] },
    scopes: ['openid'],
    claims: { openid: ['sub'], amr: null, acr: null, auth_time: null, iss: null, sid: null },
    pkce: { required: () => false },
    ttl: { AuthorizationCode: 30, AccessToken: 60, IdToken: 60, Interaction: 60, Session: 600, Grant: 600 },
    features: {
      devInteractions: { enabled: false },
      claimsParameter: { enabled: true },
      userinfo: { enabled: true },
      jwtUserinfo: { enabled: true },
      rpInitiatedLogout: {
        enabled: true,
        // What a person would press is pressed for her.
        logoutSource: (ctx, form) => {
          ctx.body = `${form}<!-- ${ctx.oidc.client?.clientId ?? ''} -->`;
        },
      },
    },
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    findAccount: (_ctx, accountId) => ({ accountId, claims: () => ({ sub: accountId }) }),
    loadExistingGrant: async (ctx) => {
      const { client, session } = ctx.oidc;
      const grant = new ctx.oidc.provider.Grant({
        clientId: client?.clientId ?? '',
        accountId: session?.accountId ?? '',
      });
      grant.addOIDCScope('openid');
      grant.addOIDCClaims(['amr']);
      await grant.save();
      return grant;
    },
  });
  provider.use(async (ctx: KoaContextWithOIDC, next: () => Promise<unknown>) => {
    const adresse = new URL(ctx.originalUrl, emetteur);
    if (adresse.pathname === '/auth') {
      etat.demandes.push(adresse);
      if ([...adresse.searchParams.keys()].some((nom) => !ADMIS.has(nom))) {
        ctx.status = 400;
        ctx.body = { code: 'Y000400' };
        return;
      }
    }
    if (adresse.pathname === '/session/end') etat.fins.push(adresse);
    await next();
    if (adresse.pathname === '/token' && etat.jeton !== null && ctx.status === 200)
      ctx.body = await etat.jeton(ctx.body as Reponse);
    if (adresse.pathname === '/me' && etat.userinfo !== null && ctx.status === 200) {
      const change = await etat.userinfo(String(ctx.body));
      ctx.body = change;
      ctx.type = typeof change === 'string' ? 'application/jwt' : 'application/json';
    }
  });
  const serve = provider.callback();
  serveur.on('request', (req, res) => {
    if (req.url?.startsWith('/interaction/') === true) {
      const { sujet, amr } = etat.qui;
      void provider.interactionFinished(req, res, { login: { accountId: sujet, amr } });
    } else void serve(req, res);
  });
  return etat;
}
