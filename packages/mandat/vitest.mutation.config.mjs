import { defineConfig } from 'vitest/config';

// Read by the mutation run only, from a copy of this folder.
export default defineConfig({
  resolve: { conditions: ['@porte-plume/source', 'module', 'node', 'development|production'] },
  ssr: { resolve: { conditions: ['@porte-plume/source', 'module', 'node', 'development|production'] } },
  test: { include: ['src/**/*.test.ts'], environment: 'node' },
});
