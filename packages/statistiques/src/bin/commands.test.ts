import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { run } from './run.ts';

const SPEC = {
  version: 1,
  id: 'demo',
  unit: 'intervention',
  measure: { type: 'frequency', column: 'freq' },
  dimensions: [{ code: 'site' }, { code: 'sexe' }],
  tables: [['site', 'sexe']],
  rules: 'FR_SOCIAL_5',
};
const INPUT = `site,sexe,freq\nS01,F,12\nS01,H,3\nS02,F,9\nS02,H,14\nS03,F,12\nS03,H,12\n`;
/** The example of §11.3, as written. */
const TABLE = `site,sexe,valeur,statut
Total,Total,62,publie
Total,F,33,publie
Total,H,29,publie
S01,Total,15,publie
S01,F,,masque
S01,H,,masque
S02,Total,23,publie
S02,F,,masque
S02,H,,masque
S03,Total,24,publie
S03,F,12,publie
S03,H,12,publie
`;

describe('porte-plume-statistiques', () => {
  let folder: string;
  const at = (name: string): string => join(folder, name);
  const put = (name: string, text: string): string => {
    writeFileSync(at(name), text);
    return at(name);
  };
  const call = async (...args: string[]): Promise<{ code: number; out: unknown; err: string }> => {
    const stdout = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    try {
      const code = await run(args);
      const text = (spy: typeof stdout): string => spy.mock.calls.map(([chunk]) => String(chunk)).join('');
      return { code, out: JSON.parse(text(stdout)), err: text(stderr) };
    } finally {
      stdout.mockRestore();
      stderr.mockRestore();
    }
  };
  const protect = (...more: string[]): ReturnType<typeof call> =>
    call('protect', '--spec', at('spec.json'), '--in', at('in.csv'), '--out', at('out'), ...more);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'statistiques-'));
    put('spec.json', JSON.stringify(SPEC));
    put('in.csv', INPUT);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('protects the example of the specification, then audits and verifies it', async () => {
    const { code, out } = await protect('--level', 'exact', '--internal-report', at('report.json'));
    expect(code).toBe(0);
    expect(out).toEqual({
      ok: true,
      value: {
        cells: 12,
        masked: 4,
        status: 'optimal',
        level: 'exact',
        table: join(at('out'), 'table.csv'),
        certificate: join(at('out'), 'certificat.json'),
      },
    });
    const table = join(at('out'), 'table.csv');
    expect(readFileSync(table, 'utf8')).toBe(TABLE);
    expect(readdirSync(at('out')).sort()).toEqual(['certificat.json', 'table.csv']);
    expect(JSON.parse(readFileSync(at('report.json'), 'utf8'))).toMatchObject({
      primaries: 1,
      secondaries: 3,
      secondarySum: 35,
      gap: 0,
    });
    const audited = await call('audit', '--in', table, '--intervals');
    expect(audited).toMatchObject({ code: 0, err: '' });
    expect(audited.out).toMatchObject({ version: 1, cells: 12, published: 8, masked: 4, relations: 7 });
    expect(audited.out).toMatchObject({ consistent: true, width: 1, exact: 0, belowWidth: 0, minWidth: 15 });
    expect(audited.out).toMatchObject({
      intervals: expect.arrayContaining([{ cell: { site: 'S01', sexe: 'H' }, lo: 0, hi: 15 }]) as unknown,
    });
    const certificate = join(at('out'), 'certificat.json');
    const files = ['--table', table, '--certificate', certificate, '--spec', at('spec.json')];
    expect(await call('verify', ...files)).toMatchObject({ code: 0, out: { ok: true } });
    writeFileSync(table, TABLE.replace('S03,F,12', 'S03,F,11'));
    expect(await call('verify', ...files)).toMatchObject({ code: 1, out: { ok: false } });
  });

  it('writes the same bytes for the same input', async () => {
    await protect('--level', 'exact');
    const first = readFileSync(join(at('out'), 'certificat.json'), 'utf8');
    await protect('--level', 'exact');
    expect(readFileSync(join(at('out'), 'certificat.json'), 'utf8')).toBe(first);
  });

  it.each([
    ['elimination', ['--level', 'exact', '--method', 'elimination'], 3, 'UNSUPPORTED'],
    ['a ledger', ['--level', 'exact', '--ledger', 'l.jsonl'], 3, 'UNSUPPORTED'],
    ['everything masked', ['--level', 'exact', '--threshold', '40'], 3, 'LAYOUT_TOO_FINE'],
    ['a threshold of one', ['--level', 'exact', '--threshold', '1'], 2, 'SPEC_INVALID'],
    [
      'a threshold that is not written in digits',
      ['--level', 'exact', '--threshold', '0x5'],
      2,
      'SPEC_INVALID',
    ],
    ['an unknown flag', ['--level', 'exact', '--fast'], 2, 'CALL_INVALID'],
  ])('refuses %s and writes nothing', async (_, more, code, motif) => {
    const answer = await protect(...more);
    expect(answer).toMatchObject({ code, out: { ok: false, motifs: [{ code: motif }] } });
    expect(answer.err).not.toBe('');
    expect(existsSync(at('out'))).toBe(false);
  });

  it.each([
    ['a missing column', 'site,freq\nS01,1\n', 'COLUMN_MISSING', /sexe/],
    ['a ragged row', `${INPUT}S04,F\n`, 'CSV_INVALID', /Ligne 8/],
    ['a reserved code', `${INPUT}Total,F,3\n`, 'RESERVED_CODE', /Ligne 8/],
    ['a bad count', `${INPUT}S04,F,-1\n`, 'FREQ_INVALID', /Ligne 8/],
  ])('refuses %s by a French sentence', async (_, text, motif, sentence) => {
    put('in.csv', text);
    const answer = await protect('--level', 'exact');
    expect(answer).toMatchObject({ code: 2, out: { ok: false, motifs: [{ code: motif }] } });
    expect(answer.err).toMatch(sentence);
    expect(existsSync(at('out'))).toBe(false);
  });

  it('writes nothing where one of the files cannot be written, and says which', async () => {
    mkdirSync(join(at('out'), 'certificat.json'), { recursive: true });
    put('file', 'x');
    const cases = [
      ['--out', at('out')],
      ['--out', join(at('file'), 'below')],
      ['--out', at('new'), '--internal-report', join(at('file'), 'report.json')],
    ];
    for (const more of cases) {
      const args = ['--spec', at('spec.json'), '--in', at('in.csv'), '--level', 'exact', ...more];
      const answer = await call('protect', ...args);
      expect(answer).toMatchObject({ code: 2, out: { ok: false, motifs: [{ code: 'FILE_UNWRITABLE' }] } });
      expect(answer.err).toMatch(/ne peut pas être écrit/);
    }
    expect(readdirSync(at('out'))).toEqual(['certificat.json']);
    expect(existsSync(at('new'))).toBe(false);
  });

  it('keeps the table published before when the next one cannot be written whole', async () => {
    mkdirSync(join(at('out'), 'certificat.json'), { recursive: true });
    put('out/table.csv', 'before');
    expect(await protect('--level', 'exact')).toMatchObject({ code: 2 });
    expect(readFileSync(at('out/table.csv'), 'utf8')).toBe('before');
    expect(readdirSync(at('out')).sort()).toEqual(['certificat.json', 'table.csv']);
  });

  it('tells a leak and a contradiction by the exit code', async () => {
    const leak = put('leak.csv', TABLE.replace('S01,F,,masque', 'S01,F,12,publie'));
    const leaking = await call('audit', '--in', leak);
    expect(leaking).toMatchObject({ code: 1, out: { exact: 3 } });
    const wrong = put('wrong.csv', TABLE.replace('S03,F,12', 'S03,F,13'));
    expect(await call('audit', '--in', wrong)).toMatchObject({
      code: 2,
      out: { ok: false, consistent: false, motifs: [{ code: 'TABLE_NOT_ADDITIVE' }] },
    });
  });

  it('attacks linear systems', async () => {
    const path = put('v.json', JSON.stringify([{ id: 'A05', vars: { a: [0, 1e6] }, eq: [] }]));
    expect(await call('audit', '--system', path)).toMatchObject({
      code: 0,
      out: [{ id: 'A05', bounds: { a: [0, null] } }],
    });
  });
});
