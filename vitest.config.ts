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
    // The packages are pure: their test files share one module graph, and a property has time on a busy machine.
    ...(folder === 'packages' && { isolate: false, testTimeout: 30_000 }),
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
