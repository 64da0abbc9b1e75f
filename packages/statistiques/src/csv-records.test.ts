import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { CsvRecords } from './csv-records.ts';
import { csvLine } from './csv-text.ts';

type Read = { fields: string[]; line: number; broken: boolean; blank: boolean };

function readBy(text: string, size: number): Read[] {
  const read: Read[] = [];
  const records = new CsvRecords(({ fields, ...rest }) => read.push({ ...rest, fields: [...fields] }));
  for (let at = 0; at < text.length; at += size) records.push(text.slice(at, at + size));
  records.end();
  return read;
}

describe('CsvRecords', () => {
  it.each([
    [
      'a mark and CRLF',
      '\ufeffa,b\r\n1,2\r\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'no newline at the end',
      'a;b\n1;2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'an empty last field',
      'a,b\n1,\n',
      [
        ['a', 'b'],
        ['1', ''],
      ],
    ],
    [
      'quotes',
      'a,b\n"x,\n""y""",2\n',
      [
        ['a', 'b'],
        ['x,\n"y"', '2'],
      ],
    ],
    ['a quoted field at the end of the text', 'a\n"x"', [['a'], ['x']]],
    ['nothing', '', []],
  ])('reads %s', (_, text, expected) => {
    expect(readBy(text, 1e6).map(({ fields }) => fields)).toEqual(expected);
  });

  it('numbers the lines on which records start, through quoted newlines', () => {
    expect(readBy('a\n"1\n2"\n\nb\n', 1e6).map(({ line, blank }) => [line, blank])).toEqual([
      [1, false],
      [2, false],
      [4, true],
      [5, false],
    ]);
  });

  it.each(['a,b\n"x,1\n2,3\n', 'a,b\n"x"y,1\n'])('tells a misplaced quote: %j', (text) => {
    expect(
      readBy(text, 3)
        .filter(({ broken }) => broken)
        .map(({ line }) => line),
    ).toEqual([2]);
  });

  it('gives up on a quote that nobody closes, without keeping the file in memory', () => {
    const read: number[] = [];
    const records = new CsvRecords(({ line, broken }) => broken && read.push(line));
    records.push('a,b\n1,2\n"');
    for (let i = 0; i < 40; i += 1) records.push('x\n'.repeat(1 << 19));
    records.end();
    expect(read).toEqual([3]);
  });

  it('property: reads what was written, whatever the size of the chunks', () => {
    const field = fc.string({ unit: fc.constantFrom('a', 'é', '"', ',', ';', '\n', '\r', ' ') });
    const rows = fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 9 }), fc.boolean(), (body, size, newline) => {
        const text = [['x', 'y'], ...body].map((row) => csvLine(row, ',')).join('');
        const read = readBy(newline ? text : text.slice(0, -1), size);
        expect(read.map(({ fields }) => fields)).toEqual([['x', 'y'], ...body]);
        expect(read.every(({ broken }) => !broken)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});
