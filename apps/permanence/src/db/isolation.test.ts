import { sql } from 'drizzle-orm';
import pg from 'pg';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEssai, type Essai } from '../server/essai.fixture.ts';
import { createLog } from '../server/log.ts';
import { asOrg, ErreurBase } from './asOrg.ts';
import { openClient } from './client.ts';
import { checkLogin, ErreurSchema } from './migrate.ts';
import { compte, intervention, lieu, organisation } from './schema.ts';

const MIGRATIONS = fileURLToPath(new URL('../../drizzle', import.meta.url));
let essai: Essai;
let orgs: string[];

beforeAll(async () => {
  essai = await openEssai({ graine: 'demo' });
  orgs = await listOrgs();
}, 60_000);
afterAll(() => essai.close());

/** The owner's ids, read by the superuser: the only one who sees through the walls. */
async function listOrgs(): Promise<string[]> {
  return asSuper(async (client) => {
    const rows = await client.query<{ org_id: string }>('select org_id from organisation order by nom');
    return rows.rows.map(({ org_id }) => org_id);
  });
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

describe('catalogue of the database', () => {
  it('forces row-level security, with a policy, on every table that has org_id', async () => {
    const rows = await essai.services.client.pool.query<{
      relname: string;
      relforcerowsecurity: boolean;
      policies: string;
    }>(
      `select c.relname, c.relforcerowsecurity,
              (select count(*) from pg_policy p where p.polrelid = c.oid and p.polname = 'isolation') as policies
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
       join pg_attribute a on a.attrelid = c.oid and a.attname = 'org_id' and not a.attisdropped
       where n.nspname = 'public' and c.relkind = 'r'`,
    );
    expect(rows.rows.length).toBeGreaterThanOrEqual(17);
    expect(rows.rows.filter((row) => !row.relforcerowsecurity || row.policies !== '1')).toEqual([]);
  });

  it('leaves no table without org_id but three that hold nobody: challenges, counts of requests, retired keys', async () => {
    const rows = await essai.services.client.pool.query<{ relname: string }>(
      `select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = 'public' and c.relkind = 'r'
         and not exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'org_id')`,
    );
    expect(rows.rows.map(({ relname }) => relname).sort()).toEqual(['cle_retiree', 'debit', 'defi']);
  });
});

describe('one organisation at a time', () => {
  it('shows nothing without an organisation', async () => {
    for (const table of [
      'organisation',
      'compte',
      'lieu',
      'seance',
      'intervention',
      'personne',
      'coffre',
      'mandat_evenement',
      'session',
      'code_public',
      'rapport',
      'registre_publication',
      'financement',
    ]) {
      const rows = await essai.services.client.pool.query(`select 1 from ${table}`);
      expect([table, rows.rowCount]).toEqual([table, 0]);
    }
  });

  it('shows the rows of the organisation and no other, whatever the where', async () => {
    const [une = '', autre = ''] = orgs;
    const vues = await asOrg(essai.services.client.db, une, 'essai', async (tx) => ({
      siennes: await tx.select().from(intervention),
      autres: await tx
        .select()
        .from(intervention)
        .where(sql`org_id = ${autre}::uuid`),
      organisations: await tx.select().from(organisation),
    }));
    expect(vues.siennes).toHaveLength(310);
    expect(vues.autres).toEqual([]);
    expect(vues.organisations).toHaveLength(1);
  });

  it('refuses a row of another organisation', async () => {
    const [une = '', autre = ''] = orgs;
    const insertion = asOrg(essai.services.client.db, une, 'essai.voisin', (tx) =>
      tx.insert(lieu).values({
        orgId: autre,
        id: 'x',
        nom: 'x',
        nature: 'autre',
        territoireId: 'x',
        codeInsee: '42218',
        commune: 'x',
      }),
    );
    await expect(insertion).rejects.toMatchObject({ sqlstate: '42501', requete: 'essai.voisin' });
  });

  it('forgets the organisation with the transaction', async () => {
    const [une = ''] = orgs;
    await asOrg(essai.services.client.db, une, 'essai', (tx) => tx.select().from(compte));
    const rows = await essai.services.client.pool.query('select 1 from compte');
    expect(rows.rowCount).toBe(0);
  });

  it('gives no way out to the login of the application', async () => {
    for (const ordre of [
      'set role postgres',
      'set role porte_plume',
      'set session authorization postgres',
      'alter table compte disable row level security',
      'alter table compte no force row level security',
      'drop policy isolation on compte',
      'create role evade',
      "copy compte to program 'cat'",
      'update mandat_evenement set hash = hash',
      'delete from seance_evenement',
      'delete from journal',
      'update registre_publication set ligne = ligne',
      'delete from registre_publication',
      'update financement set donnees = donnees',
    ]) {
      await expect(essai.services.client.pool.query(ordre), ordre).rejects.toMatchObject({ code: '42501' });
    }
    for (const ordre of ['reset role', 'set row_security = off']) {
      const client = await essai.services.client.pool.connect();
      await client.query(ordre);
      const rows = await client.query('select 1 from compte').catch(() => ({ rowCount: 0 }));
      client.release(true);
      expect([ordre, rows.rowCount]).toEqual([ordre, 0]);
    }
  });

  it('names the query and the SQLSTATE of a failure, never its parameters', async () => {
    const [une = ''] = orgs;
    const echec = await asOrg(essai.services.client.db, une, 'essai.type', (tx) =>
      tx
        .select()
        .from(compte)
        .where(sql`charte_signee_le = ${'Canarinette'}::date`),
    ).catch((error: unknown) => error);
    expect(echec).toBeInstanceOf(ErreurBase);
    expect(String(echec)).toBe('ErreurBase: essai.type: 22007');
  });
});

describe('login of the application', () => {
  it.each(['superutilisateur', 'proprietaire'] as const)('refuses to run as %s', async (role) => {
    const client = openClient(
      essai.cluster.url(role, essai.base),
      createLog(
        () => undefined,
        () => new Date(),
      ),
    );
    await expect(checkLogin(client.pool, MIGRATIONS)).rejects.toBeInstanceOf(ErreurSchema);
    await client.close();
  });

  it('refuses BYPASSRLS', async () => {
    await asSuper(async (client) => {
      await client.query("create role passe login bypassrls password 'essai'");
      await client.query(`grant connect on database ${essai.base} to passe`);
    });
    const adresse = new URL(essai.cluster.url('application', essai.base));
    adresse.username = 'passe';
    adresse.password = 'essai';
    const client = openClient(
      adresse.href,
      createLog(
        () => undefined,
        () => new Date(),
      ),
    );
    await expect(checkLogin(client.pool, MIGRATIONS)).rejects.toThrow('BYPASSRLS');
    await client.close();
  });
});

describe('values', () => {
  it('keeps a civil date as the string that was stored', async () => {
    const [une = ''] = orgs;
    const [row] = await asOrg(essai.services.client.db, une, 'essai', (tx) =>
      tx.select({ date: intervention.date }).from(intervention).limit(1),
    );
    expect(row?.date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    const brut = await essai.services.client.pool.query<{ jour: unknown }>(
      "select date '2026-03-29' as jour",
    );
    expect(brut.rows[0]?.jour).toBe('2026-03-29');
  });

  it('holds no invented name outside the vault', async () => {
    const [une = ''] = orgs;
    await asSuper(async (client) => {
      const rows = await client.query<{ nombre: string }>(
        `select count(*) as nombre from (
           select donnees::text as texte from intervention union all select donnees::text from mandat_evenement
           union all select donnees::text from seance_evenement union all select donnees::text from journal) tout
         where texte ilike '%prenom%' or texte ilike '%naissance":19%'`,
      );
      expect(une).not.toBe('');
      expect(rows.rows[0]?.nombre).toBe('0');
    });
  });
});
