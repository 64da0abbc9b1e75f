// A kept verdict is never that of other files, of another day, nor of a run that failed.
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { openVerdicts } from './verdicts.mjs';
import { everything, projectOf, shared, workspaces } from './workspaces.mjs';

const base = mkdtempSync(join(tmpdir(), 'porte-plume-verdicts-'));
afterAll(() => rmSync(base, { recursive: true, force: true }));

const folder = join(base, 'node_modules', 'verdicts');
const write = (path, text) => {
  mkdirSync(join(base, path, '..'), { recursive: true });
  writeFileSync(join(base, path), text);
};
const day = '2026-11-22';
const open = (options = {}) => openVerdicts({ base, folder, env: {}, today: () => day, ...options });
const part = { name: 'lint packages/a', inputs: ['packages/a', 'settings.json'] };

/** Runs the check; says whether it really ran. */
async function ran(
  verdicts,
  parts = [part],
  result = { passed: 3, failed: 0, skipped: 1 },
  during = () => {},
) {
  let really = false;
  const said = await verdicts.through(parts, () => {
    really = true;
    during();
    return Promise.resolve(result);
  });
  return { really, ...said };
}

beforeEach(() => {
  rmSync(base, { recursive: true, force: true });
  write('packages/a/src/one.ts', '1');
  write('packages/a/node_modules/x/index.js', '1');
  write('packages/b/src/one.ts', '1');
  write('settings.json', '{}');
  write('data/f', '1');
});

describe('a verdict', () => {
  it('is said again with its counts on the same files, and only then', async () => {
    expect(await ran(open())).toMatchObject({ really: true, passed: 3, skipped: 1 });
    expect(await ran(open())).toMatchObject({ really: false, passed: 3, skipped: 1, failed: 0, again: 3 });
    write('packages/b/src/one.ts', '2');
    write('packages/a/node_modules/x/index.js', '2');
    expect((await ran(open())).really).toBe(false);
  });

  it.each([
    ['a file that changes', () => write('packages/a/src/one.ts', '2')],
    ['a file that comes', () => write('packages/a/src/two.ts', '')],
    ['a file that goes', () => rmSync(join(base, 'packages/a/src/one.ts'))],
    [
      'a file that moves',
      () => {
        rmSync(join(base, 'packages/a/src/one.ts'));
        write('packages/a/src/uno.ts', '1');
      },
    ],
    ['a setting', () => write('settings.json', '{ }')],
    ['a setting that goes', () => rmSync(join(base, 'settings.json'))],
  ])('is not that of other files: %s', async (_, change) => {
    await ran(open());
    change();
    expect((await ran(open())).really).toBe(true);
    expect((await ran(open())).really).toBe(false);
  });

  it.each([
    ['another day', { today: () => '2026-11-23' }],
    ['a long run', { env: { PORTE_PLUME_LENT: '1' } }],
    ['another browser', { env: { CHROMIUM_PATH: '/usr/bin/other' } }],
    ['another zone', { env: { TZ: 'America/Cayenne' } }],
    ['a run that believes nothing', { fresh: true }],
  ])('is not that of %s', async (_, options) => {
    await ran(open());
    expect((await ran(open(options))).really).toBe(true);
  });

  it('reads what a setting names, and what the machine has', async () => {
    const env = { PORTE_PLUME_DATA: join(base, 'data') };
    await ran(open({ env }));
    expect((await ran(open({ env }))).really).toBe(false);
    write('data/f', '2');
    expect((await ran(open({ env }))).really).toBe(true);
    expect((await ran(open({ env }), [{ ...part, facts: ['18'] }])).really).toBe(true);
  });

  it('of a run that failed is not kept, and takes the earlier one away', async () => {
    await ran(open());
    await ran(open({ fresh: true }), [part], { passed: 3, failed: 1, skipped: 1 });
    expect((await ran(open())).really).toBe(true);
    await ran(open({ fresh: true }), [part], { passed: 0, failed: 0 });
    expect((await ran(open())).really).toBe(true);
  });

  it('of a run that broke is not kept either', async () => {
    await ran(open());
    const broken = open({ fresh: true }).through([part], () => Promise.reject(new Error('broken')));
    await expect(broken).rejects.toThrow('broken');
    expect((await ran(open())).really).toBe(true);
  });

  it('of files that changed while they were judged is not kept', async () => {
    await ran(open(), [part], undefined, () => write('packages/a/src/one.ts', '2'));
    expect((await ran(open())).really).toBe(true);
  });

  it.each(['', '{', '{}', '{"name":"lint packages/a","passed":9,"skipped":0}', 'null'])(
    'is not a file like %j',
    async (text) => {
      await ran(open());
      for (const file of readdirSync(folder)) writeFileSync(join(folder, file), text);
      expect(await ran(open())).toMatchObject({ really: true, passed: 3 });
    },
  );
});

describe('the parts of a check', () => {
  const other = { name: 'lint packages/b', inputs: ['packages/b', 'settings.json'] };
  const both = { passed: 5, failed: 0, parts: { [part.name]: { passed: 3 }, [other.name]: { passed: 2 } } };

  it('run where they are missing, and add up with those that are known', async () => {
    await ran(open(), [part, other], both);
    write('packages/b/src/one.ts', '2');
    const asked = [];
    const said = await open().through([part, other], (missing) => {
      asked.push(...missing);
      return Promise.resolve({ passed: 4, failed: 0 });
    });
    expect(asked).toEqual([other.name]);
    expect(said).toMatchObject({ passed: 7, failed: 0, again: 3 });
    expect(await ran(open(), [part, other])).toMatchObject({ really: false, passed: 7 });
  });

  it('are not kept when one of them failed, or when they do not add up', async () => {
    await ran(open(), [part, other], { ...both, failed: 1 });
    expect((await ran(open(), [part, other])).really).toBe(true);
    await ran(open(), [part, other], { ...both, passed: 6 });
    expect((await ran(open(), [part])).really).toBe(true);
  });
});

describe('the folders of the house', () => {
  it('are read with those that they import, at any depth, and with the settings', () => {
    const found = Object.fromEntries(workspaces().map(({ name, reads }) => [name, reads]));
    expect(found.mandat).toEqual(['packages/mandat']);
    expect(found['mandat-pdf']).toEqual(['packages/mandat', 'packages/mandat-pdf']);
    expect(found.permanence).toEqual(expect.arrayContaining(['packages/demarches', 'apps/permanence']));
    expect(shared()).toEqual(expect.arrayContaining(['eslint.config.js', 'pnpm-lock.yaml', 'scripts']));
    expect(everything()).toEqual(expect.arrayContaining(['docs', 'packages', 'apps', 'README.md']));
    expect(everything()).not.toContain('node_modules');
  });

  it('give their name to the Vitest project of a file', () => {
    expect(projectOf('/x/packages/mandat/src/a.test.ts', '/x')).toBe('mandat');
    expect(projectOf('/x/scripts/arrows.test.mjs', '/x')).toBe('house');
  });
});
