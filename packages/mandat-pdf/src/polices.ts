import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(import.meta.url);

/** Octets of the two families, regular and bold, read from their npm packages: nothing is bundled here. */
export function readPolices(): Buffer[] {
  return [
    ...read(require.resolve('@embedpdf/fonts-latin'), ['NotoSans-Regular.ttf', 'NotoSans-Bold.ttf']),
    ...read(require.resolve('@embedpdf/fonts-arabic'), [
      'NotoNaskhArabic-Regular.ttf',
      'NotoNaskhArabic-Bold.ttf',
    ]),
  ];
}

function read(entree: string, fichiers: readonly string[]): Buffer[] {
  const dossier = path.join(path.dirname(entree), '..', 'fonts');
  return fichiers.map((fichier) => readFileSync(path.join(dossier, fichier)));
}
