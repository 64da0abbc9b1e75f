/** Reports from the draft to the public page: who reads what, what never changes, what a visitor finds. */
import { verifyRapport, type Rapport } from '@porte-plume/accompagnement/indicateurs';
import { and, eq } from 'drizzle-orm';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asAnyone, asOrg } from '../../db/asOrg.ts';
import { rapport, registrePublication } from '../../db/schema-rapports.ts';
import { compte, intervention } from '../../db/schema.ts';
import { Navigateur, openEssai, type Essai, type Reponse } from '../../server/essai.fixture.ts';

let essai: Essai;
let orgId: string;
const noms = ['pia@demo', 'denise@demo', 'marie@demo', 'herve@demo', 'claire@demo'] as const;
const navs = new Map<string, Navigateur>();
const nav = (nom: (typeof noms)[number]): Navigateur => {
  const un = navs.get(nom);
  if (un === undefined) throw new Error(nom);
  return un;
};

beforeAll(async () => {
  essai = await openEssai({ graine: 'demo' });
  for (const nom of noms) {
    const un = new Navigateur(essai.app);
    await un.connecte(nom);
    navs.set(nom, un);
  }
  const [row] = await asAnyone(essai.services.client.db, { identifiant: 'marie@demo' }, 'essai', (tx) =>
    tx.select().from(compte),
  );
  orgId = row?.orgId ?? '';
}, 120_000);
afterAll(() => essai.close());

const rows = (etat: 'fige' | 'brouillon', audience?: string) =>
  asOrg(essai.services.client.db, orgId, 'essai', (tx) =>
    tx
      .select()
      .from(rapport)
      .where(
        and(eq(rapport.etat, etat), audience === undefined ? undefined : eq(rapport.audience, audience)),
      ),
  );
const idOf = async (etat: 'fige' | 'brouillon', audience?: string): Promise<string> =>
  (await rows(etat, audience))[0]?.id ?? '';

async function prepare(valeurs: Record<string, string>): Promise<Reponse> {
  const marie = nav('marie@demo');
  const { op } = await marie.get('/rapports/preparer');
  return marie.post('/rapports/preparer', { op, periode: 'trimestre', audience: 'funder', ...valeurs });
}

async function asSuper<T>(travail: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: essai.cluster.url('superutilisateur', essai.base) });
  await client.connect();
  try {
    return await travail(client);
  } finally {
    await client.end();
  }
}

describe('the demo', () => {
  it('starts with a report for the funder and open data, frozen by the code of the screens', async () => {
    expect(essai.lignes.filter((ligne) => ligne.includes('graine'))).toEqual([]);
    const [funder] = await rows('fige', 'funder');
    const [open] = await rows('fige', 'open');
    for (const row of [funder, open]) {
      const lu = JSON.parse(row?.contenu ?? '{}') as Rapport;
      expect(lu.publications.map(({ unite }) => unite)).toEqual(['intervention', 'demarche', 'personne']);
      expect((await verifyRapport(lu)).ok).toBe(true);
    }
  });
});

describe('who reads what', () => {
  it('lands the funder on the frozen reports, with nothing else in the menu', async () => {
    const herve = nav('herve@demo');
    const accueil = await herve.suit(await herve.get('/'));
    expect(accueil.statut).toBe(200);
    expect(accueil.lisible).toContain('Rapports figés');
    expect(/<nav.*?<\/nav>/s.exec(accueil.texte)?.[0].match(/<a /g)).toHaveLength(1);
    const page = await herve.get(`/rapports/${await idOf('fige', 'funder')}`);
    expect(page.statut).toBe(200);
    expect(page.lisible).toContain('Coût d’une intervention');
    expect(page.texte).toMatch(/sha256:[0-9a-f]{64}/);
  });

  it('refuses everything else to the funder with a page that says why', async () => {
    const herve = nav('herve@demo');
    for (const chemin of [
      '/tableau',
      '/tableau.csv',
      '/demarches',
      '/accueil',
      '/echeances',
      '/diagnostic',
    ]) {
      const refus = await herve.get(chemin);
      expect([chemin, refus.statut]).toEqual([chemin, 403]);
      expect(refus.lisible).toContain('rapports figés de la structure, et rien d’autre');
    }
    expect((await herve.post('/seance', { op: 'x' })).statut).toBe(403);
    for (const chemin of ['/rapports/preparer', '/rapports/financement'])
      expect((await herve.get(chemin)).statut).toBe(403);
    const { op } = await nav('marie@demo').get('/rapports/preparer');
    expect((await herve.post('/rapports/preparer', { op })).statut).toBe(403);
  });

  it('gives another organisation the same 404 as a report that does not exist', async () => {
    const id = await idOf('fige', 'funder');
    const claire = nav('claire@demo');
    const absent = '01900000-0000-7000-8000-000000000000';
    for (const suite of ['', '/verification', '/rapport.json', '/intervention/table.csv']) {
      const siens = await claire.get(`/rapports/${id}${suite}`);
      const rien = await claire.get(`/rapports/${absent}${suite}`);
      expect([siens.statut, siens.lisible]).toEqual([404, rien.lisible]);
    }
    expect((await claire.get('/rapports')).lisible).toContain('Aucun rapport figé');
  });

  it('lets writers and volunteers read what is frozen, never prepare', async () => {
    for (const nom of ['pia@demo', 'denise@demo'] as const) {
      expect((await nav(nom).get('/rapports')).statut).toBe(200);
      expect((await nav(nom).get('/rapports/preparer')).statut).toBe(403);
      const { op } = await nav('marie@demo').get('/rapports/preparer');
      const id = await idOf('fige', 'funder');
      expect((await nav(nom).post(`/rapports/${id}`, { op, etape: 'figer' })).statut).toBe(403);
    }
  });

  it('asks to sign in first', async () => {
    const passant = new Navigateur(essai.app);
    expect((await passant.get('/rapports')).vers).toBe('/connexion');
  });
});

describe('a draft', () => {
  it('is seen by the coordination alone, then thrown away', async () => {
    const reponse = await prepare({ audience: 'open' });
    expect(reponse.statut).toBe(303);
    const adresse = reponse.vers ?? '';
    const page = await nav('marie@demo').get(adresse);
    expect(page.lisible).toContain('C’est encore un projet');
    for (const nom of ['herve@demo', 'pia@demo', 'denise@demo', 'claire@demo'] as const) {
      expect([nom, (await nav(nom).get(adresse)).statut]).toEqual([nom, 404]);
      expect((await nav(nom).get('/rapports')).texte).not.toContain(adresse);
    }
    for (const suite of ['/verification', '/rapport.json', '/intervention/table.csv'])
      expect((await nav('marie@demo').get(adresse + suite)).statut).toBe(404);
    const fin = await nav('marie@demo').post(adresse, { op: page.op, etape: 'abandonner' });
    expect((await nav('marie@demo').suit(fin)).lisible).toContain('Projet abandonné');
    expect((await nav('marie@demo').get(adresse)).statut).toBe(404);
    expect(await rows('brouillon')).toEqual([]);
  });

  it('is refused on months that are not over or not chosen, with the answers kept', async () => {
    const refus = await prepare({ periode: 'autre', de: '2999-01', a: '2999-03', audience: '' });
    expect(refus.statut).toBe(422);
    expect(refus.lisible).toContain('Choisissez des mois entiers et finis.');
    expect(refus.lisible).toContain('Dites qui lira ce rapport.');
  });

  it('is refused when the same one is already frozen today', async () => {
    const refus = await prepare({});
    expect(refus.statut).toBe(422);
    expect(refus.lisible).toContain('déjà figé aujourd’hui');
  });

  it('is frozen by who has just proved who they are: a session left open is asked again', async () => {
    const marie = nav('marie@demo');
    const projet = (await prepare({ audience: 'open' })).vers ?? '';
    const page = await marie.get(projet);
    const avant = await rows('fige');
    essai.avance(6 * 60_000);
    const demande = await marie.post(projet, { op: page.op, etape: 'figer' });
    expect(demande.vers).toMatch(/^\/confirmation\?suite=\/reprise\//);
    expect(await rows('fige'), 'nothing published').toEqual(avant);
    expect((await marie.post('/confirmation/demo', { suite: projet })).vers).toBe(projet);
  });

  it('is computed again, not frozen, when another report came first', async () => {
    const un = (await prepare({ audience: 'internal' })).vers ?? '';
    const deux = (await prepare({ audience: 'open' })).vers ?? '';
    const marie = nav('marie@demo');
    const [pageUn, pageDeux] = [await marie.get(un), await marie.get(deux)];
    const fige = await marie.suit(await marie.post(un, { op: pageUn.op, etape: 'figer' }));
    expect(fige.lisible).toContain('Rapport figé. Il ne changera plus.');
    const refus = await marie.post(deux, { op: pageDeux.op, etape: 'figer' });
    expect(refus.statut).toBe(409);
    expect(refus.lisible).toContain('Un autre rapport a été figé depuis ce projet.');
    const encore = await marie.post(deux, { op: refus.op, etape: 'figer' });
    expect(encore.statut).toBe(303);
    // The same operation sent twice gives the same answer, and another one finds it frozen.
    expect((await marie.post(deux, { op: refus.op, etape: 'figer' })).statut).toBe(303);
    const { op } = await marie.get('/rapports/preparer');
    expect((await marie.post(deux, { op, etape: 'figer' })).statut).toBe(409);
    // Internal: for the organisation, not for who pays.
    expect((await nav('pia@demo').get(un)).statut).toBe(200);
    expect((await nav('herve@demo').get(un)).statut).toBe(404);
    expect((await nav('herve@demo').get(deux)).statut).toBe(200);
  });
});

describe('a line of funding', () => {
  it('is kept once, and offered to the next report', async () => {
    const marie = nav('marie@demo');
    const { op } = await marie.get('/rapports/financement');
    const saisie = { op, financeur: 'Caisse d’essai', convention: 'C-1', du: '2026-01-01', au: '2026-12-31' };
    const refus = await marie.post('/rapports/financement', { ...saisie, montant: 'beaucoup', part: 'tout' });
    expect(refus.statut).toBe(422);
    expect(refus.lisible).toContain('Le montant est un nombre');
    expect(refus.texte).toContain('Caisse d’essai');
    const garde = await marie.post('/rapports/financement', {
      ...saisie,
      avenant: '0',
      montant: '45 000,50',
      part: '80 %',
    });
    expect((await marie.suit(garde)).lisible).toContain('Caisse d’essai');
  });
});

describe('what is frozen', () => {
  it('cannot be written again: grants for the application, a trigger for everybody', async () => {
    const { pool } = essai.services.client;
    for (const ordre of ['update registre_publication set ligne = ligne', 'delete from registre_publication'])
      await expect(pool.query(ordre), ordre).rejects.toMatchObject({ code: '42501' });
    for (const ordre of [
      "update rapport set hash = 'x' where etat = 'fige'",
      "delete from rapport where etat = 'fige'",
      'update registre_publication set ligne = ligne',
      'delete from registre_publication',
    ])
      await expect(
        asSuper((client) => client.query(ordre)),
        ordre,
      ).rejects.toMatchObject({ code: '23001' });
    await expect(
      asOrg(essai.services.client.db, orgId, 'essai.rapport', (tx) =>
        tx.update(rapport).set({ hash: 'x' }).where(eq(rapport.etat, 'fige')),
      ),
    ).rejects.toMatchObject({ sqlstate: '23001' });
  });

  it('keeps one chain an organisation', async () => {
    const lignes = await asOrg(essai.services.client.db, orgId, 'essai', (tx) =>
      tx.select().from(registrePublication).orderBy(registrePublication.seq),
    );
    expect(lignes.length).toBeGreaterThan(3);
    expect(lignes.map(({ seq }) => seq)).toEqual(lignes.map((_, rang) => rang));
  });

  it('downloads in every format, with no masked value in any', async () => {
    const id = await idOf('fige', 'open');
    const lu = JSON.parse(
      (await rows('fige', 'open')).find((un) => un.id === id)?.contenu ?? '{}',
    ) as Rapport;
    for (const { unite, csv, certificat } of lu.publications) {
      for (const fichier of ['publication.csv', 'tableau.ods', 'tableau.xlsx', 'sdmx.csv', 'schema.json']) {
        const reponse = await nav('herve@demo').get(`/rapports/${id}/${unite}/${fichier}`);
        expect([fichier, reponse.statut]).toEqual([fichier, 200]);
        expect(reponse.entetes.get('content-disposition')).toContain('attachment');
        expect(reponse.texte.length).toBeGreaterThan(100);
      }
      const table = await nav('herve@demo').get(`/rapports/${id}/${unite}/table.csv`);
      expect(table.texte).toBe(csv);
      const preuve = await nav('herve@demo').get(`/rapports/${id}/${unite}/certificat.json`);
      expect(JSON.parse(preuve.texte)).toEqual(certificat);
    }
    expect((await nav('herve@demo').get(`/rapports/${id}/intervention/secret.csv`)).statut).toBe(404);
    expect((await nav('herve@demo').get(`/rapports/${id}/rien/table.csv`)).statut).toBe(404);
  });

  it('says that it has not changed, and sees when somebody forced the database', async () => {
    const id = await idOf('fige', 'funder');
    const page = await nav('herve@demo').get(`/rapports/${id}/verification`);
    expect(page.lisible).toContain('Ce rapport n’a pas changé depuis qu’il a été figé.');
    const force = (contenu: string) =>
      asSuper(async (client) => {
        await client.query('alter table rapport disable trigger rapport_fige');
        await client.query('update rapport set contenu = $1 where id = $2', [contenu, id]);
        await client.query('alter table rapport enable trigger rapport_fige');
      });
    const [row] = await rows('fige', 'funder');
    const vrai = row?.contenu ?? '';
    await force(vrai.replace(/"valeur":\d+/, '"valeur":9999'));
    const altere = await nav('herve@demo').get(`/rapports/${id}/verification`);
    expect(altere.statut).toBe(200);
    expect(altere.lisible).toContain('Ce rapport n’est plus celui qui a été figé.');
    expect((await nav('herve@demo').get(`/rapports/${id}`)).vers).toBe(`/rapports/${id}/verification`);
    for (const suite of ['/rapport.json', '/intervention/table.csv']) {
      const page = await nav('herve@demo').get(`/rapports/${id}${suite}`);
      expect([suite, page.statut]).toEqual([suite, 409]);
      expect(page.texte).not.toContain('9999');
    }
    await force(vrai);
    expect((await nav('herve@demo').get(`/rapports/${id}/verification`)).lisible).toContain('n’a pas changé');
  });

  it('says that a period was completed later, not by how much', async () => {
    const id = await idOf('fige', 'funder');
    const avant = await nav('herve@demo').get(`/rapports/${id}`);
    expect(avant.lisible).toContain('Aucune période publiée n’a été complétée depuis.');
    const lu = JSON.parse((await rows('fige', 'funder'))[0]?.contenu ?? '{}') as Rapport;
    await asOrg(essai.services.client.db, orgId, 'essai', async (tx) => {
      const [une] = await tx.select().from(intervention).limit(1);
      if (une === undefined) throw new Error('no intervention');
      await tx.insert(intervention).values({ ...une, id: `${une.id}-tardive`, date: lu.periode.au });
    });
    const apres = await nav('herve@demo').get(`/rapports/${id}`);
    expect(apres.lisible).toMatch(/période[s]? publiée[s]? (?:a|ont) été complétée/);
    expect(apres.texte).toContain(lu.hash);
  });
});

describe('open data', () => {
  it('are read without an account: list, tables, files and catalogue, and nothing of the others', async () => {
    const passant = new Navigateur(essai.app);
    const [ouvert] = await rows('fige', 'open');
    const ferme = await idOf('fige', 'funder');
    const liste = await passant.get('/donnees-ouvertes');
    expect(liste.statut).toBe(200);
    expect(liste.lisible).toContain('Licence Ouverte 2.0');
    expect(liste.texte).toContain(ouvert?.hash ?? 'x');
    expect(liste.texte).not.toContain(ferme);
    expect(liste.entetes.get('cache-control')).toContain('public');
    for (const { hash } of [...(await rows('fige', 'funder')), ...(await rows('fige', 'internal'))])
      expect(liste.texte).not.toContain(hash);
    const jeu = await passant.get(`/donnees-ouvertes/${ouvert?.id ?? ''}/intervention`);
    expect(jeu.statut).toBe(200);
    expect(jeu.lisible).toContain('npx porte-plume-statistiques verify');
    expect(jeu.texte).toContain('<th scope="row">');
    for (const id of [ferme, '01900000-0000-7000-8000-000000000000', 'x'])
      expect((await passant.get(`/donnees-ouvertes/${id}/intervention`)).statut).toBe(404);
    expect((await passant.get(`/donnees-ouvertes/${ferme}/intervention/table.csv`)).statut).toBe(404);
    const table = await passant.get(`/donnees-ouvertes/${ouvert?.id ?? ''}/intervention/table.csv`);
    expect(table.texte).toMatch(/^mois,/);
    expect(table.entetes.get('content-disposition')).toContain('filename="table.csv"');
  });

  it('have one catalogue at a stable address, one data set a table', async () => {
    const passant = new Navigateur(essai.app);
    const reponse = await passant.get('/donnees-ouvertes/catalogue.jsonld');
    expect(reponse.entetes.get('content-type')).toContain('application/ld+json');
    const catalogue = JSON.parse(reponse.texte) as Record<string, unknown>;
    const jeux = catalogue['dcat:dataset'] as Record<string, unknown>[];
    const attendus = (await rows('fige', 'open')).flatMap(
      ({ contenu }) => (JSON.parse(contenu) as Rapport).publications,
    );
    expect(jeux).toHaveLength(attendus.length);
    expect(new Set(jeux.map((jeu) => jeu['@id'])).size).toBe(jeux.length);
  });

  it('are the only rows that a visitor sees in the database', async () => {
    const vues = await asAnyone(
      essai.services.client.db,
      { donnees_ouvertes: 'oui' },
      'essai',
      async (tx) => ({
        rapports: await tx.select({ etat: rapport.etat, audience: rapport.audience }).from(rapport),
        lignes: await tx.select().from(registrePublication),
        fiches: await tx.select().from(intervention),
      }),
    );
    expect(vues.rapports.length).toBeGreaterThan(0);
    expect(new Set(vues.rapports.map(({ etat, audience }) => `${etat} ${audience}`))).toEqual(
      new Set(['fige open']),
    );
    expect([vues.lignes, vues.fiches]).toEqual([[], []]);
    expect((await essai.services.client.pool.query('select 1 from rapport')).rowCount).toBe(0);
  });
});
