/* eslint-disable @typescript-eslint/no-unsafe-class-instance-assignment -- that a cube is refused is what C13 tests */
import { beforeAll, describe, expect, expectTypeOf, it } from 'vitest';

import { example, HOSTILE, hostile, release, rich, value, type Release } from './export.fixture.ts';
import * as exporters from './export.ts';
import { toCsv, type Meta } from './export.ts';
import { buildCube, releaseSpec, type ProtectedTable, type RawCube } from './index.ts';

const lines = (csv: string): string[] => csv.trimEnd().split('\n');

describe('toCsv, publication', () => {
  let small: Release;
  beforeAll(async () => {
    small = await example();
  });

  it('writes the columns of §9, a masked value empty', () => {
    const [header, ...rows] = lines(toCsv(small.table, { layout: 'publication' }));
    expect(header).toBe('periode;territoire_code;territoire_type;site;sexe;mesure;valeur;statut');
    expect(rows).toHaveLength(12);
    expect(rows).toContain('2026-01/2026-03;;;Total;F;intervention;33;publie');
    expect(rows.filter((row) => row.endsWith(';masque'))).toEqual(
      ['S01;F', 'S01;H', 'S02;F', 'S02;H'].map((cell) => `2026-01/2026-03;;;${cell};intervention;;masque`),
    );
  });

  it('takes a comma, and leaves the layout of the command line as it is', () => {
    expect(lines(toCsv(small.table, { layout: 'publication', separator: ',' }))[1]).toBe(
      '2026-01/2026-03,,,Total,Total,intervention,62,publie',
    );
    expect(lines(toCsv(small.table))[0]).toBe('site,sexe,valeur,statut');
  });

  it('moves the dimension of the territory to its columns, typed by depth', async () => {
    const { table } = await rich();
    const territory = { dimension: 'site', type: ['commune', 'zone', 'lieu'] };
    const rows = lines(toCsv(table, { layout: 'publication', territory }));
    expect(rows[0]).toBe('periode;territoire_code;territoire_type;mois;age;mesure;valeur;statut');
    expect(rows[1]).toBe('2026-01/2026-03;Total;commune;Total;Total;intervention;398;publie');
    expect(rows.some((row) => row.startsWith('2026-01/2026-03;Z1;zone;'))).toBe(true);
    expect(rows.some((row) => row.startsWith('2026-01/2026-03;Z2-Nord;lieu;'))).toBe(true);
  });

  it('names one territory for the whole table', () => {
    const territory = { code: '42', type: 'departement' };
    expect(lines(toCsv(small.table, { layout: 'publication', territory }))[1]).toBe(
      '2026-01/2026-03;42;departement;Total;Total;intervention;62;publie',
    );
  });

  it('calls structural a zero that cannot be otherwise: declared, or a month outside the universe', async () => {
    const { table } = await release(
      {
        id: 'zeros',
        measure: { type: 'frequency', column: 'n' },
        dimensions: [{ code: 'sexe' }, { code: 'mois', calendar: ['mois'], codes: ['2026-03', '2026-04'] }],
        tables: [['sexe', 'mois']],
        universe: { id: 'u', period: { from: '2026-01', to: '2026-03' }, vintage: 'v' },
      },
      { sexe: ['F', 'H', 'X'], mois: ['2026-03', '2026-03', '2026-03'], n: [20, 30, 0] },
    );
    const status = (csv: string, cell: string): string | undefined =>
      lines(csv)
        .find((line) => line.includes(`;${cell};intervention;`))
        ?.split(';')
        .at(-1);
    const csv = toCsv(table, { layout: 'publication', structuralZeros: [{ sexe: 'X', mois: '2026-03' }] });
    expect(status(csv, 'F;2026-04')).toBe('nul_structurel');
    expect(status(csv, 'Total;2026-04')).toBe('nul_structurel');
    expect(status(csv, 'X;2026-03')).toBe('nul_structurel');
    expect(status(csv, 'X;Total')).toBe('publie');
    expect(status(csv, 'F;2026-03')).toBe('publie');
    expect(status(toCsv(table, { layout: 'publication' }), 'X;2026-03')).toBe('publie');
    expect(() => toCsv(table, { layout: 'publication', structuralZeros: [{ sexe: 'F' }] })).toThrow(
      TypeError,
    );
    expect(() => toCsv(table, { layout: 'publication', structuralZeros: [{ pays: 'F' }] })).toThrow('pays');
  });

  it('never calls a masked cell structural', () => {
    const structuralZeros = [{ site: 'S01', sexe: 'H' }];
    expect(() => toCsv(small.table, { layout: 'publication', structuralZeros })).toThrow(TypeError);
  });

  it('puts an apostrophe before a code that a spreadsheet would run, in this layout only', async () => {
    const { table } = await hostile();
    const csv = toCsv(table, { layout: 'publication' });
    expect(csv).toContain(";'=cmd|’ /C calc’!A0;");
    expect(csv).toContain(";'@SUM(A1);");
    expect(csv).not.toMatch(/(?:^|;)"?[=@+\t-]/m);
    expect(toCsv(table)).toContain('\n=cmd|’ /C calc’!A0,');
    expect(HOSTILE.filter((code) => !csv.includes(code.slice(0, 6)))).toEqual([]);
  });
});

describe('exporters', () => {
  const input = {
    version: 1,
    id: 'x',
    unit: 'intervention',
    measure: { type: 'records' },
    dimensions: [{ code: 'site' }],
    tables: [['site']],
    rules: 'FR_SOCIAL_5',
  };

  it('C13: take a protected table only', () => {
    const cube: RawCube = value(buildCube(value(releaseSpec(input)), { site: ['S01'] }));
    const copy = { spec: {}, dims: ['site'], cells: [], hash: 'sha256:' } as unknown as ProtectedTable;
    // The types refuse a cube, and so do the functions when nobody compiles.
    const calls = [
      // @ts-expect-error -- a cube is no protected table
      () => toCsv(cube),
      // @ts-expect-error -- a cube is no protected table
      () => exporters.toTableSchema(cube, {}),
      // @ts-expect-error -- a cube is no protected table
      () => exporters.toOds(cube, {}),
      // @ts-expect-error -- a cube is no protected table
      () => exporters.toXlsx(cube, {}),
      // @ts-expect-error -- a cube is no protected table
      () => exporters.toSdmxCsv(cube),
      // @ts-expect-error -- a cube is no protected table
      () => exporters.toDcat(cube, {}, {}),
      // @ts-expect-error -- a cube is no protected table
      () => exporters.toHtml(cube, {}),
      // @ts-expect-error -- a cube is no protected table
      () => exporters.toSvgBars(cube, {}),
      // @ts-expect-error -- a cube is no protected table
      () => exporters.tableAlternative(cube, {}),
      // @ts-expect-error -- a cube is no protected table
      () => exporters.toPourcentages(cube, { dimension: 'site' }),
      () => toCsv(copy),
      () => exporters.toXlsx(copy),
    ];
    for (const call of calls) expect(call).toThrow('tableau protégé');
  });

  it('have the signatures of §10', () => {
    expectTypeOf<ReturnType<typeof exporters.toOds>>().toEqualTypeOf<Uint8Array>();
    expectTypeOf<ReturnType<typeof exporters.toXlsx>>().toEqualTypeOf<Uint8Array>();
    expectTypeOf<ReturnType<typeof exporters.toTableSchema>>().toExtend<object>();
    expectTypeOf<ReturnType<typeof exporters.toDcat>>().toExtend<object>();
    expectTypeOf<ReturnType<typeof exporters.toSvgBars>>().toEqualTypeOf<string>();
  });

  it('name every faulty field of a meta at once', async () => {
    const { table } = await example();
    const meta = { title: '', homepage: 'javascript:alert(1)', contact: { name: 'X', email: 'non' } };
    expect(() => exporters.toHtml(table, meta)).toThrow(
      /^Description du tableau invalide, à revoir\u00a0: title, homepage, contact\.email\.$/,
    );
    for (const write of [exporters.toOds, exporters.toXlsx, exporters.toTableSchema]) {
      expect(() => write(table, meta)).toThrow(TypeError);
    }
  });

  it('names what a meta has no word for, and a territory that is no dimension', async () => {
    const { table } = await rich();
    const unknown = { titre: 'x', labels: {} } as Meta;
    const nowhere: Meta = { territory: { dimension: 'commune', type: 'commune' } };
    for (const write of [exporters.toHtml, exporters.toXlsx, exporters.toOds]) {
      expect(() => write(table, unknown)).toThrow(
        /^Description du tableau invalide, à revoir\u00a0: titre\.$/,
      );
      expect(() => write(table, nowhere)).toThrow('territory.dimension');
    }
  });
});
