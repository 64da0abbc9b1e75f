/** The proof survives the person: what is left once she was erased. */
import { verifyChain } from '@porte-plume/mandat/ledger';
import { asc, eq } from 'drizzle-orm';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asOrg } from '../db/asOrg.ts';
import { clePersonne, coffre, compte, journal, mandat, mandatEvenement, organisation } from '../db/schema.ts';
import { Refus } from '../db/operation.ts';
import { codesOf, fait, nouveau, vueOf } from '../features/mandat/apres.fixture.ts';
import { openMonde, type Monde } from '../features/gestes.fixture.ts';
import { newOp, type Visiteur } from '../server/contexte.ts';
import { Navigateur } from '../server/essai.fixture.ts';
import { erasePersonne } from './effacement.ts';

const CANARI = ['Zénobie', 'Canarinette'];

let monde: Monde;
beforeAll(async () => {
  monde = await openMonde();
}, 60_000);
afterAll(() => monde.essai.close());

async function efface(mandatId: string): Promise<string> {
  const { services } = monde.essai;
  return asOrg(services.client.db, monde.orgId, 'essai', async (tx) => {
    const [row] = await tx.select().from(mandat).where(eq(mandat.id, mandatId));
    const [qui] = await tx.select().from(compte).where(eq(compte.identifiant, 'pia@demo'));
    const [org] = await tx.select().from(organisation);
    if (row === undefined || qui === undefined || org === undefined) throw new Error('nobody');
    const visiteur: Visiteur = {
      ...qui,
      compteId: qui.id,
      organisation: org.nom,
      zone: org.zone,
      fictive: true,
      sessionId: '',
    };
    await erasePersonne(tx, services, visiteur, {
      personneId: row.personneId,
      op: newOp(services),
      portee: 'vault_et_sel',
      base: 'demande',
    });
    return row.personneId;
  });
}

/** Every row of every table as the superuser reads it, walls and all; but for open data, whose numbers are the places’. */
async function dump(): Promise<string> {
  const { cluster, base } = monde.essai;
  const client = new pg.Client({ connectionString: cluster.url('superutilisateur', base) });
  await client.connect();
  try {
    const tables = await client.query<{ nom: string }>(
      "select format('%I.%I', schemaname, tablename) as nom from pg_tables where schemaname not in ('pg_catalog', 'information_schema') and tablename not in ('lieu_public', 'page_publique')",
    );
    expect(tables.rows.length).toBeGreaterThan(17);
    const textes: string[] = [];
    for (const { nom } of tables.rows) {
      const rows = await client.query<{ texte: string }>(`select t::text as texte from ${nom} t`);
      textes.push(...rows.rows.map(({ texte }) => texte));
    }
    return textes.join('\n');
  } finally {
    await client.end();
  }
}

describe('erasing a person', () => {
  it('is refused while a mandate is in force, and then erases nothing', async () => {
    const mandatId = await nouveau(monde);
    await expect(efface(mandatId)).rejects.toBeInstanceOf(Refus);
    expect((await monde.nav.get(`/mandat/${mandatId}/document`)).lisible).toContain('Zénobie Canarinette');
    await fait(monde, mandatId, 'revoquer', { demandePar: 'mandant', canal: 'presence' });
  });

  it('T46: the chain verifies, the full dump holds no name, the salt and the codes are gone', async () => {
    const signe = await nouveau(monde, { forme: 'nom_ecrit', nomEcrit: CANARI.join(' ') });
    await monde.nav.get(`/mandat/${signe}/document`);
    const codes = await codesOf(monde, signe);
    await fait(monde, signe, 'revoquer', { demandePar: 'mandant', canal: 'presence' });
    const personneId = await efface(signe);

    const tout = await dump();
    const hex = (texte: string) => Buffer.from(texte).toString('hex');
    for (const texte of [...CANARI, '+33', 'canarinette@', codes.mandat, codes.revocation]) {
      // The numbers of the two organisations are theirs: they stay.
      const reste = tout.replaceAll('+33465710042', '').replaceAll('+33353010042', '');
      expect([texte, reste.toLowerCase().includes(texte.toLowerCase())]).toEqual([texte, false]);
      expect([texte, reste.includes(hex(texte))]).toEqual([texte, false]);
    }
    expect(monde.essai.lignes.join('\n')).not.toMatch(/Canarinette|Zénobie/);

    await asOrg(monde.essai.services.client.db, monde.orgId, 'essai', async (tx) => {
      expect(await tx.select().from(clePersonne).where(eq(clePersonne.personneId, personneId))).toEqual([]);
      expect(await tx.select().from(coffre).where(eq(coffre.personneId, personneId))).toEqual([]);
      for (const table of [mandatEvenement, journal]) {
        const rows = await tx.select().from(table).orderBy(asc(table.rang));
        const links = rows.map(({ prevHash, hash, donnees }) => ({ prevHash, hash, evenement: donnees }));
        expect(verifyChain(links)).toMatchObject({ ok: true, value: { count: rows.length } });
      }
    });
    expect((await vueOf(monde, signe)).effacements).toMatchObject([
      { portee: 'vault_et_sel', base: 'demande' },
    ]);
  });

  it('leaves the mandate readable without a name, its codes without a page, and the person free to come back', async () => {
    const premier = await nouveau(monde);
    const codes = await codesOf(monde, premier);
    await fait(monde, premier, 'revoquer', { demandePar: 'mandant', canal: 'presence' });
    const avant = await efface(premier);
    const page = await monde.nav.get(`/mandat/${premier}`);
    expect(page.lisible).toContain('Identité effacée');
    expect((await monde.nav.get(`/mandat/${premier}/document`)).statut).toBe(200);
    expect((await new Navigateur(monde.essai.app).get(`/v/${codes.mandat}`)).statut).toBe(404);
    expect(page.texte).not.toContain('<form method="post" action="/mandat/');
    const { op } = await monde.nav.get('/accueil');
    const refus = await monde.nav.post(`/mandat/${premier}/suspendre`, { op, suspension: 'absence' });
    expect([refus.statut, refus.lisible.includes('sont effacées')]).toEqual([422, true]);

    const second = await nouveau(monde);
    const [une, autre] = await asOrg(monde.essai.services.client.db, monde.orgId, 'essai', (tx) =>
      Promise.all([premier, second].map((id) => tx.select().from(mandat).where(eq(mandat.id, id)))),
    );
    expect(une?.[0]?.personneId).toBe(avant);
    expect(autre?.[0]?.personneId).not.toBe(avant);
  });
});
