import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { ASSETS, bundles, copies } from './assets.ts';

const racine = fileURLToPath(new URL('../..', import.meta.url));
const budget = {
  'app.css': 10_000,
  'sombre.css': 600,
  'mandat.css': 2_000,
  'app.js': 6_700,
  // Without network: the worker is fetched by every account, the others by the worker, after the page.
  'sw.js': 4_500,
  'hl-accueil.js': 90_000,
  'hl-attente.js': 5_200,
  'hl-demarches.js': 66_000,
  'hl-diagnostic.js': 22_000,
  'hl-feuille.js': 92_000,
  'hl-journee.js': 4_000,
  'hl-mandat.js': 140_000,
  'hl-perdu.js': 1_200,
} as const;

describe('assets', () => {
  it.each(bundles)('$to stays within its budget once compressed', async ({ from, to }) => {
    const { outputFiles } = await build({
      absWorkingDir: racine,
      entryPoints: [from],
      bundle: true,
      minify: true,
      write: false,
      // As the unit tests: the sources of the packages, no build comes first.
      conditions: ['@porte-plume/source'],
      external: [`${ASSETS}/*`],
    });
    expect(gzipSync(outputFiles[0]?.contents ?? '').length).toBeLessThanOrEqual(budget[to]);
  });

  it('finds every file that is copied', () => {
    const paquets = createRequire(new URL('../../build.mjs', import.meta.url));
    for (const { from } of copies) expect(existsSync(paquets.resolve(from)), from).toBe(true);
  });
});
