/** Blockages: counted by téléservice and operator, protected, and nothing about a person. */
import {
  SEUIL_TABLEAU,
  type BlocagesPublies,
  type VueBlocages,
} from '@porte-plume/accompagnement/tableau-de-bord';
import { getDemarche } from '@porte-plume/demarches';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { civilDate } from '../../server/contexte.ts';
import { Navigateur } from '../../server/essai.fixture.ts';
import { openMonde, ouvre, type Monde } from '../gestes.fixture.ts';
import { readBlocages } from './calcul.ts';

describe('readBlocages', () => {
  const annee: VueBlocages = {
    total: 34,
    operateurs: [
      {
        code: 'caf',
        valeur: 12,
        services: [
          { code: 'apl', valeur: null },
          { code: 'rsa', valeur: 9 },
        ],
      },
      { code: '', valeur: 22, services: [{ code: 'une-ancienne', valeur: 22 }] },
    ],
    raisons: [
      { code: 'panne', valeur: 0 },
      { code: 'langue', valeur: null },
    ],
    plans: [{ code: 'guichet', valeur: 34 }],
  };
  const mois: VueBlocages = { total: 6, operateurs: null, raisons: null, plans: null };
  const publies: BlocagesPublies = {
    periode: { du: '2026-01-01', au: '2026-01-31' },
    annee,
    mois: { '2026-01': mois },
  };

  it('shows the year, the most frequent first, without what never came, and counts what is silent', () => {
    const lus = readBlocages(publies, undefined, (un) => `mois ${un}`);
    expect(lus.services?.map(({ libelle, valeur }) => [libelle, valeur])).toEqual([
      ['Autre opérateur', 22],
      ['Démarche qui n’est plus au catalogue', 22],
      [getDemarche('rsa')?.operateur.nom, 12],
      [getDemarche('rsa')?.nom, 9],
      ['Démarche qui n’est plus au catalogue', null],
    ]);
    expect(lus.raisons?.map(({ code }) => code)).toEqual(['langue']);
    expect(lus.mois).toEqual([{ code: '2026-01', libelle: 'mois 2026-01', valeur: 6 }]);
    expect(lus.masquees).toBe(2);
  });

  it('shows of a month what is told of it, and nothing of the year in its place', () => {
    expect(readBlocages(publies, '2026-01', (un) => un)).toEqual({
      ...{ total: 6, mois: [], services: null, raisons: null, plans: null, masquees: 0 },
    });
  });
});

describe('the pages', () => {
  let monde: Monde;
  beforeAll(async () => {
    monde = await openMonde('demo');
  }, 60_000);
  afterAll(() => monde.essai.close());

  it('show the year by default, figure and table, its months, a letter and a CSV without small counts', async () => {
    const marie = new Navigateur(monde.essai.app);
    await marie.connecte('marie@demo');
    const page = await marie.get('/blocages');
    expect(page.lisible).toContain('Par opérateur et téléservice');
    expect(page.lisible).toContain('non diffusé');
    // A téléservice of which nothing is told has no row.
    const silences = [
      ...page.texte.matchAll(
        /<tr(?: class="[^"]*")?><th scope="row">([^<]*)<.th><td class="chiffre masque">/g,
      ),
    ];
    const [, tus = ''] =
      /Non diffusé, pour ne faire reconnaître personne\s:\s*(.*?)\.\s/.exec(page.lisible) ?? [];
    const services = tus.split(/\s; /);
    expect(services.length).toBeGreaterThan(1);
    for (const [, libelle = ''] of silences) expect(services).not.toContain(libelle);
    expect(page.lisible).toContain('Mois par mois');
    expect(page.texte).toContain('class="barres"');
    const lettre = await marie.get('/blocages/lettre');
    expect(lettre.lisible).toContain('Blocages sur vos téléservices');
    expect(lettre.lisible).not.toContain('non diffusé');
    const csv = await marie.get('/blocages.csv');
    expect(csv.texte).toMatch(/^\uFEFF?Période;Nature;Libellé;Blocages\r\n/);
    expect(csv.texte).not.toMatch(/;[1-4]\r\n/);
    expect((await marie.get('/blocages?mois=2026-99')).statut).toBe(200);
  });

  it('count a blocked entry keyed in the quick record, in the same gestures as before', async () => {
    await ouvre(monde);
    for (let i = 0; i < SEUIL_TABLEAU; i += 1) {
      const fiche = await monde.nav.get('/accueil');
      const reponse = await monde.nav.post('/accueil', {
        op: fiche.op,
        demarche: 'ameli-attestation',
        mode: 'faire_avec',
        issue: 'bloquee',
        blocage: 'panne',
        planB: 'guichet',
        dureeMin: '10',
        etape: 'enregistrer',
      });
      expect([reponse.statut, reponse.lisible.slice(0, 0)]).toEqual([303, '']);
    }
    const mois = civilDate(monde.essai.services.clock(), 'Europe/Paris').slice(0, 7);
    const page = await monde.nav.get(`/blocages?mois=${mois}`);
    expect(page.lisible).toContain('Blocages');
    const annee = await monde.nav.get(`/blocages?mois=${mois.slice(0, 4)}`);
    expect(annee.lisible).toMatch(/Panne/i);
  });

  it('are closed to a volunteer and to another role', async () => {
    const denise = new Navigateur(monde.essai.app);
    await denise.connecte('denise@demo');
    expect((await denise.get('/blocages')).statut).toBe(403);
  });
});
