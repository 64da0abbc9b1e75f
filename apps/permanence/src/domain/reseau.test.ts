/** What leaves a structure for a réseau: only with its yes, only to who leads, and nothing that leads back to anybody. */
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asAnyone, asOrg } from '../db/asOrg.ts';
import { compte, organisation } from '../db/schema.ts';
import type { Visiteur } from '../server/contexte.ts';
import { openEssai, type Essai } from '../server/essai.fixture.ts';
import { readFaits } from './faits.ts';
import { findReseau, joinReseau, leaveReseau, listStructures, openReseau, readReseau } from './reseau.ts';

let essai: Essai;
let loire: Visiteur;
let marne: Visiteur;

async function visiteurOf(identifiant: string): Promise<Visiteur> {
  const { db } = essai.services.client;
  const [row] = await asAnyone(db, { identifiant }, 'essai', (tx) => tx.select().from(compte));
  if (row === undefined) throw new Error(identifiant);
  const [org] = await asOrg(db, row.orgId, 'essai', (tx) => tx.select().from(organisation));
  return {
    orgId: row.orgId,
    compteId: row.id,
    organisation: org?.nom ?? '',
    zone: 'Europe/Paris',
  } as Visiteur;
}

beforeAll(async () => {
  essai = await openEssai({ graine: 'demo', aPart: true });
  loire = await visiteurOf('marie@demo');
  marne = await visiteurOf('claire@demo');
}, 60_000);
afterAll(() => essai.close());

const as = <T>(qui: Visiteur, travail: Parameters<typeof asOrg<T>>[3]): Promise<T> =>
  asOrg(essai.services.client.db, qui.orgId, 'essai', travail);
const faits = (qui: Visiteur) =>
  as(qui, async (tx) => {
    const { rows } = await tx.execute(sql`select * from reseau_faits('2000-01-01', '2100-01-01')`);
    return { rows, apres: (await tx.execute(sql`select current_setting('app.org_id') as id`)).rows[0]?.id };
  });
const codeOf = async (): Promise<string> =>
  (await as(loire, (tx) => readReseau(tx, loire.orgId))).mene?.code ?? '';

describe('reseau_faits', () => {
  it('gives nothing without a yes, everything of a yes in force, nothing once it is taken back', async () => {
    const { services } = essai;
    // The demo may have its own réseau: everyone out first.
    for (const qui of [loire, marne]) await as(qui, (tx) => leaveReseau(tx, services, qui)).catch(() => null);
    await as(loire, (tx) => openReseau(tx, services, loire, 'Réseau d’essai')).catch(() => null);
    const avant = (await faits(loire)).rows.length;
    await as(marne, async (tx) => joinReseau(tx, services, marne, await codeOf()));
    const pendant = await faits(loire);
    const siens = await as(marne, (tx) => readFaits(tx, marne.orgId));
    const comptees = siens.interventions.filter(({ annulee }) => annulee === null);
    expect(comptees.length).toBeGreaterThan(0);
    expect(pendant.rows.length - avant).toBe(comptees.length + siens.lieux.length);
    // Whoever is read, the transaction goes on as the caller.
    expect(pendant.apres).toBe(loire.orgId);
    // The yes was for the Loire: the other way gives nothing.
    expect((await faits(marne)).rows).toEqual([]);
    await as(marne, (tx) => leaveReseau(tx, services, marne));
    expect((await faits(loire)).rows.length).toBe(avant);
    await as(marne, async (tx) => joinReseau(tx, services, marne, await codeOf()));
  });

  it('lets out no name, id, pseudonym, commune, day or word: the very columns that it names, and values of lists', async () => {
    const { rows } = await faits(loire);
    const ecrits = new Set(JSON.stringify(rows).match(/"[^"]*"/gu));
    const siens = await as(marne, (tx) => readFaits(tx, marne.orgId));
    const secrets = [marne.orgId, ...siens.lieux.map(({ id }) => id)];
    for (const { id, seanceId, date, creeLe, personne, actes } of siens.interventions) {
      secrets.push(id, seanceId, date, creeLe, personne.profil.communeInsee.replace('non_demande', '-'));
      secrets.push(...actes.flatMap((acte) => [acte.id, acte.mandatId ?? '-', acte.suiviId ?? '-']));
      if (personne.nature === 'suivie') secrets.push(personne.id, personne.pseudonyme);
    }
    expect(secrets.filter((un) => un !== 'non_communique' && ecrits.has(`"${un}"`))).toEqual([]);
    const cles = (lu: unknown): string[] =>
      lu === null || typeof lu !== 'object'
        ? []
        : Object.entries(lu).flatMap(([cle, suite]) => [...(Array.isArray(lu) ? [] : [cle]), ...cles(suite)]);
    const permises =
      'rang nature donnees lieu territoireId mois personne profil motifsVenue dureeMin canal tiers renoncement actes demarcheId catalogue theme mode appui motifPour issue actesFaits saisieIdentifiants mandat accord trancheAge genre statut langueLecture equipement connexion faiblesRevenus profilNumerique adressage suiviServiceSocial';
    expect(cles(rows).filter((cle) => !permises.split(' ').includes(cle))).toEqual([]);
  });

  it('is run by the application alone, with a path of its own, and says nothing to who is nobody', async () => {
    const { pool } = essai.services.client;
    for (const nom of ['reseau_faits', 'reseau_publie']) {
      const { rows } = await pool.query<{
        droits: string;
        reglages: string[];
        qui: string;
        definer: boolean;
      }>(
        'select proacl::text as droits, proconfig as reglages, pg_get_userbyid(proowner) as qui, prosecdef as definer from pg_proc where proname = $1',
        [nom],
      );
      expect(rows).toHaveLength(1);
      expect(rows[0]).toMatchObject({ definer: true, reglages: ['search_path=public, pg_temp'] });
      expect(rows[0]?.droits).not.toMatch(/[{,]=X/u);
      expect(rows[0]?.qui).not.toMatch(/app/u);
    }
    expect((await pool.query("select * from reseau_faits('2000-01-01', '2100-01-01')")).rowCount).toBe(0);
    expect((await pool.query('select * from reseau_publie()')).rowCount).toBe(0);
    await expect(pool.query('update reseau_membre set meneur_id = org_id')).rejects.toMatchObject({
      code: '42501',
    });
    await expect(pool.query('delete from reseau_membre')).rejects.toMatchObject({ code: '42501' });
  });
});

describe('a yes', () => {
  it('is given by its code, once, and read by who leads', async () => {
    const { services } = essai;
    expect(await as(marne, (tx) => findReseau(tx, 'ZZZZ ZZZZ ZZZZ'))).toBeNull();
    const code = await codeOf();
    const groupe = `${code.slice(0, 4)} ${code.slice(4).toLowerCase()}`;
    expect((await as(marne, (tx) => findReseau(tx, groupe)))?.orgId).toBe(loire.orgId);
    await expect(as(marne, (tx) => joinReseau(tx, services, marne, code))).rejects.toThrow(
      'reseau_deja_rejoint',
    );
    await expect(as(loire, (tx) => joinReseau(tx, services, loire, code))).rejects.toThrow('reseau_sien');
    const { mene } = await as(loire, (tx) => readReseau(tx, loire.orgId));
    expect(mene?.membres.map(({ structure }) => structure)).toContain(marne.organisation);
    expect(await as(loire, (tx) => listStructures(tx, loire.orgId))).toContain(marne.orgId);
    expect(await as(marne, (tx) => listStructures(tx, marne.orgId))).toEqual([marne.orgId]);
  });
});
