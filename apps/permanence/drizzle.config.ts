import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'postgresql',
  schema: [
    './src/db/schema.ts',
    './src/db/schema-agenda.ts',
    './src/db/schema-diagnostic.ts',
    './src/db/schema-rapports.ts',
    './src/db/schema-orientations.ts',
    './src/db/schema-administration.ts',
    './src/db/schema-personnes.ts',
    './src/db/schema-suivis.ts',
    './src/db/schema-hors-ligne.ts',
    './src/db/schema-preferences.ts',
    './src/db/schema-acces.ts',
    './src/db/schema-personnel.ts',
    './src/db/schema-cles.ts',
    './src/db/schema-debit.ts',
    './src/db/schema-charge.ts',
    './src/db/schema-reseau.ts',
    './src/db/schema-avis.ts',
    './src/db/schema-apparence.ts',
  ],
  out: './drizzle',
});
