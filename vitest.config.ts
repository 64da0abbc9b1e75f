import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// Unit tests read the sources of the workspace packages: no build comes first.
const conditions = ['@porte-plume/source', 'module', 'node', 'development|production'];
const packages = ['mandat', 'mandat-pdf', 'diagnostic', 'statistiques', 'demarches', 'accompagnement'];
const apps = ['permanence', 'kiosque'];

const GRAPPE = fileURLToPath(new URL('apps/permanence/src/server/grappe.fixture.ts', import.meta.url));

const project = (folder: string, name: string) => ({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  // Where Vitest runs a globalSetup.
  environments: { __vitest__: { resolve: { conditions } } },
  test: {
    name,
    root: `${folder}/${name}`,
    include: ['src/**/*.test.{ts,tsx}'],
    environment: 'node' as const,
    // Test files share one module graph: loading the application once a file took more time than the tests. What a
    // test changes outside its own values it puts back; the long run proves it, where each file stands alone.
    isolate: process.env.PORTE_PLUME_LENT === '1' && folder === 'apps',
    restoreMocks: true,
    unstubGlobals: true,
    unstubEnvs: true,
    // A property, or a page on a fresh database, has time on a busy machine.
    testTimeout: 30_000,
    // Lazy: PostgreSQL starts when a first test file asks for a database.
    ...(name === 'permanence' && { globalSetup: [GRAPPE] }),
  },
});

export default defineConfig({
  test: {
    projects: [
      ...packages.map((name) => project('packages', name)),
      ...apps.map((name) => project('apps', name)),
      { test: { name: 'house', root: 'scripts', include: ['*.test.mjs'], testTimeout: 60_000 } },
    ],
  },
});
