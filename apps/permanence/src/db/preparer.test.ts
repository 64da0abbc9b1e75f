import { count, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEssai, type Essai } from '../server/essai.fixture.ts';
import { createLog } from '../server/log.ts';
import { asOrg } from './asOrg.ts';
import { openClient, type Client } from './client.ts';
import { compte, organisation } from './schema.ts';

let essai: Essai;
let client: Client;
let orgs: string[];

beforeAll(async () => {
  essai = await openEssai({ graine: 'demo' });
  // One connection: everything prepared is prepared there, and each transaction follows another organisation's.
  client = open('application');
  const superutilisateur = open('superutilisateur');
  const { rows } = await superutilisateur.pool.query<{ org_id: string }>(
    'select org_id from organisation order by nom',
  );
  await superutilisateur.close();
  orgs = rows.map(({ org_id }) => org_id);
}, 60_000);
afterAll(async () => {
  await client.close();
  await essai.close();
});

const open = (role: 'application' | 'superutilisateur'): Client =>
  openClient(
    essai.cluster.url(role, essai.base),
    createLog(
      () => undefined,
      () => new Date(),
    ),
    1,
  );

const prepared = async (): Promise<string[]> => {
  const { rows } = await client.pool.query<{ statement: string }>(
    'select statement from pg_prepared_statements order by name',
  );
  return rows.map(({ statement }) => statement);
};

describe('questions that come often', () => {
  it('are prepared once, and each organisation still reads its own rows and no other', async () => {
    expect(orgs.length).toBeGreaterThan(1);
    const lues = [];
    for (let tour = 0; tour < 6; tour += 1)
      for (const org of orgs)
        lues.push(
          await asOrg(client.db, org, 'essai.lire', async (tx) => {
            const [[une], [comptes]] = await Promise.all([
              tx.select({ id: organisation.orgId }).from(organisation),
              tx.select({ nombre: count() }).from(compte).where(eq(compte.orgId, org)),
            ]);
            return { org, lue: une?.id, comptes: comptes?.nombre ?? 0 };
          }),
        );
    expect(lues.filter(({ org, lue }) => org !== lue)).toEqual([]);
    expect(lues.every(({ comptes }) => comptes > 0)).toBe(true);
    const gardees = (await prepared()).filter((texte) => texte.includes('"organisation"'));
    expect(gardees).toEqual(['select "org_id" from "organisation"']);
  });

  it('a prepared question sees nothing once its transaction is over', async () => {
    const question = { name: 'apres', text: 'select org_id from organisation' };
    const [org = ''] = orgs;
    const dedans = await asOrg(client.db, org, 'essai.lire', (tx) =>
      tx.execute(sql`select org_id from organisation`),
    );
    expect(dedans.rows).toHaveLength(1);
    expect((await client.pool.query(question)).rows).toEqual([]);
  });

  it('one that fails leaves the connection to the next, without half of its work', async () => {
    const [org = ''] = orgs;
    const avant = await countComptes(org);
    await expect(
      asOrg(client.db, org, 'essai.ecrire', async (tx) => {
        await tx.update(compte).set({ nom: 'Changé' });
        await Promise.all([
          tx.execute(sql`select 1 / 0`),
          tx.execute(sql`select 1`),
          tx.update(compte).set({ nom: 'Changé aussi' }),
        ]);
      }),
    ).rejects.toMatchObject({ sqlstate: '22012' });
    expect(await countComptes(org)).toBe(avant);
    expect(
      await asOrg(client.db, org, 'essai.lire', (tx) =>
        tx
          .select({ id: compte.id })
          .from(compte)
          .where(sql`${compte.nom} like 'Changé%'`),
      ),
    ).toEqual([]);
  });

  it('never says done what a failure passed over in silence has undone', async () => {
    const [org = ''] = orgs;
    await expect(
      asOrg(client.db, org, 'essai.ecrire', async (tx) => {
        await tx.execute(sql`select 1 / 0`).catch(() => undefined);
        return 'done';
      }),
    ).rejects.toThrow('essai.ecrire');
    expect(await countComptes(org)).toBeGreaterThan(0);
  });
});

const countComptes = (org: string) =>
  asOrg(client.db, org, 'essai.compter', async (tx) => (await tx.select({ n: count() }).from(compte))[0]?.n);
