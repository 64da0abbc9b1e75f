import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  audit,
  buildCube,
  parsePublishedTable,
  protect,
  releaseSpec,
  toCsv,
  toHtml,
  type Alea,
  type ProtectedTable,
  type Protection,
  type RawCube,
  type Resultat,
} from './index.ts';

const alea: Alea = (octets) => new Uint8Array(octets);
const value = <T>(resultat: Resultat<T>): T => {
  if (!resultat.ok) throw new Error(resultat.motifs.map(({ phrase }) => phrase).join('\n'));
  return resultat.value;
};

type Record2 = { row: string; column: string; n: number };

const ZONES = { Total: ['Z1', 'Z2'], Z1: ['r0', 'r1'], Z2: ['r2', 'r3'] };

function cubeOf(records: readonly Record2[], threshold: number, hierarchies?: object[]): RawCube {
  const spec = value(
    releaseSpec({
      version: 1,
      id: 'test',
      unit: 'intervention',
      measure: { type: 'frequency', column: 'n' },
      dimensions: [{ code: 'row', ...(hierarchies && { hierarchies }) }, { code: 'column' }],
      tables: [['row', 'column']],
      rules: { id: 'T', threshold },
    }),
  );
  return value(
    buildCube(spec, {
      row: records.map(({ row }) => row),
      column: records.map(({ column }) => column),
      n: records.map(({ n }) => n),
    }),
  );
}

const grid = (rows: readonly (readonly number[])[]): Record2[] =>
  rows.flatMap((line, i) => line.map((n, j) => ({ row: `r${i}`, column: `c${j}`, n })));

const exact = (cube: RawCube, key?: Uint8Array): Promise<Resultat<Protection>> =>
  protect(cube, { level: 'exact', alea, ...(key && { key }) });

const maskedOf = ({ cells }: ProtectedTable): string[] =>
  cells.filter(({ statut }) => statut === 'masque').map(({ key }) => `${key.row ?? ''}/${key.column ?? ''}`);

describe('protect at level exact', () => {
  it('gives the example of the specification (§11.3) as written', async () => {
    const cube = cubeOf(
      grid([
        [12, 3],
        [9, 14],
        [12, 12],
      ]),
      5,
    );
    const { table, internal, status } = value(await exact(cube));
    expect(maskedOf(table)).toEqual(['r0/c0', 'r0/c1', 'r1/c0', 'r1/c1']);
    expect(internal).toEqual({ primaries: 1, secondaries: 3, secondarySum: 35, gap: 0 });
    expect(status).toBe('optimal');
    const report = value(await audit(table, { mode: 'intervals' }));
    expect(report.intervals?.[1]).toEqual({ cell: { row: 'r0', column: 'c1' }, lo: 0, hi: 15 });
    expect(Object.isFrozen(table) && Object.isFrozen(table.cells[0])).toBe(true);
  });

  it(
    'what it masks, the audit cannot recompute: random tables, with and without a hierarchy',
    { timeout: 60_000 },
    async () => {
      const tables = fc.array(fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 3, maxLength: 3 }), {
        minLength: 4,
        maxLength: 4,
      });
      await fc.assert(
        fc.asyncProperty(tables, fc.integer({ min: 2, max: 6 }), fc.boolean(), async (rows, k, nested) => {
          fc.pre(rows.flat().some((n) => n > 0));
          const cube = cubeOf(grid(rows), k, nested ? [ZONES] : undefined);
          const resultat = await exact(cube);
          if (!resultat.ok) {
            // The only reason not to publish here: nothing would be left to read.
            expect(resultat.motifs.map(({ code }) => code)).toEqual(['LAYOUT_TOO_FINE']);
            return;
          }
          const { table } = resultat.value;
          // Read back from its file by an attacker of integers, who has no truth and no cube.
          const published = value(parsePublishedTable(toCsv(table), table.spec));
          const report = value(await audit(published, { mode: 'intervals', integer: true }));
          expect(report).toMatchObject({ consistent: true, exact: 0 });
          for (const { valeur } of table.cells) {
            expect(valeur === null || valeur === 0 || valeur >= k).toBe(true);
          }
        }),
        { numRuns: 60, seed: 2026 },
      );
    },
  );

  it('finds no cheaper safe pattern than brute force does on 3×3 tables', { timeout: 60_000 }, async () => {
    const tables = fc.array(fc.array(fc.integer({ min: 0, max: 15 }), { minLength: 3, maxLength: 3 }), {
      minLength: 3,
      maxLength: 3,
    });
    await fc.assert(
      fc.asyncProperty(tables, async (rows) => {
        const k = 4;
        fc.pre(rows.flat().some((n) => n >= k) && rows.flat().some((n) => n > 0 && n < k));
        const full = withTotals(rows);
        const resultat = await exact(cubeOf(grid(rows), k));
        const cheapest = cheapestByForce(full, k);
        if (resultat.ok) expect(resultat.value.internal.secondarySum).toBe(cheapest);
        else expect(resultat.motifs[0]?.code).toBe('LAYOUT_TOO_FINE');
      }),
      { numRuns: 25, seed: 5 },
    );
  });

  it('gives the same sum whatever the order of rows and codes, and the same bytes for the same input', async () => {
    const rows = [
      [12, 3, 7, 0],
      [9, 14, 2, 6],
      [12, 12, 8, 5],
      [1, 30, 9, 9],
    ];
    const records = grid(rows);
    const { table, internal } = value(await exact(cubeOf(records, 5)));
    expect(value(await exact(cubeOf(records, 5))).table.hash).toBe(table.hash);
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(records, { minLength: records.length }), async (shuffled) => {
        const same = value(await exact(cubeOf(shuffled, 5)));
        expect(same.internal).toEqual(internal);
        expect(same.table.hash).toBe(table.hash);
      }),
      { numRuns: 10, seed: 1 },
    );
    const renamed = records.map(({ row, column, n }) => ({ row: `x${9 - Number(row.slice(1))}`, column, n }));
    expect(value(await exact(cubeOf(renamed, 5))).internal).toEqual(internal);
  });

  it('breaks ties by the key, never the optimum', async () => {
    // Every rectangle costs the same: which one is masked depends on the secret only.
    const cube = cubeOf(
      grid([
        [3, 9, 9, 9],
        [9, 9, 9, 9],
        [9, 9, 9, 9],
        [9, 9, 9, 9],
      ]),
      5,
    );
    const patterns = new Set<string>();
    for (let seed = 0; seed < 8; seed += 1) {
      const { table, internal } = value(await exact(cube, new Uint8Array(32).fill(seed)));
      expect(internal).toMatchObject({ secondaries: 3, secondarySum: 27 });
      patterns.add(maskedOf(table).join());
    }
    expect(patterns.size).toBeGreaterThan(1);
  });
});

describe('protect fails closed', () => {
  const cube = cubeOf(
    grid([
      [12, 3],
      [9, 14],
      [12, 12],
    ]),
    5,
  );
  const code = (resultat: Resultat<unknown>): string[] =>
    resultat.ok ? [] : resultat.motifs.map(({ code }) => code);

  it('refuses what is not built and what makes no sense, all at once', async () => {
    expect(code(await protect(cube, { level: 'full', method: 'cellkey', threshold: 1, alea }))).toEqual([
      'UNSUPPORTED',
      'SPEC_INVALID',
    ]);
    for (const masked of [[1, 4] as const, [2, null] as const]) {
      expect(code(await protect(cube, { level: 'exact', bounds: { masked }, alea }))).toEqual([
        'SPEC_INVALID',
      ]);
    }
  });
  it('refuses out of time, or aborted', async () => {
    let clock = 0;
    const now = (): number => (clock += 60_000);
    expect(code(await protect(cube, { level: 'exact', alea, timeLimitMs: 1500, now }))).toEqual([
      'TIME_LIMIT',
    ]);
    const signal = AbortSignal.abort();
    expect(code(await protect(cube, { level: 'exact', alea, signal }))).toEqual(['ABORTED']);
  });
  it('refuses a layout that would leave nothing to read', async () => {
    expect(
      code(
        await exact(
          cubeOf(
            grid([
              [1, 2],
              [4, 3],
            ]),
            5,
          ),
        ),
      ),
    ).toEqual(['LAYOUT_TOO_FINE']);
  });

  it('publishes zeros and totals when they are all that can be read', async () => {
    const sparse = await exact(
      cubeOf(
        grid([
          [3, 33],
          [0, 0],
        ]),
        5,
      ),
    );
    expect(code(sparse)).toEqual([]);
  });
});

describe('exporters', () => {
  it('never print a masked value, and take nothing but a protected table', async () => {
    const cube = cubeOf(
      grid([
        [1012, 4],
        [1009, 1014],
        [1112, 1112],
      ]),
      5,
    );
    const { table } = value(await exact(cube));
    const all = [toCsv(table), toCsv(table, { layout: 'publication' }), toHtml(table, { title: 'Essai' })];
    for (const text of all) {
      const words = text.replaceAll(/<[^>]*>/g, ' ');
      expect(words).not.toMatch(/1\s?012|1\s?009|1\s?014|(?<![\d\p{L}-])4(?![\d\p{L}])/u);
    }
    expect(toCsv(table, { layout: 'publication' }).split('\n')[0]).toBe(
      'periode;territoire_code;territoire_type;row;column;mesure;valeur;statut',
    );
    expect(toHtml(table, { title: '<b>' })).toMatch(/<caption[^>]*>(<span[^>]*>)?&lt;b&gt;/);
    /* eslint-disable @typescript-eslint/no-unsafe-class-instance-assignment -- what must not compile */
    // @ts-expect-error a cube of true values is not a table
    expect(() => toCsv(cube)).toThrow(TypeError);
    // @ts-expect-error neither is an object that looks like one
    expect(() => toCsv({ spec: table.spec, dims: [], cells: [], hash: '' })).toThrow(TypeError);
    /* eslint-enable @typescript-eslint/no-unsafe-class-instance-assignment */
  });
});

type Matrix = readonly (readonly number[])[];

/** The 4×4 table with its totals in the last row and column. */
function withTotals(rows: Matrix): number[][] {
  const lines = rows.map((line) => [...line, line.reduce((sum, n) => sum + n, 0)]);
  const last = [0, 1, 2, 3].map((j) => lines.reduce((sum, line) => sum + (line[j] ?? 0), 0));
  return [...lines, last];
}

/**
 * The cheapest safe pattern by trying them all. In two dimensions a mask is exactly safe if and
 * only if every masked cell lies on a cycle of masked cells (§5.4): no edge of the graph of rows and
 * columns is a bridge. Nothing of the package is used.
 */
function cheapestByForce(full: Matrix, k: number): number {
  const cells = full.flatMap((line, i) => line.map((n, j) => ({ i, j, n })));
  const primaries = cells.filter(({ n }) => n > 0 && n < k);
  const others = cells.filter(({ n }) => n >= k);
  let best = Infinity;
  for (let choice = 0; choice < 2 ** others.length; choice += 1) {
    const secondaries = others.filter((_, index) => (choice >> index) & 1);
    const cost = secondaries.reduce((sum, { n }) => sum + n, 0);
    if (cost < best && isSafe([...primaries, ...secondaries])) best = cost;
  }
  return best;
}

function isSafe(edges: readonly { i: number; j: number }[]): boolean {
  return edges.every((removed) => {
    const reached = new Set([`r${removed.i}`]);
    for (let size = 0; size < reached.size;) {
      size = reached.size;
      for (const edge of edges) {
        if (edge === removed) continue;
        if (reached.has(`r${edge.i}`) || reached.has(`c${edge.j}`)) {
          reached.add(`r${edge.i}`).add(`c${edge.j}`);
        }
      }
    }
    return reached.has(`c${removed.j}`);
  });
}

describe('publish: cells that must be shown', () => {
  const spec = value(
    releaseSpec({
      version: 1,
      id: 'garder',
      unit: 'intervention',
      measure: { type: 'frequency', column: 'n' },
      dimensions: [{ code: 'a' }, { code: 'b' }],
      tables: [['a'], ['b']],
      rules: 'FR_SOCIAL_5',
    }),
  );
  const cube = value(
    buildCube(spec, {
      a: ['x', 'x', 'y', 'y'],
      b: ['p', 'q', 'p', 'q'],
      n: [2, 1, 400, 600],
    }),
  );
  const alea = (octets: number): Uint8Array => new Uint8Array(octets);

  it('masks others in their place, at a greater cost', async () => {
    const free = value(await protect(cube, { level: 'exact', alea }));
    const kept = value(await protect(cube, { level: 'exact', alea, publish: [{}] }));
    const total = kept.table.cells.find(({ key }) => key.a === 'Total' && key.b === 'Total');
    expect(total?.valeur).toBe(1003);
    expect(kept.internal.secondarySum).toBeGreaterThanOrEqual(free.internal.secondarySum);
  });

  it.each([
    ['a small one', [{ a: 'x' }]],
    ['all that could hide a small one', [{ a: 'y' }, {}]],
  ])('is refused for %s', async (_, publish) => {
    const refused = await protect(cube, { level: 'exact', alea, publish });
    expect(refused.ok ? [] : refused.motifs.map(({ code }) => code)).toEqual(['NOT_PROTECTABLE']);
  });

  it('ignores a cell that the release has not', async () => {
    const absent = [{ a: 'x', b: 'p' }, { a: 'nulle part' }];
    expect((await protect(cube, { level: 'exact', alea, publish: absent })).ok).toBe(true);
  });
});
