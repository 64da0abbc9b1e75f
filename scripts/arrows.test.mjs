// The arrows and the purity of the cores are held by lint; these tests hold the lint.
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { root } from './exec.mjs';

const house = mkdtempSync(join(tmpdir(), 'porte-plume-arrows-'));
afterAll(() => rmSync(house, { recursive: true, force: true }));

const packages = ['mandat', 'mandat-pdf', 'diagnostic', 'statistiques', 'demarches', 'accompagnement'];
const apps = ['permanence', 'kiosque'];
const folderOf = (name) => `${apps.includes(name) ? 'apps' : 'packages'}/${name}`;

/** Builds a house in which the file `from/src/<n>.ts` imports `to` by its public name, and cruises it. */
function cruise(label, edges, extraFiles = {}) {
  const base = join(house, label);
  const write = (file, text) => {
    mkdirSync(dirname(join(base, file)), { recursive: true });
    writeFileSync(join(base, file), text);
  };
  for (const name of [...packages, ...apps]) {
    const exports = { '.': { '@porte-plume/source': './src/index.ts', default: './dist/index.js' } };
    write(
      `${folderOf(name)}/package.json`,
      JSON.stringify({ name: `@porte-plume/${name}`, type: 'module', exports }),
    );
    write(`${folderOf(name)}/src/index.ts`, 'export const here = 1;\n');
    mkdirSync(join(base, 'node_modules/@porte-plume'), { recursive: true });
    symlinkSync(join(base, folderOf(name)), join(base, 'node_modules/@porte-plume', name), 'dir');
  }
  edges.forEach(([from, to], n) =>
    write(`${folderOf(from)}/src/edge-${n}.ts`, `export { here } from '@porte-plume/${to}';\n`),
  );
  for (const [file, text] of Object.entries(extraFiles)) write(file, text);
  copyFileSync(join(root, 'tsconfig.base.json'), join(base, 'tsconfig.base.json'));
  copyFileSync(join(root, '.dependency-cruiser.mjs'), join(base, '.dependency-cruiser.mjs'));
  const bin = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const args = [bin, 'packages', 'apps', '--config', '.dependency-cruiser.mjs', '--output-type', 'json'];
  const { summary } = JSON.parse(execFileSync(process.execPath, args, { cwd: base, encoding: 'utf8' }));
  return summary.violations.map(({ rule, from }) => `${from} ${rule.name}`);
}

const allowed = [
  ['mandat-pdf', 'mandat'],
  ...['mandat', 'diagnostic', 'statistiques', 'demarches'].map((to) => ['accompagnement', to]),
  ...packages.map((to) => ['permanence', to]),
  ['kiosque', 'diagnostic'],
];

const forbidden = [...packages, ...apps]
  .flatMap((from) => [...packages, ...apps].map((to) => [from, to]))
  .filter(([from, to]) => from !== to && !allowed.some(([a, b]) => a === from && b === to));

const ruleOf = ([from, to]) => {
  if (from === 'permanence') return 'apps-are-strangers';
  if (from === 'kiosque') return to === 'permanence' ? 'apps-are-strangers' : 'kiosque-knows-diagnostic-only';
  if (apps.includes(to)) return 'nothing-imports-an-app';
  if (from === 'mandat-pdf') return 'mandat-pdf-knows-mandat-only';
  if (from === 'accompagnement') return 'accompagnement-composes-the-four';
  return 'the-four-stand-alone';
};

describe('arrows of the house', () => {
  it('lets through every arrow of the design', () => {
    expect(cruise('right', allowed)).toEqual([]);
  });

  const found = cruise('wrong', forbidden);
  it.each(forbidden.map((edge, n) => [...edge, n]))('refuses %s → %s', (from, to, n) => {
    expect(found).toContain(`${folderOf(from)}/src/edge-${n}.ts ${ruleOf([from, to])}`);
  });

  it('refuses a cycle, a path into another package and an import that does not resolve', () => {
    const violations = cruise('tangled', [], {
      'packages/mandat/src/a.ts': "import { b } from './b.ts';\nexport const a = () => b;\n",
      'packages/mandat/src/b.ts': "import type { a } from './a.ts';\nexport const b: typeof a | 1 = 1;\n",
      'packages/accompagnement/src/side-door.ts': "export { here } from '../../mandat/src/index.ts';\n",
      'packages/demarches/src/lost.ts': "export { here } from '@porte-plume/nowhere';\n",
    });
    expect(violations).toEqual(
      expect.arrayContaining([
        'packages/mandat/src/a.ts no-cycle',
        'packages/accompagnement/src/side-door.ts by-the-front-door',
        'packages/demarches/src/lost.ts resolvable',
      ]),
    );
  });
});
