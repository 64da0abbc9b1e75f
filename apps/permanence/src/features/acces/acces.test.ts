import { eq } from 'drizzle-orm';
import { TOTP } from 'otpauth';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { asOrg } from '../../db/asOrg.ts';
import { codeAcces, totp } from '../../db/schema-acces.ts';
import { compte, journal } from '../../db/schema.ts';
import { RECENT } from '../../server/mw/recent.ts';
import { Navigateur, type Reponse } from '../../server/essai.fixture.ts';
import { ECHECS_MAX } from '../../domain/code-personnel.ts';
import { codePersonnel } from '../../db/schema-personnel.ts';
import { personnelOf, takeFeuille } from './codes.fixture.ts';
import { openMonde, type Monde } from '../gestes.fixture.ts';

const PAS = 30_000;
const MINUTE = 60_000;
const REFUS = 'L’identifiant ou l’un des codes ne convient pas.';

const monde: Monde = await openMonde('vide');
afterAll(() => monde.essai.close());

/** Every journey begins signed in, with counters at rest. */
beforeEach(async () => {
  monde.essai.avance(61 * MINUTE);
  await monde.nav.connecte('pia@demo');
});

/** What each account keeps in mind, once it was drawn. */
const retenus = new Map<string, string>();

async function makeCodes(nav: Navigateur = monde.nav, qui = 'pia@demo'): Promise<readonly string[]> {
  const { codes, personnel } = await takeFeuille(nav);
  if (personnel !== null) retenus.set(qui, personnel);
  return codes;
}

/** Adds an application; gives what computes its codes. */
async function makeApplication(): Promise<() => string> {
  const { nav, essai } = monde;
  const { op } = await nav.get('/acces');
  const page = await nav.suit(await nav.post('/acces/application', { op }));
  const secret = /class="secret">([^<]+)</.exec(page.texte)?.[1]?.replaceAll(' ', '') ?? '';
  expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  const application = new TOTP({ secret, algorithm: 'SHA1', digits: 6, period: 30 });
  const code = () => application.generate({ timestamp: essai.services.clock().getTime() });
  const [chemin = ''] = nav.adresses.slice(-1);
  expect((await nav.post(chemin, { op: page.op, code: '00000a' })).statut).toBe(422);
  const garde = await nav.post(chemin, { op: page.op, code: code() });
  const apres = await nav.suit(garde);
  const personnel = personnelOf(apres);
  if (personnel !== null) retenus.set('pia@demo', personnel);
  expect(apres.lisible).toContain(
    personnel === null ? 'Votre application ouvre maintenant votre compte.' : 'Votre code personnel',
  );
  return code;
}

const enter = (
  identifiant: string,
  code: string,
  nav = new Navigateur(monde.essai.app),
  personnel = retenus.get(identifiant.trim().toLowerCase()) ?? '',
): Promise<Reponse> => nav.post('/connexion/code', { identifiant, code, personnel });

describe('printed codes', () => {
  it('are ten, shown once, in signs that are not read as others', async () => {
    const codes = await makeCodes();
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}$/);
    const [derniere = ''] = monde.nav.adresses.slice(-1);
    const encore = await monde.nav.get(derniere);
    expect(encore.statut).toBe(404);
    expect(encore.lisible).toContain('ont déjà été montrés');
    expect((await monde.nav.get('/acces')).lisible).toContain('Il en reste 10.');
  });

  it('open once each, however they are typed, and are counted', async () => {
    const [un = '', deux = ''] = await makeCodes();
    const nav = new Navigateur(monde.essai.app);
    expect((await enter(' PIA@demo ', un.toLowerCase().replace('-', ' '), nav)).vers).toBe('/');
    expect((await nav.get('/acces')).lisible).toContain('Il en reste 9.');
    expect((await enter('pia@demo', un)).statut).toBe(422);
    expect((await enter('marie@demo', deux)).statut).toBe(422);
    expect((await enter('pia@demo', deux)).vers).toBe('/');
  });

  it('of one sheet stop when another is made', async () => {
    const [ancien = ''] = await makeCodes();
    const [neuf = ''] = await makeCodes();
    expect((await enter('pia@demo', ancien)).statut).toBe(422);
    expect((await enter('pia@demo', neuf)).vers).toBe('/');
  });

  it('open one session when the same one is sent twenty times at once', async () => {
    const [code = ''] = await makeCodes();
    const { services } = monde.essai;
    const { findByCode } = await import('../../domain/preuve.ts');
    const essais = await Promise.all(
      Array.from({ length: 20 }, () =>
        findByCode(services, 'pia@demo', { code, personnel: retenus.get('pia@demo') ?? '' }),
      ),
    );
    expect(essais.filter((trouve) => trouve !== null)).toHaveLength(1);
  });

  it('are in no table, no log and no address', async () => {
    const codes = await makeCodes();
    const [code = ''] = codes;
    await enter('pia@demo', code);
    const { essai, orgId } = monde;
    const tables = await asOrg(essai.services.client.db, orgId, 'essai', async (tx) => [
      await tx.select().from(codeAcces),
      await tx.select().from(journal),
    ]);
    const traces = JSON.stringify([tables, essai.lignes, monde.nav.adresses]);
    for (const un of codes) {
      expect(traces).not.toContain(un);
      expect(traces).not.toContain(un.replace('-', ''));
    }
  });
});

describe('six digits', () => {
  it('open with one step of tolerance, and never twice', async () => {
    const code = await makeApplication();
    const { essai } = monde;
    // The code that confirmed the application opens nothing more.
    expect((await enter('pia@demo', code())).statut).toBe(422);
    essai.avance(PAS);
    const bon = code();
    expect((await enter('pia@demo', bon)).vers).toBe('/');
    expect((await enter('pia@demo', bon)).statut).toBe(422);
    essai.avance(PAS);
    const vieux = code();
    essai.avance(PAS);
    expect((await enter('pia@demo', vieux)).vers).toBe('/');
    const tropVieux = code();
    essai.avance(3 * PAS);
    expect((await enter('pia@demo', tropVieux)).statut).toBe(422);
  });

  it('come from a secret that is sealed, and stop when the application is taken away', async () => {
    const code = await makeApplication();
    const { essai, orgId, nav } = monde;
    const [row] = await asOrg(essai.services.client.db, orgId, 'essai', (tx) => tx.select().from(totp));
    // version ‖ iv ‖ tag ‖ 20 bytes.
    expect(row?.secret).toHaveLength(1 + 12 + 16 + 20);
    const page = await nav.get('/acces');
    const retire = await nav.post('/acces/application/retirer', { op: page.op });
    expect((await nav.suit(retire)).lisible).toContain('n’ouvre plus votre compte');
    essai.avance(PAS);
    expect((await enter('pia@demo', code())).statut).toBe(422);
  });
});

describe('the personal code', () => {
  const redraw = async (): Promise<string> => {
    const { op } = await monde.nav.get('/acces');
    const page = await monde.nav.suit(await monde.nav.post('/acces/personnel', { op }));
    const personnel = personnelOf(page) ?? '';
    retenus.set('pia@demo', personnel);
    return personnel;
  };

  it('is asked beside every code that one holds: alone, a found sheet or telephone opens nothing', async () => {
    const [un = '', deux = '', trois = ''] = await makeCodes();
    const bon = await redraw();
    const faux = bon === '471902' ? '471903' : '471902';
    for (const [code, personnel] of [
      [un, ''],
      [deux, faux],
      ['', bon],
    ] as const) {
      const nav = new Navigateur(monde.essai.app);
      const refus = await enter('pia@demo', code, nav, personnel);
      expect([refus.statut, refus.lisible.includes(REFUS), refus.texte.includes(bon)]).toEqual([
        422,
        true,
        false,
      ]);
      expect((await nav.get('/acces')).vers).toBe('/connexion');
    }
    // A right code beside a wrong personal one is used up: ten guesses a sheet, of a million.
    expect((await enter('pia@demo', deux)).statut).toBe(422);
    monde.essai.avance(MINUTE);
    expect((await enter('pia@demo', trois)).vers).toBe('/');
    const code = await makeApplication();
    monde.essai.avance(PAS);
    expect((await enter('pia@demo', code(), undefined, faux)).statut).toBe(422);
    expect((await enter('pia@demo', code())).statut).toBe(422);
  });

  it('is shown once, apart from the sheet, and is in no table, log or address', async () => {
    const bon = await redraw();
    const { essai, orgId, nav } = monde;
    const [derniere = ''] = nav.adresses.slice(-1);
    expect((await nav.get(derniere)).statut).toBe(404);
    expect(
      (await nav.suit(await nav.post('/acces/codes', { op: (await nav.get('/acces')).op }))).texte,
    ).not.toContain('code-personnel');
    const lignes = await asOrg(essai.services.client.db, orgId, 'essai', async (tx) => [
      await tx.select().from(codePersonnel),
      await tx.select().from(journal),
    ]);
    const [[row]] = lignes as [(typeof codePersonnel.$inferSelect)[], unknown];
    expect(row?.empreinte).toHaveLength(32);
    const traces = JSON.stringify([lignes, essai.lignes, nav.adresses]);
    expect(traces).toContain('CodePersonnelTire');
    expect(traces).not.toContain(bon);
  });

  it('closes this way in after ten wrong ones in a row, until another is drawn', async () => {
    const [un = '', deux = '', trois = '', quatre = ''] = await makeCodes();
    const bon = await redraw();
    const faux = bon === '471902' ? '471903' : '471902';
    const { essai, orgId } = monde;
    const count = async (): Promise<number | undefined> => {
      const [row] = await asOrg(essai.services.client.db, orgId, 'essai', (tx) =>
        tx.select().from(codePersonnel),
      );
      return row?.echecs;
    };
    await enter('pia@demo', un, undefined, faux);
    expect(await count()).toBe(1);
    await enter('pia@demo', deux);
    expect(await count()).toBe(0);
    await asOrg(essai.services.client.db, orgId, 'essai', (tx) =>
      tx.update(codePersonnel).set({ echecs: ECHECS_MAX - 1 }),
    );
    await enter('pia@demo', trois, undefined, faux);
    expect((await enter('pia@demo', quatre)).statut).toBe(422);
    monde.essai.avance(61 * MINUTE);
    await monde.nav.connecte('pia@demo');
    const [neuf = ''] = await makeCodes();
    expect((await enter('pia@demo', neuf)).statut).toBe(422);
    expect((await monde.nav.get('/acces')).lisible).toContain('Dix erreurs de suite');
    await redraw();
    const [dernier = ''] = await makeCodes();
    expect((await enter('pia@demo', dernier)).vers).toBe('/');
  });
});

describe('what a stranger learns', () => {
  it('is nothing: unknown account, account without codes, closed account and wrong code give the same page', async () => {
    const { essai, orgId } = monde;
    await makeCodes();
    const denise = new Navigateur(essai.app);
    await denise.connecte('denise@demo');
    const [ferme = ''] = await makeCodes(denise, 'denise@demo');
    const setActif = (actif: boolean) =>
      asOrg(essai.services.client.db, orgId, 'essai', (tx) =>
        tx.update(compte).set({ actif }).where(eq(compte.identifiant, 'denise@demo')),
      );
    await setActif(false);
    const pages: string[] = [];
    // The hour of the server is told where six digits are typed: by what is typed, and nothing else.
    const HEURE = / L’horloge d’ici dit [^<]*imprimé\./g;
    const sansIdentifiant = ({ texte }: Reponse) =>
      texte.replace(/(name="identifiant" value=")[^"]*/, '$1').replaceAll(HEURE, '');
    for (const identifiant of ['pia@demo', 'marie@demo', 'denise@demo', 'personne@demo']) {
      const reponse = await enter(identifiant, identifiant === 'denise@demo' ? ferme : 'ABCD-EFGH');
      expect(reponse.statut).toBe(422);
      expect(reponse.lisible).toContain(REFUS);
      expect(reponse.texte).not.toContain('ABCD');
      pages.push(sansIdentifiant(reponse), sansIdentifiant(await enter(identifiant, '123456')));
    }
    await setActif(true);
    expect(new Set(pages).size).toBe(1);
  });

  it('costs as many statements for an unknown account as for a wrong code', async () => {
    await makeCodes();
    const { pool } = monde.essai.services.client;
    const demandes = async (identifiant: string, code: string): Promise<number> => {
      const client = await pool.connect();
      client.release();
      const espion = vi.spyOn(client, 'query');
      await enter(identifiant, code);
      const nombre = espion.mock.calls.length;
      espion.mockRestore();
      return nombre;
    };
    // The first try of a while sweeps what is over.
    await demandes('echauffement@demo', 'ABCD-EFGH');
    for (const code of ['ABCD-EFGH', '123456']) {
      const connu = await demandes('pia@demo', code);
      expect(connu).toBeGreaterThan(5);
      expect(await demandes('personne@demo', code)).toBe(connu);
    }
  });

  it('stops after five tries a minute and twenty an hour on one account, known or not', async () => {
    const { essai } = monde;
    for (const identifiant of ['pia@demo', 'personne2@demo']) {
      const statuts: number[] = [];
      for (let essaiRang = 0; essaiRang < 6; essaiRang += 1)
        statuts.push((await enter(identifiant, '123456')).statut);
      expect(statuts).toEqual([422, 422, 422, 422, 422, 429]);
      for (let minute = 0; minute < 3; minute += 1) {
        essai.avance(MINUTE);
        for (let rang = 0; rang < 5; rang += 1) expect((await enter(identifiant, '123456')).statut).toBe(422);
      }
      essai.avance(MINUTE);
      expect((await enter(identifiant, '123456')).statut).toBe(429);
    }
  });
});

describe('step-up', () => {
  it('is asked before a passkey is added: a stolen cookie can’t settle in', async () => {
    const { nav, essai } = monde;
    const options = '/connexion/passkey/enregistrement/options';
    expect(JSON.parse((await nav.post(options, {})).texte)).toHaveProperty('challenge');
    essai.avance(RECENT + 1000);
    const refus = await nav.post(options, {});
    expect([refus.statut, refus.texte]).toEqual([403, '{"vers":"/confirmation?suite=/acces"}']);
    expect((await nav.post('/connexion/passkey/enregistrement/verification', {})).statut).toBe(403);
  });

  it('is asked before codes or an application are made, and a code gives it: the form then goes on', async () => {
    const [code = ''] = await makeCodes();
    const { nav, essai } = monde;
    const { op } = await nav.get('/acces');
    essai.avance(RECENT + 1000);
    const garde = await nav.post('/acces/codes', { op });
    expect(garde.vers).toMatch(/^\/confirmation\?suite=\/reprise\//);
    expect((await nav.post('/acces/application', { op })).vers).toMatch(/^\/confirmation/);
    const ancien = nav.cookie;
    const suite = garde.vers?.split('suite=')[1] ?? '';
    expect((await nav.post('/confirmation/code', { suite, code: 'ABCD-EFGH' })).statut).toBe(422);
    const confirme = await nav.post('/confirmation/code', { suite, code });
    expect(nav.cookie).not.toBe(ancien);
    const reprise = await nav.suit(confirme);
    expect((await nav.suit(reprise)).lisible).toContain('Vos dix codes');
    const copie = new Navigateur(essai.app);
    copie.cookie = ancien;
    expect((await copie.get('/acces')).vers).toBe('/connexion');
  });

  it('by the code of another account is refused', async () => {
    const [code = ''] = await makeCodes();
    const marie = new Navigateur(monde.essai.app);
    await marie.connecte('marie@demo');
    expect((await marie.post('/confirmation/code', { suite: '/', code })).statut).toBe(422);
  });
});

afterEach(() => {
  expect(monde.essai.lignes.filter((ligne) => ligne.includes('"error"'))).toEqual([]);
});
