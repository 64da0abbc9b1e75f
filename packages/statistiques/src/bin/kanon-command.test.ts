import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { interventionHierarchies } from '../kanon-interventions.fixture.ts';
import { run } from './run.ts';

const LOIRE = fileURLToPath(new URL('../../data/instances/loire310.csv', import.meta.url));

describe('porte-plume-statistiques kanon', () => {
  let folder: string;
  const at = (name: string): string => join(folder, name);
  const put = (name: string, text: string): string => {
    writeFileSync(at(name), text);
    return at(name);
  };
  const call = async (...args: string[]): Promise<{ code: number; text: string; err: string }> => {
    const stdout = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    try {
      const code = await run(['kanon', ...args]);
      const text = (spy: typeof stdout): string => spy.mock.calls.map(([chunk]) => String(chunk)).join('');
      return { code, text: text(stdout), err: text(stderr) };
    } finally {
      stdout.mockRestore();
      stderr.mockRestore();
    }
  };
  const hierarchies = (): string[] =>
    Object.entries(interventionHierarchies).flatMap(([name, rows]) => [
      '--hierarchy',
      `${name}=${put(`${name}.csv`, `${rows.map((row) => row.join(';')).join('\n')}\n`)}`,
    ]);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kanon-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('C12: prints the optimum of loire310, levels, loss and suppressed, nothing else', async () => {
    const answer = await call('--in', LOIRE, ...hierarchies(), '--k', '5', '--suppression', '0.05');
    expect(answer).toEqual({
      code: 0,
      text: '{"levels":{"site":2,"mois":2,"age":3,"sexe":0,"situation":0,"demarche":2},"loss":0.43993,"suppressed":15}\n',
      err: '',
    });
  });

  it('writes the file and the report only where asked', async () => {
    const [demarche, rest] = [hierarchies().slice(-2), hierarchies().slice(0, -2)];
    expect(demarche[1]).toContain('demarche=');
    const before = readdirSync(folder);
    const base = ['--in', LOIRE, ...rest, '--k', '5', '--suppression', '0.05'];
    expect(await call(...base)).toMatchObject({ code: 0 });
    expect(readdirSync(folder)).toEqual(before);

    const out = at('remise');
    const answer = await call(...base, '--out', out, '--sensitive', 'demarche', '--population', LOIRE);
    expect(answer.code).toBe(0);
    expect(readdirSync(out).sort()).toEqual(['fichier-k.csv', 'rapport-k.md']);
    const { suppressed } = JSON.parse(answer.text) as { suppressed: number };
    const lines = readFileSync(join(out, 'fichier-k.csv'), 'utf8').trimEnd().split('\n');
    expect(lines[0]).toBe('site,mois,age,sexe,situation,demarche');
    expect(lines).toHaveLength(311 - suppressed);
    expect(lines.slice(1)).toEqual(lines.slice(1).sort());
    expect(readFileSync(join(out, 'rapport-k.md'), 'utf8')).toContain('jamais remis à un financeur');
  });

  it('refuses with every problem, its line and column, no value, and writes nothing', async () => {
    const input = put('in.csv', 'sexe;age\nF;20\nsecret;30\n\nH;secret\n');
    const sexe = put('sexe.csv', 'F;*\nH;*\n');
    const age = put('age.csv', '20;<40;*\n30;<40\n\n');
    const answer = await call(
      ...['--in', input, '--hierarchy', `sexe=${sexe}`, '--hierarchy', `age=${age}`],
      ...['--k', '1', '--suppression', '2', '--out', at('out')],
    );
    expect(answer.code).toBe(2);
    const { motifs } = JSON.parse(answer.text) as {
      motifs: { code: string; row?: number; column?: string }[];
    };
    expect(motifs.map(({ code, row, column }) => [code, row, column])).toEqual([
      ['K_INVALID', undefined, undefined],
      ['SUPPRESSION_INVALID', undefined, undefined],
      ['VALUE_UNKNOWN', 3, 'sexe'],
      ['HIERARCHY_INVALID', 2, 'age'],
    ]);
    expect(answer.text + answer.err).not.toContain('secret');
    expect(readdirSync(folder)).not.toContain('out');
  });

  it('refuses a call that cannot be understood', async () => {
    const input = put('in.csv', 'sexe\nF\nF\n');
    const sexe = put('sexe.csv', 'F;*\n');
    const codes = async (...args: string[]): Promise<unknown> => {
      const { code, text } = await call(...args);
      return [code, (JSON.parse(text) as { motifs: { code: string }[] }).motifs.map((motif) => motif.code)];
    };
    expect(await codes('--in', input)).toEqual([2, ['CALL_INVALID', 'CALL_INVALID']]);
    const twice = ['--hierarchy', `sexe=${sexe}`, '--hierarchy', `sexe=${sexe}`];
    expect(await codes('--in', input, ...twice, '--k', '2')).toEqual([2, ['CALL_INVALID']]);
    const absent = ['--hierarchy', 'sexe', '--hierarchy', `sexe=${at('absent.csv')}`];
    expect(await codes('--in', input, ...absent, '--k', '2', '--keep', 'nom')).toEqual([
      2,
      ['CALL_INVALID', 'CALL_INVALID', 'FILE_UNREADABLE'],
    ]);
    const one = ['--hierarchy', `sexe=${sexe}`];
    expect(await codes('--in', input, ...one, '--k', '3')).toEqual([2, ['K_TOO_LARGE']]);
    const flat = ['--hierarchy', `sexe=${put('flat.csv', 'F\nH\n')}`];
    const three = put('three.csv', 'sexe\nF\nF\nH\n');
    expect(await codes('--in', three, ...flat, '--k', '2')).toEqual([3, ['K_UNREACHABLE']]);
  });
});
