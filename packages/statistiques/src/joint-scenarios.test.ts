import { describe, expect, it } from 'vitest';

import { audit, buildCube, protect, releaseSpec, type RawCube } from './index.ts';
import {
  alea,
  value,
  codes,
  type Row,
  cubeOf,
  guarded,
  publish,
  shown,
  published,
  SITE,
  MONTHLY,
  bySite,
} from './joint.fixture.ts';
import { emptyLedger } from './ledger.ts';

describe('publishing beside the past', () => {
  it('C9 A09: January–February then January–March, a site whose March count is 2: masked', async () => {
    const first = cubeOf(SITE, bySite({ S12: 17, S13: 20, S14: 30, S15: 9 }), {
      from: '2026-01',
      to: '2026-02',
    });
    const one = value(await guarded(first, emptyLedger()));
    expect(shown(one).S12).toBe(17);
    const ledger = await publish(emptyLedger(), one);
    const next = cubeOf(SITE, bySite({ S12: 19, S13: 26, S14: 38, S15: 19 }), {
      from: '2026-01',
      to: '2026-03',
    });
    const alone = value(await protect(next, { level: 'exact', alea }));
    expect(shown(alone).S12).toBe(19);
    const two = value(await guarded(next, ledger));
    expect(shown(two).S12).toBeNull();
  });

  it('C9 A11: one late entry in February is refused, several in one site are not', async () => {
    const period = { from: '2026-01', to: '2026-02' };
    const ledger = await published([cubeOf(SITE, bySite({ S12: 17, S13: 20, S14: 9 }), period)]);
    const late = (counts: Readonly<Record<string, number>>): RawCube =>
      cubeOf(SITE, bySite(counts), period, { vintage: '2026-05-05' });
    const one = await guarded(late({ S12: 18, S13: 20, S14: 9 }), ledger);
    expect(codes(one)).toContain('REVISION_TOO_SMALL');
    expect(JSON.stringify(one)).not.toMatch(/18|48/);
    // One came and one went: the total says nothing, each site does.
    expect(codes(await guarded(late({ S12: 18, S13: 19, S14: 9 }), ledger))).toContain('REVISION_TOO_SMALL');
    const large = value(await guarded(late({ S12: 27, S13: 20, S14: 9 }), ledger));
    expect(shown(large)).toEqual({ Total: 56, S12: 27, S13: 20, S14: 9 });
    // What came in March is then counted from the new figures on.
    const revised = await publish(ledger, large);
    const quarter = { from: '2026-01', to: '2026-03' };
    const next = cubeOf(SITE, bySite({ S12: 29, S13: 30, S14: 19 }), quarter, { vintage: '2026-06-05' });
    expect(shown(value(await guarded(next, revised))).S12).toBeNull();
    // A figure does not move within one vintage.
    const same = cubeOf(SITE, bySite({ S12: 27, S13: 20, S14: 9 }), period);
    expect(codes(await guarded(same, ledger))).toContain('LEDGER_BLOCKS');
  });

  it('A11: a late entry is told once a cell, however many past releases gave the figure', async () => {
    const period = { from: '2026-01', to: '2026-02' };
    const cube = (late: number, vintage: string): RawCube =>
      cubeOf(SITE, bySite({ S12: 17 + late, S13: 20, S14: 30 }), period, { vintage });
    const ledger = await published([cube(0, '2026-03-01'), cube(0, '2026-04-01'), cube(0, '2026-05-01')]);
    const refused = await guarded(cube(1, '2026-06-01'), ledger);
    const cells = refused.ok ? [] : refused.motifs.map(({ code, path }) => [code, path?.[1]]);
    expect(cells).toEqual([
      ['REVISION_TOO_SMALL', 0],
      ['REVISION_TOO_SMALL', 1],
    ]);
  });

  it('A11: the audit tells of the one late entry that two versions of a table show', async () => {
    const period = { from: '2026-03', to: '2026-03' };
    const table = (aah: number, d05: number): RawCube =>
      cubeOf(
        [{ code: 'ressource' }, { code: 'demarche' }],
        [
          { ressource: 'AAH', demarche: 'D05', n: aah },
          { ressource: 'AAH', demarche: 'D06', n: 9 },
          { ressource: 'RSA', demarche: 'D05', n: d05 },
          { ressource: 'RSA', demarche: 'D06', n: 20 },
        ],
        period,
        { vintage: `2026-0${aah}-01` },
      );
    const ledger = await published([table(5, 7)]);
    const { table: again } = value(await protect(table(6, 7), { level: 'exact', alea }));
    const report = value(await audit(again, { ledger }));
    expect(report.consistent).toBe(true);
    expect(report.joint?.leaks.filter(({ kind }) => kind === 'revision').map(({ who }) => who)).toContain(
      'ressource AAH, demarche D05',
    );
    expect(report.derived).toBeGreaterThan(0);
  });

  it('C9 a late entry is seen in a month already published, whatever the period of the new table', async () => {
    const months = (february: number): Row[] =>
      [
        ['2026-01', 12],
        ['2026-02', february],
        ['2026-03', 11],
      ].flatMap(([mois, n]) => [
        { site: 'S12', mois: String(mois), n: Number(n) },
        { site: 'S13', mois: String(mois), n: 14 },
      ]);
    const ledger = await published([
      cubeOf(
        MONTHLY,
        months(13).filter(({ mois }) => mois !== '2026-03'),
        { from: '2026-01', to: '2026-02' },
      ),
    ]);
    const quarter = { from: '2026-01', to: '2026-03' };
    expect((await guarded(cubeOf(MONTHLY, months(13), quarter), ledger)).ok).toBe(true);
    expect(codes(await guarded(cubeOf(MONTHLY, months(14), quarter), ledger))).toContain(
      'REVISION_TOO_SMALL',
    );
  });

  it('A12: the quarter would give the masked February by subtraction', async () => {
    const rows = (site: string, counts: readonly number[]): Row[] =>
      counts.map((n, month) => ({ site, mois: `2026-0${month + 1}`, n }));
    const all = [
      ...rows('S1', [11, 3, 10]),
      ...rows('S2', [20, 18, 22]),
      ...rows('S3', [9, 12, 15]),
      ...rows('S4', [30, 8, 9]),
    ];
    const year = { from: '2026-01', to: '2026-03' };
    let ledger = emptyLedger();
    for (const month of ['2026-01', '2026-02', '2026-03']) {
      const cube = cubeOf(
        SITE,
        all.filter(({ mois }) => mois === month),
        { from: month, to: month },
      );
      ledger = await publish(ledger, value(await guarded(cube, ledger)));
    }
    const february = ledger.entries[1]?.cells ?? [];
    expect(february).toContainEqual(['S1', null]);
    const quarter = value(await guarded(cubeOf(SITE, all, year), ledger));
    expect(shown(quarter).S1).toBeNull();
    expect(shown(quarter).Total).toBe(167);
    const careless = value(await protect(cubeOf(SITE, all, year), { level: 'exact', alea }));
    const report = value(await audit(careless.table, { ledger }));
    expect(report.joint?.leaks.map(({ kind, who }) => [kind, who])).toContainEqual([
      'passe',
      'site S1, 2026-02',
    ]);
    expect(value(await audit(quarter.table, { ledger }))).toMatchObject({ exact: 0, derived: 0 });
  });

  it('A16: two overlapping codings of ages would give 20–24 = 1', async () => {
    const ages = (limits: number[]): object[] => [{ code: 'age', bands: limits }];
    const rows = [
      [18, 6],
      [22, 1],
      [30, 8],
      [50, 20],
      [70, 15],
    ].map(([age = 0, n = 0]) => ({ age, n }));
    const period = { from: '2026-01', to: '2026-12' };
    const ledger = await published([cubeOf(ages([20, 40, 65]), rows, period)]);
    expect(ledger.entries[0]?.cells).toEqual([
      ['Total', 50],
      ['<20', 6],
      ['20-39', 9],
      ['40-64', 20],
      ['65+', 15],
    ]);
    const other = cubeOf(ages([25, 40, 65]), rows, period);
    expect(shown(value(await protect(other, { level: 'exact', alea })))['<25']).toBe(7);
    const report = value(
      await audit(value(await protect(other, { level: 'exact', alea })).table, { ledger }),
    );
    expect(report.joint?.leaks.map(({ who }) => who)).toContain('age 20-39 (en partie), 2026-01 à 2026-12');
    const two = await guarded(other, ledger);
    if (two.ok) expect([shown(two.value)['<25'], shown(two.value)['25-39']]).toEqual([null, null]);
    else expect(codes(two)[0]).toMatch(/LAYOUT_TOO_FINE|LEDGER_BLOCKS/);
  });

  it('what the organisation reads counts when the public reads next, with its own threshold', async () => {
    const period = { from: '2026-01', to: '2026-01' };
    const rows = bySite({ S1: 7, S2: 8, S3: 30, S4: 25, S5: 40 });
    const ledger = await published([cubeOf(SITE, rows, period)], 'internal');
    expect(ledger.entries[0]?.cells).toContainEqual(['S1', 7]);
    const open = value(await guarded(cubeOf(SITE, rows, period, { threshold: 11 }), ledger, 'open'));
    expect(shown(open)).toMatchObject({ S1: null, S2: null, S3: 30 });
    // The same, cumulated: the staff, who know January, must not read a February of 2.
    const next = bySite({ S1: 27, S2: 28, S3: 32, S4: 45, S5: 60 });
    const two = cubeOf(SITE, next, { from: '2026-01', to: '2026-02' }, { threshold: 11 });
    expect(shown(value(await guarded(two, ledger, 'open'))).S3).toBeNull();
  });

  it('the same table twice changes nothing; another universe and another unit do not matter', async () => {
    const period = { from: '2026-01', to: '2026-02' };
    const rows = bySite({ S1: 3, S2: 9, S3: 30, S4: 25 });
    const cube = cubeOf(SITE, rows, period);
    const ledger = await published([cube]);
    const again = value(await guarded(cube, ledger));
    expect(again.table.cells.map(({ valeur }) => valeur)).toEqual(
      (ledger.entries[0]?.cells ?? []).map((cell) => cell.at(-1)),
    );
    expect(value(await audit(again.table, { ledger }))).toMatchObject({
      exact: 0,
      derived: 0,
      joint: { releases: 1 },
    });
    const elsewhere = cubeOf(SITE, bySite({ S1: 4, S2: 11, S3: 33, S4: 26 }), period, { id: 'autre' });
    expect(shown(value(await guarded(elsewhere, ledger)))).toEqual(
      shown(value(await protect(elsewhere, { level: 'exact', alea }))),
    );
  });

  it('twelve rolling months would give the month that leaves and the one that enters', async () => {
    const month = (index: number): string =>
      `${2025 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
    const count = (site: number, index: number): number =>
      site === 0 && index === 12 ? 2 : 6 + ((site * 7 + index * 3) % 9);
    const rows = (from: number, to: number): Row[] =>
      [0, 1, 2, 3].flatMap((site) => {
        let n = 0;
        for (let index = from; index <= to; index += 1) n += count(site, index);
        return [{ site: `S${site}`, n }];
      });
    const cube = (from: number, to: number): RawCube =>
      cubeOf(SITE, rows(from, to), { from: month(from), to: month(to) });
    // January 2025 by itself, then the year: February to December follow.
    const ledger = await published([cube(0, 0), cube(0, 11)]);
    const rolling = value(await guarded(cube(1, 12), ledger));
    expect(shown(rolling).S0).toBeNull();
    expect(shown(rolling).Total).not.toBeNull();
  });

  it('says which past figures stand in the way', async () => {
    const period = { from: '2026-01', to: '2026-01' };
    const ledger = await published([cubeOf(SITE, bySite({ S1: 7, S2: 20, S3: 30 }), period)]);
    const refused = await guarded(
      cubeOf(SITE, bySite({ S1: 7, S2: 20, S3: 30 }), period, { threshold: 11 }),
      ledger,
    );
    expect(codes(refused)).toEqual(['LEDGER_BLOCKS']);
    const details = refused.ok ? {} : (refused.motifs[0]?.details as { blockingCells: unknown[] });
    expect(details).toMatchObject({
      blockingCells: [
        { releaseId: 'r0', cell: { site: 'S1' } },
        { releaseId: 'r0', cell: { site: 'Total' } },
      ],
    });
  });

  it('proposes the coarser layouts that the past lets through', async () => {
    const zones = { Total: ['Z1', 'Z2'], Z1: ['S1', 'S2'], Z2: ['S3', 'S4'] };
    const dimensions = [{ code: 'site', hierarchies: [zones] }];
    const period = { from: '2026-01', to: '2026-01' };
    const rows = bySite({ S1: 7, S2: 20, S3: 30, S4: 31 });
    const ledger = await published([cubeOf(dimensions, rows, period)]);
    expect(ledger.entries[0]?.shapes).toEqual({ site: { hierarchies: [zones] } });
    const refused = await guarded(cubeOf(dimensions, rows, period, { threshold: 11 }), ledger);
    expect(codes(refused)).toEqual(['LEDGER_BLOCKS']);
    const details = refused.ok ? {} : (refused.motifs[0]?.details as { suggestions: unknown[] });
    expect(details).toMatchObject({ suggestions: [{ finest: { site: 1 } }] });
    const finest = cubeOf(dimensions, rows, period, {
      threshold: 11,
      tables: [{ dims: ['site'], finest: { site: 1 } }],
    });
    expect(shown(value(await guarded(finest, ledger)))).toEqual({ Total: 88, Z1: 27, Z2: 61 });
  });

  it('persons: those who came in March for the first time are seen by comparing two cumulated tables', async () => {
    const persons = (counts: Readonly<Record<string, number>>, to: string): RawCube => {
      const rows = Object.entries(counts).flatMap(([site, n]) =>
        Array.from({ length: n }, (_, at) => ({ site, qui: `${site}-${at}`, jour: '2026-01-05' })),
      );
      const spec = value(
        releaseSpec({
          version: 1,
          id: 'personnes',
          unit: 'personne',
          person: { column: 'qui', attach: 'first' },
          measure: { type: 'records' },
          dimensions: [{ code: 'site' }],
          tables: [['site']],
          rules: { id: 'T', threshold: 5 },
          universe: { id: 'interventions-42', period: { from: '2026-01', to }, vintage: `${to}-28` },
        }),
      );
      return value(buildCube(spec, { site: rows.map(({ site }) => site), qui: rows.map(({ qui }) => qui) }));
    };
    const ledger = await published([persons({ S1: 17, S2: 20, S3: 12, S4: 30 }, '2026-02')]);
    const next = persons({ S1: 19, S2: 27, S3: 25, S4: 37 }, '2026-03');
    expect(shown(value(await protect(next, { level: 'exact', alea }))).S1).toBe(19);
    expect(shown(value(await guarded(next, ledger))).S1).toBeNull();
    // Interventions of the same universe are counted in another unit: they say nothing of persons.
    const visits = cubeOf(SITE, bySite({ S1: 19, S2: 27, S3: 25, S4: 37 }), {
      from: '2026-01',
      to: '2026-03',
    });
    expect(shown(value(await guarded(visits, ledger))).S1).toBe(19);
  });

  it('several answers: who did not tick an option in March is two cumulated tables away', async () => {
    const cube = (to: string, log: number, others: number): RawCube =>
      cubeOf(
        [{ code: 'famille', multi: '|' }],
        [
          { famille: 'log', n: log },
          { famille: 'emploi', n: others },
          { famille: 'log|emploi', n: 10 },
        ],
        { from: '2026-01', to },
      );
    const ledger = await published([cube('2026-02', 20, 20)]);
    const { table } = value(await protect(cube('2026-03', 38, 22), { level: 'exact', alea }));
    const report = value(await audit(table, { ledger }));
    expect(report.joint?.leaks.map(({ who }) => who)).toContain('sans famille log, 2026-03');
    const kept = await guarded(cube('2026-03', 38, 22), ledger);
    if (kept.ok)
      expect(value(await audit(kept.value.table, { ledger }))).toMatchObject({ exact: 0, derived: 0 });
    else expect(codes(kept)[0]).toMatch(/LAYOUT_TOO_FINE|LEDGER_BLOCKS/);
  });

  it('refuses a broken ledger, a table without a universe, records outside the period', async () => {
    const period = { from: '2026-01', to: '2026-02' };
    const ledger = await published([cubeOf(SITE, bySite({ S1: 7, S2: 20 }), period)]);
    const [entry] = ledger.entries;
    if (!entry) throw new Error('entry');
    const cube = cubeOf(SITE, bySite({ S1: 7, S2: 20 }), period);
    const altered = { entries: [{ ...entry, releaseId: 'autre' }] };
    expect(codes(await guarded(cube, altered))).toEqual(['LEDGER_BROKEN']);
    expect(codes(await audit(value(await guarded(cube, ledger)).table, { ledger: altered }))).toEqual([
      'LEDGER_BROKEN',
    ]);
    const stray = cubeOf(
      MONTHLY,
      [
        { site: 'S1', mois: '2026-03', n: 9 },
        { site: 'S1', mois: '2026-02', n: 9 },
      ],
      period,
    );
    expect(codes(await guarded(stray, ledger))).toEqual(['SPEC_INVALID']);
  });
});
