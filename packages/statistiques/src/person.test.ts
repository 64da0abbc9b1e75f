import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { cellKey } from './cell-key.ts';
import { audit, buildCube, parsePublishedTable, protect, releaseSpec, type Resultat } from './index.ts';
import { openCube, type CubeContent } from './raw-cube.ts';

const value = <T>(resultat: Resultat<T>): T => {
  if (!resultat.ok) throw new Error(resultat.motifs.map(({ phrase }) => phrase).join('\n'));
  return resultat.value;
};
const ZONES = { Total: ['Z1', 'Z2'], Z1: ['S1', 'S2'], Z2: ['S3'] };

const specOf = (attach: 'first' | 'last' | 'each', more: object = {}): unknown => ({
  version: 1,
  id: 'personnes',
  unit: 'personne',
  person: { column: 'p', attach },
  measure: { type: 'records' },
  dimensions: [
    { code: 'site', hierarchies: [ZONES] },
    { code: 'mois', calendar: ['mois', 'trimestre'] },
  ],
  tables: [['site', 'mois']],
  rules: { id: 'T', threshold: 3 },
  ...more,
});
const columns = {
  p: ['k1', 'k1', 'k1', 'k2', 'k2', '', 'k3'],
  site: ['S2', 'S1', 'S3', 'S3', 'S1', 'S2', 'S1'],
  mois: ['2026-02-01', '2026-01-15', '2026-03-09', '2026-01-20', '2026-01-20', '2026-12-01', '2026-03-01'],
};
function counts({ lattice, values }: CubeContent): Record<string, number> {
  return Object.fromEntries(
    Array.from({ length: lattice.size }, (_, cell) => [
      Object.values(cellKey(lattice, cell)).join('/'),
      values[cell] ?? 0,
    ]),
  );
}

describe('distinct persons', () => {
  it('count once, at the code of their first or last date, the smallest code on equal dates', () => {
    const first = counts(openCube(value(buildCube(value(releaseSpec(specOf('first'))), columns))));
    // k1: S1 in January; k2: S1 and S3 the same day, so S1; k3: S1 in March. The anonymous visit is nobody.
    expect(first).toMatchObject({
      'Total/Total': 3,
      'S1/Total': 3,
      'S1/2026-01': 2,
      'S1/2026-03': 1,
      'S3/Total': 0,
    });
    const last = counts(openCube(value(buildCube(value(releaseSpec(specOf('last'))), columns))));
    expect(last).toMatchObject({ 'Total/Total': 3, 'S3/2026-03': 1, 'S1/2026-01': 1, 'S1/2026-03': 1 });
    // A month seen only on an anonymous visit is not a month of these persons.
    expect(Object.keys(first).some((key) => key.endsWith('2026-12'))).toBe(false);
  });

  it('with `each`, count once in every cell they were seen in, once in its zone and in its quarter', () => {
    const each = counts(openCube(value(buildCube(value(releaseSpec(specOf('each'))), columns))));
    expect(each).toMatchObject({
      'Total/Total': 3,
      'Z1/Total': 3,
      'S1/Total': 3,
      'S2/Total': 1,
      'S3/Total': 2,
      'S1/2026-01': 2,
      'Total/2026-T1': 3,
      'Z1/2026-T1': 3,
    });
  });

  it('take their dates from `person.date` when no dimension is a calendar', () => {
    const undated = specOf('last', {
      person: { column: 'p', attach: 'last', date: 'jour' },
      dimensions: [{ code: 'site' }],
      tables: [['site']],
    });
    const rows = {
      p: ['k1', 'k1', 'k1'],
      site: ['S1', 'S3', 'S2'],
      jour: ['2026-01-02', '2026-01-09', '2026-01-05'],
    };
    expect(counts(openCube(value(buildCube(value(releaseSpec(undated)), rows))))).toMatchObject({
      S3: 1,
      S1: 0,
    });
    expect(
      buildCube(value(releaseSpec(undated)), { ...rows, jour: ['2026-01-02', 'hier', '2026-13-05'] }),
    ).toMatchObject({
      motifs: [
        { code: 'DATE_INVALID', path: ['jour', 1] },
        { code: 'DATE_INVALID', path: ['jour', 2] },
      ],
    });
  });

  it('refuse what looks like an identity, line by line and without repeating it', () => {
    const spec = value(releaseSpec(specOf('first', { dimensions: [{ code: 'site' }], tables: [['site']] })));
    const identities = [
      'Awa Diallo',
      'awa@example.org',
      '06 12 34 56 78',
      '+33612345678',
      '2 85 03 75 116 001 42',
      '185032A12345678'.slice(0, 13),
      'DIALLO 1985-03-12',
    ];
    const keyed = ['9f86d081884c7d659a2feaa0c55ad015', 'p-0001', '42', 'k7_Jx-QmZ'];
    const p = [...identities, ...keyed];
    const refused = buildCube(spec, { p, site: p.map(() => 'S1') });
    expect(refused.ok ? [] : refused.motifs.map(({ code, path }) => [code, path?.[1]])).toEqual(
      identities.map((_, row) => ['PSEUDONYM_INVALID', row]),
    );
    expect(JSON.stringify(refused)).not.toMatch(/Awa|@|DIALLO/);
    expect(buildCube(spec, { p: ['', ''], site: ['S1', 'S2'] })).toMatchObject({
      motifs: [{ code: 'EMPTY_UNIVERSE' }],
    });
  });

  it('property: every person is in exactly one leaf (`first`), and every relation holds (`each`)', async () => {
    const visits = fc.array(
      fc.record({
        p: fc.constantFrom('a', 'b', 'c', 'd', ''),
        site: fc.constantFrom('S1', 'S2', 'S3'),
        mois: fc.constantFrom('2026-01', '2026-02', '2026-05'),
      }),
      { minLength: 1, maxLength: 12 },
    );
    const specs = (['first', 'last', 'each'] as const).map((attach) => value(releaseSpec(specOf(attach))));
    fc.assert(
      fc.property(visits, fc.constantFrom(0, 1, 2), (rows, which) => {
        const persons = new Set(rows.map(({ p }) => p).filter((p) => p !== '')).size;
        fc.pre(persons > 0);
        const spec = specs[which];
        if (!spec) return;
        const of = (key: 'p' | 'site' | 'mois'): string[] => rows.map((row) => row[key]);
        const content = openCube(value(buildCube(spec, { p: of('p'), site: of('site'), mois: of('mois') })));
        const { lattice, values } = content;
        expect(values[0]).toBe(persons);
        for (const { parent, children } of lattice.relations) {
          expect(children.reduce((sum, child) => sum + (values[child] ?? 0), 0)).toBe(values[parent]);
        }
        expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
        const leaves = lattice.tables[0]?.innerCells ?? [];
        const inLeaves = leaves.reduce((sum, cell) => sum + (values[cell] ?? 0), 0);
        if (which < 2) expect(inLeaves).toBe(persons);
        else expect(inLeaves).toBeGreaterThanOrEqual(persons);
        // The order of the rows says nothing.
        const turned = rows.toReversed();
        const again = openCube(
          value(
            buildCube(spec, {
              p: turned.map(({ p }) => p),
              site: turned.map(({ site }) => site),
              mois: turned.map(({ mois }) => mois),
            }),
          ),
        );
        expect(counts(again)).toEqual(counts(content));
      }),
      { numRuns: 500, seed: 8 },
    );
    await Promise.resolve();
  });

  it('with `each`, the audit knows that a total is at least its greatest part and at most their sum', async () => {
    const spec = value(
      releaseSpec(
        specOf('each', { dimensions: [{ code: 'site', codes: ['S1', 'S2', 'S3'] }], tables: [['site']] }),
      ),
    );
    const report = async (lines: string[]): Promise<unknown> => {
      const table = value(parsePublishedTable(['site,valeur,statut', ...lines].join('\n'), spec));
      return value(await audit(table, { mode: 'intervals', integer: true })).intervals;
    };
    expect(await report(['Total,,masque', 'S1,7,publie', 'S2,5,publie', 'S3,4,publie'])).toEqual([
      { cell: { site: 'Total' }, lo: 7, hi: 16 },
    ]);
    expect(await report(['Total,14,publie', 'S1,7,publie', 'S2,5,publie', 'S3,,masque'])).toEqual([
      { cell: { site: 'S3' }, lo: 2, hi: 14 },
    ]);
  });

  it('with `each`, a zone with two persons never seen at its main site does not publish both', async () => {
    const spec = value(
      releaseSpec(
        specOf('each', {
          dimensions: [{ code: 'site', hierarchies: [ZONES] }],
          tables: [['site']],
          rules: 'FR_SOCIAL_5',
        }),
      ),
    );
    // Z1: 20 persons at S1, 12 of them at S2 too, 2 more at S2 only.
    const p: string[] = [];
    const site: string[] = [];
    const visit = (from: number, to: number, at: string): void => {
      for (let i = from; i < to; i += 1) {
        p.push(`k${i}`);
        site.push(at);
      }
    };
    visit(0, 20, 'S1');
    visit(8, 22, 'S2');
    visit(30, 60, 'S3');
    const alea = (octets: number): Uint8Array => new Uint8Array(octets);
    const cube = value(buildCube(spec, { p, site }));
    const { table } = value(await protect(cube, { level: 'exact', alea }));
    const shown = Object.fromEntries(table.cells.map(({ key, valeur }) => [key.site ?? '', valeur]));
    expect(shown.Z1 === null || shown.S1 === null).toBe(true);
  });
});
