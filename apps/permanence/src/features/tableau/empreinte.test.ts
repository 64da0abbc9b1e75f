/** A dashboard that was kept is shown only while nothing that it counts has changed. */
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asOrg } from '../../db/asOrg.ts';
import { readCleStable } from '../../domain/cle-stable.ts';
import { Navigateur } from '../../server/essai.fixture.ts';
import { openMonde, type Monde } from '../gestes.fixture.ts';
import { computeTableau, readArrete, readBruts } from './arrete.ts';
import { readEmpreinte } from './empreinte.ts';
import { chooseAnnee, listAnnees } from './periode.ts';
import { REGLES } from './regles.ts';

let monde: Monde;
let marie: Navigateur;
let directe: pg.Client;
beforeAll(async () => {
  monde = await openMonde('demo');
  marie = new Navigateur(monde.essai.app);
  await marie.connecte('marie@demo');
  const { essai } = monde;
  directe = new pg.Client({ connectionString: essai.cluster.url('superutilisateur', essai.base) });
  await directe.connect();
}, 60_000);
afterAll(async () => {
  await directe.end();
  await monde.essai.close();
});

const inOrg: <T>(travail: Parameters<typeof asOrg<T>>[3]) => Promise<T> = (travail) =>
  asOrg(monde.essai.services.client.db, monde.orgId, 'essai', travail);
const empreinte = () => inOrg((tx) => readEmpreinte(tx, monde.orgId));
const asKept = (valeur: unknown): unknown => JSON.parse(JSON.stringify(valeur));
const anneeOf = () => chooseAnnee(listAnnees(monde.essai.services, { zone: 'Europe/Paris' }), undefined);
const readKept = () => inOrg((tx) => readArrete(tx, monde.orgId, anneeOf(), REGLES));

async function compute(): Promise<unknown> {
  const { services } = monde.essai;
  const { orgId } = monde;
  const periode = anneeOf();
  const { bruts, cle } = await inOrg(async (tx) => ({
    bruts: await readBruts(tx, orgId, periode),
    cle: await readCleStable(tx, services, { orgId }, 'protection'),
  }));
  const { publie, ateliers } = await computeTableau(bruts, periode, { cle, alea: services.alea });
  // Lieux are read one at a time.
  const { lieux, ...entier } = publie;
  expect(lieux).toBeDefined();
  return asKept({ publie: entier, ateliers });
}

/** Names of the tables that some work reads. */
async function listLues(travail: () => Promise<unknown>): Promise<Set<string>> {
  const { pool } = monde.essai.services.client;
  const lues = new Set<string>();
  const observe = (client: pg.PoolClient): void => {
    const query = client.query.bind(client) as (...args: unknown[]) => unknown;
    Object.assign(client, {
      query: (...args: unknown[]) => {
        const [premier] = args as [string | { text: string }];
        const texte = typeof premier === 'string' ? premier : premier.text;
        for (const [, nom = ''] of texte.matchAll(/\b(?:from|join) "(\w+)"/g)) lues.add(nom);
        return query(...args);
      },
    });
  };
  pool.on('acquire', observe);
  try {
    await travail();
  } finally {
    pool.off('acquire', observe);
  }
  return lues;
}

/** Everything that may happen to facts: by the screens, by an import, by the retention, by hand. */
const CHANGEMENTS: readonly [string, string][] = [
  [
    'an intervention more',
    `insert into intervention (org_id, id, seance_id, date, agent_id, donnees) select org_id, 'copie', seance_id, date, agent_id,
      donnees || '{"id":"copie"}' from intervention where org_id = $1 order by date desc, id limit 1`,
  ],
  [
    'a correction',
    `update intervention set donnees = donnees || '{"dureeMin":59}' where org_id = $1 and id = 'copie'`,
  ],
  ['an erasure', `delete from intervention where org_id = $1 and id = 'copie'`],
  [
    'the end of a séance',
    `update seance set close_a = coalesce(close_a, ouverte_a) + interval '1 minute' where (org_id, id) in (select org_id, id from seance where org_id = $1 order by id limit 1)`,
  ],
  ['a lieu that closes', `update lieu set ferme_le = '2026-01-31' where org_id = $1`],
  [
    'two files that are one',
    `insert into fusion_personne (org_id, rang, type, de, vers, par, le) select $1::uuid, 1000, 'fusion', min(id), max(id), 'essai', now() from personne where org_id = $1`,
  ],
  [
    'a pseudonym',
    `update personne set pseudonyme = 'essai' where org_id = $1 and id in (select vers from fusion_personne where org_id = $1)`,
  ],
  [
    'a suivi that ends',
    `update suivi set donnees = donnees || '{"aboutissement":"obtenu","closLe":"2026-11-20"}' where org_id = $1`,
  ],
  ['orientations forgotten', `update orientation set statut = 'refusee' where org_id = $1`],
];

describe('the digest of the facts', () => {
  it('looks at every table that the figures are computed from', async () => {
    const periode = anneeOf();
    const comptees = await listLues(() => inOrg((tx) => readBruts(tx, monde.orgId, periode)));
    const regardees = await listLues(empreinte);
    expect(comptees.size).toBeGreaterThan(12);
    // The planning is read whole; who holds it and where one enters count nowhere.
    expect([...comptees].filter((nom) => !regardees.has(nom)).sort()).toEqual(['compte', 'lieu_acces']);
  });

  it.for(CHANGEMENTS)('sees %s, and the page then shows what would be computed', async ([, change]) => {
    await marie.get('/tableau');
    const avant = await empreinte();
    const garde = await readKept();
    expect(garde?.empreinte).toBe(avant);
    // Reading changes nothing: the second reader gets what the first one had made.
    expect((await marie.get('/tableau?section=public')).statut).toBe(200);
    expect(await readKept()).toEqual(garde);
    const { rowCount } = await directe.query(change, [monde.orgId]);
    expect(rowCount).toBeGreaterThan(0);
    expect(await empreinte()).not.toBe(avant);
    const page = await marie.get('/tableau');
    expect(page.lisible).not.toContain('chiffres arrêtés');
    const apres = await readKept();
    expect(apres?.empreinte).toBe(await empreinte());
    expect(asKept(apres?.tableau)).toEqual(await compute());
  });
});
