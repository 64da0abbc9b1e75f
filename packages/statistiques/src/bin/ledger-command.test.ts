import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { hashJson } from '../hash.ts';
import { run } from './run.ts';

const spec = (from: string, to: string, vintage: string): string =>
  JSON.stringify({
    version: 1,
    id: 'cumul',
    unit: 'intervention',
    measure: { type: 'frequency', column: 'n' },
    dimensions: [{ code: 'site' }],
    tables: [['site']],
    rules: 'FR_SOCIAL_5',
    universe: { id: 'interventions-42', period: { from, to }, vintage },
  });
const data = (counts: Readonly<Record<string, number>>): string =>
  `site,n\n${Object.entries(counts)
    .map(([site, n]) => `${site},${n}\n`)
    .join('')}`;

describe('the release ledger in the command line', () => {
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
  const ledgerText = (): string => readFileSync(at('registre.jsonl'), 'utf8');
  const protect = (
    name: string,
    { release = name, instant = '2026-04-06T08:00:00Z' } = {},
  ): ReturnType<typeof call> =>
    call(
      ...['protect', '--spec', at(`${name}.json`), '--in', at(`${name}.csv`), '--out', at(name)],
      ...['--level', 'exact', '--ledger', at('registre.jsonl'), '--release', release],
      ...['--at', instant, '--audience', 'funder'],
    );
  const codes = (out: unknown): string[] =>
    (out as { motifs: { code: string }[] }).motifs.map(({ code }) => code);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'registre-'));
    put('r1.json', spec('2026-01', '2026-02', '2026-03-05'));
    put('r1.csv', data({ S12: 17, S13: 20, S14: 30, S15: 9 }));
    put('r2.json', spec('2026-01', '2026-03', '2026-04-05'));
    put('r2.csv', data({ S12: 19, S13: 26, S14: 38, S15: 19 }));
    put('late.json', spec('2026-01', '2026-02', '2026-05-05'));
    put('late.csv', data({ S12: 18, S13: 20, S14: 30, S15: 9 }));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('C9 masks the month of 2 between two cumulative releases, and chains them', async () => {
    expect((await protect('r1')).code).toBe(0);
    expect((await protect('r2')).code).toBe(0);
    expect(readFileSync(at('r1/table.csv'), 'utf8')).toContain('S12,17,publie');
    expect(readFileSync(at('r2/table.csv'), 'utf8')).toContain('S12,,masque');
    const entries = ledgerText()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(Object.keys(entries[0] ?? {})).toEqual(
      'seq releaseId prev publishedAt audience universe unit dims specHash norm certificateHash cells hash'.split(
        ' ',
      ),
    );
    const certificate: unknown = JSON.parse(readFileSync(at('r2/certificat.json'), 'utf8'));
    expect(entries[1]).toMatchObject({
      seq: 1,
      releaseId: 'r2',
      prev: entries[0]?.hash,
      publishedAt: '2026-04-06T08:00:00Z',
      audience: 'funder',
      unit: 'intervention',
      dims: ['site'],
      norm: 'FR_SOCIAL_5@2026-01',
      certificateHash: hashJson(certificate),
    });
    expect(certificate).toMatchObject({ ledgerHead: entries[0]?.hash });
    expect(entries[1]?.cells).toContainEqual(['S12', null]);
    const { hash, ...content } = entries[1] ?? {};
    expect(hash).toBe(hashJson(content));

    const listed = await call('ledger', 'list', '--in', at('registre.jsonl'));
    expect(listed.out).toMatchObject({
      ok: true,
      value: { entries: [{ seq: 0 }, { masked: 2 }], head: hash },
    });
    expect(listed.err).toContain('r2  financeurs  2026-01 à 2026-03  5 cases dont 2 masquées');
    const table = ['--in', at('r2/table.csv'), '--spec', at('r2.json')];
    // Without its specification, a table that is in the ledger is known by its cells.
    expect((await call('audit', '--in', at('r2/table.csv'), '--ledger', at('registre.jsonl'))).code).toBe(0);
    expect((await call('audit', '--in', at('r2/table.csv'), '--ledger', at('r1.json'))).code).toBe(3);
    expect((await call('audit', ...table, '--ledger', at('registre.jsonl'))).out).toMatchObject({
      exact: 0,
      derived: 0,
    });
  });

  it('C9 A09 finds the month of 2 in a table published without looking at the ledger', async () => {
    await protect('r1');
    const careless = ['--spec', at('r2.json'), '--in', at('r2.csv'), '--out', at('r2'), '--level', 'exact'];
    expect((await call('protect', ...careless)).code).toBe(0);
    const checked = await call(
      ...['ledger', 'check', '--in', at('registre.jsonl')],
      ...['--table', at('r2/table.csv'), '--spec', at('r2.json')],
    );
    expect(checked.code).toBe(1);
    expect(checked.out).toMatchObject({
      ok: false,
      value: { releases: 1, exact: 0, derived: 1, leaks: [{ kind: 'difference', who: 'site S12, 2026-03' }] },
    });
    const audited = await call(
      ...['audit', '--in', at('r2/table.csv'), '--spec', at('r2.json'), '--ledger', at('registre.jsonl')],
    );
    expect(audited.code).toBe(1);
  });

  it('C9 A11 refuses one late entry, and writes nothing', async () => {
    await protect('r1');
    const before = ledgerText();
    const { code, out, err } = await protect('late');
    expect([code, codes(out)[0]]).toEqual([3, 'REVISION_TOO_SMALL']);
    expect(err).not.toContain('18');
    expect(existsSync(at('late'))).toBe(false);
    expect(ledgerText()).toBe(before);
  });

  it('C9 refuses an altered, missing or displaced line', async () => {
    await protect('r1');
    await protect('r2');
    const [one = '', two = ''] = ledgerText().trimEnd().split('\n');
    expect((await call('ledger', 'verify', '--in', at('registre.jsonl'))).code).toBe(0);
    for (const [lines, line] of [
      [[one.replace('17]', '18]'), two], 1],
      [[two], 1],
      [[two, one], 1],
      [[one, one], 2],
      [[one, two.slice(0, -2)], 2],
    ] as const) {
      put('registre.jsonl', `${lines.join('\n')}\n`);
      const { code, out } = await call('ledger', 'verify', '--in', at('registre.jsonl'));
      // A verification that failed for who verifies, a refusal for who publishes (§11.6, §12).
      expect([code, codes(out)[0]]).toEqual([1, 'LEDGER_BROKEN']);
      expect((await call('ledger', 'list', '--in', at('registre.jsonl'))).code).toBe(3);
      expect((out as { motifs: { row: number }[] }).motifs[0]?.row).toBe(line);
      expect([(await protect('r2')).code, existsSync(at('r3'))]).toEqual([3, false]);
    }
  });

  it('C9 refuses a release whose name is taken, or that goes back in time, and writes nothing', async () => {
    await protect('r1');
    const before = ledgerText();
    const again = await protect('r2', { release: 'r1' });
    expect([again.code, codes(again.out)]).toEqual([2, ['CALL_INVALID']]);
    expect(again.err).toContain('«\u00a0r1\u00a0» est déjà au registre, ligne 1');
    const earlier = await protect('r2', { instant: '2026-04-06T09:59:59+02:00' });
    expect([earlier.code, codes(earlier.out)]).toEqual([2, ['CALL_INVALID']]);
    expect(earlier.err).toContain('2026-04-06T08:00:00Z');
    expect([existsSync(at('r2')), ledgerText()]).toEqual([false, before]);
    // The same instant, written in another zone, is no step back.
    expect((await protect('r2', { instant: '2026-04-06T10:00:00+02:00' })).code).toBe(0);
  });

  it('names the cells of a table that contradicts the past', async () => {
    const monthly = (from: string, to: string): string =>
      JSON.stringify({
        ...(JSON.parse(spec(from, to, '2026-03-05')) as object),
        dimensions: [{ code: 'site' }, { code: 'mois', calendar: ['mois'] }],
        tables: [['site', 'mois']],
      });
    put('m1.json', monthly('2026-01', '2026-02'));
    put('m1.csv', 'site,mois,n\nS12,2026-01,17\nS13,2026-01,20\nS12,2026-02,31\nS13,2026-02,22\n');
    expect((await protect('m1')).code).toBe(0);
    // January and February make 48 in S12.
    put('bad.csv', 'site,valeur,statut\nTotal,90,publie\nS12,20,publie\nS13,70,publie\n');
    const checked = await call(
      ...['ledger', 'check', '--in', at('registre.jsonl')],
      ...['--table', at('bad.csv'), '--spec', at('r1.json')],
    );
    expect(checked.code).toBe(2);
    expect(checked.out).toMatchObject({ ok: false, motifs: [{ code: 'TABLE_NOT_ADDITIVE' }] });
    const [motif] = (checked.out as { motifs: { details: unknown }[] }).motifs;
    expect(motif?.details).toEqual({
      cells: [{ cell: { site: 'S12' } }, { releaseId: 'm1', cell: { site: 'S12', mois: 'Total' } }],
    });
    expect(checked.err).toContain('site S12');
    expect(checked.err).toContain('«\u00a0m1\u00a0»');
  });

  it('asks for what a release of the ledger needs', async () => {
    const bare = [
      'protect',
      '--spec',
      at('r1.json'),
      '--in',
      at('r1.csv'),
      '--out',
      at('x'),
      '--ledger',
      at('l'),
    ];
    expect(codes((await call(...bare)).out)).toEqual(['CALL_INVALID', 'CALL_INVALID']);
    put(
      'r1.json',
      JSON.stringify({ ...(JSON.parse(spec('2026-01', '2026-02', 'v')) as object), universe: undefined }),
    );
    const { code, out } = await protect('r1');
    expect([code, codes(out)]).toEqual([2, ['SPEC_INVALID']]);
    expect(existsSync(at('registre.jsonl'))).toBe(false);
    expect((await call('ledger', 'verify', '--in', at('absent'))).code).toBe(2);
    expect((await call('ledger', 'undo')).code).toBe(2);
  });
});
