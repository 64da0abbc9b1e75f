import { describe, expect, it } from 'vitest';

import { againstPopulation, risks } from './kanon.ts';

const repeat = (value: string, times: number): string[] => Array<string>(times).fill(value);
/** Classes of 2, 3 and 5 in the file; of 4, 30 and 10 in the population, which has one more of 7. */
const file = { zone: [...repeat('A', 2), ...repeat('B', 3), ...repeat('C', 5)] };
const population = {
  zone: [...repeat('A', 4), ...repeat('B', 30), ...repeat('C', 10), ...repeat('D', 7)],
};

describe('risks', () => {
  it('without a population, takes the file for it', () => {
    expect(risks(file, ['zone'])).toEqual({
      ok: true,
      value: {
        prosecutor: { highest: 1 / 2, average: 3 / 10, unique: 0 },
        journalist: { highest: 1 / 2, average: 3 / 10 },
        marketer: 3 / 10,
        basis: 'sample',
      },
    });
  });
  it('with a population, the journalist and the marketer are less sure', () => {
    const found = risks(file, ['zone'], population);
    if (!found.ok) throw new Error(found.motifs[0]?.phrase);
    expect(found.value.prosecutor).toEqual({ highest: 1 / 2, average: 3 / 10, unique: 0 });
    expect(found.value.journalist.highest).toBe(1 / 4);
    expect(found.value.marketer).toBeCloseTo((2 / 4 + 3 / 30 + 5 / 10) / 10, 12);
    // The larger of 3 classes for 44 people and of the marketer's share.
    expect(found.value.journalist.average).toBeCloseTo(0.11, 12);
    expect(found.value.basis).toBe('population');
  });
  it('counts the records that are alone', () => {
    expect(risks({ zone: ['A', 'B', 'B', 'C'] }, ['zone'])).toMatchObject({
      value: { prosecutor: { highest: 1, unique: 0.5 } },
    });
  });
  it('does not overflow on as many classes as records', () => {
    const many = { id: Array.from({ length: 200_000 }, (_, at) => at) };
    expect(risks(many, ['id'])).toMatchObject({ value: { marketer: 1 } });
  });
});

describe('againstPopulation', () => {
  it('k-map and δ-presence', () => {
    expect(againstPopulation(file, population, ['zone'])).toEqual({
      ok: true,
      value: { kMap: 4, deltaMin: 0, deltaMax: 1 / 2 },
    });
  });
  it('refuses a population that does not hold the file', () => {
    const smaller = { zone: [...repeat('A', 4), ...repeat('B', 2), ...repeat('C', 10)] };
    expect(againstPopulation(file, smaller, ['zone'])).toMatchObject({
      ok: false,
      motifs: [{ code: 'POPULATION_TOO_SMALL' }],
    });
  });
  it('says all that is missing', () => {
    const found = againstPopulation({ zone: [] }, { lieu: ['A'] }, ['zone']);
    expect(found.ok ? [] : found.motifs.map(({ code }) => code)).toEqual([
      'EMPTY_UNIVERSE',
      'COLUMN_MISSING',
    ]);
    expect(risks(file, [])).toMatchObject({ ok: false, motifs: [{ code: 'COLUMN_MISSING' }] });
  });
});
