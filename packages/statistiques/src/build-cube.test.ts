import { inspect } from 'node:util';

import { describe, expect, it } from 'vitest';

import { buildCube, releaseSpec, type Resultat } from './index.ts';
import { openCube } from './raw-cube.ts';

const value = <T>(resultat: Resultat<T>): T => {
  if (!resultat.ok) throw new Error(resultat.motifs.map(({ phrase }) => phrase).join('\n'));
  return resultat.value;
};

const spec = value(
  releaseSpec({
    version: 1,
    id: 'demo',
    unit: 'intervention',
    measure: { type: 'records' },
    dimensions: [
      { code: 'site', hierarchies: [{ Total: ['Z1', 'Z2'], Z1: ['S01', 'S02'], Z2: ['S03'] }] },
      { code: 'mois', calendar: ['mois', 'trimestre'] },
      { code: 'age', bands: [25, 65] },
    ],
    tables: [['site', 'mois'], { dims: ['site', 'age'], finest: { site: 1 } }],
    rules: 'FR_SOCIAL_5',
  }),
);
const columns = {
  site: ['S01', 'S01', 'S02', 'S03'],
  mois: ['2026-01', '2026-04-30', '2026-02', '2026-01'],
  age: [24, '25', 70, null],
};

describe('buildCube', () => {
  it('counts every cell of the union of the tables once, totals included', () => {
    const { lattice, values } = openCube(value(buildCube(spec, columns)));
    const cells = Object.fromEntries(
      Array.from(values, (count, cell) => {
        const nodes = lattice.dims.map(({ nodes }, axis) => nodes[lattice.coordinates[cell * 3 + axis] ?? 0]);
        return [nodes.join('/'), count];
      }),
    );
    // 6 nodes of site × 6 of mois (Total, 2 quarters, 3 months), then 3 × 4 new ones of age.
    expect(values).toHaveLength(6 * 6 + 3 * 4);
    expect(cells).toMatchObject({
      'Total/Total/Total': 4,
      'Z1/Total/Total': 3,
      'Z1/2026-T1/Total': 2,
      'S01/2026-04/Total': 1,
      'Total/Total/<25': 1,
      'Z1/Total/65+': 1,
      'Z2/Total/NR': 1,
      'Z2/Total/25-64': 0,
    });
    for (const { parent, children } of lattice.relations) {
      expect(children.reduce((sum, child) => sum + (values[child] ?? 0), 0)).toBe(values[parent]);
    }
  });

  it('shows no value wherever a cube could leak', () => {
    const cube = value(buildCube(spec, columns));
    expect(() => JSON.stringify(cube)).toThrow(TypeError);
    expect(structuredClone(cube)).toEqual({});
    expect(inspect(cube, { depth: 9, showHidden: true })).not.toMatch(/\d/);
    // eslint-disable-next-line @typescript-eslint/no-base-to-string -- what a careless caller would write
    expect(String(cube)).not.toMatch(/\d/);
    expect(Object.keys(cube)).toEqual([]);
  });

  it('tells every problem at once, with lines and columns and never a value', () => {
    const bad = buildCube(spec, {
      site: ['S99', 'Total', 'S01', ''],
      mois: ['2026-13', '2026-02-30', '2026-02', 'mars'],
      age: ['abc', 3, 4, 5],
    });
    expect(bad.ok).toBe(false);
    if (bad.ok) return;
    expect(bad.motifs.map(({ code, path }) => [code, path])).toEqual([
      ['VALUE_UNKNOWN', ['site', 0]],
      ['RESERVED_CODE', ['site', 1]],
      ['VALUE_UNKNOWN', ['site', 3]],
      ['DATE_INVALID', ['mois', 0]],
      ['DATE_INVALID', ['mois', 1]],
      ['DATE_INVALID', ['mois', 3]],
      ['VALUE_UNKNOWN', ['age', 0]],
    ]);
    expect(JSON.stringify(bad.motifs)).not.toMatch(/S99|2026-13|abc|mars/);
  });

  it('names every missing column', () => {
    const bad = buildCube(spec, { site: [] });
    expect(bad).toMatchObject({
      ok: false,
      motifs: [
        { code: 'COLUMN_MISSING', path: ['mois'] },
        { code: 'COLUMN_MISSING', path: ['age'] },
      ],
    });
  });

  it('refuses an empty universe and bad frequencies', () => {
    const counted = value(
      releaseSpec({
        version: 1,
        id: 'f',
        unit: 'seance',
        measure: { type: 'frequency', column: 'n' },
        dimensions: [{ code: 'd' }],
        tables: [['d']],
        rules: { id: 'T3', threshold: 3 },
      }),
    );
    expect(buildCube(counted, { d: ['a'], n: [0] })).toMatchObject({
      motifs: [{ code: 'EMPTY_UNIVERSE' }],
    });
    expect(
      buildCube(counted, { d: ['a', 'b', 'c', 'd', 'e'], n: ['-1', '1.5', '', 2 ** 53, '4'] }),
    ).toMatchObject({ motifs: [0, 1, 2, 3].map((row) => ({ code: 'FREQ_INVALID', path: ['n', row] })) });
    expect(buildCube(counted, { d: ['a', 'a'], n: ['2', 3] }).ok).toBe(true);
  });
});
