import { defineConfig } from 'vitest/config';

// Read by the mutation run only, from a copy of this folder.
export default defineConfig({
  resolve: { conditions: ['@porte-plume/source', 'module', 'node', 'development|production'] },
  ssr: { resolve: { conditions: ['@porte-plume/source', 'module', 'node', 'development|production'] } },
  test: {
    include: ['src/**/*.test.ts'],
    // Not what rules decide: the README, the papers and their words, the detectors, the chain, the exports. And not the
    // longest test, of random sequences: it can only kill more.
    exclude: [
      'src/{readme,document/bilingue,document/typographie,document/lisible,regles/commandes}.test.ts',
      'src/{document/textes,export,registre,secrets}/*.test.ts',
    ],
    environment: 'node',
    testTimeout: 60_000,
    setupFiles: ['./vitest.mutation.setup.mjs'],
  },
});
