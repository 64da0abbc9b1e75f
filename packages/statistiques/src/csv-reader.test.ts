import { describe, expect, it } from 'vitest';

import { CsvColumns, readCsv } from './csv-reader.ts';

describe('CsvColumns', () => {
  it('keeps each distinct value once, and only the columns asked for', () => {
    const csv = new CsvColumns(new Set(['site', 'mois']));
    for (const chunk of ['site,nom,mo', 'is\nS01,x,03\nS0', '2,y,03\n\nS01,z,04']) csv.push(chunk);
    const read = csv.end();
    if (!read.ok) throw new Error(read.motifs[0]?.phrase);
    const { columns, rows, lineOf } = read.value;
    expect(Object.keys(columns)).toEqual(['site', 'mois']);
    expect(columns.site?.dictionary).toEqual(['S01', 'S02']);
    expect([...(columns.site?.codes ?? [])]).toEqual([0, 1, 0]);
    expect(rows).toBe(3);
    // A blank line stands between the second and the third record.
    expect([0, 1, 2].map(lineOf)).toEqual([2, 3, 5]);
  });

  it('stops where a column alone makes too many cells', () => {
    const csv = new CsvColumns(undefined, new Map([['id', 3]]));
    csv.push('id\n1\n2\n2\n3\n');
    expect(csv.isOver).toBe(false);
    csv.push('4\n"');
    expect(csv.isOver).toBe(true);
    const read = csv.end();
    expect(read.ok ? [] : read.motifs.map(({ code }) => code)).toEqual(['TOO_MANY_CELLS']);
  });

  it('reads many rows of a growing column', () => {
    const rows = Array.from({ length: 5000 }, (_, row) => String(row % 700));
    const read = readCsv(`n\n${rows.join('\n')}\n`);
    expect(read.ok && read.value.columns.n).toEqual(rows);
  });
});
