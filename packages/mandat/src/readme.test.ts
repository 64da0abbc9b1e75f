import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const racine = new URL('..', import.meta.url);
const exemples = [...readFileSync(new URL('README.md', racine), 'utf8').matchAll(/```js\n([\s\S]*?)```/g)];

describe('README', () => {
  it('gives two examples', () => {
    expect(exemples).toHaveLength(2);
  });

  it.each(exemples.map((e) => e[1] ?? ''))('example %# runs as it is, on the public names', (code) => {
    const node = ['--conditions=@porte-plume/source', '--input-type=module', '--eval', code];
    expect(() => execFileSync(process.execPath, node, { cwd: racine, stdio: 'pipe' })).not.toThrow();
  });
});
