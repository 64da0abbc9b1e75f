// By hand (`node bench/lent.mjs`): the large instance by cutting planes, with two and a half minutes.
import { readFileSync } from 'node:fs';

import { buildCube, protect, releaseSpec } from '../dist/index.js';

const read = (name) => readFileSync(new URL(`../data/instances/${name}`, import.meta.url), 'utf8');
const ok = (resultat) => {
  if (!resultat.ok) throw new Error(resultat.motifs[0]?.phrase);
  return resultat.value;
};
const row = JSON.parse(read('golden.json')).tables.find(({ instance }) => instance === 'ssb-d4');
const [header, ...lines] = read(row.data).trim().split('\n');
const records = lines.map((line) => line.split(','));
const columns = header.split(',').map((name, i) => [name, records.map((record) => record[i])]);
const cube = ok(buildCube(ok(releaseSpec(JSON.parse(read(row.spec)))), Object.fromEntries(columns)));
const start = performance.now();
const { internal, status } = ok(
  await protect(cube, {
    level: 'exact',
    alea: (n) => new Uint8Array(n),
    timeLimitMs: 140_000,
    now: () => performance.now(),
    onProgress: (step) => console.log(Math.round((performance.now() - start) / 1000), step),
  }),
);
const seconds = (performance.now() - start) / 1000;
console.log(status, internal);
const peer = 'cutting planes of the specification (recorded)';
const { sum, msCold } = row.reference.exact;
const rows = [
  ['sum of the secondary cells, ssb-d4:4', internal.secondarySum, 'records', sum],
  ['time, ssb-d4:4', Math.round(seconds), 's', msCold / 1000],
].map(([measure, ours, unit, theirs]) => ({
  measure,
  ours,
  unit,
  peer,
  theirs,
  ratio: Number((theirs / ours).toPrecision(3)),
  better: 'higher',
}));
console.log(JSON.stringify({ bench: 'lent', rows }));
