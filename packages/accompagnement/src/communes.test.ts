import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

it('data/communes.json is what its script writes from the npm package', async () => {
  const script = (await import(new URL('../scripts/communes.mjs', import.meta.url).href)) as {
    buildCommunes(): string;
  };
  expect(readFileSync(new URL('../data/communes.json', import.meta.url), 'utf8')).toBe(
    script.buildCommunes(),
  );
});
