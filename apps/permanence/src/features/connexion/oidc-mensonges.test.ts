import { decodeJwt, exportSPKI, generateKeyPair, importJWK, SignJWT, type JWTPayload } from 'jose';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { ORIGINE } from '../../server/essai.fixture.ts';
import { Butineur } from './butineur.fixture.ts';
import { SECRET } from './fournisseur.fixture.ts';
import { fetchCode, isOpen, lisible, openScene } from './oidc.fixture.ts';

const scene = await openScene();
const { app, maison, monde } = scene;
afterAll(() => scene.close());
beforeEach(() => scene.repose());
await scene.link('pia@demo');

describe('a lying answer is refused', () => {
  const pages = new Map<string, string>();
  const codes = new Map<string, string>();

  /** The browser comes back: nothing opens, one page for all, and a code alone in the log. */
  async function refused(nom: string, nav: Butineur, retour: URL): Promise<void> {
    const { lignes } = monde.essai;
    const avant = lignes.length;
    const page = await nav.get(retour);
    expect(page.statut).toBe(403);
    expect(lisible(page)).toContain('L’entrée par ProConnect n’a pas abouti.');
    expect(await isOpen(nav)).toBe(false);
    const toutes = lignes.slice(avant).map((ligne) => JSON.parse(ligne) as Record<string, unknown>);
    // The entry refused, and the answer refused, have lines of their own (trace.test.ts).
    const ecrites = toutes.filter(({ event }) => event === 'oidc.refus');
    expect(toutes.map(({ event }) => event)).toEqual(['oidc.refus', 'entree.refusee', 'refus']);
    expect(ecrites).toHaveLength(1);
    expect(Object.keys(ecrites[0] ?? {}).sort()).toEqual(['at', 'code', 'demande', 'event', 'level']);
    expect(String(ecrites[0]?.code)).toMatch(/^[A-Z_]+$/);
    codes.set(nom, String(ecrites[0]?.code));
    pages.set(nom, page.texte);
  }

  /** Comes back from a house whose id token says something else, signed by `sign`. */
  async function withToken(
    nom: string,
    change: (dits: JWTPayload) => JWTPayload,
    sign: (dits: JWTPayload) => Promise<string> | string = (dits) => maison.sign(dits),
  ): Promise<void> {
    maison.jeton = async (reponse) => ({
      ...reponse,
      id_token: await sign(change(decodeJwt(reponse.id_token ?? ''))),
    });
    const nav = new Butineur(app);
    await refused(nom, nav, await fetchCode(nav));
  }

  const part = (valeur: unknown): string => Buffer.from(JSON.stringify(valeur)).toString('base64url');
  const same = (dits: JWTPayload): JWTPayload => dits;
  const now = (): number => Math.floor(Date.now() / 1000);

  it('is not refused when it says the truth again: the tests below change one thing', async () => {
    maison.jeton = async (reponse) => ({
      ...reponse,
      id_token: await maison.sign(decodeJwt(reponse.id_token ?? '')),
    });
    const nav = new Butineur(app);
    expect((await nav.get(await fetchCode(nav))).statut).toBe(303);
  });

  it('1: another state', async () => {
    const nav = new Butineur(app);
    const retour = await fetchCode(nav);
    retour.searchParams.set('state', 'x'.repeat(43));
    await refused('state', nav, retour);
  });

  it('1b: a state of another browser', async () => {
    const victime = new Butineur(app);
    const attaquant = new Butineur(app);
    await victime.get('/connexion/oidc');
    await refused('state volé', victime, await fetchCode(attaquant));
    await refused('sans départ', new Butineur(app), await fetchCode(new Butineur(app)));
  });

  it('2: another nonce', () => withToken('nonce', (dits) => ({ ...dits, nonce: 'x'.repeat(43) })));

  it('3: a code used twice, by the same return or by a new one', async () => {
    const nav = new Butineur(app);
    const retour = await fetchCode(nav);
    const biscuit = nav.pot(ORIGINE).get('o') ?? '';
    expect((await nav.get(retour)).statut).toBe(303);
    await nav.post('/deconnexion');
    nav.pot(ORIGINE).clear();
    nav.pot(ORIGINE).set('o', biscuit);
    await refused('retour rejoué', nav, retour);
    const autre = new Butineur(app);
    const neuf = await fetchCode(autre);
    neuf.searchParams.set('code', retour.searchParams.get('code') ?? '');
    await refused('code rejoué', autre, neuf);
  });

  it('4: meant for another client', () => withToken('aud', (dits) => ({ ...dits, aud: 'un-autre' })));

  it('5: signed by nobody (alg none)', () =>
    withToken('none', same, (dits) => `${part({ alg: 'none' })}.${part(dits)}.`));

  it('5b: signed with the secret that we share (alg HS256)', () =>
    withToken('HS256', same, (dits) =>
      new SignJWT(dits).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(SECRET)),
    ));

  it('5c: signed with the public key taken for a secret', async () => {
    const cles = (await (await fetch(`${maison.emetteur}/jwks`)).json()) as { keys: object[] };
    const spki = await exportSPKI((await importJWK(cles.keys[0] ?? {}, 'RS256')) as CryptoKey);
    await withToken('HS256 clé publique', same, (dits) =>
      new SignJWT(dits).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(spki)),
    );
  });

  it('5d: signed with another key under the same name', async () => {
    const { privateKey } = await generateKeyPair('RS256');
    await withToken('autre clé', same, (dits) =>
      new SignJWT(dits).setProtectedHeader({ alg: 'RS256', kid: 'essai' }).sign(privateKey),
    );
  });

  it('6: expired', () => withToken('expiré', (dits) => ({ ...dits, iat: now() - 7200, exp: now() - 3600 })));

  it('7: of another issuer', () => withToken('iss', (dits) => ({ ...dits, iss: 'https://malin.example' })));

  it('8: a userinfo that nobody signed, or of somebody else, or altered', async () => {
    const changes: Record<string, (jwt: string) => Promise<unknown>> = {
      'userinfo nu': async (jwt) => Promise.resolve(decodeJwt(jwt)),
      'userinfo none': async (jwt) => Promise.resolve(`${part({ alg: 'none' })}.${part(decodeJwt(jwt))}.`),
      'userinfo d’un autre': (jwt) => maison.sign({ ...decodeJwt(jwt), sub: 'un-autre' }),
      'userinfo altéré': async (jwt) => {
        const [tete = '', , signature = ''] = jwt.split('.');
        return Promise.resolve(`${tete}.${part({ ...decodeJwt(jwt), email: 'x@x.example' })}.${signature}`);
      },
    };
    for (const [nom, change] of Object.entries(changes)) {
      maison.userinfo = change;
      const nav = new Butineur(app);
      await refused(nom, nav, await fetchCode(nav));
    }
  });

  it('by one and the same page, whatever the reason', () => {
    expect(pages.size).toBeGreaterThanOrEqual(14);
    expect(new Set(pages.values()).size).toBe(1);
    expect(Object.fromEntries(codes)).toMatchObject({
      'sans départ': 'SANS_DEPART',
      'retour rejoué': 'DEJA_SERVI',
      'code rejoué': 'OAUTH_RESPONSE_BODY_ERROR',
      nonce: 'OAUTH_JWT_CLAIM_COMPARISON_FAILED',
      aud: 'OAUTH_JWT_CLAIM_COMPARISON_FAILED',
      iss: 'OAUTH_JWT_CLAIM_COMPARISON_FAILED',
      expiré: 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED',
      'userinfo nu': 'OAUTH_JWT_USERINFO_EXPECTED',
    });
  });
});
