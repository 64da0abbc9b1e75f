import { readFileSync } from 'node:fs';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { readCsv } from './csv-reader.ts';
import { kAnonymise, parseHierarchy } from './kanon.ts';
import type { Columns, KanonOptions, KanonResult } from './kanon.ts';
import { interventionHierarchies } from './kanon-interventions.fixture.ts';
import { bruteForce, randomFile } from './kanon-oracle.fixture.ts';

type Golden = { k: number; suppressionLimit: number; optimum: number[]; loss: number; suppressed: number };
const golden = JSON.parse(
  readFileSync(new URL('../data/instances/golden.json', import.meta.url), 'utf8'),
) as {
  kAnonymity: {
    adult: { attributes: string[]; results: Golden[] };
    interventions: { attributes: string[]; results: (Golden & { data: string })[] };
  };
};

const readColumns = (text: string): Record<string, readonly string[]> => {
  const csv = readCsv(text);
  if (!csv.ok) throw new Error(csv.motifs[0]?.phrase);
  return csv.value.columns;
};
const value = (columns: Columns, options: KanonOptions): KanonResult => {
  const result = kAnonymise(columns, options);
  if (!result.ok) throw new Error(result.motifs[0]?.phrase);
  return result.value;
};
const codes = (columns: Columns, options: KanonOptions): string[] => {
  const result = kAnonymise(columns, options);
  return result.ok ? [] : result.motifs.map(({ code }) => code);
};

const SEX = [
  ['F', '*'],
  ['H', '*'],
];
const AGE = [
  ['20', '<40', '*'],
  ['30', '<40', '*'],
  ['40', '40+', '*'],
  ['50', '40+', '*'],
];

describe('kAnonymise: optima of the specification', () => {
  const { attributes, results } = golden.kAnonymity.interventions;
  it.each(results.map((result) => [result.data, result] as const))('C12: %s', (data, expected) => {
    const columns = readColumns(readFileSync(new URL(`../data/instances/${data}`, import.meta.url), 'utf8'));
    const { k, suppressionLimit } = expected;
    const found = value(columns, { k, suppressionLimit, hierarchies: interventionHierarchies });
    expect(attributes.map((name) => found.levels[name])).toEqual(expected.optimum);
    expect(found.suppressed).toBe(expected.suppressed);
    expect(found.loss).toBeCloseTo(expected.loss, 5);
    expect(found.status).toBe('optimal');
  });

  it.each([0, 0.02, 1])('loire310, suppression %s: as trying the 1 080 nodes, to 12 digits', (limit) => {
    const columns = readColumns(
      readFileSync(new URL('../data/instances/loire310.csv', import.meta.url), 'utf8'),
    );
    const options = { k: 3, suppressionLimit: limit, hierarchies: interventionHierarchies };
    const expected = bruteForce(columns, options);
    const found = value(columns, options);
    expect(found.levels).toEqual(expected?.levels);
    expect(found.suppressed).toBe(expected?.suppressed);
    expect(found.loss).toBeCloseTo(expected?.loss ?? NaN, 12);
    expect(found.checks).toBeLessThan(540);
  });

  const folder = process.env.PORTE_PLUME_DATA;
  describe.skipIf(!folder)('on the file Adult, read from PORTE_PLUME_DATA', () => {
    const read = (name: string): string => readFileSync(`${folder ?? ''}/statistiques/${name}`, 'utf8');
    it.each(golden.kAnonymity.adult.results.map((result) => [result.suppressionLimit, result] as const))(
      'C12: Adult, k = 5, suppression %s',
      (suppressionLimit, expected) => {
        const names = golden.kAnonymity.adult.attributes;
        const hierarchies = Object.fromEntries(
          names.map((name) => {
            const rows = parseHierarchy(read(`adult_hierarchy_${name}.csv`), name);
            if (!rows.ok) throw new Error(rows.motifs[0]?.phrase);
            return [name, rows.value];
          }),
        );
        const columns = readColumns(read('adult.csv'));
        const found = value(columns, { k: expected.k, suppressionLimit, hierarchies });
        expect(names.map((name) => found.levels[name])).toEqual(expected.optimum);
        expect(found.suppressed).toBe(expected.suppressed);
        expect(found.loss).toBeCloseTo(expected.loss, 5);
      },
    );
  });
});

describe('kAnonymise: properties', () => {
  it('finds the optimum of an exhaustive search written apart, to 12 digits', () => {
    fc.assert(
      fc.property(randomFile, ({ columns, options }) => {
        const expected = bruteForce(columns, options);
        const result = kAnonymise(columns, options);
        if (!expected) {
          expect(result.ok ? [] : result.motifs.map(({ code }) => code)).toEqual(['K_UNREACHABLE']);
          return;
        }
        if (!result.ok) throw new Error(result.motifs[0]?.phrase);
        expect(result.value.loss).toBeCloseTo(expected.loss, 12);
        expect(result.value.levels).toEqual(expected.levels);
        expect(result.value.suppressed).toBe(expected.suppressed);
      }),
      { numRuns: 1000 },
    );
  });

  it('gives the same levels for any order of the records', () => {
    fc.assert(
      fc.property(randomFile, ({ columns, options }) => {
        const reversed = Object.fromEntries(
          Object.entries(columns).map(([name, column]) => [name, column.toReversed()]),
        );
        const withoutChecks = (from: typeof columns): unknown => {
          const result = kAnonymise(from, options);
          return result.ok ? { ...result.value, checks: 0 } : result;
        };
        expect(withoutChecks(reversed)).toEqual(withoutChecks(columns));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('kAnonymise: small files by hand', () => {
  const columns = { sexe: ['F', 'F', 'H', 'H'], age: [20, 30, 40, 50] };

  it('generalises no more than needed', () => {
    const found = value(columns, { k: 2, suppressionLimit: 0, hierarchies: { sexe: SEX, age: AGE } });
    // Ages by two: a third of the age is lost, nothing of the sex: √(1 × 4/3) − 1.
    expect(found).toMatchObject({ levels: { sexe: 0, age: 1 }, suppressed: 0, status: 'optimal' });
    expect(found.loss).toBeCloseTo(Math.sqrt(4 / 3) - 1, 14);
  });

  it('warns of a column that names everyone, without a value', () => {
    const { warnings } = value(
      { ...columns, dossier: ['A1', 'A2', 'A3', 'A4'] },
      { k: 2, suppressionLimit: 0, hierarchies: { sexe: SEX, age: AGE } },
    );
    expect(warnings.map(({ code, path }) => [code, path])).toEqual([
      ['IDENTIFIER_COLUMN', ['columns', 'age']],
      ['IDENTIFIER_COLUMN', ['columns', 'dossier']],
    ]);
    expect(JSON.stringify(warnings)).not.toContain('A1');
  });

  it('counts a missing value as NR', () => {
    const sexe = [...SEX, ['NR', '*']];
    const found = value({ sexe: ['F', 'F', null, ''] }, { k: 2, suppressionLimit: 0, hierarchies: { sexe } });
    expect(found).toMatchObject({ levels: { sexe: 0 }, loss: 0 });
  });

  it('allows the whole number of records that the share names', () => {
    const sexe = [...Array<string>(71).fill('F'), ...Array<string>(29).fill('H')];
    const options = { k: 30, hierarchies: { sexe: SEX } };
    // 100 × 0.29 is 28.999… in floating point: 29 records may go, and only they lose.
    const found = value({ sexe }, { ...options, suppressionLimit: 0.29 });
    expect(found).toMatchObject({ levels: { sexe: 0 }, suppressed: 29 });
    expect(found.loss).toBeCloseTo(0.29, 14);
    expect(value({ sexe }, { ...options, suppressionLimit: 0.28 })).toMatchObject({ levels: { sexe: 1 } });
  });

  it('out of time: the best safe levels so far, said so, or nothing', () => {
    const options = { k: 2, suppressionLimit: 0, hierarchies: { sexe: SEX, age: AGE } };
    const stoppedAfter = (checks: number): ReturnType<typeof kAnonymise> => {
      let asked = -1;
      return kAnonymise(columns, { ...options, timeLimitMs: checks, now: () => (asked += 1) });
    };
    expect(stoppedAfter(1)).toMatchObject({ ok: false, motifs: [{ code: 'TIME_LIMIT' }] });
    const total = value(columns, options).checks;
    const statuses = Array.from({ length: total }, (_, at) => stoppedAfter(at + 2)).map((result) => {
      if (!result.ok) return result.motifs[0]?.code;
      expect(result.value.suppressed).toBe(0);
      return result.value.status;
    });
    expect(new Set(statuses)).toContain('time_limit');
    expect(statuses.at(-1)).toBe('optimal');
  });
});

describe('kAnonymise: bad input', () => {
  const columns = { sexe: ['F', 'F', 'H', 'H'], age: ['20', '30', '40', '50'] };
  const hierarchies = { sexe: SEX, age: AGE };

  it.each([1, 0, -3, 2.5, Number.NaN, Infinity])('refuses k = %s', (k) => {
    expect(codes(columns, { k, suppressionLimit: 0, hierarchies })).toContain('K_INVALID');
  });
  it.each([-0.1, 1.01, Number.NaN])('refuses a suppression of %s', (suppressionLimit) => {
    expect(codes(columns, { k: 2, suppressionLimit, hierarchies })).toEqual(['SUPPRESSION_INVALID']);
  });
  it('refuses more than there are', () => {
    expect(codes(columns, { k: 5, suppressionLimit: 0, hierarchies })).toEqual(['K_TOO_LARGE']);
    expect(codes({ sexe: [] }, { k: 5, suppressionLimit: 0, hierarchies: { sexe: SEX } })).toEqual([
      'EMPTY_UNIVERSE',
    ]);
    expect(codes(columns, { k: 2, suppressionLimit: 0, hierarchies: {} })).toEqual(['HIERARCHY_INVALID']);
  });
  it('refuses levels that stop before one group', () => {
    const flat = { sexe: SEX.map(([label]) => [label ?? '']) };
    expect(codes(columns, { k: 3, suppressionLimit: 0, hierarchies: flat })).toEqual(['K_UNREACHABLE']);
  });
  it('refuses a lattice that no memory holds', () => {
    const deep = [Array.from({ length: 20 }, () => 'x')];
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const many = Object.fromEntries(names.map((name) => [name, ['x', 'x']]));
    const result = codes(many, {
      k: 2,
      suppressionLimit: 0,
      hierarchies: Object.fromEntries(names.map((name) => [name, deep])),
    });
    expect(result).toEqual(['LATTICE_TOO_LARGE']);
  });

  it('tells everything at once, with rows and columns, never a value of a record', () => {
    const result = kAnonymise(
      { sexe: ['F', 'secret-1', 'H'], age: ['20', '30', 'secret-2', '40'], mois: ['01', '01', '02'] },
      {
        k: 1,
        suppressionLimit: 2,
        hierarchies: {
          sexe: SEX,
          age: [
            ['20', '<40', '*'],
            ['30', '<40'],
            ['40', '40+', '*'],
            ['40', '40+', '*'],
          ],
          lieu: [['A', '*']],
          mois: [
            ['01', 'T1', '2026'],
            ['02', 'T1', '2027'],
          ],
        },
      },
    );
    if (result.ok) throw new Error('accepted');
    expect(result.motifs.map(({ code, path }) => [code, path])).toEqual([
      ['K_INVALID', ['k']],
      ['SUPPRESSION_INVALID', ['suppressionLimit']],
      ['COLUMN_MISSING', ['columns', 'lieu']],
      ['COLUMNS_UNEQUAL', ['columns', 'age']],
      ['VALUE_UNKNOWN', ['columns', 'sexe', 1]],
      ['HIERARCHY_INVALID', ['hierarchies', 'age', 1]],
      ['HIERARCHY_INVALID', ['hierarchies', 'age', 3]],
      ['HIERARCHY_INVALID', ['hierarchies', 'mois', 1]],
    ]);
    expect(JSON.stringify(result)).not.toContain('secret');
  });
});
