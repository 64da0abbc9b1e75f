// Recomputes the content hash of every instrument of data/ and writes it back: run it after editing one.
import { readFileSync, writeFileSync } from 'node:fs';
import { contentHash } from '../src/content-hash.ts';

const read = (name) => JSON.parse(readFileSync(new URL(`../data/${name}.json`, import.meta.url), 'utf8'));
for (const name of ['eurostat-dsi2@2021', 'insee-illectronisme@2021']) {
  const data = read(name);
  const whole = data.derivedFrom ? { ...data, items: read(data.derivedFrom).items } : data;
  data.hash = contentHash(whole);
  writeFileSync(new URL(`../data/${name}.json`, import.meta.url), `${JSON.stringify(data, null, 1)}\n`);
  console.log(`${name} ${data.hash}`);
}
