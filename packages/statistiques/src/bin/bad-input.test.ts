import { existsSync } from 'node:fs';

import { utils, write } from '@e965/xlsx';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { INPUT, SPEC, TABLE, Workshop, type Called } from './workshop.fixture.ts';

/** A value that no answer may ever hold. */
const SECRET = 'DUPONT';
const tree = (...hierarchies: Record<string, string[]>[]): object => ({
  ...SPEC,
  dimensions: [{ code: 'site', hierarchies }, { code: 'sexe' }],
});
const SITES = { Total: ['S01', 'S02', 'S03'] };
const workbook = (rows: unknown[][]): Uint8Array => {
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows), 'Feuille1');
  return new Uint8Array(write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer);
};

describe('bad input (specification §12)', () => {
  let workshop: Workshop;
  beforeEach(() => {
    workshop = new Workshop();
  });
  afterEach(() => {
    workshop.clear();
  });

  /** A refusal: its codes, its exit code, French sentences, nothing written and no record told. */
  function expectRefusal(answer: Called, exit: number, codes: readonly string[]): void {
    const { motifs } = answer.out as { motifs: { code: string; phrase: string }[] };
    expect({ codes: [...new Set(motifs.map(({ code }) => code))], exit: answer.code }).toEqual({
      codes,
      exit,
    });
    expect(answer.out).toMatchObject({ ok: false });
    expect(answer.err.trim().split('\n')).toEqual(motifs.map(({ phrase }) => phrase));
    expect(existsSync(workshop.at('out'))).toBe(false);
    expect(answer.text + answer.err).not.toMatch(SECRET);
  }

  it.each<[string, unknown]>([
    ['an unknown dimension in a table', { ...SPEC, tables: [['site', 'age']] }],
    ['finest out of range', { ...SPEC, tables: [{ dims: ['site'], finest: { site: 2 } }] }],
    ['a threshold below 2', { ...SPEC, rules: { id: 'T', threshold: 1 } }],
    ['a threshold that is not an integer', { ...SPEC, rules: { id: 'T', threshold: 3.5 } }],
    ['an unknown preset', { ...SPEC, rules: 'FR_SOCIAL_6' }],
    ['a field of another type', { ...SPEC, version: '1' }],
    ['no object', []],
  ])('SPEC_INVALID: %s', async (_, spec) => {
    workshop.put('spec.json', JSON.stringify(spec));
    expectRefusal(await workshop.protect(), 2, ['SPEC_INVALID']);
  });

  it('SPEC_INVALID: a file that is not JSON, a threshold of the call that is not an integer of 2 or more', async () => {
    for (const threshold of ['1', '0', '-5', '2.5', '0x5', 'cinq', '']) {
      expectRefusal(await workshop.protect('--threshold', threshold), 2, ['SPEC_INVALID']);
    }
    workshop.put('spec.json', '{');
    expectRefusal(await workshop.protect(), 2, ['SPEC_INVALID']);
  });

  it('SPEC_INVALID: every problem of the specification at once, with its path', async () => {
    workshop.put('spec.json', JSON.stringify({ ...SPEC, version: 2, unit: '', tables: [] }));
    const answer = await workshop.protect();
    expectRefusal(answer, 2, ['SPEC_INVALID']);
    expect(answer.out).toMatchObject({
      motifs: [{ path: ['version'] }, { path: ['unit'] }, { path: ['tables'] }],
    });
  });

  it.each<[string, object]>([
    ['a cycle', tree({ ...SITES, A: ['B'], B: ['A'] })],
    ['two parents', tree({ Total: ['A', 'B'], A: ['S01', 'S02'], B: ['S02', 'S03'] })],
    ['a node that nothing reaches', tree({ ...SITES, A: ['S04'] })],
    ['trees with different leaves', tree(SITES, { Total: ['A'], A: ['S01', 'S02'] })],
    ['`Total` as a child', tree({ Total: ['A'], A: ['S01', 'Total'] })],
  ])('HIERARCHY_INVALID: %s', async (_, spec) => {
    workshop.put('spec.json', JSON.stringify(spec));
    expectRefusal(await workshop.protect(), 2, ['HIERARCHY_INVALID']);
  });

  const withCalendar = { ...SPEC, dimensions: [{ code: 'site' }, { code: 'sexe', calendar: ['mois'] }] };
  const withBands = { ...SPEC, dimensions: [{ code: 'site' }, { code: 'sexe', bands: [18, 65] }] };
  it.each<[string, string, string | Uint8Array, string[], object?]>([
    ['RESERVED_CODE', '`Total` as a value', `${INPUT}Total,F,3\n`, ['Ligne 8']],
    ['COLUMN_MISSING', 'two absent columns', `site,nom\nS01,${SECRET}\n`, ['sexe', 'freq']],
    ['CSV_INVALID', 'ragged rows', `${INPUT}${SECRET},F\nS04,F,1,2\n`, ['Ligne 8', 'Ligne 9']],
    ['CSV_INVALID', 'an unclosed quote', `${INPUT}"${SECRET},F,1\nS05,F,2\n`, ['Ligne 8']],
    ['CSV_INVALID', 'a misplaced quote', `${INPUT}"S"${SECRET},F,1\nS05,F,2\n`, ['Ligne 8']],
    ['CSV_INVALID', 'a repeated header', `site,site,freq\nS01,F,1\n`, ['site']],
    ['CSV_INVALID', 'an empty file', '', ['vide']],
    ['CSV_INVALID', 'Latin-1', Buffer.from(`${INPUT}Sé,F,3\n`, 'latin1'), ['UTF-8']],
    ['CSV_INVALID', 'UTF-16', Buffer.from(`\ufeff${INPUT}`, 'utf16le'), ['UTF-8']],
    [
      'VALUE_UNKNOWN',
      'codes of no tree',
      `${INPUT}${SECRET},F,3\n,F,1\n`,
      ['Ligne 8', 'Ligne 9'],
      tree(SITES),
    ],
    [
      'VALUE_UNKNOWN',
      'an age that is no integer',
      `site,sexe,freq\na,${SECRET},3\nb,12.5,1\n`,
      ['Ligne 2', 'Ligne 3'],
      withBands,
    ],
    [
      'FREQ_INVALID',
      'negative, fractional, huge, absent or no counts',
      `${INPUT}a,F,-1\nb,F,1.5\nc,F,9007199254740992\nd,F,\ne,F,${SECRET}\nf,F,1e3\n`,
      ['Ligne 8', 'Ligne 9', 'Ligne 10', 'Ligne 11', 'Ligne 12', 'Ligne 13'],
    ],
    [
      'DATE_INVALID',
      'days that do not exist',
      `site,sexe,freq\na,2026-02-29,1\nb,2026-13,1\nc,31/12/2026,1\n`,
      ['Ligne 2', 'Ligne 3', 'Ligne 4'],
      withCalendar,
    ],
    [
      'XLSX_INVALID',
      'a workbook with an error in it',
      workbook([
        ['site', 'sexe', 'freq'],
        ['a', 'F', { t: 'e', v: 7 }],
      ]),
      ['Ligne 2'],
    ],
  ])('%s: %s', async (code, _, input, mentioned, spec: object = SPEC) => {
    workshop.put('spec.json', JSON.stringify(spec));
    workshop.put('in.csv', input);
    const answer = await workshop.protect();
    expectRefusal(answer, 2, [code]);
    for (const word of mentioned) expect(answer.err).toContain(word);
  });

  it.each<[string, string, string, object?]>([
    [
      'FORBIDDEN_DIMENSION',
      'a dimension that tells of health',
      INPUT,
      {
        ...SPEC,
        dimensions: [{ code: 'site' }, { code: 'sante', column: 'sexe' }],
        tables: [['site', 'sante']],
      },
    ],
    ['EMPTY_UNIVERSE', 'a header alone', 'site,sexe,freq\n'],
    ['EMPTY_UNIVERSE', 'nothing but zeros', 'site,sexe,freq\nS01,F,0\n'],
    [
      'LAYOUT_TOO_FINE',
      'every leaf below the threshold',
      'site,sexe,freq\nS01,F,3\nS01,H,3\nS02,F,2\nS02,H,4\n',
    ],
    [
      'TOO_MANY_CELLS',
      'a table of nine million cells',
      `site,sexe,freq\n${Array.from({ length: 3000 }, (_, row) => `${row},${row},1\n`).join('')}`,
    ],
  ])('%s: %s', async (code, _, input, spec: object = SPEC) => {
    workshop.put('spec.json', JSON.stringify(spec));
    workshop.put('in.csv', input);
    expectRefusal(await workshop.protect('--level', 'exact'), 3, [code]);
  });

  it('LAYOUT_TOO_FINE: says what could be published instead', async () => {
    workshop.put('in.csv', 'site,sexe,freq\nS01,F,3\nS01,H,3\nS02,F,2\nS02,H,4\n');
    expect((await workshop.protect('--level', 'exact')).out).toMatchObject({
      motifs: [
        { details: { suggestions: [{ finest: { site: 1, sexe: 0 } }, { finest: { site: 0, sexe: 1 } }] } },
      ],
    });
  });

  it.each<[string, string, number]>([
    ['TABLE_NOT_ADDITIVE', TABLE.replace('S03,F,12', 'S03,F,13'), 2],
    ['TABLE_FORMAT', TABLE.replace('S03,F,12,publie', 'S03,F,12,secret'), 2],
    ['TABLE_FORMAT', TABLE.replace('S01,F,,masque', 'S01,F,3,masque'), 2],
    ['TABLE_FORMAT', TABLE.replace('S03,F,12,publie', 'S03,F,,publie'), 2],
    ['TABLE_FORMAT', `${TABLE}S03,F,12,publie\n`, 2],
    ['COLUMN_MISSING', 'site,sexe,valeur\nTotal,Total,3\n', 2],
    ['CSV_INVALID', '', 2],
  ])('audit: %s', async (code, table, exit) => {
    const answer = await workshop.call('audit', '--in', workshop.put('table.csv', table));
    expectRefusal(answer, exit, [code]);
  });

  it('says all problems at once, at most a hundred of a kind, each by row, column, code and phrase', async () => {
    const rows = Array.from({ length: 250 }, (_, row) => `${row % 2 ? 'Total' : SECRET},F,-1\n`).join('');
    workshop.put('spec.json', JSON.stringify(tree(SITES)));
    workshop.put('in.csv', `site,sexe,freq\n${rows}`);
    const answer = await workshop.protect();
    expectRefusal(answer, 2, ['VALUE_UNKNOWN', 'RESERVED_CODE', 'FREQ_INVALID']);
    const { motifs } = answer.out as {
      motifs: { code: string; row: number; column: string; phrase: string }[];
    };
    for (const code of ['VALUE_UNKNOWN', 'RESERVED_CODE', 'FREQ_INVALID']) {
      expect(motifs.filter((motif) => motif.code === code)).toHaveLength(100);
    }
    expect(motifs[0]).toMatchObject({ row: 2, column: 'site', code: 'VALUE_UNKNOWN' });
    expect(motifs[0]?.phrase).toMatch(/^Ligne 2, colonne «\u00a0site\u00a0»\u00a0: /);
  });

  it.each([
    [[]],
    [['publish']],
    [['protect']],
    [['protect', '--spec']],
    [['audit', '--in', 'x', '--in', 'y']],
    [['audit', '--in', 'x', '--masked-range', '1-4']],
    [['audit', '--in', 'x', '--width', '0']],
    [['audit', '--system', 'x', '--in', 'y']],
    [['layout', '--spec', 'x', '--in', 'y', '--max-masked', '2', '--limit', '0']],
    [['verify', '--table', 'x']],
  ])('CALL_INVALID: %j', async (args) => {
    expectRefusal(await workshop.call(...args), 2, ['CALL_INVALID']);
  });

  it.each([
    ['--level', 'strict'],
    ['--method', 'cellkey'],
    ['--seed', 'abc'],
    ['--time-limit', '0'],
    ['--at', 'demain'],
    ['--audience', 'tous'],
    ['--format', 'pdf'],
    ['--format', 'ods,'],
    ['--fast', 'x'],
  ])('CALL_INVALID: protect %s %s', async (flag, value) => {
    const answer = await workshop.protect(flag, value);
    expect(answer.err).toContain(flag);
    expectRefusal(answer, 2, ['CALL_INVALID']);
  });

  it('FILE_UNREADABLE: a file that is not there, or a folder', async () => {
    for (const path of [workshop.at('nothing.csv'), workshop.folder]) {
      const files = ['--spec', workshop.at('spec.json'), '--out', workshop.at('out'), '--in', path];
      expectRefusal(await workshop.call('protect', ...files), 2, ['FILE_UNREADABLE']);
      expectRefusal(await workshop.call('audit', '--in', path), 2, ['FILE_UNREADABLE']);
    }
  });

  it('INTERNAL: a fault of the program exits 4 without its message', async () => {
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => {
      throw new RangeError(SECRET);
    });
    try {
      expectRefusal(await workshop.protect('--progress'), 4, ['INTERNAL']);
    } finally {
      clock.mockRestore();
    }
  });

  it('repeated rows of a frequency table add up', async () => {
    workshop.put('in.csv', INPUT.replace('S01,F,12\n', 'S01,F,5\nS01,F,7\nS01,F,0\n'));
    const first = await workshop.protect('--level', 'exact');
    expect(first).toMatchObject({ code: 0, out: { value: { cells: 12, masked: 4 } } });
  });

  it.each([
    ['a mark, CRLF and semicolons', `\ufeff${INPUT.replaceAll('\n', '\r\n').replaceAll(',', ';')}`],
    ['quotes and a blank line', `${INPUT.replace('S01,F,12', '"S01","F","12"')}\n`],
    [
      'columns that nobody asked for',
      INPUT.replaceAll(/\n(?=.)/g, `,${SECRET}\n`)
        .replace('freq,', 'freq,nom')
        .replace(`nom${SECRET}`, 'nom')
        .replace(/\n$/, `,${SECRET}\n`),
    ],
    [
      'rows in another order',
      INPUT.split('\n').slice(0, 1).concat(INPUT.trim().split('\n').slice(1).reverse()).join('\n'),
    ],
    [
      'a workbook',
      workbook([
        ['site', 'sexe', 'freq'],
        ...INPUT.trim()
          .split('\n')
          .slice(1)
          .map((line) => line.split(','))
          .map(([a, b, n]) => [a, b, Number(n)]),
      ]),
    ],
  ])('reads the same table through %s', async (_, input) => {
    workshop.put('in.csv', input);
    const answer = await workshop.protect('--level', 'exact');
    expect(answer).toMatchObject({ code: 0, err: '' });
    const audited = await workshop.call('audit', '--in', workshop.at('out', 'table.csv'), '--intervals');
    expect(audited.out).toMatchObject({ masked: 4, minWidth: 15 });
  });
});
