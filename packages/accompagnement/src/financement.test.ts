import { describe, expect, it } from 'vitest';
import { computeCout, parseFinancement, type Financement } from './indicateurs.ts';

const financement: Financement = {
  id: 'fin-1',
  financeur: 'Département fictif',
  convention: '2026-014',
  avenant: 0,
  du: '2026-01-01',
  au: '2026-12-31',
  montantCentimes: 4_500_000,
  part: { numerateur: 1, denominateur: 2 },
  indicateurs: 'indicateurs@2026.1',
};
const annee = { du: '2026-01-01', au: '2026-12-31' };

describe('computeCout', () => {
  it('divides the whole cost, all funders together, by the interventions of the same days', () => {
    const cout = computeCout(financement, 310, annee);
    expect(cout).toEqual({
      ok: true,
      value: { centimes: 29_032, totalCentimes: 9_000_000, interventions: 310 },
    });
  });

  it.each([
    ['a quarter of a funded year', { du: '2026-01-01', au: '2026-03-31' }],
    ['a year and a day', { du: '2026-01-01', au: '2027-01-01' }],
    ['another year', { du: '2025-01-01', au: '2025-12-31' }],
  ])('refuses %s', (_, periode) => {
    const cout = computeCout(financement, 310, periode);
    expect(cout.ok ? [] : cout.motifs.map(({ code }) => code)).toEqual(['periode_incoherente']);
  });

  it.each([null, 0, NaN, 0.58, Infinity])('gives no cost of %s interventions', (interventions) => {
    const cout = computeCout(financement, interventions, annee);
    expect(cout.ok ? [] : cout.motifs.map(({ code }) => code)).toEqual(['chiffre_non_diffuse']);
  });
});

describe('computeCout, of a line that nobody read', () => {
  it.each([{ numerateur: 0, denominateur: 1 }, { numerateur: 3, denominateur: 2 }, '1/2'])(
    'refuses the part %o',
    (part) => {
      const cout = computeCout({ ...financement, part } as Financement, 310, annee);
      expect(cout.ok ? [] : cout.motifs.map(({ code }) => code)).toEqual(['financement_invalide']);
    },
  );
});

describe('parseFinancement', () => {
  it('reads what it gives', () => {
    expect(parseFinancement(structuredClone(financement))).toEqual({ ok: true, value: financement });
  });

  it('tells every fault at once', () => {
    const lu = parseFinancement({ ...financement, montantCentimes: 12.5, du: '2026-13-01', financeur: '' });
    expect(lu.ok ? [] : lu.motifs.map(({ path }) => path?.[0])).toEqual(
      expect.arrayContaining(['montantCentimes', 'du', 'financeur']),
    );
  });

  it('refuses a period that ends first and a share above the whole', () => {
    const lu = parseFinancement({
      ...financement,
      du: '2026-12-31',
      au: '2026-01-01',
      part: { numerateur: 3, denominateur: 2 },
    });
    expect(lu.ok ? [] : lu.motifs.map(({ code }) => code)).toEqual([
      'periode_incoherente',
      'financement_invalide',
    ]);
  });
});
