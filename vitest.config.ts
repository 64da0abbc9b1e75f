import { defineConfig } from 'vitest/config';

const conditions = ['@porte-plume/source', 'module', 'node', 'development|production'];

export default defineConfig({
  test: {
    projects: ['mandat', 'mandat-pdf', 'diagnostic', 'statistiques', 'demarches', 'accompagnement'].map((name) => ({
      resolve: { conditions },
      ssr: { resolve: { conditions } },
      test: { name, root: `packages/${name}`, include: ['src/**/*.test.ts'], environment: 'node' },
    })).concat(
      ['permanence', 'kiosque'].map((name) => ({
        resolve: { conditions },
        ssr: { resolve: { conditions } },
        test: { name, root: `apps/${name}`, include: ['src/**/*.test.{ts,tsx}'], environment: 'node' },
      })),
    ),
  },
});
