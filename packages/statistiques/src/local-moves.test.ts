import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { integerPoint, type IntegerSystem } from './linear-system.ts';
import { LocalMoves } from './local-moves.ts';

/** Rows and columns of a 2×2 masked rectangle holding `cells`, bounded below by zero. */
const rectangle = ([a = 0, b = 0, c = 0, d = 0]: readonly number[]): IntegerSystem => ({
  size: 4,
  rows: [
    { indices: [0, 1], values: [1, 1], rhs: a + b },
    { indices: [2, 3], values: [1, 1], rhs: c + d },
    { indices: [0, 2], values: [1, 1], rhs: a + c },
    { indices: [1, 3], values: [1, 1], rhs: b + d },
  ],
  lower: new Float64Array(4),
  upper: new Float64Array(4).fill(Infinity),
});

describe('LocalMoves', () => {
  it('finds a table that moves every cell of a rectangle, and only tables that hold', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 4, maxLength: 4 }),
        fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 7, maxLength: 7 }),
        (base, chance) => {
          const system = rectangle(base);
          let drawn = 0;
          const draw = (): number => chance[drawn++ % chance.length] ?? 0;
          const tables = new LocalMoves(system, base, draw).tables([0, 1, 2, 3]);
          expect(tables).toHaveLength(1);
          for (const table of tables) {
            expect(integerPoint(system, Float64Array.from(table))).toEqual(table);
            expect(table.every((value, cell) => value !== base[cell])).toBe(true);
          }
        },
      ),
      { seed: 7 },
    );
  });

  it('goes below no bound', () => {
    const stuck = [0, 3, 0, 0];
    expect(new LocalMoves(rectangle(stuck), stuck, () => 0).tables([0, 1, 2, 3])).toEqual([]);
  });
});
