import { describe, expect, it } from 'vitest';

import { audit, protect, type RawCube, type Resultat } from './index.ts';
import { alea, codes, cubeOf, guarded, publish, published, shown, value, type Row } from './joint.fixture.ts';
import { emptyLedger } from './ledger.ts';

const T1 = { from: '2026-01', to: '2026-03' };
const T2 = { from: '2026-04', to: '2026-06' };
const calendar = (levels: readonly string[] = ['mois']): object[] => [
  { code: 'site' },
  { code: 'mois', calendar: levels },
];
const firstQuarter = (late = 0): Row[] =>
  ['S1', 'S2', 'S3'].flatMap((site, rank) =>
    ['2026-01', '2026-02', '2026-03'].map((mois, month) => ({
      site,
      mois,
      n: 20 + 7 * rank + 5 * month + (rank === 0 && month === 1 ? late : 0),
    })),
  );
const phrases = (resultat: Resultat<unknown>): string =>
  resultat.ok ? '' : resultat.motifs.map(({ phrase }) => phrase).join('\n');

describe('a release dated outside the period it announces', () => {
  it.each([
    ['by month', calendar()],
    ['by month and quarter', calendar(['mois', 'trimestre'])],
    ['by quarter', calendar(['trimestre'])],
    ['by year, whose only code holds both periods', calendar(['annee'])],
    ['by months that are not declared a calendar', [{ code: 'site' }, { code: 'mois' }]],
  ])('C9 %s, wholly: refused, with the months', async (_, dimensions) => {
    const ledger = await published([cubeOf(dimensions, firstQuarter(), T1)]);
    const second = cubeOf(dimensions, firstQuarter(1), T2);
    for (const past of [ledger, emptyLedger()]) {
      const refused = await guarded(second, past);
      expect(codes(refused)).toEqual(['SPEC_INVALID']);
      expect(phrases(refused)).toContain('2026-04 à 2026-06');
      expect(phrases(refused)).toMatch(/2026-01|2026-T1/);
      expect(phrases(refused)).not.toMatch(/\b2[0-9]\b|301/);
    }
  });

  it('C9 the audit and the register refuse it too, protected without the ledger', async () => {
    const ledger = await published([cubeOf(calendar(), firstQuarter(), T1)]);
    const careless = value(await protect(cubeOf(calendar(), firstQuarter(1), T2), { level: 'exact', alea }));
    expect(codes(await audit(careless.table, { ledger }))).toEqual(['SPEC_INVALID']);
    await expect(publish(ledger, careless)).rejects.toThrow('SPEC_INVALID');
  });

  it('C9 a dimension left out of every table is read all the same', async () => {
    const cube = (rows: readonly Row[], period: typeof T1): RawCube =>
      cubeOf(calendar(), rows, period, { tables: [['site']] });
    const ledger = await published([cube(firstQuarter(), T1)]);
    expect(codes(await guarded(cube(firstQuarter(1), T2), ledger))).toEqual(['SPEC_INVALID']);
  });

  it('C9 without any date, periods that overlap are compared', async () => {
    const undated = (late: number, to: string): RawCube =>
      cubeOf([{ code: 'site' }], firstQuarter(late), { from: '2026-01', to });
    const ledger = await published([undated(0, '2026-03')]);
    expect(codes(await guarded(undated(1, '2026-03'), ledger))).toContain('REVISION_TOO_SMALL');
    // One month more, in which S1 counts 1: neither it nor the total may show it.
    const next = value(await guarded(undated(1, '2026-04'), ledger));
    expect(value(await audit(next.table, { ledger }))).toMatchObject({ exact: 0, derived: 0 });
    expect(shown(next)).toMatchObject({ S1: null });
  });

  it('a second date may lie outside, unless the past dates by it', async () => {
    const dimensions = [
      { code: 'accueil', calendar: ['mois'] },
      { code: 'mois', calendar: ['mois'] },
    ];
    const rows = (month: string): Row[] => [
      { accueil: '2025-12', mois: month, n: 20 },
      { accueil: '2026-01', mois: month, n: 30 },
    ];
    const month = (at: string): { from: string; to: string } => ({ from: at, to: at });
    const ledger = await published([cubeOf(dimensions, rows('2026-02'), month('2026-02'))]);
    expect((await guarded(cubeOf(dimensions, rows('2026-03'), month('2026-03')), ledger)).ok).toBe(true);
    const swapped = rows('2026-02').map(({ n }) => ({ accueil: '2026-03', mois: '2026-02', n: n + 1 }));
    expect(codes(await guarded(cubeOf(dimensions, swapped, month('2026-03')), ledger))).toEqual([
      'SPEC_INVALID',
    ]);
  });

  it('C9 of two dates, months are compared by the one that the past has', async () => {
    const ledger = await published([cubeOf([{ code: 'mois', calendar: ['mois'] }], firstQuarter(), T1)]);
    const rows = (late: number): Row[] =>
      firstQuarter(late).map((row) => ({
        ...row,
        relance: row.mois === '2026-01' ? '2026-02' : '2026-03',
        n: row.n - (row.site === 'S1' && row.mois === '2026-03' ? late : 0),
      }));
    const dimensions = ['relance', 'mois'].map((code) => ({ code, calendar: ['mois'] }));
    expect((await guarded(cubeOf(dimensions, rows(0), T1), ledger)).ok).toBe(true);
    // One more in February, one fewer in March: the total says nothing of it.
    expect(codes(await guarded(cubeOf(dimensions, rows(1), T1), ledger))).toContain('REVISION_TOO_SMALL');
  });

  it('empty months and years of birth outside are no dates of records', async () => {
    const months = [
      { code: 'site' },
      { code: 'mois', calendar: ['mois'], codes: ['2026-01', '2026-02', '2026-07'] },
    ];
    const rows = firstQuarter().filter(({ mois }) => mois !== '2026-03');
    const zero = [...rows, { site: 'S1', mois: '2026-07', n: 0 }];
    expect((await guarded(cubeOf(months, zero, { from: '2026-01', to: '2026-02' }), emptyLedger())).ok).toBe(
      true,
    );
    const born = [
      { naissance: '1980', n: 20 },
      { naissance: '1990', n: 30 },
    ];
    expect((await guarded(cubeOf([{ code: 'naissance' }], born, T1), emptyLedger())).ok).toBe(true);
  });
});
