// Writes data/communes.json from @etalab/decoupage-administratif (MIT), a development dependency: run `node scripts/communes.mjs`.
// A test compares the file with what this script would write.
import { readFileSync, writeFileSync } from 'node:fs';

const DEPARTEMENTS = ['42', '51'];
const read = (name) =>
  JSON.parse(readFileSync(new URL(import.meta.resolve(`@etalab/decoupage-administratif/${name}`)), 'utf8'));

export function buildCommunes() {
  const { version } = read('package.json');
  const rows = read('data/communes.json')
    .filter((c) => c.type === 'commune-actuelle' && DEPARTEMENTS.includes(c.departement))
    .map((c) => [c.code, c.nom, c.codesPostaux?.[0] ?? '', c.population ?? 0])
    .sort((a, b) => (a[0] < b[0] ? -1 : 1));
  const head = {
    source: `npm @etalab/decoupage-administratif ${version} (MIT)`,
    extraitLe: '2026-11-22',
    colonnes: ['codeInsee', 'nom', 'codePostal', 'population'],
  };
  const lines = rows.map((r) => `  ${JSON.stringify(r)}`).join(',\n');
  return `${JSON.stringify(head, null, 1).slice(0, -2)},\n "communes": [\n${lines}\n ]\n}\n`;
}

if (process.argv[1] !== undefined && import.meta.url === new URL(`file://${process.argv[1]}`).href) {
  writeFileSync(new URL('../data/communes.json', import.meta.url), buildCommunes());
}
