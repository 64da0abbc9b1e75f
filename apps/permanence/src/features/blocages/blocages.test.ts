/** Blockages: counted by téléservice and operator, protected, and nothing about a person. */
import { getDemarche } from '@porte-plume/demarches';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { civilDate } from '../../server/contexte.ts';
import { Navigateur } from '../../server/essai.fixture.ts';
import { openMonde, ouvre, type Monde } from '../gestes.fixture.ts';
import { SEUIL } from '../tableau/protege.ts';
import { listConstats, publishBlocages, type Constat } from './calcul.ts';

const secret = { cle: new Uint8Array(32).fill(7), alea: (n: number) => new Uint8Array(n).fill(9) };
const constat = (demarcheId: string, code: string, nombre: number): Constat[] =>
  Array.from({ length: nombre }, () => ({
    blocage: {
      demarcheId,
      operateurId: getDemarche(demarcheId)?.operateur.id ?? '',
      canal: 'web',
      code: code as 'panne',
      mois: '2026-10',
    },
    planB: 'guichet',
  }));

describe('publishBlocages', () => {
  it('shows what is large, hides what is small and what would give it back', async () => {
    const publies = await publishBlocages(
      [
        ...constat('rsa', 'panne', 20),
        ...constat('ameli-attestation', 'code-non-recu', 12),
        ...constat('france-travail-actualisation', 'panne', 2),
      ],
      ['2026-10'],
      secret,
    );
    const of = (code: string) => publies.services.find((un) => un.code === code)?.valeur;
    expect(publies.total).toBe(34);
    expect(of('france-travail-actualisation')).toBeNull();
    // With the total, one hidden line alone would be a subtraction.
    expect(
      publies.services.filter(({ valeur, operateur }) => valeur === null && operateur !== true).length,
    ).toBeGreaterThan(1);
    for (const { valeur } of [...publies.services, ...publies.raisons, ...publies.plans])
      if (valeur !== null && valeur > 0) expect(valeur).toBeGreaterThanOrEqual(SEUIL);
  });

  it('is the same at each reading, and says zero when there is nothing', async () => {
    const faits = [...constat('rsa', 'panne', 9), ...constat('rsa', 'langue', 3)];
    expect(await publishBlocages(faits, ['2026-10'], secret)).toEqual(
      await publishBlocages([...faits].reverse(), ['2026-10'], secret),
    );
    expect((await publishBlocages([], ['2026-10'], secret)).total).toBe(0);
    expect((await publishBlocages(faits, ['2026-09'], secret)).total).toBe(0);
  });

  it('reads the months asked for, and no cancelled entry', () => {
    const une = (date: string, annulee: null | object) =>
      ({ date, annulee, actes: [{ blocage: constat('rsa', 'panne', 1)[0] }, {}] }) as never;
    const toutes = [une('2026-10-03', null), une('2026-11-03', null), une('2026-10-04', {})];
    expect(listConstats(toutes, ['2026-10'])).toHaveLength(1);
  });
});

describe('the pages', () => {
  let monde: Monde;
  beforeAll(async () => {
    monde = await openMonde('demo');
  }, 60_000);
  afterAll(() => monde.essai.close());

  it('show twelve months by default, figure and table, a letter and a CSV without small counts', async () => {
    const marie = new Navigateur(monde.essai.app);
    await marie.connecte('marie@demo');
    const page = await marie.get('/blocages');
    expect(page.lisible).toContain('Par opérateur et téléservice');
    expect(page.lisible).toContain('non diffusé');
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
    for (let i = 0; i < SEUIL; i += 1) {
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
    expect(page.lisible).toMatch(/Panne/i);
  });

  it('are closed to a volunteer and to another role', async () => {
    const denise = new Navigateur(monde.essai.app);
    await denise.connecte('denise@demo');
    expect((await denise.get('/blocages')).statut).toBe(403);
  });
});
