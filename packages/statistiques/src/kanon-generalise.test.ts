import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { diversity, generalise, kAnonymise } from './kanon.ts';
import { randomFile } from './kanon-oracle.fixture.ts';

const columns = {
  nom: ['n1', 'n2', 'n3', 'n4', 'n5'],
  sexe: ['H', 'F', 'H', 'F', 'H'],
  age: [50, 20, 40, 30, 20],
  demarche: ['D2', 'D1', null, 'D1', 'D9'],
};
const hierarchies = {
  sexe: [
    ['F', '*'],
    ['H', '*'],
  ],
  age: [
    ['20', '<40', '*'],
    ['30', '<40', '*'],
    ['40', '40+', '*'],
    ['50', '40+', '*'],
  ],
};

describe('generalise', () => {
  it('keeps what is named, removes small groups, forgets the order of entry', () => {
    expect(generalise(columns, hierarchies, { sexe: 0, age: 1 }, 2, { keep: ['demarche'] })).toEqual({
      ok: true,
      value: {
        columns: {
          sexe: ['F', 'F', 'H', 'H'],
          age: ['<40', '<40', '40+', '40+'],
          demarche: ['D1', 'D1', '', 'D2'],
        },
        records: 4,
        suppressed: 1,
      },
    });
  });
  it('with k = 1 removes nobody, and by default keeps the quasi-identifiers alone', () => {
    const found = generalise(columns, hierarchies, { sexe: 1, age: 2 }, 1);
    expect(found).toMatchObject({ value: { records: 5, suppressed: 0 } });
    expect(found.ok && Object.keys(found.value.columns)).toEqual(['sexe', 'age']);
  });
  it('says every wrong level, k and column at once', () => {
    const found = generalise(columns, hierarchies, { sexe: 2 }, 0, { keep: ['lieu'] });
    expect(found.ok ? [] : found.motifs.map(({ code, path }) => [code, path])).toEqual([
      ['K_INVALID', ['k']],
      ['COLUMN_MISSING', ['columns', 'lieu']],
      ['LEVEL_INVALID', ['levels', 'sexe']],
      ['LEVEL_INVALID', ['levels', 'age']],
    ]);
  });
  it('applied to what kAnonymise found, reaches k and suppresses as many as said', () => {
    fc.assert(
      fc.property(randomFile, ({ columns: file, options }) => {
        const found = kAnonymise(file, options);
        if (!found.ok) return;
        const { levels, suppressed } = found.value;
        const result = generalise(file, options.hierarchies, levels, options.k);
        if (!result.ok) throw new Error(result.motifs[0]?.phrase);
        expect(result.value.suppressed).toBe(suppressed);
        const names = Object.keys(result.value.columns);
        const { k } = diversity(result.value.columns, names, names[0] ?? '');
        if (result.value.records > 0) expect(k).toBeGreaterThanOrEqual(options.k);
      }),
      { numRuns: 1000 },
    );
  });
});
