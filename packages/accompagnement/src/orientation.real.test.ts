import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseLieux } from './lieux.ts';
import { createIndex, search, type DemandeOrientation, type ResultatOrientation } from './orientation.ts';

const folder = process.env.PORTE_PLUME_DATA;
const le = '2026-11-22';
const DEMARCHES = 'Aide aux démarches administratives';
const MAITRISE = 'Maîtrise des outils numériques du quotidien';

const brief = (r: ResultatOrientation) => [r.lieuId, r.score];
const near = (r: ResultatOrientation) => [r.lieuId, r.filtre?.code];

describe.skipIf(folder === undefined)('orientation on the 177 real lieux of PORTE_PLUME_DATA', () => {
  const rows = JSON.parse(
    folder === undefined ? '[]' : readFileSync(`${folder}/lieux/lieux-42-51.json`, 'utf8'),
  ) as unknown[];
  const index = createIndex(parseLieux(rows).lieux);
  const at = (latitude: number, longitude: number) => ({ latitude, longitude });
  const find = (demande: DemandeOrientation) => search(index, demande, { le });

  it('25: Saint-Étienne, aide aux démarches, on foot, Monday morning', () => {
    const r = find({
      besoins: [DEMARCHES],
      position: at(45.4397, 4.3872),
      deplacement: 'marche',
      creneau: { jour: 0, debut: 600, fin: 660 },
    });
    expect(r.eligibles).toBe(12);
    expect(r.top.map(brief)).toEqual([
      ['hinaura-2021_206', 87.061],
      ['hinaura-2021_960', 85.608],
      ['hinaura-2021_208', 83.271],
    ]);
    expect(r.top[0]?.distanceKm).toBe(0.22);
    expect(r.presque.map(near)).toEqual([
      ['hinaura-2021_1020', 'trop_loin'],
      ['hinaura-2021_461', 'trop_loin'],
      ['fs-20240801_2405', 'trop_loin'],
    ]);
    for (const result of [...r.top, ...r.presque]) {
      expect(result.avertissements.map((m) => m.code)).toEqual(['donnee_ancienne']);
    }
    expect(r.motifs).toEqual([]);
  });

  it('26: Roanne, maîtrise des outils in a workshop, by bus, Tuesday afternoon: a twin is merged', () => {
    const r = find({
      besoins: [MAITRISE],
      position: at(46.0367, 4.0689),
      deplacement: 'transport',
      modalite: 'Dans un atelier collectif',
      creneau: { jour: 1, debut: 840, fin: 960 },
    });
    expect(r.eligibles).toBe(11);
    expect(r.top.map(brief)).toEqual([
      ['hinaura-2021_1063', 89.352],
      ['hinaura-2021_199', 88.801],
      ['hinaura-2021_441', 88.612],
    ]);
    expect(r.top[0]?.doublons).toEqual(['hinaura-2021_1064']);
  });

  it('27: Montbrison, two needs, by car, Illettrisme required, a senior', () => {
    const r = find({
      besoins: [DEMARCHES, MAITRISE],
      position: at(45.6075, 4.0653),
      deplacement: 'voiture',
      prisesEnCharge: [{ code: 'Illettrisme', exige: true }],
      publics: ['Seniors'],
    });
    expect(r.eligibles).toBe(5);
    expect(r.top.map(brief)).toEqual([
      ['hinaura-2021_218', 76.201],
      ['hinaura-2021_84', 72.838],
      ['hinaura-2021_1014', 70.186],
    ]);
    expect(r.presque.map(near)).toEqual([
      ['hinaura-2021_430', 'prise_en_charge_absente'],
      ['hinaura-2021_254', 'prise_en_charge_absente'],
      ['hinaura-2021_17', 'prise_en_charge_absente'],
    ]);
  });

  it('28: Reims on foot: no place, and the near misses say how far they are', () => {
    const r = find({ besoins: [DEMARCHES], position: at(49.2583, 4.0317), deplacement: 'marche' });
    expect(r.top).toEqual([]);
    expect(r.eligibles).toBe(0);
    expect(r.motifs.map((m) => m.code)).toEqual(['aucun_lieu']);
    expect(r.presque.map(near)).toEqual([
      ['fs-20240801_3174', 'trop_loin'],
      ['fs-20240801_3173', 'trop_loin'],
      ['fs-20240801_3176', 'trop_loin'],
    ]);
    expect(r.presque[0]?.distanceKm).toBe(2.734);
    expect(r.presque[0]?.filtre?.phrase).toBe('Ce lieu est à 2,7\u00a0km, au-delà de 1,5\u00a0km.');
  });

  it('29: Épernay: places whose services nobody wrote down are near misses, said so', () => {
    const r = find({ besoins: [MAITRISE], position: at(49.0434, 3.9529), deplacement: 'transport' });
    expect(r.eligibles).toBe(0);
    expect(r.presque).toHaveLength(3);
    for (const result of r.presque) {
      expect(result.lieuId).toMatch(/^epernay-2022_/);
      expect(result.filtre).toEqual({
        code: 'service_inconnu',
        phrase: 'On ne sait pas ce que ce lieu propose.',
      });
    }
    expect(r.presque[0]?.lieu.nom).toContain('Simone');
    expect(r.presque[0]?.distanceKm).toBe(0.011);
  });
});
