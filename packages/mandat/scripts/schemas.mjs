// Writes schemas/*.schema.json. Run: node --conditions=@porte-plume/source scripts/schemas.mjs
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { format } from 'prettier';
import { toJsonSchemas } from '../src/formats/json-schema.ts';

const dossier = new URL('../schemas/', import.meta.url);
mkdirSync(dossier, { recursive: true });
for (const fichier of readdirSync(dossier)) rmSync(new URL(fichier, dossier));
for (const [nom, schema] of Object.entries(toJsonSchemas())) {
  const texte = await format(JSON.stringify(schema, null, 2), { parser: 'json', printWidth: 110 });
  writeFileSync(new URL(`${nom}.schema.json`, dossier), texte);
}
