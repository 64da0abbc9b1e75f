/** What the technical log says of who comes in and of what is refused, and what it never says. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { takeFeuille } from '../features/acces/codes.fixture.ts';
import { Navigateur, openEssai, ORIGINE, type Essai } from './essai.fixture.ts';
import { REGLES } from './mw/debit.ts';

let essai: Essai;
let pia: Navigateur;
beforeAll(async () => {
  essai = await openEssai({ graine: 'vide' });
  pia = new Navigateur(essai.app);
  await pia.connecte('pia@demo');
}, 120_000);
afterAll(() => essai.close());

type Ligne = Readonly<Record<string, unknown>>;
/** The lines that a gesture leaves. */
async function traces(geste: () => Promise<unknown>): Promise<Ligne[]> {
  const avant = essai.lignes.length;
  await geste();
  return essai.lignes.slice(avant).map((ligne) => JSON.parse(ligne) as Ligne);
}
const sans = (ligne: Ligne): Ligne =>
  Object.fromEntries(Object.entries(ligne).filter(([nom]) => !['at', 'level', 'demande'].includes(nom)));

describe('who comes in', () => {
  it('leaves a line each time, let in or refused, by what means, under a mask that is the same each time', async () => {
    const { codes, personnel } = await takeFeuille(pia);
    const [code = ''] = codes;
    const enter = (identifiant: string, valeurs: Record<string, string>) => () =>
      new Navigateur(essai.app).post('/connexion/code', { identifiant, ...valeurs });
    const [refus] = await traces(enter('pia@demo', { code: 'ABCD-EFGH', personnel: '' }));
    const [entree] = await traces(enter('pia@demo', { code, personnel: personnel ?? '' }));
    const [inconnu] = await traces(enter('personne@demo', { code: '123456', personnel: '' }));
    const qui = refus?.qui;
    expect(qui).toMatch(/^[0-9a-f]{16}$/);
    expect([refus, entree, inconnu].map((ligne) => sans(ligne ?? {}))).toEqual([
      { event: 'entree.refusee', moyen: 'code', qui },
      { event: 'entree', moyen: 'code', qui },
      { event: 'entree.refusee', moyen: 'code', qui: expect.not.stringMatching(String(qui)) as string },
    ]);
    const cle = {
      ...{ id: 'AA', rawId: 'AA', type: 'public-key', clientExtensionResults: {} },
      response: { clientDataJSON: 'AA', authenticatorData: 'AA', signature: 'AA' },
    };
    const parCle = await traces(() =>
      Promise.resolve(
        essai.app.request(`${ORIGINE}/connexion/passkey/verification`, {
          method: 'POST',
          body: JSON.stringify(cle),
          headers: { 'content-type': 'application/json', origin: ORIGINE },
        }),
      ),
    );
    expect(parCle.map(sans)).toEqual([
      { event: 'entree.refusee', moyen: 'cle' },
      {
        ...{ event: 'refus', statut: 403, methode: 'POST', roles: 'personne' },
        route: '/connexion/passkey/verification',
      },
    ]);
    expect(essai.lignes.join('\n')).not.toMatch(/pia@demo|personne@demo|Monteil/);
  });
});

describe('what is refused', () => {
  it('leaves a line: status, pattern of the route, roles; no address, id or value', async () => {
    const id = '01900000-0000-7000-8000-000000000000';
    const vu = async (geste: () => Promise<unknown>) => (await traces(geste)).map(sans);
    const ligne = (statut: number, methode: string, route: string, roles = 'ecrivain') => [
      { event: 'refus', statut, methode, route, roles },
    ];
    expect(await vu(() => pia.get('/journal'))).toEqual(ligne(403, 'GET', '/journal'));
    expect(await vu(() => pia.get(`/personnes/${id}`))).toEqual(ligne(404, 'GET', '/personnes/:id'));
    expect(await vu(() => pia.get('/nulle-part?nom=Monteil'))).toEqual(ligne(404, 'GET', 'aucune'));
    expect(
      await vu(() =>
        pia.post('/seance', {}, { origin: 'https://malin.example', 'sec-fetch-site': 'cross-site' }),
      ),
    ).toEqual(ligne(403, 'POST', '/seance', 'personne'));
    const lourd = { note: 'a'.repeat(300_000) };
    expect(await vu(() => pia.post('/seance', lourd))).toEqual(ligne(413, 'POST', '/seance', 'personne'));
    expect(await vu(() => pia.post('/seance', { op: 'a\0b' }))).toEqual(ligne(400, 'POST', '/seance'));
    const passant = new Navigateur(essai.app);
    expect(await vu(() => passant.post('/seance', {}))).toEqual(ligne(401, 'POST', '/seance', 'personne'));
    expect(await vu(() => passant.get('/wp-admin.php'))).toEqual([]);
    const trop = await vu(async () => {
      for (let rang = 0; rang <= REGLES.compte.max; rang += 1)
        await passant.post('/connexion/code', { identifiant: 'marie@demo', code: 'ABCD-EFGH' });
    });
    expect(trop.at(-1)).toEqual(ligne(429, 'POST', '/connexion/code', 'personne')[0]);
    expect(essai.lignes.join('\n')).not.toMatch(new RegExp(`${id}|Monteil|malin|aaaa`));
  });
});

it('every line is one JSON object, with its instant in universal time, its level and its name', () => {
  expect(essai.lignes.length).toBeGreaterThan(10);
  for (const ligne of essai.lignes) {
    expect(ligne).not.toMatch(/[\r\n]/);
    const lue = JSON.parse(ligne) as Ligne;
    expect(Object.keys(lue).slice(0, 3)).toEqual(['at', 'level', 'event']);
    expect(lue.at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(new Date(String(lue.at)).toISOString()).toBe(lue.at);
    expect(['info', 'error']).toContain(lue.level);
    expect(lue.event).toMatch(/^[a-z]+(?:\.[a-z_]+)?$/);
    for (const valeur of Object.values(lue)) expect(['string', 'number', 'boolean']).toContain(typeof valeur);
  }
});
