import { describe, expect, it } from 'vitest';

import { readCsv } from './csv-reader.ts';
import { example, hostile, release, rich, value } from './export.fixture.ts';
import { toSdmxCsv } from './export.ts';

const read = (csv: string): { header: readonly string[]; rows: Record<string, string>[] } => {
  const { header, columns, lines } = value(readCsv(csv));
  return {
    header,
    rows: lines.map((_, row) => Object.fromEntries(header.map((name) => [name, columns[name]?.[row] ?? '']))),
  };
};

describe('toSdmxCsv', () => {
  it('writes the header of SDMX-CSV 2.0 and a row a cell', async () => {
    const { table } = await example();
    const [header, first] = toSdmxCsv(table).split('\n');
    expect(header).toBe(
      'STRUCTURE,STRUCTURE_ID,ACTION,SITE,SEXE,TIME_PERIOD,OBS_VALUE,OBS_STATUS,CONF_STATUS',
    );
    expect(first).toBe('dataflow,PORTE_PLUME:DEMO(1.0.0),I,_T,_T,2026-Q1,62,A,F');
    expect(read(toSdmxCsv(table, { agency: 'CCAS42', version: '2.0.0' })).rows[0]?.STRUCTURE_ID).toBe(
      'CCAS42:DEMO(2.0.0)',
    );
  });

  it('gives one same code to all the masked cells, and no value', async () => {
    const { table } = await rich();
    const { rows } = read(toSdmxCsv(table));
    expect(rows).toHaveLength(table.cells.length);
    table.cells.forEach(({ valeur }, cell) => {
      expect(rows[cell]).toMatchObject(
        valeur === null
          ? { OBS_VALUE: '', OBS_STATUS: 'Q', CONF_STATUS: 'N' }
          : { OBS_VALUE: String(valeur), OBS_STATUS: 'A', CONF_STATUS: 'F' },
      );
    });
  });

  it('writes times and codes as SDMX does', async () => {
    const { table } = await rich();
    const { rows } = read(toSdmxCsv(table));
    const times = new Map(rows.map(({ MOIS = '', TIME_PERIOD = '' }) => [MOIS, TIME_PERIOD]));
    expect(Object.fromEntries(times)).toEqual({
      _T: '2026-Q1',
      '2026-T1': '2026-Q1',
      '2026-01': '2026-01',
      '2026-02': '2026-02',
      '2026-03': '2026-03',
    });
    expect(new Set(rows.map(({ AGE }) => AGE))).toEqual(new Set(['_T', 'LT25', '25-64', 'GE65', '_U']));
  });

  it('keeps identifiers valid and rows distinct, whatever the codes', async () => {
    const { table } = await hostile();
    const { rows } = read(toSdmxCsv(table));
    const ids = rows.map(({ LIEU = '' }) => LIEU);
    expect(ids.filter((id) => !/^[A-Za-z0-9_@$-]+$/.test(id))).toEqual([]);
    expect(new Set(ids).size).toBe(table.cells.length);
    expect(rows[0]?.STRUCTURE_ID).toBe('PORTE_PLUME:_HOSTILE____CO_(1.0.0)');
  });

  it.each([
    ['2026-01', '2026-12', '2026'],
    ['2026-07', '2026-12', '2026-S2'],
    ['2026-10', '2026-12', '2026-Q4'],
    ['2026-05', '2026-05', '2026-05'],
    ['2025-11', '2026-02', '2025-11-01/P4M'],
  ])('says the months %s to %s as %s', async (from, to, expected) => {
    const { table } = await release(
      {
        id: 'periode',
        measure: { type: 'frequency', column: 'n' },
        dimensions: [{ code: 'time_period' }],
        tables: [['time_period']],
        universe: { id: 'u', period: { from, to }, vintage: 'v' },
      },
      { time_period: ['a', 'b'], n: [10, 20] },
    );
    const { header, rows } = read(toSdmxCsv(table));
    expect(new Set(header).size).toBe(header.length);
    expect(new Set(rows.map(({ TIME_PERIOD }) => TIME_PERIOD))).toEqual(new Set([expected]));
  });
});
