// Recomputes the content hash of every sealed file of data/ and writes it back: run it after editing one.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { contentHash } from '../src/content-hash.ts';

const folder = new URL('../data/', import.meta.url);
const read = (name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
for (const name of readdirSync(folder).filter((file) => file.endsWith('.json'))) {
  const data = read(name);
  if (!Object.hasOwn(data, 'hash')) continue;
  const whole = data.derivedFrom ? { ...data, items: read(`${data.derivedFrom}.json`).items } : data;
  data.hash = contentHash(whole);
  writeFileSync(new URL(name, folder), `${JSON.stringify(data, null, 1)}\n`);
  console.log(`${name} ${data.hash}`);
}
