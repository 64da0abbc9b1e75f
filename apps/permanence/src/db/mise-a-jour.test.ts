/**
 * An installed base is brought up to date. The rows of the demo are put into the tables as they were at an earlier version,
 * with the columns of that time only; the migrations that came since then find them, and today's application serves them.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate as runMigrations } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REGISTRES, verifyRegistre } from '../domain/audit.ts';
import { readIdentite } from '../domain/personnes.ts';
import { createApp } from '../server/app.ts';
import type { Services } from '../server/contexte.ts';
import { Navigateur, openEssai, type Essai } from '../server/essai.fixture.ts';
import { MIGRATIONS } from '../server/grappe.fixture.ts';
import { asAnyone, asOrg } from './asOrg.ts';
import { openClient } from './client.ts';
import { ROLES } from './cluster.ts';
import { COMPTES_DEMO } from './comptes-demo.ts';
import { checkLogin, ErreurSchema, migrate } from './migrate.ts';
import { compte, personne } from './schema.ts';

/** What the first installed version had; the slow proof starts from each since an account has all that the demo gives it. */
const LENT = process.env.PORTE_PLUME_LENT === '1';
const DEPUIS = LENT ? [12, 13, 14, 15, 16, 17, 18, 19, 20, 21] : [17];
interface Entree {
  idx: number;
  tag: string;
  when: number;
}
const journal = JSON.parse(readFileSync(join(MIGRATIONS, 'meta/_journal.json'), 'utf8')) as {
  entries: Entree[];
};
const dossier = mkdtempSync(join(tmpdir(), 'porte-plume-version-'));

let essai: Essai;
beforeAll(async () => {
  essai = await openEssai({ graine: 'demo' });
}, 60_000);
afterAll(async () => {
  await essai.close();
  rmSync(dossier, { recursive: true, force: true });
});

async function connect<T>(url: string, travail: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await travail(client);
  } finally {
    await client.end();
  }
}
const asSuper = <T>(base: string, travail: (client: pg.Client) => Promise<T>): Promise<T> =>
  connect(essai.cluster.url('superutilisateur', base), travail);

/** The migrations of a version. */
function cut(rang: number): string {
  const ici = join(dossier, String(rang));
  mkdirSync(join(ici, 'meta'), { recursive: true });
  const entries = journal.entries.filter(({ idx }) => idx <= rang);
  writeFileSync(join(ici, 'meta/_journal.json'), JSON.stringify({ ...journal, entries }));
  for (const { tag } of entries) cpSync(join(MIGRATIONS, `${tag}.sql`), join(ici, `${tag}.sql`));
  writeFileSync(
    join(ici, 'grants.sql'),
    `revoke all on all tables in schema public from ${ROLES.application}`,
  );
  return ici;
}

const tablesOf = async (client: pg.Client): Promise<string[]> =>
  (
    await client.query<{ nom: string }>(
      "select table_name as nom from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1",
    )
  ).rows.map(({ nom }) => nom);

/** A base of a version, filled with what the demo holds of it; answers the rows of each table. */
async function install(base: string, rang: number): Promise<Map<string, number>> {
  await asSuper('postgres', (client) =>
    client.query(`create database "${base}" owner "${ROLES.proprietaire}"`),
  );
  await connect(essai.cluster.url('proprietaire', base), (client) =>
    runMigrations(drizzle(client), { migrationsFolder: cut(rang) }),
  );
  return asSuper(essai.base, (source) =>
    asSuper(base, async (client) => {
      const nombres = new Map<string, number>();
      // Rows come without the order of their references; triggers count only what is written once the base is in use.
      await client.query("set session_replication_role = 'replica'");
      const communes = new Set(await tablesOf(source));
      for (const table of await tablesOf(client)) {
        if (!communes.has(table)) continue;
        const { rows } = await source.query<{ lignes: unknown }>(
          `select to_json(t) as lignes from "${table}" t`,
        );
        await client.query(
          `insert into "${table}" select * from json_populate_recordset(null::"${table}", $1::json)`,
          [JSON.stringify(rows.map(({ lignes }) => lignes))],
        );
        nombres.set(table, rows.length);
      }
      return nombres;
    }),
  );
}

async function countAll(base: string): Promise<Map<string, number>> {
  return asSuper(base, async (client) => {
    const nombres = new Map<string, number>();
    for (const table of await tablesOf(client)) {
      const { rows } = await client.query<{ n: number }>(`select count(*)::int as n from "${table}"`);
      nombres.set(table, rows[0]?.n ?? 0);
    }
    return nombres;
  });
}

/** Today's application on this base, as if it had just been restarted. */
async function serve<T>(base: string, travail: (services: Services) => Promise<T>): Promise<T> {
  const client = openClient(essai.cluster.url('application', base), essai.services.log);
  try {
    await checkLogin(client.pool, MIGRATIONS);
    return await travail({ ...essai.services, client });
  } finally {
    await client.close();
  }
}

describe.each(DEPUIS)('a base of the version that ended with migration %i', (rang) => {
  const base = `version_${String(rang)}`;
  let avant: Map<string, number>;
  beforeAll(async () => {
    avant = await install(base, rang);
    await migrate(essai.cluster.url('proprietaire', base), ROLES.application, MIGRATIONS);
  }, 60_000);
  afterAll(() =>
    asSuper('postgres', (client) => client.query(`drop database if exists "${base}" with (force)`)),
  );

  it('loses no row, and what is counted once for all is counted from its history', async () => {
    expect(avant.get('intervention')).toBeGreaterThan(100);
    const apres = await countAll(base);
    for (const [table, nombre] of avant)
      if (table !== 'frequence_demarche') expect([table, apres.get(table)]).toEqual([table, nombre]);
    const { rows } = await asSuper(base, (client) =>
      client.query(`
        with vue as (
          select i.org_id, i.agent_id, s.lieu_id, coalesce(i.donnees->'actes'->0->'objet'->>'demarcheId', '') as d, count(*) as n
          from intervention i join seance s on s.org_id = i.org_id and s.id = i.seance_id group by 1, 2, 3, 4)
        select count(*) filter (where coalesce(v.n, 0) <> coalesce(f.nombre, 0))::int as faux, sum(f.nombre)::int as total
        from vue v full join frequence_demarche f
          on (f.org_id, f.agent_id, f.lieu_id, f.demarche_id) = (v.org_id, v.agent_id, v.lieu_id, v.d)`),
    );
    expect(rows).toEqual([{ faux: 0, total: avant.get('intervention') }]);
  });

  it('leaves every table behind its wall', async () => {
    const { rows } = await asSuper(base, (client) =>
      client.query(
        `select relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'org_id' and not a.attisdropped
         where relkind = 'r' and relnamespace = 'public'::regnamespace and not (relrowsecurity and relforcerowsecurity)`,
      ),
    );
    expect(rows).toEqual([]);
  });

  it('is served to every role, its chains hold and its sealed names open', async () => {
    await serve(base, async (services) => {
      const app = createApp(services);
      // Each page of the menu, by the first role that has it; by every role in the slow proof.
      const vues = new Set<string>();
      for (const { identifiant } of COMPTES_DEMO) {
        const nav = new Navigateur(app);
        await nav.connecte(identifiant);
        const { texte } = await nav.get('/aide');
        for (const [, lien = ''] of texte.matchAll(/<a [^>]*href="(\/[\w/-]*)"/g)) {
          const cle = LENT || lien === '/' ? `${identifiant} ${lien}` : lien;
          if (vues.has(cle)) continue;
          vues.add(cle);
          const { statut } = await nav.get(lien);
          expect([identifiant, lien, statut < 400]).toEqual([identifiant, lien, true]);
        }
      }
      expect(vues.size).toBeGreaterThan(LENT ? 100 : 25);
      const { db } = services.client;
      const [pia] = await asAnyone(db, { identifiant: 'pia@demo' }, 'essai', (tx) =>
        tx.select().from(compte),
      );
      const orgId = pia?.orgId ?? '';
      await asOrg(db, orgId, 'essai', async (tx) => {
        for (const registre of REGISTRES) {
          const verdict = await verifyRegistre(tx, services, { orgId, zone: 'Europe/Paris' }, registre, null);
          expect([registre, verdict.rang]).toEqual([registre, null]);
        }
        const [une] = await tx.select().from(personne).limit(1);
        const qui = await readIdentite(
          tx,
          services,
          { orgId, compteId: pia?.id ?? '' },
          une?.id ?? '',
          'fiche',
        );
        expect(qui).not.toBeNull();
      });
    });
  }, 60_000);

  it('is left alone by the version that it came from, which says so', async () => {
    const droits = () =>
      asSuper(base, async (client) => {
        const { rows } = await client.query<object>(
          'select table_name, privilege_type from information_schema.table_privileges where grantee = $1 order by 1, 2',
          [ROLES.application],
        );
        return rows;
      });
    const prises = await droits();
    expect(prises.length).toBeGreaterThan(50);
    const ancienne = cut(rang);
    const refus = await migrate(essai.cluster.url('proprietaire', base), ROLES.application, ancienne).catch(
      (error: unknown) => error,
    );
    expect(refus).toBeInstanceOf(ErreurSchema);
    expect((refus as Error).message).toContain('plus récente');
    expect(await droits(), 'its grants are not those of today').toEqual(prises);
    await serve(base, async ({ client }) => {
      await expect(checkLogin(client.pool, ancienne)).rejects.toThrow('plus récente');
    });
  });
});

describe('the list of the migrations', () => {
  it('goes forward: one that was dated before another would never be made on an installed base', () => {
    const dates = journal.entries.map(({ when }) => when);
    expect(dates).toEqual([...new Set(dates)].sort((a, b) => a - b));
    expect(journal.entries.map(({ idx }) => idx)).toEqual(dates.map((_, rang) => rang));
    const fichiers = readdirSync(MIGRATIONS).filter((nom) => /^\d{4}_/.test(nom));
    expect(fichiers.sort()).toEqual(journal.entries.map(({ tag }) => `${tag}.sql`));
  });
});
