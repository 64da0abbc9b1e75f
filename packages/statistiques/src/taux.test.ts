import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';

import { example, multiple, release, rich, type Release } from './export.fixture.ts';
import { pourcentage, tauxPubliable, toPourcentages } from './export.ts';
import { numerateursPossibles } from './taux.ts';

describe('pourcentage', () => {
  it.each([
    [3, 21, 14.3],
    [1, 8, 12.5],
    [1, 16, 6.3],
    [5, 8, 62.5],
    [1, 2000, 0.1],
    [1, 2001, 0],
    [0, 5, 0],
    [7, 5, 140],
    [2 ** 41, 2 ** 41, 100],
  ])('rounds half up to one decimal: %d of %d is %d', (part, whole, expected) => {
    expect(pourcentage(part, whole)).toBe(expected);
  });

  it('has no value without a denominator', () => {
    expect(pourcentage(0, 0)).toBeNull();
  });
});

describe('tauxPubliable', () => {
  it('A17: 14,3 % of 21 gives 3 back, so it is masked', () => {
    expect(numerateursPossibles(14.3, 21)).toEqual({ min: 3, max: 3 });
    expect(tauxPubliable(3, 21, { seuil: 5 })).toBeNull();
  });

  it('publishes a rate only of a total so large that it hides the count', () => {
    expect(tauxPubliable(1234, 9999, { seuil: 5 })).toBe(12.3);
    expect(tauxPubliable(1234, 3000, { seuil: 5 })).toBeNull();
    expect(tauxPubliable(1234, 9999, { seuil: 11 })).toBeNull();
    expect(tauxPubliable(null, 9999, { seuil: 5 })).toBeNull();
    expect(tauxPubliable(1, null, { seuil: 5 })).toBeNull();
    expect(tauxPubliable(0, 0, { seuil: 5 })).toBeNull();
  });

  it('refuses what is no share', () => {
    expect(() => tauxPubliable(4, 3, { seuil: 5 })).toThrow(TypeError);
    expect(() => tauxPubliable(0.5, 3, { seuil: 5 })).toThrow(TypeError);
    expect(() => tauxPubliable(1, 3, { seuil: 1 })).toThrow(TypeError);
  });

  it('counts the numerators that fit as a search of all of them does', () => {
    const case_ = fc
      .integer({ min: 1, max: 6000 })
      .chain((whole) => fc.record({ whole: fc.constant(whole), part: fc.integer({ min: 0, max: whole }) }));
    fc.assert(
      fc.property(case_, ({ whole, part }) => {
        const rate = pourcentage(part, whole) ?? -1;
        const fits = Array.from({ length: whole + 1 }, (_, n) => n).filter(
          (n) => pourcentage(n, whole) === rate,
        );
        expect(numerateursPossibles(rate, whole)).toEqual({ min: fits[0], max: fits.at(-1) });
      }),
      { numRuns: 1000 },
    );
  });
});

describe('toPourcentages', () => {
  let withUnknowns: Release;
  beforeAll(async () => {
    withUnknowns = await rich();
  });

  it('shares out the known answers, and says how many are unknown', () => {
    const shares = toPourcentages(withUnknowns.table, { dimension: 'age' });
    expect(shares).toMatchObject({
      n: 398,
      inconnus: 78,
      tauxInconnus: 19.6,
      connus: 320,
      reponsesMultiples: false,
    });
    expect(shares.parts).toEqual([
      { code: '<25', valeur: 95, pourcentage: 29.7 },
      { code: '25-64', valeur: 120, pourcentage: 37.5 },
      { code: '65+', valeur: 105, pourcentage: 32.8 },
    ]);
  });

  it('fixes the other dimensions', () => {
    const shares = toPourcentages(withUnknowns.table, { dimension: 'age', at: { site: 'Z1' } });
    expect(shares).toMatchObject({ n: 251, inconnus: 62, connus: 189 });
    expect(shares.parts[0]).toEqual({ code: '<25', valeur: 52, pourcentage: 27.5 });
    expect(() => toPourcentages(withUnknowns.table, { dimension: 'age', at: { mois: '2026-01' } })).toThrow(
      TypeError,
    );
    expect(() => toPourcentages(withUnknowns.table, { dimension: 'pays' })).toThrow(TypeError);
    expect(() => toPourcentages(withUnknowns.table, { dimension: 'age', at: { site: 'Z9' } })).toThrow(
      TypeError,
    );
  });

  it('masks a share whose numerator is masked', async () => {
    const { table } = await example();
    const shares = toPourcentages(table, { dimension: 'sexe', at: { site: 'S01' } });
    expect(shares).toMatchObject({ n: 15, inconnus: 0, connus: 15 });
    expect(shares.parts.map((part) => part.pourcentage)).toEqual([null, null]);
    expect(toPourcentages(table, { dimension: 'sexe', at: { site: 'S03' } }).parts).toEqual([
      { code: 'F', valeur: 12, pourcentage: 50 },
      { code: 'H', valeur: 12, pourcentage: 50 },
    ]);
  });

  it('shares several answers over the records that answered: more than 100 % in total', async () => {
    const { table } = await multiple();
    const shares = toPourcentages(table, { dimension: 'famille' });
    expect(shares).toMatchObject({
      n: 90,
      inconnus: 10,
      tauxInconnus: 11.1,
      connus: 80,
      reponsesMultiples: true,
    });
    expect(shares.parts).toEqual([
      { code: 'caf', valeur: 80, pourcentage: 100 },
      { code: 'impots', valeur: 8, pourcentage: 10 },
      { code: 'sante', valeur: 40, pourcentage: 50 },
    ]);
  });

  it('has no denominator when someone may be both known and unknown', async () => {
    const { table } = await release(
      {
        id: 'personnes',
        unit: 'personne',
        person: { column: 'p', attach: 'each' },
        measure: { type: 'records' },
        dimensions: [{ code: 'site' }],
        tables: [['site']],
      },
      {
        p: Array.from({ length: 60 }, (_, rank) => `p${rank % 40}`),
        site: Array.from({ length: 60 }, (_, rank) => (rank % 7 === 0 ? null : `S${rank % 3}`)),
      },
    );
    const shares = toPourcentages(table, { dimension: 'site' });
    expect(shares).toMatchObject({ n: 40, inconnus: 9, tauxInconnus: 22.5, connus: null });
    expect(shares.parts.map((part) => part.pourcentage)).toEqual([null, null, null]);
  });

  it('masks every share when the unknowns are masked: one would give the denominator back', async () => {
    const { table } = await release(
      {
        id: 'inconnus',
        measure: { type: 'frequency', column: 'n' },
        dimensions: [{ code: 'age' }],
        tables: [['age']],
      },
      { age: ['a', 'b', 'c', null], n: [40, 30, 20, 2] },
    );
    const shares = toPourcentages(table, { dimension: 'age' });
    expect(shares).toMatchObject({ n: 92, inconnus: null, tauxInconnus: null, connus: null });
    expect(shares.parts.every((part) => part.pourcentage === null)).toBe(true);
    expect(shares.parts.some(({ valeur }) => valeur !== null)).toBe(true);
  });
});
