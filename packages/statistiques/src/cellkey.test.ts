import { inspect } from 'node:util';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  askQuery,
  cellKeyNoise,
  emptyQueryBudget,
  perturbCounts,
  pTable,
  pTableRow,
  recordKey,
} from './cellkey.ts';
import { releaseSpec, toCsv } from './index.ts';
import type { ReleaseSpec, Resultat } from './index.ts';

const value = <T>(resultat: Resultat<T>): T => {
  if (!resultat.ok) throw new Error(resultat.motifs.map(({ phrase }) => phrase).join('\n'));
  return resultat.value;
};
const codes = (resultat: Resultat<unknown>): string[] =>
  resultat.ok ? [] : resultat.motifs.map(({ code }) => code);

const key = Uint8Array.from({ length: 32 }, (_, octet) => octet);
const table = value(pTable({ D: 5, V: 3, js: 2 }));

describe('pTable', () => {
  it('gives the rows written in the specification (§5.9) for D = 5, js = 2, V = 3', () => {
    const written: Record<number, Record<number, string>> = {
      1: { [-1]: '0.734', 2: '0.137', 3: '0.073', 4: '0.037', 5: '0.019' },
      2: { [-2]: '0.409', 1: '0.407', 2: '0.148', 3: '0.032', 4: '0.004', 5: '0.000' },
      3: { [-3]: '0.204', 0: '0.394', 1: '0.247', 2: '0.111', 3: '0.035', 4: '0.008', 5: '0.001' },
    };
    for (const [count, row] of Object.entries(written)) {
      const ours = pTableRow(table, Number(count)).map(({ noise, probability }) => [
        String(noise),
        probability.toFixed(3),
      ]);
      expect(Object.fromEntries(ours)).toEqual(row);
    }
  });

  it('has mean 0 and variance V at every count, never an output below 0 or in 1…js: 1 000 draws of parameters', () => {
    const parameters = fc.record({
      D: fc.integer({ min: 1, max: 12 }),
      js: fc.integer({ min: 0, max: 4 }),
      V: fc.double({ min: 0.2, max: 20, noNaN: true }),
    });
    let built = 0;
    fc.assert(
      fc.property(parameters, ({ D, js, V }) => {
        const made = pTable({ D, V, js });
        if (!made.ok) {
          expect(codes(made)).toEqual(['PTABLE_INFEASIBLE']);
          return;
        }
        built += 1;
        for (let count = 1; count <= D + js + 2; count += 1) {
          const row = pTableRow(made.value, count);
          const moment = (power: number): number =>
            row.reduce((sum, { noise, probability }) => sum + noise ** power * probability, 0);
          expect(moment(0)).toBeCloseTo(1, 9);
          expect(moment(1)).toBeCloseTo(0, 6);
          expect(moment(2) / V).toBeCloseTo(1, 6);
          for (const { noise } of row) {
            expect(Math.abs(noise)).toBeLessThanOrEqual(D);
            expect(count + noise === 0 || count + noise > js).toBe(true);
          }
        }
        expect(pTableRow(made.value, 0)).toEqual([{ noise: 0, probability: 1 }]);
      }),
      { numRuns: 1000, seed: 59 },
    );
    expect(built).toBeGreaterThan(200);
  });

  it('refuses what no noise can do, and says between which variances it could', () => {
    const refused = pTable({ D: 5, V: 2, js: 2 });
    expect(refused.ok ? [] : refused.motifs).toMatchObject([
      { code: 'PTABLE_INFEASIBLE', details: { least: 3, most: 5 } },
    ]);
    expect(codes(pTable({ D: 5, V: 5, js: 2 }))).toEqual(['PTABLE_INFEASIBLE']);
    expect(codes(pTable({ D: 1, V: 1, js: 3 }))).toEqual(['PTABLE_INFEASIBLE']);
    expect(codes(pTable({ D: 0, V: -1, js: 0.5 }))).toEqual(['SPEC_INVALID']);
  });

  it('shows nothing of itself', () => {
    expect(() => JSON.stringify(table)).toThrow(TypeError);
    expect(Object.keys(table)).toEqual([]);
    expect(inspect(table)).not.toMatch(/\d/);
  });
});

describe('cellKeyNoise', () => {
  it('C7: 10 000 cells, mean noise within 3 σ of 0, no output 1 or 2', () => {
    let sum = 0;
    for (let cell = 0; cell < 10_000; cell += 1) {
      const count = 1 + (cell % 12);
      const noise = cellKeyNoise(key, recordKey(key, `cell ${cell}`), count, table);
      sum += noise;
      expect(count + noise === 0 || count + noise > 2).toBe(true);
    }
    // The variance of a cell's noise is V = 3.
    expect(Math.abs(sum / 10_000)).toBeLessThan(3 * Math.sqrt(3 / 10_000));
  });

  it('follows the table: χ² of 10 000 cells of count 3', () => {
    const row = pTableRow(table, 3);
    const seen = new Map<number, number>();
    for (let cell = 0; cell < 10_000; cell += 1) {
      const noise = cellKeyNoise(key, recordKey(key, `draw ${cell}`), 3, table);
      seen.set(noise, (seen.get(noise) ?? 0) + 1);
    }
    const chi2 = row.reduce((total, { noise, probability }) => {
      const expected = 10_000 * probability;
      return total + ((seen.get(noise) ?? 0) - expected) ** 2 / expected;
    }, 0);
    // χ² with 6 degrees of freedom: 27.86 is passed once in 10 000.
    expect(chi2).toBeLessThan(27.86);
  });

  it('C7: 200 queries over equal sets give one value, whatever the order of the records', () => {
    const ids = Array.from({ length: 7 }, (_, index) => `r${index}`);
    const values = new Set<number>();
    fc.assert(
      fc.property(fc.shuffledSubarray(ids, { minLength: ids.length }), (shuffled) => {
        const sum = shuffled.reduce((total, id) => total + recordKey(key, id), 0n);
        values.add(cellKeyNoise(key, sum, ids.length, table));
        // The sum counts modulo 2⁶⁴.
        values.add(cellKeyNoise(key, BigInt.asUintN(64, sum), ids.length, table));
      }),
      { numRuns: 200 },
    );
    expect(values.size).toBe(1);
  });

  it('gives keys of 64 bits that depend on the secret, and refuses a short one', () => {
    const other = new Uint8Array(32).fill(7);
    expect(recordKey(key, 'a')).toBe(recordKey(key, 'a'));
    expect(recordKey(key, 'a')).not.toBe(recordKey(other, 'a'));
    expect(recordKey(key, 'a')).not.toBe(recordKey(key, 'b'));
    expect(recordKey(key, 'a') < 1n << 64n).toBe(true);
    expect(() => recordKey(new Uint8Array(8), 'a')).toThrow(RangeError);
    expect(() => cellKeyNoise(key, 0n, -1, table)).toThrow(RangeError);
    expect(cellKeyNoise(key, 0n, 0, table)).toBe(0);
  });
});

const spec = (tables: string[][], measure: object = { type: 'records' }): ReleaseSpec =>
  value(
    releaseSpec({
      version: 1,
      id: 'tableau-de-bord',
      unit: 'intervention',
      measure,
      dimensions: [
        { code: 'site', codes: ['s0', 's1', 's2'] },
        { code: 'mois', codes: ['m0', 'm1', 'm2', 'm3'] },
      ],
      tables,
      rules: 'FR_SOCIAL_5',
    }),
  );

const records = Array.from({ length: 90 }, (_, row) => ({
  id: `i${row}`,
  site: `s${(row * row) % 3}`,
  mois: `m${row % 4}`,
}));
const columns = {
  id: records.map(({ id }) => id),
  site: records.map(({ site }) => site),
  mois: records.map(({ mois }) => mois),
};
const options = { record: 'id', key, table };

describe('perturbCounts', () => {
  it('C7: gives the same noise to the same records in two tables, and the noise of their keys', () => {
    const crossed = value(perturbCounts(spec([['site', 'mois']]), columns, options));
    const alone = value(perturbCounts(spec([['site']]), columns, options));
    for (const { key: cell, valeur } of alone.cells) {
      const same = crossed.cells.find(
        (other) => other.key.site === cell.site && (other.key.mois ?? 'Total') === 'Total',
      );
      expect(same?.valeur).toBe(valeur);
    }
    for (const { key: cell, valeur } of crossed.cells) {
      const inside = records.filter(
        ({ site, mois }) =>
          [site, 'Total'].includes(cell.site ?? '') && [mois, 'Total'].includes(cell.mois ?? ''),
      );
      const sum = inside.reduce((total, { id }) => total + recordKey(key, id), 0n);
      expect(valeur).toBe(inside.length + cellKeyNoise(key, sum, inside.length, table));
      expect(valeur === 0 || valeur > 2).toBe(true);
    }
    expect(crossed.cells).toHaveLength(20);
    expect(Object.isFrozen(crossed)).toBe(true);
  });

  it('never shows a key nor a parameter, and no exporter takes its result', () => {
    const crossed = value(perturbCounts(spec([['site', 'mois']]), columns, options));
    expect(Object.keys(crossed)).toEqual(['spec', 'dims', 'cells']);
    /* eslint-disable @typescript-eslint/no-unsafe-class-instance-assignment -- what must not compile */
    // @ts-expect-error counts with noise are not a protected table
    expect(() => toCsv(crossed)).toThrow(TypeError);
    /* eslint-enable @typescript-eslint/no-unsafe-class-instance-assignment */
  });

  it('refuses identifiers that are missing, empty or repeated, sums and persons, all at once', () => {
    expect(codes(perturbCounts(spec([['site']]), columns, { ...options, record: 'numero' }))).toEqual([
      'COLUMN_MISSING',
    ]);
    const ids = columns.id.with(3, '').with(5, 'i0');
    expect(codes(perturbCounts(spec([['site']]), { ...columns, id: ids }, options))).toEqual([
      'VALUE_UNKNOWN',
      'VALUE_UNKNOWN',
    ]);
    const frequency = spec([['site']], { type: 'frequency', column: 'n' });
    const n = records.map(() => 1);
    expect(codes(perturbCounts(frequency, { ...columns, n }, options))).toEqual(['SPEC_INVALID']);
  });
});

describe('askQuery', () => {
  it('counts distinct queries of each user, whatever the order of their fields, and stops at the cap', () => {
    let budget = emptyQueryBudget(2);
    const ask = (user: string, query: unknown): string[] => {
      const next = askQuery(budget, user, query);
      if (next.ok) budget = next.value;
      return codes(next);
    };
    expect(ask('u1', { site: 's0', mois: 'm0' })).toEqual([]);
    expect(ask('u1', { mois: 'm0', site: 's0' })).toEqual([]);
    expect(ask('u1', { site: 's1' })).toEqual([]);
    expect(ask('u1', { site: 's2' })).toEqual(['BUDGET_EXHAUSTED']);
    expect(ask('u2', { site: 's2' })).toEqual([]);
    expect(ask('u1', { site: 's1' })).toEqual([]);
    expect(ask('__proto__', { site: 's1' })).toEqual([]);
    // A log: plain JSON, without what was asked in clear.
    expect(JSON.stringify(budget)).not.toMatch(/s1|m0/);
    expect((JSON.parse(JSON.stringify(budget)) as typeof budget).asked.u1).toHaveLength(2);
  });
});
