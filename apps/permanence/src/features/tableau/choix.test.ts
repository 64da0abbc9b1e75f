/** The dashboard lieu by lieu and year by year: the same figures everywhere, and nothing of anybody else's. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asAnyone, asOrg } from '../../db/asOrg.ts';
import { compte, lieu } from '../../db/schema.ts';
import { Navigateur } from '../../server/essai.fixture.ts';
import { openMonde, type Monde } from '../gestes.fixture.ts';
import { readArrete } from './arrete.ts';
import { chooseAnnee, listAnnees } from './periode.ts';
import { REGLES } from './regles.ts';

const ZONE = { zone: 'Europe/Paris' };
let monde: Monde;
let marie: Navigateur;
beforeAll(async () => {
  monde = await openMonde('demo');
  marie = new Navigateur(monde.essai.app);
  await marie.connecte('marie@demo');
}, 60_000);
afterAll(() => monde.essai.close());

const le = (jour: string) => ({ clock: () => new Date(`${jour}T12:00:00Z`) });

describe('the years of a dashboard', () => {
  it('are the civil year up to today and the one before; a new year is shown first once it has begun well', () => {
    const annees = listAnnees(le('2026-11-22'), ZONE);
    expect(annees).toEqual([
      { quoi: 'annee', code: '2026', du: '2026-01-01', au: '2026-11-22' },
      { quoi: 'annee_avant', code: '2025', du: '2025-01-01', au: '2025-12-31' },
    ]);
    expect(chooseAnnee(annees, undefined).code).toBe('2026');
    expect(chooseAnnee(annees, '2025').code).toBe('2025');
    expect(chooseAnnee(annees, '2019').code).toBe('2026');
    const janvier = listAnnees(le('2027-01-15'), ZONE);
    expect(chooseAnnee(janvier, undefined).code).toBe('2026');
    expect(chooseAnnee(janvier, '2027').code).toBe('2027');
    expect(chooseAnnee(listAnnees(le('2027-04-02'), ZONE), undefined).code).toBe('2027');
  });
});

describe('the choice of a lieu', () => {
  it('shows what is told of it alone, in its title, its links and its CSV', async () => {
    const page = await marie.get('/tableau');
    const annee = chooseAnnee(listAnnees(monde.essai.services, ZONE), undefined);
    const arrete = await asOrg(monde.essai.services.client.db, monde.orgId, 'essai', (tx) =>
      readArrete(tx, monde.orgId, annee, REGLES),
    );
    const lieux = arrete?.lieux ?? [];
    for (const lieuId of lieux.slice(0, 3)) {
      const nom = new RegExp(`<option value="${lieuId}"[^>]*>([^<]+)<`).exec(page.texte)?.[1] ?? '';
      expect(nom).not.toBe('');
      const sienne = await marie.get(`/tableau?lieu=${lieuId}&annee=${annee.code}`);
      expect(sienne.statut).toBe(200);
      expect(/<title>([^<]*)/.exec(sienne.texte)?.[1]).toContain(`${nom}, ${annee.code}`);
      expect(sienne.lisible).not.toContain('Nouvelles personnes');
      expect(sienne.lisible).not.toContain('Ateliers tenus');
      expect(sienne.texte.length).toBeLessThan(16_384);
      const csv = await marie.get(`/tableau.csv?lieu=${lieuId}&annee=${annee.code}`);
      const lignes = csv.texte.trim().split(/\r?\n/).slice(1);
      expect(lignes.length).toBeGreaterThan(10);
      expect(lignes.every((ligne) => !ligne.includes('Toute la structure'))).toBe(true);
    }
    // The whole year of the demo is kept in one row, its lieux with it.
    expect(lieux.length + (arrete?.tableau.publie.ensemble.chiffres.A1 ?? 0)).toBeGreaterThan(0);
  });

  it('says kindly that a lieu has too little, and knows no lieu of others', async () => {
    const annee = chooseAnnee(listAnnees(monde.essai.services, ZONE), undefined);
    const { rows } = await asOrg(monde.essai.services.client.db, monde.orgId, 'essai', async (tx) => {
      const arrete = await readArrete(tx, monde.orgId, annee, REGLES);
      const tous = await tx.execute<{ id: string }>('select id from lieu');
      return { rows: tous.rows.filter(({ id }) => arrete?.lieux.includes(id) !== true) };
    });
    const muet = rows[0]?.id ?? '';
    const page = await marie.get(`/tableau?lieu=${muet}`);
    expect(page.lisible).toContain('Pas encore assez de fiches ici');
    expect(page.lisible).toContain('Voir toute la structure');
    expect((await marie.get(`/tableau.csv?lieu=${muet}`)).statut).toBe(404);
    const inconnu = await marie.get('/tableau?lieu=01900000-0000-7000-8000-000000000000');
    expect(inconnu.statut).toBe(404);
    const { client } = monde.essai.services;
    const [autre] = await asAnyone(client.db, { identifiant: 'lucien@demo' }, 'essai', (tx) =>
      tx.select({ orgId: compte.orgId }).from(compte),
    );
    const [ailleurs] = await asOrg(client.db, autre?.orgId ?? '', 'essai', (tx) =>
      tx.select({ id: lieu.id }).from(lieu).limit(1),
    );
    expect(ailleurs?.id).toHaveLength(36);
    for (const id of [ailleurs?.id ?? '', 'x', "'", '../'])
      expect((await marie.get(`/tableau?lieu=${encodeURIComponent(id)}`)).lisible).toBe(inconnu.lisible);
  });
});
