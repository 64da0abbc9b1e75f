/** A big structure reads figures that were kept: they are those that would have been computed for the page. */
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asOrg } from '../../db/asOrg.ts';
import { readCleStable } from '../../domain/cle-stable.ts';
import { findCommande } from '../../server/commandes.ts';
import { Navigateur } from '../../server/essai.fixture.ts';
import { runTableau } from '../../server/travail/tableau-fil.ts';
import { openMonde, type Monde } from '../gestes.fixture.ts';
import {
  beginArrete,
  computeTableau,
  isGrande,
  readArrete,
  readBruts,
  SUIVI,
  type Tableau,
} from './arrete.ts';
import { chooseAnnee, listAnnees } from './periode.ts';
import { REGLES } from './regles.ts';

const JOUR = 86_400_000;
const ZONE = 'Europe/Paris';
let monde: Monde;
beforeAll(async () => {
  monde = await openMonde('demo');
}, 60_000);
afterAll(() => monde.essai.close());

const inOrg: <T>(travail: Parameters<typeof asOrg<T>>[3]) => Promise<T> = (travail) =>
  asOrg(monde.essai.services.client.db, monde.orgId, 'essai', travail);

const anneeOf = () => chooseAnnee(listAnnees(monde.essai.services, { zone: ZONE }), undefined);
const readKept = () => inOrg((tx) => readArrete(tx, monde.orgId, anneeOf(), REGLES));

async function demandeOf() {
  const { services } = monde.essai;
  const { orgId } = monde;
  const cle = await inOrg((tx) => readCleStable(tx, services, { orgId }, 'protection'));
  const { quoi, du, au } = anneeOf();
  return { orgId, quoi, periode: { du, au }, cle, regles: REGLES };
}

async function computeDirectly() {
  const { orgId, periode, cle } = await demandeOf();
  const bruts = await inOrg((tx) => readBruts(tx, orgId, periode));
  return computeTableau(bruts, periode, { cle, alea: monde.essai.services.alea });
}

/** As PostgreSQL gives it back: no undefined, keys in any order. */
const asKept = <T>(valeur: T): T => JSON.parse(JSON.stringify(valeur)) as T;

/** Lieux are read one at a time. */
const withoutLieux = ({ publie, ateliers }: Tableau) => {
  const { lieux, ...entier } = publie;
  expect(lieux).toBeDefined();
  return { publie: entier, ateliers };
};

describe('the dashboard of a big structure', () => {
  it('is kept by a thread of its own, equal to what a page computes, and by the command of the night', async () => {
    expect(await readKept()).toBeNull();
    await runTableau(monde.essai.services, await demandeOf());
    const garde = await readKept();
    const direct = asKept(await computeDirectly());
    expect(direct).toHaveProperty('publie.ensemble.sections.resultats');
    expect(garde?.tableau).toEqual(withoutLieux(direct));
    const lieux = Object.entries(direct.publie.lieux);
    expect([...(garde?.lieux ?? [])].sort()).toEqual(lieux.map(([id]) => id).sort());
    for (const [lieuId, vue] of lieux) {
      const un = await inOrg((tx) => readArrete(tx, monde.orgId, { ...anneeOf(), lieuId }, REGLES));
      expect(un?.vueLieu).toEqual(vue);
    }
    const commande = findCommande(['tableau', '--structure', monde.orgId]);
    const dit = await commande?.commande.run(monde.essai.services, commande.args);
    expect(dit?.join()).toContain('tableau de bord arrêté');
    const encore = await readKept();
    expect(encore?.tableau).toEqual(withoutLieux(direct));
    expect(Date.parse(encore?.arreteLe ?? '')).toBeGreaterThan(Date.parse(garde?.arreteLe ?? ''));
  }, 60_000);

  it('is begun by one at a time, and by another when the first has stopped on the way', async () => {
    const maintenant = Date.now() + JOUR;
    const begin = (ms: number) =>
      inOrg((tx) => beginArrete(tx, monde.orgId, anneeOf().quoi, new Date(maintenant + ms).toISOString()));
    expect(await Promise.all([begin(0), begin(1)])).toContain(false);
    expect(await begin(60_000)).toBe(false);
    expect(await begin(11 * 60_000)).toBe(true);
  });

  it('says since when, shows the same figures as the page computed on the spot, and is made again another day', async () => {
    const ouvre = async (chemin: string) => {
      const nav = new Navigateur(monde.essai.app);
      await nav.connecte('marie@demo');
      return nav.get(chemin);
    };
    const lit = () => ouvre('/tableau');
    const telecharge = () => ouvre('/tableau.csv');
    const avant = await lit();
    const csv = await telecharge();
    expect(csv.statut).toBe(200);
    expect(avant.lisible).not.toContain('chiffres arrêtés');
    // Cancelled interventions count nowhere, but they make the structure a big one.
    await inOrg((tx) =>
      tx.execute(sql`insert into intervention (org_id, id, seance_id, date, agent_id, donnees)
        select i.org_id, gen_random_uuid()::text, i.seance_id, i.date, i.agent_id, i.donnees
          || jsonb_build_object('id', gen_random_uuid()::text, 'annulee', jsonb_build_object('le', i.date, 'par', i.agent_id, 'motif', 'doublon'))
        from (select * from intervention limit 1) i, generate_series(0, ${SUIVI})`),
    );
    expect(await inOrg((tx) => isGrande(tx, monde.orgId))).toBe(true);
    const apres = await lit();
    expect(apres.lisible).toContain('chiffres arrêtés le');
    expect(tablesOf(apres)).toEqual(tablesOf(avant));
    expect((await telecharge()).texte).toBe(csv.texte);
    // Beyond what the test before began.
    monde.essai.avance(2 * JOUR);
    const lendemain = await lit();
    expect(tablesOf(lendemain)).toEqual(tablesOf(apres));
    await expect
      .poll(async () => (await readKept())?.tableau.publie.periode.au, {
        timeout: 20_000,
      })
      .toBe(anneeOf().au);
  }, 60_000);
});

const tablesOf = ({ texte }: { texte: string }): string[] =>
  (texte.match(/<table[^]*?<\/table>/g) ?? []).map((table) => table.replaceAll(/<[^>]+>/g, ' '));
