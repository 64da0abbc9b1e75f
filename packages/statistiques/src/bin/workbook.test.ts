import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { utils, write, type WorkSheet } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';

import { isWorkbook, readWorkbook } from './workbook.ts';

/** A workbook of one sheet, from rows of plain values. */
function book(rows: readonly unknown[][], change: (sheet: WorkSheet) => void = () => undefined): Uint8Array {
  const sheet = utils.aoa_to_sheet(
    rows.map((row) => [...row]),
    { UTC: true },
  );
  change(sheet);
  const workbook = utils.book_new();
  utils.book_append_sheet(workbook, sheet, 'Feuille1');
  return new Uint8Array(write(workbook, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer);
}

/** The same workbook with the XML of its sheet changed by hand. */
function withXml(bytes: Uint8Array, change: (xml: string) => string): Uint8Array {
  const files = unzipSync(bytes);
  const name = 'xl/worksheets/sheet1.xml';
  const before = strFromU8(files[name] ?? new Uint8Array());
  const after = change(before);
  expect(after).not.toBe(before);
  return zipSync({ ...files, [name]: strToU8(after) });
}

const motifsOf = async (bytes: Uint8Array): Promise<unknown[]> => {
  const read = await readWorkbook(bytes);
  return read.ok ? [] : read.motifs.map(({ code, details }) => ({ code, ...(details as object) }));
};

describe('readWorkbook', () => {
  it('reads texts, numbers, dates and booleans as a CSV file would hold them', async () => {
    const rows = [
      ['site', 'n', 'jour', 'ok'],
      ['S01', 12, new Date(Date.UTC(2026, 2, 31)), true],
      [],
      ['S02', 0.5, new Date(Date.UTC(2024, 1, 29)), false],
    ];
    const bytes = book(rows);
    expect(isWorkbook(bytes)).toBe(true);
    const read = await readWorkbook(bytes);
    if (!read.ok) throw new Error(read.motifs[0]?.phrase);
    expect(read.value.columns).toEqual({
      site: ['S01', 'S02'],
      n: ['12', '0.5'],
      jour: ['2026-03-31', '2024-02-29'],
      ok: ['VRAI', 'FAUX'],
    });
    expect([0, 1].map(read.value.lineOf)).toEqual([2, 4]);
  });

  it('takes the saved result of a formula, and refuses a formula without one', async () => {
    const bytes = book([
      ['site', 'n'],
      ['S01', 3],
      ['S02', 4],
    ]);
    const saved = withXml(bytes, (xml) => xml.replace('<v>3</v>', '<f>1+2</f><v>3</v>'));
    const read = await readWorkbook(saved);
    expect(read.ok && read.value.columns.n).toEqual(['3', '4']);
    const lost = withXml(bytes, (xml) => xml.replace('<v>4</v>', '<f>2+2</f>'));
    expect(await motifsOf(lost)).toEqual([{ code: 'XLSX_INVALID', line: 3, column: 'n' }]);
  });

  it('says every problem at once, by row and column and without the content', async () => {
    const bytes = book(
      [
        ['site', 'site', 'n'],
        ['secret', 'b', 1, 'secret'],
        ['a', 'b', 2],
        ['a', 'b', { t: 'e', v: 7 }],
      ],
      (sheet) => {
        sheet['!merges'] = [{ s: { r: 2, c: 0 }, e: { r: 2, c: 1 } }];
      },
    );
    const read = await readWorkbook(bytes);
    expect(read.ok).toBe(false);
    expect(JSON.stringify(read)).not.toMatch(/secret/);
    expect(await motifsOf(bytes)).toEqual([
      { code: 'XLSX_INVALID', line: 3 },
      { code: 'XLSX_INVALID', line: 1 },
      { code: 'XLSX_INVALID', line: 2 },
      { code: 'XLSX_INVALID', line: 4, column: 'n' },
    ]);
  });

  it.each([
    ['an empty sheet', () => book([])],
    ['a broken file', () => Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0)],
  ])('refuses %s', async (_, bytes) => {
    expect(await motifsOf(bytes())).toMatchObject([{ code: 'XLSX_INVALID' }]);
  });

  it('keeps only the columns asked for', async () => {
    const read = await readWorkbook(
      book([
        ['a', 'b'],
        [1, 2],
      ]),
      new Set(['b']),
    );
    expect(read.ok && read.value.columns).toEqual({ b: ['2'] });
  });

  it('reads a day of the 1904 calendar', async () => {
    const sheet = utils.aoa_to_sheet([['jour'], [{ t: 'n', v: 44_651, z: 'yyyy-mm-dd' }]]);
    const workbook = { SheetNames: ['a'], Sheets: { a: sheet }, Workbook: { WBProps: { date1904: true } } };
    const bytes = new Uint8Array(write(workbook, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer);
    const read = await readWorkbook(bytes);
    expect(read.ok && read.value.columns.jour).toEqual(['2026-04-01']);
  });
});
