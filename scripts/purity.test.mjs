// Each rule of the house that ESLint holds, seen firing on a wrong line.
import { join } from 'node:path';
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';
import { root } from './exec.mjs';

const eslint = new ESLint({ cwd: root });
// The text is ours, the path an existing file's: the type-checked rules need a file of the project.
const rulesOn = async (path, text) => {
  const [result] = await eslint.lintText(text, { filePath: join(root, path) });
  return result.messages.map(({ ruleId, message }) => ruleId ?? message);
};

const core = 'packages/mandat/src/index.ts';

describe('purity of the cores', () => {
  it.each([
    ['export const now = Date.now();', 'no-restricted-syntax'],
    ['export const today = new Date();', 'no-restricted-syntax'],
    ['export const chance = Math.random();', 'no-restricted-syntax'],
    ['export const id = globalThis.crypto.getRandomValues(new Uint8Array(8));', 'no-restricted-syntax'],
    ['export const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;', 'no-restricted-syntax'],
    ['export default 1;', 'no-restricted-syntax'],
    ['export const home = process.env;', 'no-restricted-globals'],
    ["export const page = await fetch('https://example.org');", 'no-restricted-globals'],
    ["console.log('');", 'no-restricted-globals'],
    ["import { readFileSync } from 'node:fs';\nexport { readFileSync };", 'no-restricted-imports'],
    ["import * as z from 'zod';\nexport { z };", 'no-restricted-imports'],
    ["import { z } from 'zod';\nexport { z };", 'no-restricted-imports'],
    ['export const any: any = 1;', '@typescript-eslint/no-explicit-any'],
    ['Promise.resolve(1);', '@typescript-eslint/no-floating-promises'],
  ])('refuses %s', async (text, rule) => {
    expect(await rulesOn(core, `${text}\n`)).toContain(rule);
  });

  it('lets through time, zone and chance that are given', async () => {
    const text = `export function drawLot(maintenant: string, alea: (octets: number) => Uint8Array): string {
  return \`\${new Date(maintenant).toISOString()} \${alea(1).join()}\`;
}
`;
    expect(await rulesOn(core, text)).toEqual([]);
  });

  it('holds zod/mini in mandat-pdf too, where I/O is allowed', async () => {
    const text =
      "import { z } from 'zod';\nimport { readFileSync } from 'node:fs';\nexport { z, readFileSync };\n";
    expect(await rulesOn('packages/mandat-pdf/src/index.ts', text)).toEqual(['no-restricted-imports']);
  });

  it('lets mandat have the SHA-256 of Node in one file, and nothing else of it', async () => {
    const path = 'packages/mandat/src/ledger-sha256.node.ts';
    const import_ = (name, from) => `import { ${name} } from '${from}';\nexport { ${name} };\n`;
    expect(await rulesOn(path, import_('hash', 'node:crypto'))).toEqual([]);
    expect(await rulesOn(path, import_('randomBytes', 'node:crypto'))).toEqual(['no-restricted-imports']);
    expect(await rulesOn(path, import_('readFileSync', 'node:fs'))).toEqual(['no-restricted-imports']);
    expect(await rulesOn('packages/mandat/src/ledger.ts', import_('hash', 'node:crypto'))).toEqual([
      'no-restricted-imports',
    ]);
  });

  it('leaves the apps their clock', async () => {
    expect(await rulesOn('apps/permanence/src/server/main.ts', 'export const now = Date.now();\n')).toEqual(
      [],
    );
  });
});
