import { eq } from 'drizzle-orm';
import { afterAll, describe, expect, it } from 'vitest';
import { takeFeuille } from '../../features/acces/codes.fixture.ts';
import { asOrg } from '../../db/asOrg.ts';
import { session } from '../../db/schema.ts';
import { listComptes, setActif, type Compte } from '../../domain/comptes.ts';
import { openMonde } from '../../features/gestes.fixture.ts';
import { ABSOLUE, INACTIVE, OUBLI } from '../duree-session.ts';
import { Navigateur } from '../essai.fixture.ts';
import { RECENT } from './recent.ts';

const monde = await openMonde('vide');
const { essai, orgId } = monde;
afterAll(() => essai.close());

async function signIn(compte = 'pia@demo'): Promise<Navigateur> {
  const nav = new Navigateur(essai.app);
  await nav.connecte(compte);
  return nav;
}

async function compteOf(qui: string): Promise<Compte> {
  const comptes = await asOrg(essai.services.client.db, orgId, 'essai', (tx) => listComptes(tx, orgId));
  const trouve = comptes.find(({ identifiant }) => identifiant === qui);
  if (trouve === undefined) throw new Error(`no account ${qui}`);
  return trouve;
}

/** What a thief holds. */
function copyOf(nav: Navigateur): Navigateur {
  const copie = new Navigateur(essai.app);
  copie.cookie = nav.cookie;
  return copie;
}

const opens = async (nav: Navigateur): Promise<boolean> => (await nav.get('/sessions')).statut === 200;

/** What its owner does, or time, after which a copied cookie must be worth nothing. */
const FINS: Readonly<Record<string, (nav: Navigateur) => Promise<unknown>>> = {
  'sign-in again': (nav) => nav.connecte('pia@demo'),
  'sign-in as somebody else': (nav) => nav.connecte('marie@demo'),
  'sign-in by a printed code': async (nav) => {
    const { codes, personnel } = await takeFeuille(nav);
    const [code = ''] = codes;
    const entree = { identifiant: 'pia@demo', code, personnel: personnel ?? '' };
    expect((await nav.post('/connexion/code', entree)).statut).toBe(303);
  },
  logout: (nav) => nav.post('/deconnexion', {}),
  'revocation from another device': async () => {
    const autre = await signIn();
    const { op } = await autre.get('/sessions');
    expect((await autre.post('/sessions', { op, session: 'toutes' })).statut).toBe(303);
  },
  'revocation by who administers': async () => {
    const admin = await signIn('admin@demo');
    const { id } = await compteOf('pia@demo');
    const { op } = await admin.get(`/administration/comptes/${id}`);
    const ferme = await admin.post(`/administration/comptes/${id}/sessions`, { op, session: 'toutes' });
    expect(ferme.statut).toBe(303);
  },
  'half an hour of silence': () => {
    essai.avance(INACTIVE + 1000);
    return Promise.resolve();
  },
  'ten hours, whatever is done': async (nav) => {
    for (let passe = 0; passe < ABSOLUE; passe += INACTIVE - 60_000) {
      essai.avance(INACTIVE - 60_000);
      await nav.get('/sessions');
    }
  },
  'a step-up': async (nav) => {
    essai.avance(RECENT + 1000);
    expect((await nav.post('/confirmation/demo', { suite: '/acces' })).vers).toBe('/acces');
    expect(await opens(nav)).toBe(true);
  },
};

describe('a stolen cookie opens nothing after', () => {
  it.each(Object.keys(FINS))('%s', async (nom) => {
    const nav = await signIn();
    const voleur = copyOf(nav);
    expect(await opens(voleur)).toBe(true);
    await FINS[nom]?.(nav);
    expect(await opens(voleur)).toBe(false);
    expect((await voleur.post('/acces/codes', { op: '01900000-0000-7000-8000-000000000000' })).statut).toBe(
      401,
    );
  });

  it('its account is closed', async () => {
    const nav = await signIn('denise@demo');
    const [denise, admin] = [await compteOf('denise@demo'), await compteOf('admin@demo')];
    await asOrg(essai.services.client.db, orgId, 'essai', (tx) =>
      setActif(tx, essai.services, { orgId, compteId: admin.id }, denise, false),
    );
    expect(await opens(nav)).toBe(false);
  });

  it('a cookie that the thief chose is never taken up', async () => {
    const nav = new Navigateur(essai.app);
    nav.cookie = `s=${'A'.repeat(43)}`;
    await nav.connecte('pia@demo');
    expect(nav.cookie).not.toContain('AAAA');
  });
});

describe('rows of ended sessions', () => {
  const count = async (): Promise<number> =>
    asOrg(
      essai.services.client.db,
      orgId,
      'essai',
      async (tx) => (await tx.select().from(session).where(eq(session.orgId, orgId))).length,
    );

  it('are not listed, and go a day later, once an hour at most', async () => {
    for (let rang = 0; rang < 5; rang += 1) await signIn();
    essai.avance(INACTIVE + 1000);
    const nav = await signIn();
    expect((await nav.get('/sessions')).texte.match(/Ordinateur|Appareil inconnu/g)).toHaveLength(1);
    expect(await count()).toBeGreaterThan(5);
    essai.avance(OUBLI);
    await signIn();
    expect(await count()).toBe(1);
    // Opened within the hour that follows, ended since long: they wait for the next time.
    essai.avance(OUBLI - 1000);
    await signIn();
    essai.avance(2000);
    await signIn();
    expect(await count()).toBe(3);
    essai.avance(3_600_000);
    await signIn();
    expect(await count()).toBe(3);
  });
});
