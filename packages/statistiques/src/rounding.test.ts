import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { audit, buildCube, parsePublishedTable, protect, releaseSpec, toCsv } from './index.ts';
import type { ProtectedTable, RawCube, Resultat } from './index.ts';
import { auditRounded, roundControlled } from './rounding.ts';

const value = <T>(resultat: Resultat<T>): T => {
  if (!resultat.ok) throw new Error(resultat.motifs.map(({ phrase }) => phrase).join('\n'));
  return resultat.value;
};
const codes = (resultat: Resultat<unknown>): string[] =>
  resultat.ok ? [] : resultat.motifs.map(({ code }) => code);
const absent = (): Promise<never> => Promise.reject(new Error('absent'));

const ZONES = { Total: ['Z1', 'Z2'], Z1: ['0', '1'], Z2: ['2', '3'] };

/** A cube with one count per combination of codes `0…`, the last dimension fastest. */
function cubeOf(sizes: readonly number[], counts: readonly number[], zones = false): RawCube {
  const names = ['a', 'b', 'c'].slice(0, sizes.length);
  const spec = releaseSpec({
    version: 1,
    id: 'essai',
    unit: 'intervention',
    measure: { type: 'frequency', column: 'n' },
    dimensions: names.map((code, axis) => ({ code, ...(zones && axis === 0 && { hierarchies: [ZONES] }) })),
    tables: [names],
    rules: 'FR_SOCIAL_5',
  });
  return value(buildCube(value(spec), { ...columnsOf(sizes, counts), n: [...counts] }));
}

function columnsOf(sizes: readonly number[], counts: readonly number[]): Record<string, string[]> {
  const columns = sizes.map((size, axis) => {
    const inner = sizes.slice(axis + 1).reduce((product, next) => product * next, 1);
    return [
      ['a', 'b', 'c'][axis] ?? '',
      counts.map((_, at) => String(Math.floor(at / inner) % size)),
    ] as const;
  });
  return Object.fromEntries(columns);
}

/** The true count of a cell, from the records: nothing of the package is used. */
function truthOf(sizes: readonly number[], counts: readonly number[], key: Record<string, string>): number {
  const columns = columnsOf(sizes, counts);
  const zone: Record<string, string[]> = { Z1: ['0', '1'], Z2: ['2', '3'] };
  return counts.reduce((sum, n, row) => {
    const inside = Object.entries(columns).every(([dim, column]) => {
      const code = key[dim] ?? 'Total';
      return code === 'Total' || (zone[code] ?? [code]).includes(column[row] ?? '');
    });
    return inside ? sum + n : sum;
  }, 0);
}

const isAdditive = async (table: ProtectedTable): Promise<boolean> =>
  value(await audit(value(parsePublishedTable(toCsv(table), table.spec)))).consistent;

const shapes = fc
  .constantFrom<{ sizes: number[]; zones: boolean }>(
    { sizes: [4, 3], zones: false },
    { sizes: [4, 3], zones: true },
    { sizes: [6], zones: false },
    { sizes: [3, 2, 2], zones: false },
  )
  .chain((shape) => {
    const size = shape.sizes.reduce((product, next) => product * next, 1);
    return fc.record({
      shape: fc.constant(shape),
      counts: fc.array(fc.integer({ min: 0, max: 17 }), { minLength: size, maxLength: size }),
      base: fc.constantFrom(3, 5, 10),
    });
  });

describe('roundControlled', () => {
  it('rounds the example of the specification (§11.3) with its sums, at the least total change', async () => {
    const table = value(await roundControlled(cubeOf([3, 2], [12, 3, 9, 14, 12, 12]), { base: 5 }));
    expect(table.rounding).toEqual({ base: 5, steps: 0 });
    expect(table.cells.every(({ statut, valeur }) => statut === 'publie' && (valeur ?? 1) % 5 === 0)).toBe(
      true,
    );
    expect(await isAdditive(table)).toBe(true);
    const change = table.cells.reduce(
      (sum, { key, valeur }) => sum + Math.abs((valeur ?? 0) - truthOf([3, 2], [12, 3, 9, 14, 12, 12], key)),
      0,
    );
    expect(change).toBe(leastChange([12, 3, 9, 14, 12, 12], 5));
    expect(toCsv(table).split('\n')[0]).toBe('a,b,valeur,statut');
  });

  it('keeps every sum, stays less than a base away, leaves zeros and multiples, hides each count: 150 tables', async () => {
    await fc.assert(
      fc.asyncProperty(shapes, async ({ shape: { sizes, zones }, counts, base }) => {
        fc.pre(counts.some((n) => n > 0));
        const table = value(await roundControlled(cubeOf(sizes, counts, zones), { base }));
        expect(await isAdditive(table)).toBe(true);
        const { steps = 0 } = table.rounding ?? {};
        for (const { key, valeur, statut } of table.cells) {
          const truth = truthOf(sizes, counts, key);
          const rounded = valeur ?? NaN;
          expect(statut).toBe('publie');
          expect(rounded % base).toBe(0);
          expect(Math.abs(rounded - truth)).toBeLessThan((steps + 1) * base);
          if (truth === 0) expect(rounded).toBe(0);
          if (steps === 0 && truth % base === 0) expect(rounded).toBe(truth);
        }
        const report = value(await auditRounded(table, { base, steps, mode: 'intervals' }));
        expect(report).toMatchObject({ consistent: true, exact: 0, cells: table.cells.length });
        report.intervals?.forEach(({ cell, lo, hi }) => {
          const truth = truthOf(sizes, counts, cell);
          expect(truth).toBeGreaterThanOrEqual(lo);
          expect(truth).toBeLessThanOrEqual(hi ?? Infinity);
          expect((hi ?? Infinity) - lo).toBeGreaterThanOrEqual(base - 1);
        });
      }),
      { numRuns: 150, seed: 58 },
    );
  });

  it('lets a reader know exactly r − base + 1 … r + base − 1, whatever the sums', async () => {
    await fc.assert(
      fc.asyncProperty(shapes, async ({ shape: { sizes, zones }, counts, base }) => {
        fc.pre(counts.some((n) => n > 0));
        const table = value(await roundControlled(cubeOf(sizes, counts, zones), { base }));
        fc.pre(table.rounding?.steps === 0);
        const report = value(await audit(table, { mode: 'intervals' }));
        expect(report.intervals?.map(({ lo, hi }) => [lo, hi])).toEqual(
          table.cells.map(({ valeur }) => [Math.max(0, (valeur ?? 0) - base + 1), (valeur ?? 0) + base - 1]),
        );
      }),
      { numRuns: 60, seed: 59 },
    );
  });

  it('always rounds two dimensions without a further step, and is as close as brute force', async () => {
    const tables = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 6, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(tables, async (counts) => {
        fc.pre(counts.some((n) => n > 0));
        const table = value(await roundControlled(cubeOf([3, 2], counts), { base: 5 }));
        expect(table.rounding?.steps).toBe(0);
        const change = table.cells.reduce(
          (sum, { key, valeur }) => sum + Math.abs((valeur ?? 0) - truthOf([3, 2], counts, key)),
          0,
        );
        expect(change).toBe(leastChange(counts, 5));
      }),
      { numRuns: 60, seed: 4 },
    );
  });

  it('takes a further step where three dimensions have no close rounding, and says so', async () => {
    const hard = [0, 0, 1, 2, 2, 2, 1, 1, 1, 0, 1, 0, 0, 0, 0, 0, 2, 0, 1, 1, 0, 1, 0, 2, 2, 1, 0];
    const table = value(await roundControlled(cubeOf([3, 3, 3], hard), { base: 2 }));
    expect(await isAdditive(table)).toBe(true);
    expect(table.rounding).toEqual({ base: 2, steps: 1 });
    const report = value(await audit(table, { mode: 'intervals' }));
    report.intervals?.forEach(({ cell, lo, hi }) => {
      const truth = truthOf([3, 3, 3], hard, cell);
      expect(lo <= truth && truth <= (hi ?? Infinity)).toBe(true);
    });
  });

  it('rounds a two-way table without a solver too, and says what needs one', async () => {
    const table = value(await roundControlled(cubeOf([3, 2], [12, 3, 9, 14, 12, 12]), { solver: absent }));
    expect(await isAdditive(table)).toBe(true);
    const three = cubeOf([2, 2, 2], [3, 14, 25, 36, 47, 58, 69, 70]);
    expect(codes(await roundControlled(three, { solver: absent }))).toEqual(['SOLVER_MISSING']);
  });

  it('refuses a base that rounds nothing, and stops when told', async () => {
    const cube = cubeOf([3, 2], [12, 3, 9, 14, 12, 12]);
    for (const base of [1, 0, 2.5])
      expect(codes(await roundControlled(cube, { base }))).toEqual(['SPEC_INVALID']);
    expect(codes(await roundControlled(cube, { signal: AbortSignal.abort() }))).toEqual(['ABORTED']);
    expect(codes(await roundControlled(cube, { secondsLeft: () => 0 }))).toEqual(['TIME_LIMIT']);
  });
});

describe('protect by rounding', () => {
  const alea = (octets: number): Uint8Array => new Uint8Array(octets);
  const counts = [12, 3, 9, 14, 12, 12];

  it('publishes every cell, rounded to what hides k, at any threshold', async () => {
    for (const [threshold, base] of [
      [3, 5],
      [5, 5],
      [11, 15],
    ]) {
      const resultat = await protect(cubeOf([3, 2], counts), {
        level: 'interval',
        method: 'rounding',
        alea,
        ...(threshold !== undefined && { threshold }),
      });
      const { table, audit: report, internal, status } = value(resultat);
      expect(table.rounding).toEqual({ base, steps: 0 });
      expect(status).toBe('optimal');
      expect(internal.secondaries).toBe(0);
      const again = value(await audit(table, { width: (threshold ?? 0) - 1, mode: 'intervals' }));
      expect(again).toMatchObject({ masked: 0, exact: 0, belowWidth: 0 });
      expect(again.minWidth).toBe(report.minWidth);
    }
  });

  it('refuses the cell key method and names what to call', async () => {
    const resultat = await protect(cubeOf([3, 2], counts), { level: 'exact', method: 'cellkey', alea });
    expect(resultat.ok ? '' : resultat.motifs[0]?.phrase).toContain('perturbCounts');
  });

  it('leaves every other cell undetermined to one who knows a count of one', async () => {
    const { table } = value(
      await protect(cubeOf([3, 2], [12, 1, 9, 14, 1, 12]), { level: 'full', method: 'rounding', alea }),
    );
    const insiders = [{ key: { a: '0', b: '1' }, valeur: 1 }];
    const report = value(await audit(table, { insiders, mode: 'intervals' }));
    const others = report.intervals?.filter(({ cell }) => !(cell.a === '0' && cell.b === '1')) ?? [];
    expect(others.every(({ lo, hi }) => (hi ?? Infinity) - lo >= 1)).toBe(true);
  });
});

describe('auditRounded', () => {
  const file = (rows: string): string => `r,valeur,statut\n${rows}`;

  it('finds what conventional rounding gives away: three parts of 5 and a total of 10', async () => {
    // 7 + 3 + 3 = 13 → 5 + 5 + 5 and 15; a total of 10 says that the parts are 3, 3 and 3 to 12 in all.
    const table = value(parsePublishedTable(file('Total,5,publie\nA,5,publie\nB,5,publie\n')));
    const report = value(await auditRounded(table, { base: 5, rule: 'conventional', mode: 'intervals' }));
    // Each part is 3 at least and the total 7 at most.
    expect(report.intervals?.map(({ lo, hi }) => [lo, hi])).toEqual([
      [6, 7],
      [3, 4],
      [3, 4],
    ]);
    const tight = value(parsePublishedTable(file('Total,5,publie\nA,5,publie\nB,5,publie\nC,0,publie\n')));
    expect(value(await auditRounded(tight, { base: 5, rule: 'conventional' })).exact).toBe(0);
    const leak = value(
      parsePublishedTable(file('Total,10,publie\nA,5,publie\nB,5,publie\nC,5,publie\nD,5,publie\n')),
    );
    const found = value(await auditRounded(leak, { base: 5, rule: 'conventional', mode: 'intervals' }));
    expect(found.exact).toBe(5);
    expect(found.intervals?.map(({ lo }) => lo)).toEqual([12, 3, 3, 3, 3]);
  });

  it('says that a table cannot have been rounded so, and which cell is no multiple', async () => {
    const wrong = value(parsePublishedTable(file('Total,30,publie\nA,5,publie\nB,5,publie\n')));
    const report = value(await auditRounded(wrong, { base: 5 }));
    expect(report.consistent).toBe(false);
    expect(report.motifs?.map(({ code }) => code)).toEqual(['TABLE_NOT_ADDITIVE']);
    const odd = value(parsePublishedTable(file('Total,10,publie\nA,4,publie\nB,6,publie\n')));
    expect(codes(await auditRounded(odd, { base: 5 }))).toEqual(['TABLE_FORMAT', 'TABLE_FORMAT']);
    expect(codes(await auditRounded(odd, { base: 1 }))).toEqual(['SPEC_INVALID']);
  });

  it('knows what an insider knows', async () => {
    const table = value(parsePublishedTable(file('Total,10,publie\nA,5,publie\nB,5,publie\n')));
    const insiders = [
      { key: { r: 'A' }, valeur: 9 },
      { key: { r: 'Total' }, valeur: 14 },
    ];
    const report = value(await auditRounded(table, { base: 5, insiders, mode: 'intervals' }));
    expect(report.intervals?.[2]).toEqual({ cell: { r: 'B' }, lo: 5, hi: 5 });
  });
});

/** Least total change over all roundings of a 3×2 table with its totals, by trying them all. */
function leastChange(counts: readonly number[], base: number): number {
  const full = (inner: readonly number[]): number[] => {
    const rows = [0, 1, 2].map((i) => [inner[2 * i] ?? 0, inner[2 * i + 1] ?? 0]);
    const sums = rows.map(([a = 0, b = 0]) => a + b);
    const columns = [0, 1].map((j) => rows.reduce((sum, row) => sum + (row[j] ?? 0), 0));
    return [...inner, ...sums, ...columns, columns.reduce((a, b) => a + b, 0)];
  };
  const truth = full(counts);
  let best = Infinity;
  for (let choice = 0; choice < 2 ** counts.length; choice += 1) {
    const inner = counts.map((n, at) => Math.floor(n / base) * base + ((choice >> at) & 1) * base);
    const rounded = full(inner);
    const near = rounded.every((r, at) => Math.abs(r - (truth[at] ?? 0)) < base);
    if (near)
      best = Math.min(
        best,
        rounded.reduce((sum, r, at) => sum + Math.abs(r - (truth[at] ?? 0)), 0),
      );
  }
  return best;
}
