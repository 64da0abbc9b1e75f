import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { diversity } from './kanon.ts';

/** Table 3 of Li, Li and Venkatasubramanian 2007: three classes of three salaries. */
const SALARIES = {
  classe: ['1', '1', '1', '2', '2', '2', '3', '3', '3'],
  salaire: [3000, 4000, 5000, 6000, 11000, 8000, 7000, 9000, 10000],
};

describe('diversity', () => {
  it('t-closeness of the published example: 0.375 with ordered distance', () => {
    const found = diversity(SALARIES, ['classe'], 'salaire');
    expect(found).toMatchObject({ k: 3, lDistinct: 3 });
    expect(found.lEntropy).toBeCloseTo(3, 12);
    expect(found.tOrdered).toBeCloseTo(0.375, 12);
    // Three of nine values, a third each against a ninth: (3 × 2/9 + 6 × 1/9) / 2.
    expect(found.tEqual).toBeCloseTo(2 / 3, 12);
  });
  it('the second class of the published example is 0.167 from the whole', () => {
    const merged = { ...SALARIES, classe: ['1', '1', '1', '2', '2', '2', '1', '1', '1'] };
    // Alone apart from the rest: what it has more, the other has less, twice smaller.
    expect(diversity(merged, ['classe'], 'salaire').tOrdered).toBeCloseTo(1 / 6, 12);
  });
  it('orders numbers as numbers and texts by code unit', () => {
    const numbers = { g: ['a', 'b', 'c'], v: ['9', '10', '100'] };
    const texts = { g: ['a', 'b', 'c'], v: ['9x', '10x', '100x'] };
    expect(diversity(numbers, ['g'], 'v').tOrdered).toBeCloseTo(0.5, 12);
    const pair = { g: ['a', 'a', 'b'], v: ['9', '10', '100'] };
    // {9, 10} against thirds: |1/2 − 1/3| + |1 − 2/3| over 2 steps; {100}: 1/3 + 2/3 over 2.
    expect(diversity(pair, ['g'], 'v').tOrdered).toBeCloseTo(0.5, 12);
    // By text, 100x < 10x < 9x: {9x, 10x} are the last two, {100x} the first.
    expect(diversity({ ...pair, v: texts.v }, ['g'], 'v').tOrdered).toBeCloseTo(0.5, 12);
    const middle = { g: ['a', 'b', 'b'], v: ['10', '9', '100'] };
    expect(diversity(middle, ['g'], 'v').tOrdered).toBeCloseTo(1 / 3, 12);
    expect(diversity({ ...middle, v: ['100x', '9x', '10x'] }, ['g'], 'v').tOrdered).toBeCloseTo(0.5, 12);
  });
  it('sees the class where everybody answered the same', () => {
    const found = diversity(
      { zone: ['A', 'A', 'B', 'B'], motif: ['rsa', 'rsa', 'rsa', 'caf'] },
      ['zone'],
      'motif',
    );
    expect(found).toEqual({ k: 2, lDistinct: 1, lEntropy: 1, tEqual: 0.25, tOrdered: 0.25 });
  });
  it('without quasi-identifier there is one class; without record, zeros', () => {
    expect(diversity({ v: ['a', 'b'] }, [], 'v')).toMatchObject({ k: 2, lDistinct: 2, tEqual: 0 });
    expect(diversity({ q: [], v: [] }, ['q'], 'v')).toEqual({
      k: 0,
      lDistinct: 0,
      lEntropy: 0,
      tEqual: 0,
      tOrdered: 0,
    });
  });
  it('an absent column or a length that differs is an error of the program', () => {
    expect(() => diversity({ q: ['a'] }, ['q'], 'v')).toThrow(RangeError);
    expect(() => diversity({ q: ['a'], v: ['b', 'c'] }, ['q'], 'v')).toThrow(RangeError);
  });
  it('stays within its bounds, and ordered distance never exceeds the equal one', () => {
    const rows = fc.array(fc.tuple(fc.nat(3), fc.nat(3), fc.nat(5)), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(rows, (records) => {
        const columns = {
          a: records.map(([a]) => a),
          b: records.map(([, b]) => b),
          s: records.map(([, , s]) => s),
        };
        const found = diversity(columns, ['a', 'b'], 's');
        expect(found.lEntropy).toBeLessThanOrEqual(found.lDistinct + 1e-9);
        expect(found.lEntropy).toBeGreaterThanOrEqual(1 - 1e-12);
        expect(found.lDistinct).toBeLessThanOrEqual(found.k);
        expect(found.tEqual).toBeLessThanOrEqual(1);
        expect(found.tOrdered).toBeLessThanOrEqual(found.tEqual + 1e-9);
        // Fewer quasi-identifiers, larger classes: no measure gets worse.
        const coarser = diversity(columns, ['a'], 's');
        expect(coarser.k).toBeGreaterThanOrEqual(found.k);
        expect(coarser.lDistinct).toBeGreaterThanOrEqual(found.lDistinct);
        expect(coarser.tEqual).toBeLessThanOrEqual(found.tEqual + 1e-9);
      }),
      { numRuns: 1000 },
    );
  });
});
