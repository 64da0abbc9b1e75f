import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  audit,
  buildCube,
  parsePublishedTable,
  protect,
  releaseSpec,
  toCsv,
  type Level,
  type Protection,
  type RawCube,
  type Resultat,
} from './index.ts';
import { cheaperPatterns, readerOf, withTotals, type Reader, type Spot } from './two-way-force.fixture.ts';

const alea = (octets: number): Uint8Array => new Uint8Array(octets);
const value = <T>(resultat: Resultat<T>): T => {
  if (!resultat.ok) throw new Error(resultat.motifs.map(({ phrase }) => phrase).join('\n'));
  return resultat.value;
};

type Shape = {
  readonly dimensions: readonly object[];
  readonly tables: readonly (readonly string[])[];
};

function cubeOf({ dimensions, tables }: Shape, columns: Record<string, (string | number)[]>): RawCube {
  const spec = releaseSpec({
    version: 1,
    id: 'test',
    unit: 'intervention',
    measure: { type: 'frequency', column: 'n' },
    dimensions,
    tables,
    rules: { id: 'T', threshold: 3 },
  });
  return value(buildCube(value(spec), columns));
}

const FLAT: Shape = { dimensions: [{ code: 'row' }, { code: 'column' }], tables: [['row', 'column']] };

const squareCube = (rows: readonly (readonly number[])[]): RawCube =>
  cubeOf(FLAT, {
    row: rows.flatMap((line, i) => line.map(() => `r${i}`)),
    column: rows.flatMap((line) => line.map((_, j) => `c${j}`)),
    n: rows.flat(),
  });

const LEVELS = ['exact', 'interval', 'full'] as const;
const square = fc.array(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 3, maxLength: 3 }), {
  minLength: 3,
  maxLength: 3,
});

/** Masked spots of a protected 3×3 table, totals in row and column 3. */
const spotsOf = ({ table }: Protection): Spot[] =>
  table.cells.flatMap(({ key, valeur }) =>
    valeur === null
      ? [
          {
            i: key.row === 'Total' ? 3 : Number(key.row?.[1]),
            j: key.column === 'Total' ? 3 : Number(key.column?.[1]),
          },
        ]
      : [],
  );

/** What a level promises, asked of a reader who computes with flows and nothing of the package. */
function isKept(reader: Reader, everything: Reader, level: Level, k: number, lowest: number): boolean {
  return reader.masked.every((spot) => {
    const { lo, hi } = reader.bounds(spot);
    if (hi - lo < 1) return false;
    const a = reader.value(spot);
    if (a >= k || level === 'exact') return true;
    const possible = Math.min(1, a - lowest, a - everything.bounds(spot).lo);
    if (lo > a - possible || hi < a + 1 || hi - lo < k - 1) return false;
    if (level === 'interval') return true;
    const insiders = reader.masked.filter(
      (known) => known.i < 3 && known.j < 3 && reader.value(known) === 1 && known !== spot,
    );
    return insiders.every((known) => {
      const told = reader.bounds(spot, known);
      // A total that is nothing but the insider's own count tells them nothing.
      const own = everything.bounds(spot, known);
      return told.hi - told.lo >= 1 || own.hi - own.lo < 1;
    });
  });
}

describe('levels, on 3×3 tables', () => {
  it.each(LEVELS)(
    'C6: at %s the promise is kept, and no cheaper pattern keeps it',
    { timeout: 60_000 },
    async (level) => {
      let compared = 0;
      await fc.assert(
        fc.asyncProperty(square, fc.constantFrom(3, 5), fc.constantFrom(0, 1), async (rows, k, lowest) => {
          fc.pre(rows.flat().some((n) => n > 0));
          const resultat = await protect(squareCube(rows), {
            level,
            threshold: k,
            alea,
            bounds: { masked: [lowest, null] },
          });
          if (!resultat.ok) {
            expect(resultat.motifs.map(({ code }) => code)).toEqual(['LAYOUT_TOO_FINE']);
            return;
          }
          const full = withTotals(rows);
          const everything = readerOf(full, lowest, null);
          const keeps = (masked: readonly Spot[]): boolean =>
            isKept(readerOf(full, lowest, masked), everything, level, k, lowest);
          expect(keeps(spotsOf(resultat.value))).toBe(true);
          for (const cheaper of cheaperPatterns(full, k, resultat.value.internal.secondarySum)) {
            expect(keeps(cheaper)).toBe(false);
          }
          compared += 1;
        }),
        { numRuns: 60, seed: 6 },
      );
      expect(compared).toBeGreaterThan(20);
    },
  );

  it('C5: the sum does not depend on the order or the names of codes', async () => {
    const rows = [
      [12, 3, 7],
      [1, 14, 2],
      [5, 1, 8],
    ];
    for (const level of LEVELS) {
      const { internal } = value(await protect(squareCube(rows), { level, alea }));
      await fc.assert(
        fc.asyncProperty(
          fc.shuffledSubarray([0, 1, 2], { minLength: 3 }),
          fc.shuffledSubarray([0, 1, 2], { minLength: 3 }),
          async (lines, columns) => {
            const turned = lines.map((i) => columns.map((j) => rows[i]?.[j] ?? 0));
            const same = value(await protect(squareCube(turned), { level, alea }));
            expect(same.internal.secondarySum).toBe(internal.secondarySum);
          },
        ),
        { numRuns: 6, seed: 3 },
      );
    }
  });
});

const SHAPES: Record<string, Shape & { readonly codes: Record<string, string[]> }> = {
  'three dimensions': {
    codes: { a: ['a0', 'a1', 'a2'], b: ['b0', 'b1', 'b2'], c: ['c0', 'c1'] },
    dimensions: [{ code: 'a' }, { code: 'b' }, { code: 'c' }],
    tables: [['a', 'b', 'c']],
  },
  'a hierarchy': {
    codes: { a: ['a0', 'a1', 'a2', 'a3'], b: ['b0', 'b1', 'b2'] },
    dimensions: [
      { code: 'a', hierarchies: [{ Total: ['Z1', 'Z2'], Z1: ['a0', 'a1'], Z2: ['a2', 'a3'] }] },
      { code: 'b' },
    ],
    tables: [['a', 'b']],
  },
  'linked tables': {
    codes: { a: ['a0', 'a1', 'a2'], b: ['b0', 'b1', 'b2'], c: ['c0', 'c1'] },
    dimensions: [{ code: 'a' }, { code: 'b' }, { code: 'c' }],
    tables: [
      ['a', 'b'],
      ['a', 'c'],
    ],
  },
};

describe.each(Object.entries(SHAPES))('levels, on %s', (_, { codes, ...shape }) => {
  const combinations = Object.entries(codes).reduce<Record<string, string>[]>(
    (rows, [code, nodes]) => rows.flatMap((row) => nodes.map((node) => ({ ...row, [code]: node }))),
    [{}],
  );
  const counts = fc.array(fc.integer({ min: 0, max: 8 }), {
    minLength: combinations.length,
    maxLength: combinations.length,
  });

  it(
    'C5: what is masked, an attacker of the file alone does not find, nor an insider',
    { timeout: 60_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(
          counts,
          fc.constantFrom(...LEVELS),
          fc.constantFrom(0, 1),
          async (n, level, lowest) => {
            fc.pre(n.some((count) => count > 0));
            const k = 4;
            const columns = Object.fromEntries(
              Object.keys(codes).map((code) => [code, combinations.map((row) => row[code] ?? '')]),
            );
            const cube = cubeOf(shape, { ...columns, n });
            const bounds = { masked: [lowest, null] as const };
            const resultat = await protect(cube, { level, threshold: k, alea, bounds });
            if (!resultat.ok) {
              expect(resultat.motifs.map(({ code }) => code)).toEqual(['LAYOUT_TOO_FINE']);
              return;
            }
            const { table } = resultat.value;
            const published = value(parsePublishedTable(toCsv(table), table.spec));
            const attack = { mode: 'intervals', integer: true, bounds } as const;
            const report = value(await audit(published, attack));
            expect(report).toMatchObject({ consistent: true, exact: 0 });
            // The truth is summed here again, code by code.
            const truth = (key: Readonly<Record<string, string>>): number =>
              combinations.reduce((sum, row, at) => {
                const isIn = Object.keys(codes).every((code) => {
                  const node = key[code] ?? 'Total';
                  return node === 'Total' || node === row[code] || ZONE[row[code] ?? ''] === node;
                });
                return sum + (isIn ? (n[at] ?? 0) : 0);
              }, 0);
            const small = (report.intervals ?? []).filter(({ cell }) => truth(cell) < k);
            if (level === 'exact') return;
            for (const { cell, lo, hi } of small) {
              const a = truth(cell);
              // A reader who knows that parts hold at least 1 cannot be made to doubt it.
              if (lowest === 0) expect(lo).toBeLessThanOrEqual(a - 1);
              expect(hi ?? Infinity).toBeGreaterThanOrEqual(a + 1);
              expect((hi ?? Infinity) - lo).toBeGreaterThanOrEqual(k - 1);
            }
            if (level === 'interval') return;
            const leaf = (key: Readonly<Record<string, string>>): boolean =>
              shape.tables.some((dims) =>
                Object.keys(codes).every(
                  (code) => dims.includes(code) === (codes[code] ?? []).includes(key[code] ?? ''),
                ),
              );
            for (const { cell } of small
              .filter((one) => truth(one.cell) === 1 && leaf(one.cell))
              .slice(0, 3)) {
              const told = value(await audit(published, { ...attack, insiders: [{ key: cell, valeur: 1 }] }));
              for (const other of told.intervals ?? []) {
                // A total that is nothing but the insider's own count tells them nothing.
                const isAround = Object.entries(cell).every(
                  ([code, node]) =>
                    other.cell[code] === node || !(codes[code] ?? []).includes(other.cell[code] ?? ''),
                );
                if (isAround && truth(other.cell) === 1) continue;
                if (truth(other.cell) >= k || JSON.stringify(other.cell) === JSON.stringify(cell)) continue;
                expect((other.hi ?? Infinity) - other.lo).toBeGreaterThanOrEqual(1);
              }
            }
          },
        ),
        { numRuns: shape.dimensions.length > 2 && shape.tables.length === 1 ? 10 : 24, seed: 2026 },
      );
    },
  );
});

const ZONE: Record<string, string> = { a0: 'Z1', a1: 'Z1', a2: 'Z2', a3: 'Z2' };
