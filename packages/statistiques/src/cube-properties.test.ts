import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { cellKey } from './cell-key.ts';
import { buildCube, releaseSpec, type Resultat } from './index.ts';
import { openCube, type CubeContent } from './raw-cube.ts';

const value = <T>(resultat: Resultat<T>): T => {
  if (!resultat.ok) throw new Error(resultat.motifs.map(({ phrase }) => phrase).join('\n'));
  return resultat.value;
};
const counts = ({ lattice, values }: CubeContent): Record<string, number> =>
  Object.fromEntries(
    Array.from({ length: lattice.size }, (_, cell) => [
      Object.values(cellKey(lattice, cell)).join('/'),
      values[cell] ?? 0,
    ]),
  );

const ZONES = { Total: ['Z1', 'Z2', 'NR'], Z1: ['S1', 'S2'], Z2: ['S3'] };
const LANES = { Total: ['L1', 'S3', 'NR'], L1: ['S1', 'S2'] };
const DIMENSIONS = [
  { code: 'site', hierarchies: [ZONES, LANES] },
  { code: 'mois', calendar: ['mois', 'trimestre', 'annee'] },
  { code: 'age', bands: [25, 65] },
  { code: 'theme', multi: '|' },
];
const COLUMNS = ['site', 'mois', 'age', 'theme'] as const;
const TABLES = [
  [
    ['site', 'mois'],
    ['site', 'age'],
  ],
  [['site', 'mois', 'age']],
  [['mois', 'age'], { dims: ['site', 'age'], finest: { site: 1 } }],
  [['theme', 'site'], ['mois']],
  [['site'], ['mois'], ['age'], ['theme']],
];
const specs = TABLES.map((tables) =>
  value(
    releaseSpec({
      version: 1,
      id: 'p',
      unit: 'intervention',
      measure: { type: 'records' },
      dimensions: DIMENSIONS,
      tables,
      rules: 'FR_SOCIAL_5',
    }),
  ),
);
const records = fc.array(
  fc.record({
    site: fc.constantFrom('S1', 'S2', 'S3', ''),
    mois: fc.constantFrom('2026-01', '2026-02-11', '2026-05', '2027-01', ''),
    age: fc.constantFrom<string | number>(12, '24', 25, 64, '65', ''),
    theme: fc.constantFrom('a', 'b', 'a|b', 'b|a|b', 'c', ''),
  }),
  { minLength: 1, maxLength: 20 },
);
type Row = Record<(typeof COLUMNS)[number], string | number>;
const columnsOf = (rows: readonly Row[]): Record<string, (string | number)[]> =>
  Object.fromEntries(COLUMNS.map((name) => [name, rows.map((row) => row[name])]));

describe('the cube', () => {
  it('property: leaves add up to totals, whatever the tables; rows may come in any order, encoded or not', () => {
    fc.assert(
      fc.property(records, fc.nat({ max: specs.length - 1 }), (rows, which) => {
        const spec = specs[which] ?? specs[0];
        if (!spec) return;
        const content = openCube(value(buildCube(spec, columnsOf(rows))));
        const { lattice, values } = content;
        expect(values[0]).toBe(rows.length);
        for (const { parent, children } of lattice.relations) {
          expect(children.reduce((sum, child) => sum + (values[child] ?? 0), 0)).toBe(values[parent]);
        }
        for (const { axes, innerCells } of lattice.tables) {
          const isAdditive = axes.every((axis) => !lattice.dims[axis]?.multi);
          const sum = innerCells.reduce((total, cell) => total + (values[cell] ?? 0), 0);
          // Two zonings share their leaves; cut at zones, each of them adds up to the total.
          const isCut = which === 2 && axes.includes(0);
          if (isAdditive && !isCut) expect(sum).toBe(rows.length);
        }
        const found = counts(content);
        expect(counts(openCube(value(buildCube(spec, columnsOf(rows.toReversed())))))).toEqual(found);
        const encoded = Object.fromEntries(
          Object.entries(columnsOf(rows)).map(([name, column]) => {
            const dictionary = [...new Set(column), 'jamais vu'];
            return [name, { codes: Uint16Array.from(column, (v) => dictionary.indexOf(v)), dictionary }];
          }),
        );
        expect(counts(openCube(value(buildCube(spec, encoded))))).toEqual(found);
      }),
      { numRuns: 1000, seed: 12 },
    );
  });

  it('takes encoded columns whose dictionary repeats a value, and refuses a code outside of it', () => {
    const [, , , , spec] = specs;
    if (!spec) return;
    const others = { mois: ['2026-01', '2026-01', '2026-02'], age: [1, 2, 3], theme: ['a', 'a', 'b'] };
    const site = { codes: Int32Array.of(0, 1, 2), dictionary: ['S1', 'S1', null] };
    expect(counts(openCube(value(buildCube(spec, { ...others, site }))))).toMatchObject({
      'S1/Total/Total/Total': 2,
      'NR/Total/Total/Total': 1,
    });
    const outside = { codes: Int32Array.of(0, 9, -1), dictionary: ['S1'] };
    expect(buildCube(spec, { ...others, site: outside })).toMatchObject({
      motifs: [
        { code: 'VALUE_UNKNOWN', path: ['site', 1] },
        { code: 'VALUE_UNKNOWN', path: ['site', 2] },
      ],
    });
  });

  it('tells every kind of problem at once, a hundred of each, and columns of unequal lengths', () => {
    const [spec] = specs;
    if (!spec) return;
    const many = <T>(element: T): T[] => Array.from({ length: 150 }, () => element);
    const bad = buildCube(spec, {
      site: many('Ailleurs'),
      mois: many('2026-14'),
      age: many('vieux'),
      theme: many('Total|a'),
    });
    const codes = bad.ok ? [] : bad.motifs.map(({ code }) => code);
    expect(codes.filter((code) => code === 'VALUE_UNKNOWN')).toHaveLength(100);
    expect(codes.filter((code) => code === 'DATE_INVALID')).toHaveLength(100);
    expect(codes.filter((code) => code === 'RESERVED_CODE')).toHaveLength(100);
    expect(JSON.stringify(bad)).not.toMatch(/Ailleurs|2026-14|vieux/);
    const unequal = buildCube(spec, { site: ['S1'], mois: ['2026-01', '2026-02'], theme: [] });
    expect(unequal.ok ? [] : unequal.motifs.map(({ code, path }) => [code, path])).toEqual([
      ['COLUMN_MISSING', ['age']],
      ['COLUMN_LENGTH', ['mois']],
      ['COLUMN_LENGTH', ['theme']],
    ]);
  });

  it('refuses more cells or more atoms than can be protected, before making them', () => {
    const codes = (size: number, name: string): string[] =>
      Array.from({ length: size }, (_, i) => `${name}${i}`);
    const release = (sizes: number[], tables: string[][]): Resultat<unknown> => {
      const names = sizes.map((_, i) => `d${i}`);
      const spec = releaseSpec({
        version: 1,
        id: 'grand',
        unit: 'intervention',
        measure: { type: 'records' },
        dimensions: sizes.map((size, i) => ({ code: `d${i}`, codes: codes(size, 'c') })),
        tables,
        rules: 'FR_SOCIAL_5',
      });
      return buildCube(value(spec), Object.fromEntries(names.map((name) => [name, ['c0']])));
    };
    const tooMany = { ok: false, motifs: [{ code: 'TOO_MANY_CELLS' }] };
    expect(release([2000, 1000], [['d0', 'd1']])).toMatchObject(tooMany);
    const loop = [
      ['d0', 'd1'],
      ['d1', 'd2'],
      ['d0', 'd2'],
    ];
    expect(release([60, 60, 60], loop)).toMatchObject(tooMany);
    expect(release([20, 20, 20], loop).ok).toBe(true);
    // Linked without a loop, the same dimensions need no atom.
    expect(release([60, 60, 60], loop.slice(0, 2)).ok).toBe(true);
  });
});
