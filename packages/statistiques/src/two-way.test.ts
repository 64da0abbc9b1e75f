import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { attack } from './attacker.ts';
import { layAttack } from './audit.ts';
import { defaultSolver } from './highs.ts';
import { audit, auditTwoWay, buildCube, parsePublishedTable, releaseSpec } from './index.ts';
import type { AuditReport, PublishedTable, Resultat } from './index.ts';
import { bridges, twoWayGraph } from './two-way.ts';

const value = <T>(resultat: Resultat<T>): T => {
  if (!resultat.ok) throw new Error(resultat.motifs.map(({ phrase }) => phrase).join('\n'));
  return resultat.value;
};

type Matrix = readonly (readonly number[])[];

/** The lines of a two-way table with its totals, masked where `hide` says so. */
function published(rows: Matrix, hide: (i: number, j: number) => boolean): PublishedTable {
  const lines = rows.map((line) => [...line, line.reduce((sum, n) => sum + n, 0)]);
  const last = lines[0]?.map((_, j) => lines.reduce((sum, line) => sum + (line[j] ?? 0), 0)) ?? [];
  const code = (kind: string, at: number, end: number): string => (at === end ? 'Total' : `${kind}${at}`);
  const cells = [...lines, last].flatMap((line, i) =>
    line.map((n, j) => {
      const place = `${code('r', i, rows.length)},${code('c', j, line.length - 1)}`;
      return hide(i, j) ? `${place},,masque` : `${place},${n},publie`;
    }),
  );
  return value(parsePublishedTable(['row,column,valeur,statut', ...cells, ''].join('\n')));
}

/** A table of any size up to 4×5 with a mask on any of its cells, totals included. */
const masked = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 5 }))
  .chain(([height, width]) =>
    fc.record({
      rows: fc.array(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: width, maxLength: width }), {
        minLength: height,
        maxLength: height,
      }),
      mask: fc.array(fc.boolean(), {
        minLength: (height + 1) * (width + 1),
        maxLength: (height + 1) * (width + 1),
      }),
    }),
  );

type Masked = { rows: Matrix; mask: readonly boolean[] };
const tableOf = ({ rows, mask }: Masked): PublishedTable =>
  published(rows, (i, j) => mask[i * ((rows[0]?.length ?? 0) + 1) + j] === true);

/** Every table of at most `most` a cell that fits: nothing of the package is used. */
function rangesByForce({ rows, mask }: Masked, most: number): [number, number][] {
  const height = rows.length;
  const width = rows[0]?.length ?? 0;
  const full = (inner: Matrix): number[] => {
    const lines = inner.map((line) => [...line, line.reduce((sum, n) => sum + n, 0)]);
    const last = Array.from({ length: width + 1 }, (_, j) =>
      lines.reduce((sum, line) => sum + (line[j] ?? 0), 0),
    );
    return [...lines, last].flat();
  };
  const truth = full(rows);
  const ranges = truth.map((): [number, number] => [Infinity, -Infinity]);
  const digits = new Array<number>(height * width).fill(0);
  for (;;) {
    const inner = Array.from({ length: height }, (_, i) => digits.slice(i * width, (i + 1) * width));
    const all = full(inner);
    if (all.every((n, cell) => mask[cell] === true || n === truth[cell])) {
      all.forEach((n, cell) => {
        const [lo, hi] = ranges[cell] ?? [0, 0];
        ranges[cell] = [Math.min(lo, n), Math.max(hi, n)];
      });
    }
    const at = digits.findIndex((digit) => digit < most);
    if (at < 0) return ranges;
    digits.fill(0, 0, at);
    digits[at] = (digits[at] ?? 0) + 1;
  }
}

/** What a report says, without the tables that prove it; the solver's −0 is 0. */
const figures = (report: AuditReport): unknown => JSON.parse(JSON.stringify({ ...report, witnesses: [] }));

const solverReport = (
  table: PublishedTable,
  width: number,
  integer: boolean,
): Promise<Resultat<AuditReport>> =>
  audit(table, { mode: 'intervals', width, integer, solver: defaultSolver });

describe('auditTwoWay', () => {
  it('gives the interval of the specification (§11.3) without a solver', () => {
    const table = published(
      [
        [12, 3],
        [9, 14],
        [12, 12],
      ],
      (i, j) => i < 2 && j < 2,
    );
    const report = value(auditTwoWay(table, { mode: 'intervals' }));
    expect(report).toMatchObject({ masked: 4, exact: 0, minWidth: 15, consistent: true });
    expect(report.intervals?.[1]).toEqual({ cell: { row: 'r0', column: 'c1' }, lo: 0, hi: 15 });
  });

  it('A04: gives the bounds of the masked rectangle of the handbook', () => {
    const table = value(
      parsePublishedTable(
        'r,c,valeur,statut\nTotal,Total,20,publie\nTotal,1,14,publie\nTotal,2,6,publie\n' +
          '1,Total,7,publie\n1,1,,masque\n1,2,,masque\n2,Total,3,publie\n2,1,,masque\n2,2,,masque\n' +
          '3,Total,10,publie\n3,1,8,publie\n3,2,2,publie\n',
      ),
    );
    const { intervals } = value(auditTwoWay(table, { mode: 'intervals' }));
    expect(intervals?.map(({ lo, hi }) => [lo, hi])).toEqual([
      [3, 6],
      [1, 4],
      [0, 3],
      [0, 3],
    ]);
  });

  it('gives the same report as the solver: random tables, any cell masked, 400 tables', async () => {
    await fc.assert(
      fc.asyncProperty(
        masked,
        fc.integer({ min: 1, max: 6 }),
        fc.boolean(),
        async (drawn, width, integer) => {
          const table = tableOf(drawn);
          const theirs = value(await solverReport(table, width, integer));
          const ours = value(auditTwoWay(table, { mode: 'intervals', width, integer }));
          expect(figures(ours)).toEqual(figures(theirs));
          expect(value(await audit(table, { mode: 'intervals', width, integer }))).toEqual(ours);
        },
      ),
      { numRuns: 400, seed: 54 },
    );
  });

  it('knows what the legend and an insider say, as the solver does', async () => {
    await fc.assert(
      fc.asyncProperty(masked, fc.nat({ max: 3 }), async (drawn, from) => {
        const table = tableOf(drawn);
        const keys = table.cells.filter(({ valeur }) => valeur === null).map(({ key }) => key);
        const options = {
          mode: 'intervals' as const,
          bounds: { masked: [0, 9 + from] as const },
          insiders: keys.slice(0, 1).map((key) => ({ key, valeur: from })),
        };
        const theirs = value(await audit(table, { ...options, solver: defaultSolver }));
        const ours = value(auditTwoWay(table, options));
        expect(figures(ours)).toEqual(figures(theirs));
      }),
      { numRuns: 200, seed: 55 },
    );
  });

  it('finds the ranges of all the tables that fit, by brute force on small ones', () => {
    const small = fc.record({
      rows: fc.array(fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 2, maxLength: 2 }), {
        minLength: 2,
        maxLength: 2,
      }),
      mask: fc.array(fc.boolean(), { minLength: 9, maxLength: 9 }),
    });
    const most = 6;
    fc.assert(
      fc.property(small, (drawn) => {
        const { intervals = [] } = value(auditTwoWay(tableOf(drawn), { mode: 'intervals' }));
        // Brute force stops at `most` a cell: where nothing bounds a cell, it would not see all.
        fc.pre(intervals.every(({ hi }) => hi !== null && hi <= most));
        const forced = rangesByForce(drawn, most).filter((_, cell) => drawn.mask[cell] === true);
        expect(intervals.map(({ lo, hi }) => [lo, hi])).toEqual(forced);
      }),
      { numRuns: 120, seed: 3 },
    );
  });

  it('names the bridges: a masked cell without zeros is exactly recovered if and only if it is one', () => {
    fc.assert(
      fc.property(masked, ({ rows, mask }) => {
        // A single row is its total: such cells are one.
        fc.pre(rows.length > 1 && (rows[0]?.length ?? 0) > 1);
        const table = tableOf({ rows: rows.map((line) => line.map((n) => n + 1)), mask });
        const laid = value(layAttack(table, { mode: 'intervals' }));
        if (!laid.system) throw new Error('a sum of counts contradicts itself');
        const graph = twoWayGraph(laid.system);
        if (!graph) throw new Error('not a two-way table');
        const report = value(auditTwoWay(table, { mode: 'intervals' }));
        const recovered = new Set(bridges(graph));
        const exact = report.intervals?.map(({ lo, hi }) => lo === hi);
        expect(laid.settings.targets.map((i) => recovered.has(i))).toEqual(exact);
      }),
      { numRuns: 1000, seed: 8 },
    );
  });

  it('proves with witnesses that fit the table, in witness mode too', () => {
    fc.assert(
      fc.property(masked, fc.integer({ min: 1, max: 4 }), (drawn, width) => {
        const table = tableOf(drawn);
        const exact = value(auditTwoWay(table, { mode: 'intervals', width }));
        const report = value(auditTwoWay(table, { width }));
        expect([report.exact, report.belowWidth]).toEqual([exact.exact, exact.belowWidth]);
        const spread = (cell: number): number => {
          const seen = report.witnesses.map((witness) => witness[cell] ?? NaN);
          return Math.max(...seen) - Math.min(...seen);
        };
        exact.intervals?.forEach(({ lo, hi }, cell) => {
          expect(spread(cell)).toBeGreaterThanOrEqual(Math.min(width, (hi ?? Infinity) - lo));
        });
        for (const witness of report.witnesses) {
          let next = 0;
          const filled = table.cells.map(({ key, valeur }) =>
            [key.row, key.column, valeur ?? witness[next++], 'publie'].join(','),
          );
          const read = value(parsePublishedTable(['row,column,valeur,statut', ...filled, ''].join('\n')));
          expect(value(auditTwoWay(read)).consistent).toBe(true);
        }
      }),
      { numRuns: 300, seed: 9 },
    );
  });

  it('says when the published cells contradict each other', async () => {
    const table = value(
      parsePublishedTable(
        'r,c,valeur,statut\nTotal,Total,9,publie\nTotal,1,5,publie\nTotal,2,4,publie\n' +
          '1,Total,8,publie\n1,1,,masque\n1,2,,masque\n2,Total,1,publie\n2,1,1,publie\n2,2,1,publie\n',
      ),
    );
    expect(value(auditTwoWay(table)).consistent).toBe(false);
    expect(value(await audit(table, { solver: defaultSolver })).consistent).toBe(false);
  });

  it('refuses three dimensions, which flows do not describe', () => {
    const codes = ['x', 'y', 'Total'];
    const rows = codes.flatMap((a) =>
      codes.flatMap((b) =>
        codes.map((c) => {
          const n = 5 * 2 ** [a, b, c].filter((code) => code === 'Total').length;
          return a === 'Total' ? `${a},${b},${c},${n},publie` : `${a},${b},${c},,masque`;
        }),
      ),
    );
    const table = value(parsePublishedTable(['a,b,c,valeur,statut', ...rows, ''].join('\n')));
    const resultat = auditTwoWay(table);
    expect(resultat.ok ? [] : resultat.motifs.map(({ code }) => code)).toEqual(['NOT_TWO_WAY']);
  });

  it('agrees with the solver on the naive mask of a public instance', async () => {
    const { readFileSync } = await import('node:fs');
    const read = (name: string): string =>
      readFileSync(new URL(`../data/instances/${name}`, import.meta.url), 'utf8');
    const spec = value(releaseSpec(JSON.parse(read('spec_20x10_5.json'))));
    const lines = read('inst_20x10.csv')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(','));
    expect(
      buildCube(spec, {
        d1: lines.map((l) => l[0] ?? ''),
        d2: lines.map((l) => l[1] ?? ''),
        freq: lines.map((l) => l[2] ?? ''),
      }).ok,
    ).toBe(true);
    const size = 20;
    const rows = Array.from({ length: size }, (_, i) =>
      lines.slice(i * 10, (i + 1) * 10).map((l) => Number(l[2])),
    );
    const table = published(rows, (i, j) => {
      const line = rows[i];
      const n = i < size && j < 10 ? (line?.[j] ?? 0) : 99;
      return n > 0 && n < 5;
    });
    const report = value(auditTwoWay(table, { mode: 'intervals' }));
    // `naiveExactLeaks` of the golden figures.
    expect([report.masked, report.exact]).toEqual([62, 2]);
    const laid = value(layAttack(table, { mode: 'intervals' }));
    if (!laid.system) throw new Error('contradiction');
    const theirs = attack(laid.system, await defaultSolver(), laid.settings);
    if (theirs.status !== 'done') throw new Error(theirs.status);
    expect(report.intervals?.map(({ lo }) => lo)).toEqual(laid.settings.targets.map((i) => theirs.lo[i]));
  });
});
