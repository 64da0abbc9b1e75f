/** Who gets in, who may see what, and what the audit log says of it. */
import { and, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asAnyone, asOrg } from '../../db/asOrg.ts';
import { invitation } from '../../db/schema-administration.ts';
import { brouillon, compte, journal, lieu, operation, session } from '../../db/schema.ts';
import { Navigateur, type Reponse } from '../../server/essai.fixture.ts';
import { openMonde, type Monde } from '../gestes.fixture.ts';

const MINUTE = 60_000;

let monde: Monde;
let admin: Navigateur;
beforeAll(async () => {
  monde = await openMonde('vide');
  admin = new Navigateur(monde.essai.app);
  await admin.connecte('admin@demo');
}, 60_000);
afterAll(() => monde.essai.close());

const inOrg = <T>(travail: Parameters<typeof asOrg<T>>[3]): Promise<T> =>
  asOrg(monde.essai.services.client.db, monde.orgId, 'essai', travail);

async function idOf(identifiant: string): Promise<string> {
  const [row] = await inOrg((tx) => tx.select().from(compte).where(eq(compte.identifiant, identifiant)));
  return row?.id ?? '';
}

/** What the audit log holds of a type. */
const faits = (type: string) =>
  inOrg(async (tx) => {
    const rows = await tx
      .select({ donnees: journal.donnees })
      .from(journal)
      .where(sql`${journal.donnees}->>'type' = ${type}`);
    return rows.map(({ donnees }) => donnees as Record<string, string>);
  });

/** Op of the form that posts to `action`. */
const opDe = (page: Reponse, action: string): string =>
  [...page.texte.matchAll(/<form[^>]*>.*?<\/form>/gs)]
    .filter(([formulaire]) => formulaire.includes(`action="${action}"`))
    .map(
      ([formulaire]) => /name="op" value="([^"]+)"|value="([^"]+)" name="op"/.exec(formulaire)?.[1] ?? '',
    )[0] ?? '';

async function cree(
  valeurs: Record<string, string | string[]> = {},
): Promise<{ id: string; page: Reponse; vers: string }> {
  const { op } = await admin.get('/administration/comptes/nouveau');
  const suite = await admin.post('/administration/comptes/nouveau', {
    op,
    nom: 'Yamina Canarinelle',
    identifiant: `${op}@essai.example`,
    roles: 'ecrivain',
    ...valeurs,
  });
  const page = await admin.suit(suite);
  return { id: /comptes\/([0-9a-f-]{36})/.exec(suite.vers ?? '')?.[1] ?? '', page, vers: suite.vers ?? '' };
}

describe('accounts', () => {
  it('are listed with their roles in words, to the administration only', async () => {
    const page = await admin.get('/administration');
    expect([
      page.statut,
      page.lisible.includes('Pia Monteil'),
      page.lisible.includes('Écrivain·e numérique'),
    ]).toEqual([200, true, true]);
    const lieux = new Navigateur(monde.essai.app);
    await lieux.connecte('marie@demo');
    expect((await lieux.get('/administration')).vers).toBe('/administration/lieux');
    expect((await lieux.get('/administration/comptes/nouveau')).statut).toBe(403);
    expect((await monde.nav.get('/administration')).statut).toBe(403);
  });

  it('are created with an invitation, whose link is shown once and is in no table', async () => {
    const { id, page, vers } = await cree();
    const lien = /invitation\/([A-Za-z0-9_-]{43})/.exec(page.texte)?.[1] ?? '';
    expect(lien).not.toBe('');
    const again = await admin.get(vers);
    expect(again.texte).not.toContain(lien);
    const tables = await inOrg(async (tx) => ({
      invitations: await tx.select().from(invitation),
      operations: await tx.select().from(operation),
      brouillons: await tx.select().from(brouillon),
    }));
    expect(JSON.stringify(tables)).not.toContain(lien);
    expect(tables.invitations).toHaveLength(1);
    expect(JSON.stringify(await faits('CompteCree'))).not.toMatch(/Canarinelle|example/);

    const invitee = new Navigateur(monde.essai.app);
    const porte = await invitee.get(`/invitation/${lien}`);
    expect([porte.statut, porte.lisible.includes('Créez votre clé')]).toEqual([200, true]);
    const inconnue = await invitee.get(`/invitation/${'A'.repeat(43)}`);
    expect(inconnue.statut).toBe(404);
    // A new link closes the former one.
    const fiche = await admin.get(`/administration/comptes/${id}`);
    const action = `/administration/comptes/${id}/invitation`;
    const nouveau = await admin.suit(await admin.post(action, { op: opDe(fiche, action) }));
    const autre = /invitation\/([A-Za-z0-9_-]{43})/.exec(nouveau.texte)?.[1] ?? '';
    expect(autre).not.toBe(lien);
    const close = await invitee.get(`/invitation/${lien}`);
    expect([close.statut, close.texte]).toEqual([404, inconnue.texte.replaceAll('A'.repeat(43), lien)]);
    expect((await invitee.get(`/invitation/${autre}`)).statut).toBe(200);
    const faux = await monde.essai.app.request(`http://localhost:3000/invitation/${autre}/verification`, {
      method: 'POST',
      headers: { origin: 'http://localhost:3000', 'content-type': 'application/json' },
      body: '{}',
    });
    expect(faux.status).toBe(400);
    expect((await invitee.get(`/invitation/${autre}`)).statut).toBe(200);
  });

  it('opens no account eight days later, nor that of a closed account', async () => {
    const { id, page } = await cree();
    const lien = /invitation\/([A-Za-z0-9_-]{43})/.exec(page.texte)?.[1] ?? '';
    const passant = new Navigateur(monde.essai.app);
    expect((await passant.get(`/invitation/${lien}`)).statut).toBe(200);
    await inOrg((tx) => tx.update(compte).set({ actif: false }).where(eq(compte.id, id)));
    expect((await passant.get(`/invitation/${lien}`)).statut).toBe(404);
    await inOrg((tx) => tx.update(compte).set({ actif: true }).where(eq(compte.id, id)));
    monde.essai.avance(8 * 24 * 60 * MINUTE);
    expect((await passant.get(`/invitation/${lien}`)).statut).toBe(404);
    await admin.connecte('admin@demo');
    await monde.nav.connecte('pia@demo');
  });

  it('says all that is wrong at once, values kept', async () => {
    const { op } = await admin.get('/administration/comptes/nouveau');
    const refus = await admin.post('/administration/comptes/nouveau', {
      op,
      nom: '',
      identifiant: 'sans arobase',
    });
    expect(refus.statut).toBe(422);
    for (const phrase of ['prénom et le nom', 'adresse de courriel', 'au moins un rôle'])
      expect(refus.lisible).toContain(phrase);
    expect(refus.texte).toContain('value="sans arobase"');
    const pris = await admin.post('/administration/comptes/nouveau', {
      op,
      nom: 'Double',
      identifiant: 'pia@demo',
      roles: 'ecrivain',
    });
    expect([pris.statut, pris.lisible.includes('ouvre déjà un compte')]).toEqual([422, true]);
  });

  it('keeps somebody who administers, and lets an administrator be something else too', async () => {
    const id = await idOf('admin@demo');
    const fiche = `/administration/comptes/${id}`;
    const page = await admin.get(fiche);
    const perdu = await admin.post(`${fiche}/roles`, {
      op: opDe(page, `${fiche}/roles`),
      roles: 'coordinateur',
    });
    expect([perdu.statut, perdu.lisible.includes('seul compte qui administre')]).toEqual([422, true]);
    const ferme = await admin.post(`${fiche}/etat`, { op: opDe(page, `${fiche}/etat`), actif: 'non' });
    expect([ferme.statut, ferme.lisible.includes('seul compte qui administre')]).toEqual([422, true]);
    const double = await admin.post(`${fiche}/roles`, {
      op: opDe(page, `${fiche}/roles`),
      roles: ['coordinateur', 'administrateur'],
    });
    expect(double.statut).toBe(303);
    expect((await admin.get('/tableau')).statut).toBe(200);
    expect((await admin.get('/administration')).statut).toBe(200);
    const changes = await faits('RolesChanges');
    expect(changes.at(-1)).toMatchObject({
      compte: id,
      avant: 'administrateur',
      apres: 'coordinateur administrateur',
    });
    expect(JSON.stringify(changes)).not.toContain('Ferrand');
  });

  it('close with their sessions, and open again', async () => {
    const denise = new Navigateur(monde.essai.app);
    await denise.connecte('denise@demo');
    const fiche = `/administration/comptes/${await idOf('denise@demo')}`;
    const envoi = async (actif: string) =>
      admin.post(`${fiche}/etat`, { op: opDe(await admin.get(fiche), `${fiche}/etat`), actif });
    expect((await envoi('non')).statut).toBe(303);
    expect((await denise.get('/')).vers).toBe('/connexion');
    expect((await admin.get('/administration')).lisible).toContain('Comptes fermés');
    expect((await envoi('oui')).statut).toBe(303);
    await denise.connecte('denise@demo');
  });
});

describe('sessions', () => {
  it('are listed to their owner without any fingerprint, and closed one by one or all', async () => {
    const un = new Navigateur(monde.essai.app);
    const deux = new Navigateur(monde.essai.app);
    const trois = new Navigateur(monde.essai.app);
    for (const nav of [un, deux, trois]) await nav.connecte('marie@demo');
    const page = await un.get('/sessions');
    expect(page.lisible).toContain('Cette page');
    const ids = [
      ...page.texte.matchAll(
        /value="([0-9a-f-]{36})" name="session"|name="session" value="([0-9a-f-]{36})"/g,
      ),
    ].map(([, un, autre]) => un ?? autre ?? '');
    expect(ids.length).toBeGreaterThanOrEqual(2);
    const marie = await idOf('marie@demo');
    const rows = await inOrg((tx) => tx.select().from(session).where(eq(session.compteId, marie)));
    expect(Object.keys(rows[0] ?? {}).sort()).toEqual(
      ['appareil', 'compteId', 'id', 'jetonHash', 'orgId', 'ouverteLe', 'vueLe'].sort(),
    );
    const [premier = ''] = ids;
    expect((await un.post('/sessions', { op: page.op, session: premier })).statut).toBe(303);
    expect(
      [(await deux.get('/')).vers, (await trois.get('/')).vers].filter((vers) => vers === '/connexion')
        .length,
    ).toBe(1);
    // Somebody else’s session is not found.
    const [autre] = await inOrg((tx) =>
      tx
        .select()
        .from(session)
        .where(and(eq(session.compteId, marie), sql`true`)),
    );
    const denise = new Navigateur(monde.essai.app);
    await denise.connecte('denise@demo');
    const { op } = await denise.get('/sessions');
    expect((await denise.post('/sessions', { op, session: autre?.id ?? '' })).statut).toBe(404);
    const toutes = await un.post('/sessions', { op: (await un.get('/sessions')).op, session: 'toutes' });
    expect(toutes.statut).toBe(303);
    expect((await un.get('/sessions')).lisible).not.toContain('Fermer la session');
  });

  it('of anybody are closed by the administration, and the log says how many, never who', async () => {
    const pia = new Navigateur(monde.essai.app);
    await pia.connecte('pia@demo');
    const fiche = `/administration/comptes/${await idOf('pia@demo')}`;
    const page = await admin.get(fiche);
    const toutes = await admin.post(`${fiche}/sessions`, {
      op: opDe(page, `${fiche}/sessions`),
      session: 'toutes',
    });
    expect(toutes.statut).toBe(303);
    expect((await pia.get('/')).vers).toBe('/connexion');
    expect((await faits('SessionsRevoquees')).at(-1)).not.toHaveProperty('nom');
    await monde.nav.connecte('pia@demo');
  });
});

describe('a sensitive gesture', () => {
  it('asks again who it is after five minutes, then goes on by itself with its values', async () => {
    const id = await idOf('denise@demo');
    const fiche = `/administration/comptes/${id}`;
    const page = await admin.get(fiche);
    monde.essai.avance(6 * MINUTE);
    const envoi = { op: opDe(page, `${fiche}/roles`), roles: ['benevole', 'accueil'] };
    const detour = await admin.post(`${fiche}/roles`, envoi);
    expect(detour.vers).toMatch(/^\/confirmation\?suite=\/reprise\//);
    const [avant] = await inOrg((tx) => tx.select().from(compte).where(eq(compte.id, id)));
    expect(avant?.roles).toEqual(['benevole']);
    const confirmation = await admin.suit(detour);
    expect(confirmation.lisible).toContain('Confirmez que c’est vous');
    const ancien = admin.cookie;
    const suite = /name="suite" value="([^"]+)"/.exec(confirmation.texte)?.[1] ?? '';
    const repris = await admin.suit(await admin.post('/confirmation/demo', { op: confirmation.op, suite }));
    expect(repris.vers).toContain(fiche);
    const [apres] = await inOrg((tx) => tx.select().from(compte).where(eq(compte.id, id)));
    expect(apres?.roles).toEqual(['benevole', 'accueil']);
    // The session was rotated: the former cookie opens nothing.
    const vole = new Navigateur(monde.essai.app);
    vole.cookie = ancien;
    expect((await vole.get('/administration')).vers).toBe('/connexion');
    // An address of another site is not followed.
    const ailleurs = await admin.post('/confirmation/demo', {
      op: confirmation.op,
      suite: '//evil.example/',
    });
    expect(ailleurs.vers).toBe('/');
  });
});

describe('lieux, services, structure', () => {
  it('creates, changes, closes and replaces a lieu without removing a row', async () => {
    const marie = new Navigateur(monde.essai.app);
    await marie.connecte('marie@demo');
    const avant = await inOrg((tx) => tx.select().from(lieu));
    const { op } = await marie.get('/administration/lieux/nouveau');
    const vide = await marie.post('/administration/lieux/nouveau', { op, nom: '' });
    expect([vide.statut, (vide.texte.match(/class="faute"/g) ?? []).length]).toEqual([422, 5]);
    const saisie = {
      nom: 'Maison du Pont',
      nature: 'mairie',
      commune: 'Roanne',
      codeInsee: '42187',
      territoireId: 'Roannais',
    };
    expect((await marie.post('/administration/lieux/nouveau', { op, ...saisie })).statut).toBe(303);
    expect((await marie.post('/administration/lieux/nouveau', { op, ...saisie })).statut).toBe(303);
    const apres = await inOrg((tx) => tx.select().from(lieu));
    expect(apres.length).toBe(avant.length + 1);
    const cible = apres.find(({ nom }) => nom === 'Maison du Pont')?.id ?? '';
    const autre = avant[0]?.id ?? '';
    const chemin = `/administration/lieux/${cible}`;
    const page = await marie.get(chemin);
    const fermeture = (valeurs: Record<string, string>) =>
      marie.post(`${chemin}/fermeture`, {
        op: opDe(page, `${chemin}/fermeture`),
        etape: 'fermer',
        ...valeurs,
      });
    expect((await fermeture({ fermeLe: 'hier', remplacePar: cible })).statut).toBe(422);
    expect((await fermeture({ fermeLe: '2020-01-31', remplacePar: autre })).statut).toBe(303);
    const [ferme] = await inOrg((tx) => tx.select().from(lieu).where(eq(lieu.id, cible)));
    expect([ferme?.fermeLe, ferme?.remplacePar]).toEqual(['2020-01-31', autre]);
    expect((await marie.get('/administration/lieux')).lisible).toContain('fermé depuis le');
    await monde.nav.connecte('pia@demo');
    expect((await monde.nav.get('/')).texte).not.toContain(cible);
    const inconnu = await marie.get('/administration/lieux/01900000-0000-7000-8000-000000000000');
    expect(inconnu.statut).toBe(404);
  });

  it('keeps the structure and its services', async () => {
    await admin.connecte('admin@demo');
    const page = await admin.get('/administration/structure');
    const faux = await admin.post('/administration/structure', {
      op: page.op,
      nom: '',
      telephone: '12',
      courriel: 'x',
      zone: 'Mars/Olympus',
    });
    expect([faux.statut, (faux.texte.match(/class="faute"/g) ?? []).length]).toEqual([422, 4]);
    const juste = await admin.post('/administration/structure', {
      op: page.op,
      nom: 'Structure d’essai',
      telephone: '+33 4 65 71 00 42',
      courriel: '',
      secours: 'Le standard répond jusqu’à 18 h.',
      zone: 'Europe/Paris',
    });
    expect((await admin.suit(juste)).texte).toContain('value="+33465710042"');
    const { op } = await admin.get('/administration/services');
    expect(
      (await admin.post('/administration/services', { op, nom: 'Assistante sociale de secteur' })).statut,
    ).toBe(303);
    const deux = await admin.get('/administration/services');
    const double = await admin.post('/administration/services', {
      op: deux.op,
      nom: 'Assistante sociale de secteur',
    });
    expect([double.statut, double.lisible.includes('déjà là')]).toEqual([422, true]);
  });
});

describe('the charter', () => {
  it('is signed by each account before its next page, forms kept, and again when its text changes', async () => {
    await admin.connecte('admin@demo');
    const { op } = await admin.get('/administration/charte');
    const publiee = await admin.post('/administration/charte', { op, texte: 'J’écoute.\nJe me tais.' });
    expect(publiee.statut).toBe(303);
    const { nav } = monde;
    await nav.connecte('pia@demo');
    const detour = await nav.get('/accueil');
    expect(detour.vers).toBe('/charte?suite=/accueil');
    const page = await nav.suit(detour);
    expect(page.lisible).toContain('J’écoute.');
    const sans = await nav.post('/charte', { op: page.op, version: '2', suite: '/accueil' });
    expect([sans.statut, sans.lisible.includes('Cochez la case')]).toEqual([422, true]);
    const perimee = await nav.post('/charte', {
      op: page.op,
      version: '1',
      suite: '/accueil',
      accepte: 'oui',
    });
    expect(perimee.statut).toBe(422);
    const signee = await nav.post('/charte', {
      op: page.op,
      version: '2',
      suite: '/accueil',
      accepte: 'oui',
    });
    expect(signee.vers).toBe('/accueil');
    expect((await nav.get('/demarches')).statut).toBe(200);
    expect((await nav.get('/charte')).lisible).toContain('Version 2, signée le');
    expect((await faits('CharteSignee')).at(-1)).toMatchObject({ version: '2' });
    // The others still wait, and read nothing meanwhile.
    const [denise] = await asAnyone(
      monde.essai.services.client.db,
      { identifiant: 'denise@demo' },
      'essai',
      (tx) => tx.select().from(compte),
    );
    expect(denise?.charteSigneeLe).toBeNull();
  });
});
