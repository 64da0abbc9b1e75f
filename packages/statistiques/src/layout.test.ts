import { readFileSync } from 'node:fs';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { buildCube, protect, releaseSpec, type RawCube, type ReleaseSpec, type Resultat } from './index.ts';
import { applyLayout, maskedShareOf, suggestLayout, type LayoutPlan } from './layout.ts';
import { readCsv } from './csv-reader.ts';

const value = <T>(resultat: Resultat<T>): T => {
  if (!resultat.ok) throw new Error(resultat.motifs.map(({ phrase }) => phrase).join('\n'));
  return resultat.value;
};
const data = (name: string): string =>
  readFileSync(new URL(`../data/instances/${name}`, import.meta.url), 'utf8');
type Golden = { layout: { recordsInSafeCellsPercent: Record<string, Record<string, number>> } };
const golden = (JSON.parse(data('golden.json')) as Golden).layout.recordsInSafeCellsPercent;
const loire = value(releaseSpec(JSON.parse(data('spec_layout_loire310.json'))));
const columns = value(readCsv(data('loire310.csv'))).columns;
const planOf = (spec: ReleaseSpec, o: Parameters<typeof suggestLayout>[1] = {}): LayoutPlan =>
  value(suggestLayout(value(buildCube(spec, columns)), o));
const SITE = ['dep', 'zone', 'site'];
const MOIS = ['an', 'trimestre', 'mois'];

/** Share of the records of a cut table in leaf cells of at least `threshold`, counted again from scratch. */
function shareByHand(spec: ReleaseSpec, threshold: number, depth: { site: number; mois: number }): number {
  const tree = spec.dimensions[0]?.hierarchies?.[0] ?? {};
  const zoneOf = new Map(Object.entries(tree).flatMap(([zone, sites]) => sites.map((site) => [site, zone])));
  const period = (mois: string): string =>
    [mois.slice(0, 4), `${mois.slice(0, 4)}-T${Math.ceil(Number(mois.slice(5, 7)) / 3)}`, mois.slice(0, 7)][
      depth.mois
    ] ?? '';
  const counts = new Map<string, number>();
  columns.site?.forEach((site, row) => {
    const key = `${['', zoneOf.get(site), site][depth.site]}|${period(columns.mois?.[row] ?? '')}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  });
  const all = [...counts.values()];
  const sum = (list: readonly number[]): number => list.reduce((left, count) => left + count, 0);
  return sum(all.filter((count) => count >= threshold)) / sum(all);
}

describe('suggestLayout', () => {
  it.each([5, 11])('C4: gives the figures of golden.json at k = %i, to 1 point', (threshold) => {
    const plan = planOf(loire, { threshold });
    expect(plan.options.length).toBeGreaterThan(3);
    for (const { finest, tables } of plan.options) {
      const [site, mois] = [finest.site as number, finest.mois as number];
      const share = tables[0]?.recordsInSafeCells ?? NaN;
      const expected = golden[String(threshold)]?.[`${SITE[site]}×${MOIS[mois]}`];
      if (expected !== undefined) expect(Math.abs(share * 100 - expected)).toBeLessThanOrEqual(1);
      expect(share).toBeCloseTo(shareByHand(loire, threshold, { site, mois }), 3);
    }
  });

  it('C4: lists the whole Pareto front, finest first, and nothing that another layout beats', () => {
    for (const threshold of [3, 5, 8, 11, 40]) {
      const all = [0, 1, 2].flatMap((site) =>
        [0, 1, 2].map((mois) => ({
          site,
          mois,
          kept: shareByHand(loire, threshold, { site, mois }),
          bits: Math.log2([1, 5, 30][site] ?? 1) + Math.log2([1, 4, 12][mois] ?? 1),
        })),
      );
      const front = all
        .filter(
          (one) =>
            !all.some(
              ({ kept, bits }) =>
                kept >= one.kept && bits >= one.bits && (kept > one.kept || bits > one.bits),
            ),
        )
        .sort((a, b) => b.bits - a.bits);
      const plan = planOf(loire, { threshold });
      expect(plan.options.map(({ finest }) => finest)).toEqual(
        front.map(({ site, mois }) => ({ site, mois })),
      );
      expect(plan.options.map(({ information }) => information)).toEqual(
        front.map(({ bits }) => Math.round((bits / Math.log2(360)) * 1e4) / 1e4),
      );
    }
  });

  it('C4: recommends the most informative layout that leaves out at most maxMasked', () => {
    const plan = planOf(loire);
    expect(plan).toMatchObject({ version: 1, threshold: 5, recommended: 4 });
    expect(plan.options[4]).toEqual({
      finest: { site: 1, mois: 1 },
      tables: [{ dims: ['site', 'mois'], recordsInSafeCells: 0.9548 }],
      information: 0.5089,
      words: ['site\u00a0: regroupé au niveau 1 (Z1, Z2…)', 'mois\u00a0: regroupé par trimestre'],
    });
    expect(planOf(loire, { maxMasked: 0.5 }).recommended).toBe(1);
    expect(planOf(loire, { maxMasked: 0.04 }).recommended).toBe(5);
    expect(planOf(loire, { threshold: 311 }).recommended).toBeNull();
  });

  it('keeps the recommended layout when the list is cut short', () => {
    const plan = planOf(loire, { limit: 2 });
    expect(plan.options.map(({ finest }) => finest)).toEqual([
      { site: 2, mois: 2 },
      { site: 1, mois: 1 },
    ]);
    expect(plan.recommended).toBe(1);
  });

  it('refuses figures that mean nothing', () => {
    const cube = value(buildCube(loire, columns));
    const answer = suggestLayout(cube, { threshold: 1, maxMasked: 2, limit: 0 });
    expect(answer.ok ? [] : answer.motifs.map(({ code }) => code)).toEqual(Array(3).fill('SPEC_INVALID'));
  });

  const AGES = {
    version: 1,
    id: 'ages',
    unit: 'intervention',
    measure: { type: 'records' },
    dimensions: [{ code: 'age', bands: [20, 30, 40, 50, 60] }],
    tables: [['age']],
    rules: 'FR_SOCIAL_5',
  };
  const ages = (...list: number[]): RawCube => value(buildCube(value(releaseSpec(AGES)), { age: list }));

  it('merges six bands into three, and says so', () => {
    const tens = [15, 25, 35, 45, 55, 65].flatMap((age) => Array.from({ length: 3 }, () => age));
    const plan = value(suggestLayout(ages(...tens)));
    expect(plan.options.map(({ finest, bands, words }) => ({ finest, bands, words }))).toEqual([
      { finest: { age: 1 }, bands: undefined, words: [] },
      {
        finest: { age: 1 },
        bands: { age: [30, 50] },
        words: ['age\u00a0: regroupé en 3 tranches (<30, 30-49, 50+)'],
      },
    ]);
    expect(plan.recommended).toBe(1);
    const option = plan.options[1];
    if (!option) throw new Error('no option');
    expect(applyLayout(value(releaseSpec(AGES)), option).dimensions[0]?.bands).toEqual([30, 50]);
  });

  it('searches every tree of a dimension, and reads the least favourable one', () => {
    const spec = value(
      releaseSpec({
        ...AGES,
        dimensions: [
          {
            code: 'site',
            hierarchies: [
              { Total: ['Z1', 'Z2'], Z1: ['a', 'b'], Z2: ['c', 'd'] },
              { Total: ['K1', 'K2'], K1: ['a'], K2: ['b', 'c', 'd'] },
            ],
          },
        ],
        tables: [['site']],
      }),
    );
    const site = 'aaabbbbccccdddddd'.split('');
    const plan = value(suggestLayout(value(buildCube(spec, { site }))));
    expect(plan.options.map(({ finest, tables }) => [finest.site, tables[0]?.recordsInSafeCells])).toEqual([
      [[2, 2], 0.3529],
      [[1, 1], 0.8235],
      [[1, 0], 1],
    ]);
    expect(plan.options[2]?.words).toEqual(['site\u00a0: regroupé au niveau 1 (Z1, Z2) et au total']);
  });

  it('property: coarsening never lowers the share, and applyLayout publishes what was announced', () => {
    const codes = fc.integer({ min: 0, max: 7 });
    fc.assert(
      fc.property(fc.array(fc.tuple(codes, codes), { minLength: 1, maxLength: 60 }), (rows) => {
        const spec = value(
          releaseSpec({
            ...AGES,
            dimensions: [
              {
                code: 'site',
                hierarchies: [{ Total: ['Z1', 'Z2'], Z1: ['0', '1', '2'], Z2: ['3', '4', '5', '6', '7'] }],
              },
              { code: 'b' },
            ],
            tables: [['site', 'b'], ['site']],
          }),
        );
        const input = { site: rows.map(([a]) => String(a)), b: rows.map(([, b]) => String(b)) };
        const plan = value(suggestLayout(value(buildCube(spec, input))));
        const kept = plan.options.map(({ tables }) => Math.min(...tables.map((t) => t.recordsInSafeCells)));
        expect(kept).toEqual(kept.toSorted((a, b) => a - b));
        const last = plan.options.at(-1);
        if (!last) throw new Error('no option');
        const cut = value(suggestLayout(value(buildCube(applyLayout(spec, last), input))));
        expect(cut.options[0]?.tables).toEqual(last.tables);
      }),
      { numRuns: 1000 },
    );
  });

  it('looks at thousands of layouts in less than a second', () => {
    const spec = value(
      releaseSpec({
        ...AGES,
        dimensions: Array.from({ length: 6 }, (_, axis) => ({
          code: `d${axis}`,
          hierarchies: [
            { Total: ['A', 'B'], A: ['A1', 'A2'], B: ['B1', 'B2'], A1: ['1', '2'], B1: ['3', '4'] },
          ],
        })),
        tables: [
          ['d0', 'd1', 'd2', 'd3'],
          ['d2', 'd3', 'd4', 'd5'],
        ],
      }),
    );
    const leaves = ['1', '2', 'A2', '3', '4', 'B2'];
    const input = Object.fromEntries(
      Array.from({ length: 6 }, (_, axis) => [
        `d${axis}`,
        Array.from({ length: 5000 }, (_, row) => leaves[(row * (axis + 7) * 31 + (row >> axis)) % 6] ?? ''),
      ]),
    );
    const cube = value(buildCube(spec, input));
    const start = performance.now();
    // A threshold that nothing reaches: the whole lattice of 4 ** 6 layouts is looked at.
    const plan = value(suggestLayout(cube, { threshold: 5001 }));
    expect(performance.now() - start).toBeLessThan(3000);
    expect(plan.recommended).toBeNull();
  });
});

describe('maskedShareOf', () => {
  it('tells what the protection of a layout costs', async () => {
    const option = planOf(loire, {}).options[4];
    if (!option) throw new Error('no option');
    const cube = value(buildCube(applyLayout(loire, option), columns));
    const { table } = value(
      await protect(cube, { level: 'exact', alea: (octets) => new Uint8Array(octets) }),
    );
    const [share] = maskedShareOf(cube, table);
    // More than the small counts alone, which are 1 − 0.9548 of the records.
    expect(share).toBeGreaterThan(0.0452);
    expect(share).toBeLessThan(0.3);
  });
});

describe('LAYOUT_TOO_FINE', () => {
  it('carries the layouts that would show something, the recommended one first', async () => {
    const months = ['2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06'];
    const spec = value(
      releaseSpec({
        version: 1,
        id: 'fin',
        unit: 'intervention',
        measure: { type: 'frequency', column: 'n' },
        dimensions: [{ code: 'site' }, { code: 'mois', calendar: ['mois', 'trimestre'] }],
        tables: [['site', 'mois']],
        rules: 'FR_SOCIAL_5',
      }),
    );
    const cells = ['S1', 'S2', 'S3'].flatMap((site) => months.map((mois) => ({ site, mois })));
    const cube = value(
      buildCube(spec, {
        site: cells.map(({ site }) => site),
        mois: cells.map(({ mois }) => mois),
        n: cells.map(() => 2),
      }),
    );
    const refused = await protect(cube, { level: 'exact', alea: (octets) => new Uint8Array(octets) });
    if (refused.ok) throw new Error('published');
    expect(refused.motifs[0]?.code).toBe('LAYOUT_TOO_FINE');
    const { suggestions } = refused.motifs[0]?.details as { suggestions: LayoutPlan['options'] };
    expect(suggestions[0]?.finest).toEqual({ site: 1, mois: 1 });
    expect(suggestions.length).toBeGreaterThan(1);
    for (const option of suggestions) expect(() => applyLayout(spec, option)).not.toThrow();
  });
});
