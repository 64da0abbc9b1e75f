import { SignJWT, decodeJwt, exportSPKI, importJWK, type JWTPayload } from 'jose';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { asOrg } from '../../db/asOrg.ts';
import { identiteExterne } from '../../db/schema-acces.ts';
import { journal } from '../../db/schema.ts';
import { createApp } from '../../server/app.ts';
import { ORIGINE } from '../../server/essai.fixture.ts';
import { createOidc, type ReglagesOidc } from '../../server/oidc.ts';
import { openMonde } from '../gestes.fixture.ts';
import { Butineur, type Page } from './butineur.fixture.ts';
import { CLIENT, openFournisseur, SECRET } from './fournisseur.fixture.ts';

const monde = await openMonde('vide');
const maison = await openFournisseur();
const reglages: ReglagesOidc = {
  emetteur: maison.emetteur,
  clientId: CLIENT,
  secret: SECRET,
  nom: 'ProConnect',
  pkce: false,
  userinfo: 'signe',
  signature: 'RS256',
  attribut: 'sub',
};
const openApp = (autres: Partial<ReglagesOidc> = {}) => {
  const { services } = monde.essai;
  return createApp({ ...services, oidc: createOidc({ ...reglages, ...autres }, services.alea) });
};
const app = openApp();
afterAll(async () => {
  await maison.close();
  await monde.essai.close();
});

const RETOUR = '/connexion/oidc/retour';
const isRetour = ({ pathname }: URL): boolean => pathname === RETOUR;
const lisible = ({ texte }: Page): string => texte.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');

/** Goes to the other house and back, up to the address that brings the code. */
async function fetchCode(nav: Butineur, depuis = '/connexion/oidc'): Promise<URL> {
  const page = await nav.suit(await nav.get(depuis), isRetour);
  if (page.vers === null) throw new Error(`no code: ${page.statut} ${page.texte.slice(0, 300)}`);
  return page.vers;
}

/** An account of the demo, tied to the identity that the other house gives now. */
async function link(compte: string): Promise<Butineur> {
  const nav = new Butineur(app);
  await nav.post('/connexion/demo', { compte });
  const page = await nav.suit(await nav.get('/acces/identite'));
  expect(lisible(page)).toContain('ProConnect ouvre maintenant votre compte.');
  return nav;
}

const isOpen = async (nav: Butineur): Promise<boolean> => (await nav.get('/sessions')).statut === 200;

beforeEach(() => {
  monde.essai.avance(61_000);
  maison.qui = { sujet: 'sujet-de-pia', amr: ['pwd', 'mfa'] };
  maison.jeton = null;
  maison.userinfo = null;
});

await link('pia@demo');

describe('sign-in by the other house', () => {
  it('starts by a link of the page, with what ProConnect lists and nothing more', async () => {
    const nav = new Butineur(app);
    expect((await nav.get('/connexion')).texte).toContain('href="/connexion/oidc"');
    await fetchCode(nav);
    const demande = maison.demandes.at(-1)?.searchParams ?? new URLSearchParams();
    expect([...demande.keys()].sort()).toEqual([
      'claims',
      'client_id',
      'nonce',
      'redirect_uri',
      'response_type',
      'scope',
      'state',
    ]);
    expect(demande.get('state')?.length).toBeGreaterThanOrEqual(32);
    expect(demande.get('nonce')?.length).toBeGreaterThanOrEqual(32);
  });

  it('enters at once when a second factor was checked over there, and leads on', async () => {
    const nav = new Butineur(app);
    const entre = await nav.get(await fetchCode(nav, '/connexion/oidc?suite=/sessions'));
    expect([entre.statut, entre.vers?.pathname]).toEqual([303, '/sessions']);
    expect(await isOpen(nav)).toBe(true);
  });

  it('asks for a second factor of ours without `mfa` nor `pop`', async () => {
    maison.qui = { sujet: 'sujet-de-pia', amr: ['pwd'] };
    const nav = new Butineur(app);
    const page = await nav.suit(await nav.get(await fetchCode(nav)));
    expect([page.adresse.pathname, page.statut]).toEqual(['/connexion/second', 200]);
    expect(lisible(page)).toContain('Encore une preuve');
    expect(await isOpen(nav)).toBe(false);
    expect((await nav.post('/connexion/second', { code: 'ABCD-EFGH' })).statut).toBe(422);
    expect(await isOpen(nav)).toBe(false);
    // Any code of the account, here a printed one.
    const chez = new Butineur(app);
    await chez.post('/connexion/demo', { compte: 'pia@demo' });
    const { texte } = await chez.get('/acces');
    const op = /action="\/acces\/codes"[^]*?name="op" value="([^"]+)"/.exec(texte)?.[1] ?? '';
    const feuille = await chez.suit(await chez.post('/acces/codes', { op }));
    const code = /<code>([^<]+)</.exec(feuille.texte)?.[1] ?? '';
    expect((await nav.post('/connexion/second', { code })).vers?.pathname).toBe('/');
    expect(await isOpen(nav)).toBe(true);
    const { services } = monde.essai;
    const perime = new Butineur(app);
    await perime.suit(await perime.get(await fetchCode(perime)));
    monde.essai.avance(5 * 60_000 + 1000);
    expect((await perime.get('/connexion/second')).vers?.pathname).toBe('/connexion');
    expect(services.oidc).toBeUndefined();
  });

  it('opens no account for an identity that nobody tied, whatever its e-mail address', async () => {
    maison.qui = { sujet: 'pia@demo', amr: ['mfa'] };
    const nav = new Butineur(app);
    const page = await nav.get(await fetchCode(nav));
    expect(page.statut).toBe(403);
    expect(lisible(page)).toContain('n’ouvre aucun compte ici');
    expect(await isOpen(nav)).toBe(false);
  });

  it('ties one identity to one account, says so in the log, and unties it', async () => {
    maison.qui = { sujet: 'sujet-de-marie', amr: ['mfa'] };
    const marie = await link('marie@demo');
    maison.qui = { sujet: 'sujet-de-pia', amr: ['mfa'] };
    const denise = new Butineur(app);
    await denise.post('/connexion/demo', { compte: 'denise@demo' });
    expect((await denise.get(await fetchCode(denise, '/acces/identite'))).statut).toBe(409);
    const { texte } = await marie.get('/acces');
    const id = /value="([^"]+)"[^>]*name="identite"/.exec(texte)?.[1] ?? '';
    const op = /action="\/acces\/identite\/retirer"[^]*?name="op" value="([^"]+)"/.exec(texte)?.[1] ?? '';
    expect((await denise.post('/acces/identite/retirer', { op, identite: id })).statut).toBe(404);
    expect((await marie.post('/acces/identite/retirer', { op, identite: id })).statut).toBe(303);
    maison.qui = { sujet: 'sujet-de-marie', amr: ['mfa'] };
    const nav = new Butineur(app);
    expect((await nav.get(await fetchCode(nav))).statut).toBe(403);
    const { essai, orgId } = monde;
    const tables = await asOrg(essai.services.client.db, orgId, 'essai', async (tx) => [
      await tx.select().from(identiteExterne),
      await tx.select().from(journal),
    ]);
    const traces = JSON.stringify([tables, essai.lignes]);
    for (const fait of ['IdentiteLiee', 'IdentiteDeliee']) expect(traces).toContain(fait);
    expect(traces).not.toContain('sujet-de');
  });

  it('ties nothing for a browser that another site sent, nor once another account is there', async () => {
    const nav = new Butineur(app);
    await nav.post('/connexion/demo', { compte: 'denise@demo' });
    expect((await nav.get('/acces/identite', { 'sec-fetch-site': 'cross-site' })).statut).toBe(403);
    maison.qui = { sujet: 'sujet-de-personne', amr: ['mfa'] };
    const retour = await fetchCode(nav, '/acces/identite');
    await nav.post('/connexion/demo', { compte: 'marie@demo' });
    expect((await nav.get(retour)).statut).toBe(403);
  });

  it('ends over there too, by an address of the other house after a page of ours', async () => {
    const nav = new Butineur(app);
    await nav.get(await fetchCode(nav));
    const page = await nav.post('/deconnexion');
    expect([page.statut, page.entetes.get('refresh')]).toEqual([200, '0; url=/connexion/oidc/fin']);
    expect(await isOpen(nav)).toBe(false);
    const fin = await nav.get('/connexion/oidc/fin');
    const la = await nav.get(fin.vers ?? '');
    expect([la.adresse.pathname, la.statut]).toEqual(['/session/end', 200]);
    expect([...(maison.fins.at(-1)?.searchParams.keys() ?? [])].sort()).toEqual([
      'id_token_hint',
      'post_logout_redirect_uri',
      'state',
    ]);
    expect(la.texte).toContain(CLIENT);
    expect((await nav.get('/connexion/oidc/fin')).vers?.pathname).toBe('/connexion');
  });

  it('adds PKCE only where the settings say so: ProConnect refuses it', async () => {
    const nav = new Butineur(openApp({ pkce: true }));
    const page = await nav.suit(await nav.get('/connexion/oidc'), isRetour);
    expect(page.texte).toContain('Y000400');
    expect(maison.demandes.at(-1)?.searchParams.get('code_challenge_method')).toBe('S256');
  });

  it('opens an account by its invitation, once', async () => {
    const admin = new Butineur(app);
    await admin.post('/connexion/demo', { compte: 'admin@demo' });
    const nouveau = await admin.get('/administration/comptes/nouveau');
    const op = /name="op" value="([^"]+)"/.exec(nouveau.texte)?.[1] ?? '';
    const cree = await admin.post('/administration/comptes/nouveau', {
      op,
      nom: 'Zoé Canarinelle',
      identifiant: 'zoe@ccas.example',
      roles: 'ecrivain',
    });
    const page = await admin.suit(cree);
    const lien = new URL(
      /http:\/\/localhost:3000\/invitation\/[A-Za-z0-9_-]{43}/.exec(page.texte)?.[0] ?? '',
    );
    maison.qui = { sujet: 'sujet-de-zoe', amr: ['pwd'] };
    const nav = new Butineur(app);
    expect((await nav.get(lien)).texte).toContain(`${lien.pathname}/oidc`);
    expect((await nav.get(await fetchCode(nav, `${lien.pathname}/oidc`))).vers?.pathname).toBe('/acces');
    expect(await isOpen(nav)).toBe(true);
    expect((await nav.get(`${lien.pathname}/oidc`)).statut).toBe(404);
  });

  it('says so when the other house does not answer, and lets people in otherwise', async () => {
    const nav = new Butineur(openApp({ emetteur: 'http://127.0.0.1:9' }));
    const page = await nav.get('/connexion/oidc');
    expect([page.statut, lisible(page).includes('ProConnect ne répond pas')]).toEqual([503, true]);
    expect((await nav.get('/connexion')).statut).toBe(200);
  });

  it('is not there when no other house is set up', async () => {
    const nav = new Butineur(monde.essai.app);
    for (const chemin of ['/connexion/oidc', RETOUR])
      expect([chemin, (await nav.get(chemin)).statut]).toEqual([chemin, 404]);
    expect((await nav.get('/connexion')).texte).not.toContain('/connexion/oidc');
  });
});

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
    const ecrites = lignes.slice(avant).map((ligne) => JSON.parse(ligne) as Record<string, unknown>);
    expect(ecrites).toHaveLength(1);
    expect(Object.keys(ecrites[0] ?? {}).sort()).toEqual(['at', 'code', 'event', 'level']);
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
    const { generateKeyPair } = await import('jose');
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
