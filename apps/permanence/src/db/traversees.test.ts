/**
 * The login of the application, in the hands of somebody hostile, under one organisation: random reads, joins, updates,
 * deletions and insertions aimed at another one. Ten thousand with PORTE_PLUME_LENT=1, a thousand otherwise.
 */
import { randomInt } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEssai, type Essai } from '../server/essai.fixture.ts';

const REQUETES = process.env.PORTE_PLUME_LENT === '1' ? 10_000 : 1000;

interface Table {
  nom: string;
  colonnes: { nom: string; type: string }[];
  /** What the other organisation holds: its own values, as text. */
  etrangeres: Record<string, string | null>[];
}

let essai: Essai;
let superieur: pg.Client;
let client: pg.PoolClient;
let tables: Table[];
let sienne = '';
let autre = '';

/** What a table holds of an organisation, in one line: any change shows. */
async function empreinte(nom: string, org: string): Promise<string> {
  const { rows } = await superieur.query<{ e: string }>(
    `select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as e from "${nom}" t where org_id = $1`,
    [org],
  );
  return rows[0]?.e ?? '';
}

beforeAll(async () => {
  essai = await openEssai({ graine: 'demo' });
  superieur = new pg.Client({ connectionString: essai.cluster.url('superutilisateur', essai.base) });
  await superieur.connect();
  const orgs = await superieur.query<{ org_id: string }>('select org_id from organisation order by nom');
  [sienne, autre] = [orgs.rows[0]?.org_id ?? '', orgs.rows[1]?.org_id ?? ''];
  const { rows } = await superieur.query<{ nom: string; colonne: string; type: string }>(
    `select c.relname as nom, a.attname as colonne, format_type(a.atttypid, a.atttypmod) as type
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where n.nspname = 'public' and c.relkind = 'r' and exists
       (select 1 from pg_attribute o where o.attrelid = c.oid and o.attname = 'org_id') order by 1, a.attnum`,
  );
  tables = [];
  for (const nom of new Set(rows.map((row) => row.nom))) {
    const colonnes = rows
      .filter((row) => row.nom === nom)
      .map((row) => ({ nom: row.colonne, type: row.type }));
    const textes = colonnes.map(({ nom: une }) => `"${une}"::text as "${une}"`).join(', ');
    const lues = await superieur.query<Record<string, string | null>>(
      `select ${textes} from "${nom}" where org_id = $1 limit 20`,
      [autre],
    );
    tables.push({ nom, colonnes, etrangeres: lues.rows });
  }
  client = await essai.services.client.pool.connect();
}, 120_000);
afterAll(async () => {
  client.release(true);
  await superieur.end();
  await essai.close();
});

const pick = <T>(liste: readonly T[]): T => liste[randomInt(liste.length)] as T;
const litteral = (valeur: string | null): string => (valeur === null ? 'null' : pg.escapeLiteral(valeur));

/** A condition that the rows of the other organisation meet. */
function filtre(table: Table): string {
  const colonne = pick(table.colonnes);
  const valeur = table.etrangeres.length === 0 ? null : (pick(table.etrangeres)[colonne.nom] ?? null);
  const egal =
    valeur === null ? `t."${colonne.nom}" is null` : `t."${colonne.nom}"::text = ${litteral(valeur)}`;
  return pick([
    `t.org_id = '${autre}'`,
    `t.org_id <> '${sienne}'`,
    `(${egal}) and t.org_id = '${autre}'`,
    `(true or ${egal}) and t.org_id::text like '%${autre.slice(-10)}'`,
    `not (t.org_id = '${sienne}')`,
    `t.org_id in (select org_id from organisation where org_id <> '${sienne}')`,
    `t.org_id is distinct from '${sienne}'::uuid`,
  ]);
}

/** One statement aimed at the other organisation. */
function vise(): { sql: string; lit: boolean } {
  const table = pick(tables);
  const seconde = pick(tables);
  const colonne = pick(table.colonnes).nom;
  const cible = filtre(table);
  const modele = table.etrangeres.length === 0 ? null : pick(table.etrangeres);
  return pick([
    () => ({ sql: `select t."${colonne}" from "${table.nom}" t where ${cible}`, lit: true }),
    () => ({
      sql: `select count(*) filter (where ${cible}) as n from "${table.nom}" t having count(*) filter (where ${cible}) > 0`,
      lit: true,
    }),
    () => ({
      sql: `select t.org_id from "${seconde.nom}" s right join "${table.nom}" t on t.org_id <> s.org_id where ${cible} limit 50`,
      lit: true,
    }),
    () => ({
      sql: `with x as materialized (select t.* from "${table.nom}" t) select t.org_id from x t where ${cible}`,
      lit: true,
    }),
    () => ({
      sql: `select u.o from (select t.org_id as o from "${table.nom}" t union all select org_id from "${seconde.nom}") u where u.o <> '${sienne}'`,
      lit: true,
    }),
    () => ({ sql: `select t.org_id from "${table.nom}" t where ${cible} for update`, lit: true }),
    () => ({ sql: `update "${table.nom}" t set "${colonne}" = t."${colonne}" where ${cible}`, lit: true }),
    () => ({
      sql: `update "${table.nom}" t set org_id = '${autre}' where t.org_id = '${sienne}'`,
      lit: false,
    }),
    () => ({ sql: `delete from "${table.nom}" t where ${cible}`, lit: true }),
    () => ({ sql: `delete from "${table.nom}" t using "${seconde.nom}" s where ${cible}`, lit: true }),
    () => ({
      sql: `insert into "${table.nom}" (${table.colonnes.map(({ nom }) => `"${nom}"`).join(', ')}) values (${table.colonnes
        .map(({ nom, type }) =>
          nom === 'org_id' ? `'${autre}'` : `${litteral(modele?.[nom] ?? null)}::${type}`,
        )
        .join(', ')})${pick(['', ' on conflict do nothing'])}`,
      lit: false,
    }),
    () => ({ sql: `insert into "${table.nom}" select t.* from "${table.nom}" t where ${cible}`, lit: true }),
    () => ({ sql: `copy (select t.* from "${table.nom}" t where ${cible}) to stdout`, lit: true }),
  ])();
}

/** Runs one statement as the application would, under one organisation; the transaction is given up. */
async function tente(sql: string, org = sienne): Promise<{ lignes: number } | { refus: string }> {
  await client.query('begin');
  try {
    await client.query("select set_config('app.org_id', $1, true)", [org]);
    const { rowCount } = await client.query(sql);
    return { lignes: rowCount ?? 0 };
  } catch (error) {
    return { refus: (error as { code?: string }).code ?? 'aucun' };
  } finally {
    await client.query('rollback');
  }
}

describe('across organisations', () => {
  it(`nothing is read, changed or written by ${REQUETES} random statements`, async () => {
    expect(tables.length).toBeGreaterThan(40);
    expect(tables.filter(({ etrangeres }) => etrangeres.length > 0).length).toBeGreaterThan(10);
    const avant = new Map<string, string>();
    for (const { nom } of tables) avant.set(nom, await empreinte(nom, autre));
    let lues = 0;
    const refus = new Map<string, number>();
    const passees: string[] = [];
    for (let i = 0; i < REQUETES; i += 1) {
      const { sql, lit } = vise();
      const issue = await tente(sql);
      if ('refus' in issue) refus.set(issue.refus, (refus.get(issue.refus) ?? 0) + 1);
      else if (issue.lignes > 0) passees.push(sql.slice(0, 300));
      else if (lit) lues += 1;
    }
    expect(passees).toEqual([]);
    // Not vacuous: a good part ran and saw nothing, and what wrote elsewhere was refused for its rights.
    expect(lues).toBeGreaterThan(REQUETES / 4);
    expect(refus.get('42501') ?? 0).toBeGreaterThan(REQUETES / 20);
    // Nothing but refusals of rights, of shape, of duplicates: never an internal failure.
    expect([...refus.keys()].filter((code) => /^(?:XX|58|57)/.test(code))).toEqual([]);
    for (const { nom } of tables) expect([nom, await empreinte(nom, autre)]).toEqual([nom, avant.get(nom)]);
  }, 600_000);

  it('the same statements reach the other organisation when the wall is out of the way: they are not empty by chance', async () => {
    let atteintes = 0;
    for (let i = 0; i < 150; i += 1) {
      const { sql, lit } = vise();
      if (!lit || !sql.startsWith('select')) continue;
      const { rowCount } = await superieur.query(sql);
      if ((rowCount ?? 0) > 0) atteintes += 1;
    }
    expect(atteintes).toBeGreaterThan(10);
  }, 60_000);

  it('no crafted name of an organisation opens anything', async () => {
    for (const org of [
      '',
      ' ',
      autre.toUpperCase().replace(/.$/, 'g'),
      '*',
      '%',
      `${sienne},${autre}`,
      `' or true --`,
      'null',
    ]) {
      const issue = await tente('select 1 from personne', org);
      expect([org, 'refus' in issue ? issue.refus : issue.lignes]).toEqual([
        org,
        org.trim() === '' && org === '' ? 0 : '22P02',
      ]);
    }
    // Settings that open one public row each open no other.
    for (const nom of ['identifiant', 'passkey', 'jeton_hash', 'code', 'invitation', 'identite']) {
      await client.query('begin');
      await client.query('select set_config($1, $2, true)', [`app.${nom}`, '%']);
      const { rowCount } = await client.query(
        'select 1 from compte union all select 1 from session union all select 1 from passkey',
      );
      await client.query('rollback');
      expect([nom, rowCount]).toEqual([nom, 0]);
    }
  }, 60_000);
});

describe('functions that act for the owner', () => {
  it('are those that we know, with a search path of their own, and closed to everybody else', async () => {
    const { rows } = await superieur.query<{ nom: string; chemin: string[] | null; tous: boolean }>(
      `select p.proname as nom, p.proconfig as chemin, has_function_privilege('public', p.oid, 'execute') as tous
       from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'public' and p.prosecdef order by 1`,
    );
    expect(rows).toEqual(
      ['detacher', 'oublier', 'reseau_faits', 'reseau_publie'].map((nom) => ({
        nom,
        chemin: ['search_path=public, pg_temp'],
        tous: false,
      })),
    );
  });

  it('belong to a login that row-level security holds', async () => {
    const { rows } = await superieur.query<{ libre: boolean }>(
      `select bool_or(r.rolsuper or r.rolbypassrls) as libre from pg_proc p join pg_roles r on r.oid = p.proowner
       join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'public' and p.prosecdef`,
    );
    expect(rows).toEqual([{ libre: false }]);
  });

  it('given ids of another organisation, or crafted ones, change nothing there', async () => {
    const touchees = ['intervention', 'diagnostic', 'orientation', 'suivi', 'adressage'] as const;
    const suivies = [...touchees, 'seance_evenement', 'suivi_geste', 'passage', 'importation_ligne'];
    const avant = new Map<string, string>();
    for (const nom of suivies) avant.set(nom, await empreinte(nom, autre));
    const ids = async (table: string) =>
      (
        await superieur.query<{ id: string }>(`select id from "${table}" where org_id = $1 limit 30`, [autre])
      ).rows.map(({ id }) => id);
    let appels = 0;
    for (const nature of touchees)
      for (const id of [...(await ids(nature)), '', '%', "' or true --"]) {
        for (const org of [sienne, '']) {
          await client.query('begin');
          await client.query("select set_config('app.org_id', $1, true)", [org]);
          await client.query('select oublier($1, $2)', [nature, id]);
          await client.query('commit');
          appels += 1;
        }
      }
    for (const id of await ids('personne')) {
      await client.query('begin');
      await client.query("select set_config('app.org_id', $1, true)", [sienne]);
      await client.query('select detacher($1)', [id]);
      await client.query('commit');
      appels += 1;
    }
    expect(appels).toBeGreaterThan(30);
    for (const nom of suivies) expect([nom, await empreinte(nom, autre)]).toEqual([nom, avant.get(nom)]);
    expect(await tente("select oublier('compte', 'x')")).toEqual({ refus: '22023' });
  }, 60_000);

  it('are not fooled by tables of the same name put before theirs', async () => {
    // The login of the application makes no table at all, temporary or not.
    for (const sql of [
      'create temp table intervention (id text)',
      'create table public.intervention2 (id text)',
      'create schema s',
      'create function f() returns int language sql as $$ select 1 $$',
    ])
      expect([sql, await tente(sql)]).toEqual([sql, { refus: '42501' }]);
  });
});
