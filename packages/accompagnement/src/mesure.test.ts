import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Predicate } from './indicateur.ts';
import { createMesure } from './mesure.ts';
import { createTable } from './table-lignes.ts';

const tableOf = (values: readonly string[]) => createTable(values, new Map([['x', (v: string) => v]]));
const all = (n: number) => Int32Array.from({ length: n }, (_, row) => row);
const measure = (op: 'sum' | 'mean' | 'median' | 'p90' | 'distinct', values: readonly string[]) =>
  createMesure(tableOf(values), { op, of: 'x' })(all(values.length));

describe('measures', () => {
  it('interpolate between the two ranks around (n − 1) × p', () => {
    const values = ['10', '40', '20', '30'];
    expect([measure('median', values), measure('mean', values), measure('sum', values)]).toEqual([
      25, 25, 100,
    ]);
    expect(measure('p90', values)).toBeCloseTo(37, 12);
    expect(measure('p90', ['7'])).toBe(7);
  });
  it('leave out what is not known, and have no value without any', () => {
    expect(measure('mean', ['10', 'non_demande', 'non_communique', ''])).toBe(10);
    expect(measure('distinct', ['a', 'a', 'b', 'non_communique', ''])).toBe(2);
    expect(['sum', 'mean', 'median', 'p90'].map((op) => measure(op as 'sum', ['non_demande']))).toEqual(
      Array.from({ length: 4 }, () => null),
    );
  });
  it('a median splits the values, whatever their order; a mean stays between the extremes', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 720 }), { minLength: 1, maxLength: 30 }), (list) => {
        const words = list.map(String);
        const median = measure('median', words) ?? Number.NaN;
        expect(list.filter((v) => v < median).length).toBeLessThanOrEqual(list.length / 2);
        expect(list.filter((v) => v > median).length).toBeLessThanOrEqual(list.length / 2);
        expect(measure('median', [...words].reverse())).toBe(median);
        expect(measure('mean', [...words].reverse())).toBe(measure('mean', words));
        expect(measure('p90', words)).toBeGreaterThanOrEqual(median);
      }),
      { numRuns: 1000 },
    );
  });
  it('a predicate holds of its rows; its contrary of the others', () => {
    const codes = fc.constantFrom('a', 'b', 'non_demande', 'non_communique', '');
    const leaf = fc.oneof(
      fc.record({ field: fc.constant('x'), in: fc.subarray(['a', 'b', 'non_demande']) }),
      fc.record({ field: fc.constant('x'), known: fc.boolean() }),
    );
    fc.assert(
      fc.property(fc.array(codes, { maxLength: 12 }), leaf, leaf, (values, p, q) => {
        const table = tableOf(values);
        const rows = (where: Predicate) => [...table.select(where)];
        const [yes, no] = [rows(p), rows({ not: p })];
        expect([...yes, ...no].sort((a, b) => a - b)).toEqual([...all(values.length)]);
        expect(rows({ and: [p, q] })).toEqual(yes.filter((row) => rows(q).includes(row)));
        expect(rows({ or: [p, q] })).toEqual(rows({ not: { and: [{ not: p }, { not: q }] } }));
      }),
      { numRuns: 1000 },
    );
  });
});
