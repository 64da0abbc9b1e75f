/** Protected table, and who sees what. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Navigateur } from '../server/essai.fixture.ts';
import { openMonde, ouvre, signe, type Monde } from './gestes.fixture.ts';

let monde: Monde;
beforeAll(async () => {
  monde = await openMonde();
}, 60_000);
afterAll(() => monde.essai.close());

describe('coordination', () => {
  beforeAll(() => ouvre(monde));

  it('gives the coordinator one protected table and its CSV, in which no small count is left', async () => {
    const marie = new Navigateur(monde.essai.app);
    await marie.connecte('marie@demo');
    const page = await marie.get('/tableau?section=pratiques');
    expect(page.statut).toBe(200);
    expect(page.lisible).toContain('non diffusé');
    expect(page.lisible).toContain('aucune case retirée ne se retrouve, ni exactement, ni de près');
    const csv = await marie.get('/tableau.csv');
    const [entete = [], ...lignes] = csv.texte
      .trim()
      .split(/\r?\n/)
      .map((ligne) => ligne.split(';'));
    const [code, valeur] = [entete.indexOf('Code'), entete.indexOf('Valeur')];
    expect(lignes.length).toBeGreaterThan(60);
    // Hours and permanences are nobody.
    const nombres = lignes
      .filter((champs) => !['A7', 'A8', 'A4', 'R4'].includes(champs[code] ?? ''))
      .flatMap((champs) => champs.slice(valeur))
      .filter((champ) => /^\d+$/.test(champ));
    expect(nombres.length).toBeGreaterThan(60);
    expect(nombres.filter((nombre) => Number(nombre) > 0 && Number(nombre) < 5)).toEqual([]);
    expect(lignes.filter((champs) => champs[valeur] === 'non diffusé').length).toBeGreaterThan(0);
    expect((await marie.get('/tableau.csv')).texte).toBe(csv.texte);
  });

  it(
    'tells every indicator of the set by section, orientations and séances included',
    { timeout: 30_000 },
    async () => {
      const marie = new Navigateur(monde.essai.app);
      await marie.connecte('marie@demo');
      const attendus = {
        activite:
          /Permanences tenues A7 [\d,]+ % \d+.*Heures d’accueil A8.*Demandes non satisfaites A9 [1-9]\d.*Rendez-vous non honorés A11.*Ateliers tenus/,
        public:
          /70 ans et plus P1 ([\d,]+ %|non diffusé) .*commune rurale P2 pas recueilli.*Statut P7 ([\d,]+ % de réponses connues|non diffusé) .*Motif de venue P9/,
        pratiques: /Mode d’accompagnement Q1 .*Relectures Q4/,
        resultats:
          /Diagnostics O1 .*Orientations O2 \d+ \d+ 100 %.*Aboutissement R1 [\d,]+ %.*Satisfaction R5/,
      };
      for (const [section, attendu] of Object.entries(attendus)) {
        const page = await marie.get(`/tableau?section=${section}`);
        expect(page.lisible).toMatch(attendu);
        expect(page.texte.length).toBeLessThan(16_384);
      }
      const age = await marie.get('/tableau?section=public&voir=P7');
      expect(age.lisible).toMatch(/Réponse Nombre Part/);
    },
  );

  it('closes the two other organisations and roles out', async () => {
    const { op } = await monde.nav.get('/accueil');
    const { mandatId } = await signe(monde, await monde.nav.get('/accueil'), { forme: 'signature_papier' });
    const claire = new Navigateur(monde.essai.app);
    await claire.connecte('claire@demo');
    expect((await claire.get('/tableau')).statut).toBe(403);
    const denise = new Navigateur(monde.essai.app);
    await denise.connecte('denise@demo');
    expect((await denise.get('/tableau')).statut).toBe(403);
    const inconnu = await monde.nav.get('/mandat/01900000-0000-7000-8000-000000000000');
    const marie = new Navigateur(monde.essai.app);
    await marie.connecte('marie@demo');
    expect((await marie.get(`/mandat/${mandatId}`)).statut).toBe(403);
    expect([
      inconnu.statut,
      (await monde.nav.get('/mandat/x')).statut,
      (await monde.nav.get(`/diagnostic/${op}`)).statut,
    ]).toEqual([404, 404, 404]);
  });
});
