import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { asOrg } from '../../db/asOrg.ts';
import { identiteExterne } from '../../db/schema-acces.ts';
import { journal } from '../../db/schema.ts';
import { takeFeuille } from '../acces/codes.fixture.ts';
import { Butineur } from './butineur.fixture.ts';
import { CLIENT } from './fournisseur.fixture.ts';
import { fetchCode, isOpen, isRetour, lisible, openScene, RETOUR } from './oidc.fixture.ts';

const scene = await openScene();
const { app, maison, monde } = scene;
afterAll(() => scene.close());
beforeEach(() => scene.repose());
await scene.link('pia@demo');

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
    const [code = ''] = (await takeFeuille(chez)).codes;
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
    const marie = await scene.link('marie@demo');
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

  it('gives the browser no token that the server got: none is in a page, a cookie, a log or an address', async () => {
    const pris: string[] = [];
    maison.jeton = (reponse) => {
      for (const nom of ['access_token', 'id_token', 'refresh_token'])
        if (typeof reponse[nom] === 'string') pris.push(reponse[nom]);
      return Promise.resolve(reponse);
    };
    const nav = new Butineur(app);
    const vus: string[] = [];
    const entre = await nav.get(await fetchCode(nav));
    vus.push(String(entre.vers), entre.texte, JSON.stringify([...entre.entetes]));
    for (const chemin of ['/', '/acces', '/sessions']) {
      const page = await nav.get(chemin);
      vus.push(page.texte, JSON.stringify([...page.entetes]));
    }
    vus.push(JSON.stringify([...nav.pot('http://localhost:3000')]), monde.essai.lignes.join('\n'));
    expect(pris.length).toBeGreaterThanOrEqual(2);
    for (const jeton of pris) expect(vus.join('\n')).not.toContain(jeton);
  });

  it('adds PKCE only where the settings say so: ProConnect refuses it', async () => {
    const nav = new Butineur(scene.openApp({ pkce: true }));
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
    const nav = new Butineur(scene.openApp({ emetteur: 'http://127.0.0.1:9' }));
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
