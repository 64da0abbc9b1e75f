import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  calculatePKCECodeChallenge,
  ClientSecretPost,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  type Configuration,
  type CustomFetch,
} from 'openid-client';
import { z } from 'zod';
import type { Identite } from '../domain/identite-externe.ts';
import type { Alea } from '../domain/identifiant.ts';
import { tlsCode } from './tls.ts';

/** Another house that says who people are, as the installer described it. */
export interface ReglagesOidc {
  emetteur: string;
  clientId: string;
  secret: string;
  /** Name on the screens: « ProConnect ». */
  nom: string;
  /** ProConnect refuses any parameter that it does not list, PKCE among them. */
  pkce: boolean;
  /** `signe`: the identity is read again from a signed userinfo; `aucun`: the signed id token is enough. */
  userinfo: 'signe' | 'aucun';
  /** Algorithm of both signatures; none is ever symmetric. */
  signature: 'RS256' | 'PS256' | 'ES256';
  /** Other hosts of the same house that the server may call: `graph.exemple.fr`. None by default. */
  hotes: readonly string[];
  /** Claim that names a person for ever: `sub`, or what this house puts in its place. Never an e-mail address. */
  attribut: string;
}

export const DepartSchema = z.object({ state: z.string(), nonce: z.string(), verifier: z.string() });
/** What must be found again when the browser comes back. */
export type Depart = z.infer<typeof DepartSchema>;

/** Somebody, as the other house proved it. */
export interface Venue {
  identite: Identite;
  /** The other house checked a second factor, or a key that can’t be copied. */
  fort: boolean;
  /** Needed to close the session over there. */
  idToken: string;
}

export interface Oidc {
  nom: string;
  /** @throws when the other house does not answer */
  start(retour: string): Promise<{ vers: string; depart: Depart }>;
  /** @throws {RefusOidc} whatever does not hold */
  finish(adresse: URL, depart: Depart): Promise<Venue>;
  /** Where a browser goes to close its session over there; null when that house has no such address. */
  leave(idToken: string, retour: string): Promise<string | null>;
}

/** An answer of the other house that proves nothing. The code is all that may be logged. */
export class RefusOidc extends Error {
  override name = 'RefusOidc';
  readonly code: string;
  constructor(error: unknown) {
    const brut = error instanceof Error && 'code' in error ? error.code : null;
    // Codes of the library only: `error` and `error_description` are written by whoever sends the browser back.
    const propre = typeof brut === 'string' && /^OAUTH_[A-Z_]{1,60}$/.test(brut) ? brut : 'AUTRE';
    const code = tlsCode(error) ?? propre;
    super(code);
    this.code = code;
  }
}

const SECONDES = 5;
/** Proof of a second factor in `amr`: RFC 8176. */
const FORTS = new Set(['mfa', 'pop']);
/** Asked for by `claims` alone: ProConnect gives `amr` no other way. */
const DEMANDE = JSON.stringify({ id_token: { amr: { essential: true } } });

/**
 * Calls the house that was set up, its other hosts if any were named, and nobody else, whatever its documents say; follows
 * no redirection. It is the only way out of this server besides the database.
 */
function createSortie({ emetteur, hotes }: Pick<ReglagesOidc, 'emetteur' | 'hotes'>): CustomFetch {
  const maison = new URL(emetteur);
  const permises = new Set([maison.origin, ...hotes.map((hote) => `https://${hote}`)]);
  return async (adresse, options) => {
    if (!permises.has(new URL(adresse).origin)) throw new RefusOidc(null);
    return fetch(adresse, { ...(options as RequestInit), redirect: 'manual' });
  };
}

/** A house given by its settings. It is asked who it is at the first need, and again if it did not answer. */
export function createOidc(reglages: ReglagesOidc, alea: Alea): Oidc {
  const emetteur = new URL(reglages.emetteur);
  let connue: Promise<Configuration> | null = null;
  const meet = (): Promise<Configuration> => {
    connue ??= discovery(
      emetteur,
      reglages.clientId,
      {
        id_token_signed_response_alg: reglages.signature,
        ...(reglages.userinfo === 'signe' ? { userinfo_signed_response_alg: reglages.signature } : {}),
      },
      ClientSecretPost(reglages.secret),
      {
        timeout: SECONDES,
        [customFetch]: createSortie(reglages),
        // Signatures are checked even on what came straight from the other house.
        execute: [
          enableNonRepudiationChecks,
          // The settings accept http for a provider of this very machine only.
          // eslint-disable-next-line @typescript-eslint/no-deprecated -- deprecated by its authors to stand out
          ...(emetteur.protocol === 'http:' ? [allowInsecureRequests] : []),
        ],
      },
    ).catch((error: unknown) => {
      connue = null;
      throw error;
    });
    return connue;
  };
  const random = (): string => Buffer.from(alea(32)).toString('base64url');

  return {
    nom: reglages.nom,
    async start(retour) {
      const config = await meet();
      const depart = { state: random(), nonce: random(), verifier: random() };
      const vers = buildAuthorizationUrl(config, {
        redirect_uri: retour,
        scope: 'openid',
        state: depart.state,
        nonce: depart.nonce,
        claims: DEMANDE,
        ...(reglages.pkce
          ? {
              code_challenge: await calculatePKCECodeChallenge(depart.verifier),
              code_challenge_method: 'S256',
            }
          : {}),
      });
      return { vers: vers.href, depart };
    },
    async finish(adresse, depart) {
      try {
        const config = await meet();
        const jetons = await authorizationCodeGrant(config, adresse, {
          expectedState: depart.state,
          expectedNonce: depart.nonce,
          idTokenExpected: true,
          ...(reglages.pkce ? { pkceCodeVerifier: depart.verifier } : {}),
        });
        const dits = jetons.claims();
        if (dits === undefined || jetons.id_token === undefined) throw new Error('no id token');
        const lus =
          reglages.userinfo === 'signe' ? await fetchUserInfo(config, jetons.access_token, dits.sub) : dits;
        const sujet = z.string().min(1).max(255).parse(lus[reglages.attribut]);
        const amr = z.array(z.string()).catch([]).parse(dits.amr);
        return {
          identite: { emetteur: dits.iss, sujet },
          fort: amr.some((moyen) => FORTS.has(moyen)),
          idToken: jetons.id_token,
        };
      } catch (error) {
        throw new RefusOidc(error);
      }
    },
    async leave(idToken, retour) {
      const config = await meet();
      if (config.serverMetadata().end_session_endpoint === undefined) return null;
      const vers = buildEndSessionUrl(config, {
        id_token_hint: idToken,
        post_logout_redirect_uri: retour,
        state: random(),
      });
      // Said by the token already; ProConnect lists no such parameter.
      vers.searchParams.delete('client_id');
      return vers.href;
    },
  };
}
