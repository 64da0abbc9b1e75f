import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { utils, write } from '@e965/xlsx';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { INPUT, TABLE, Workshop } from './workshop.fixture.ts';

const PACKAGE = fileURLToPath(new URL('../..', import.meta.url));

type Ran = { readonly code: number | null; readonly out: string; readonly err: string };

const start = (file: string, args: readonly string[]): Ran => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [file, ...args], {
    cwd: PACKAGE,
    encoding: 'utf8',
  });
  return { code: status, out: stdout, err: stderr };
};

describe('the built command line', () => {
  let build: string;
  let workshop: Workshop;
  const run = (...args: string[]): Ran => start(join(build, 'cli.js'), args);
  const protect = (out: string, ...more: string[]): Ran => {
    const files = [
      '--spec',
      workshop.at('spec.json'),
      '--in',
      workshop.at('in.csv'),
      '--out',
      workshop.at(out),
    ];
    return run('protect', ...files, ...more);
  };
  const written = (out: string): string[] =>
    ['table.csv', 'certificat.json'].map((name) => readFileSync(workshop.at(out, name), 'utf8'));

  beforeAll(() => {
    // Inside the package, so that the built file finds its dependencies.
    const cache = join(PACKAGE, 'node_modules', '.cache');
    mkdirSync(cache, { recursive: true });
    build = mkdtempSync(join(cache, 'cli-'));
    const tsup = join(
      createRequire(import.meta.url).resolve('tsup/package.json'),
      '..',
      'dist',
      'cli-default.js',
    );
    const flags = [
      '--format',
      'esm',
      '--platform',
      'neutral',
      '--target',
      'es2022',
      '--out-dir',
      build,
      '--silent',
    ];
    expect(start(tsup, ['src/bin/cli.ts', ...flags])).toMatchObject({ code: 0 });
  }, 60_000);
  afterAll(() => {
    rmSync(build, { recursive: true, force: true });
  });
  beforeEach(() => {
    workshop = new Workshop();
  });
  afterEach(() => {
    workshop.clear();
  });

  it('C1: protects the example of §11.3, and gives the same bytes for the same input', () => {
    const first = protect('a', '--level', 'exact');
    expect(first).toMatchObject({ code: 0, err: '' });
    const table = workshop.at('a', 'table.csv');
    const certificate = workshop.at('a', 'certificat.json');
    expect(first.out).toBe(
      `${JSON.stringify({ ok: true, value: { cells: 12, masked: 4, status: 'optimal', level: 'exact', table, certificate } })}\n`,
    );
    expect(written('a')[0]).toBe(TABLE);
    protect('b', '--level', 'exact');
    expect(written('b')).toEqual(written('a'));
    const files = ['--table', table, '--certificate', certificate, '--spec', workshop.at('spec.json')];
    expect(run('verify', ...files)).toMatchObject({ code: 0, err: '' });
    expect(run('audit', '--in', table, '--spec', workshop.at('spec.json'))).toMatchObject({ code: 0 });
  });

  it('C5: permuted rows, a workbook or another seed give an equal table', () => {
    protect('a');
    const [header = '', ...rows] = INPUT.trim().split('\n');
    workshop.put('in.csv', `${[header, ...rows.toReversed()].join('\n')}\n`);
    protect('b');
    expect(written('b')).toEqual(written('a'));
    protect('c', '--seed', 'c0ffee');
    expect(written('c')[0]).toBe(written('a')[0]);
    const sheet = utils.aoa_to_sheet(
      INPUT.trim()
        .split('\n')
        .map((line) => line.split(',')),
    );
    const book = utils.book_new();
    utils.book_append_sheet(book, sheet, 'Feuille1');
    workshop.put('in.csv', new Uint8Array(write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer));
    protect('d');
    expect(written('d')).toEqual(written('a'));
  });

  it('answers in JSON and exits as §11.6 says', () => {
    const leak = workshop.put('leak.csv', TABLE.replace('S01,F,,masque', 'S01,F,12,publie'));
    expect(run('audit', '--in', leak)).toMatchObject({ code: 1 });
    workshop.put('in.csv', `${INPUT}S04,F,-1\n`);
    const bad = protect('out');
    expect(bad).toMatchObject({ code: 2 });
    expect(JSON.parse(bad.out)).toMatchObject({
      ok: false,
      motifs: [{ code: 'FREQ_INVALID', row: 8, column: 'freq' }],
    });
    workshop.put('in.csv', 'site,sexe,freq\n');
    expect(protect('out')).toMatchObject({ code: 3 });
    expect(existsSync(workshop.at('out'))).toBe(false);
    expect(run('--help')).toMatchObject({ code: 0, err: '' });
  });
});
