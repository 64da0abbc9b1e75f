// Protection of the public instances, beside the seconds that other tools took on them (rows « recorded »:
// golden.json, same kind of machine, their CPU time without loading). What is found is checked against
// the optima of the same file.
import { readFileSync } from 'node:fs';

import { buildCube, protect, releaseSpec } from '../dist/index.js';

const read = (name) => readFileSync(new URL(`../data/instances/${name}`, import.meta.url), 'utf8');
const ok = (resultat) => {
  if (!resultat.ok) throw new Error(resultat.motifs[0]?.phrase);
  return resultat.value;
};
const { tables } = JSON.parse(read('golden.json'));
const golden = (instance, threshold) =>
  tables.find((row) => row.instance === instance && row.threshold === threshold);

function cubeOf({ data, spec }) {
  const [header, ...lines] = read(data).trim().split('\n');
  const records = lines.map((line) => line.split(','));
  const columns = header.split(',').map((name, i) => [name, records.map((record) => record[i])]);
  return ok(buildCube(ok(releaseSpec(JSON.parse(read(spec)))), Object.fromEntries(columns)));
}

/** Milliseconds of processor so far: the peers were measured so, whatever else the machine did. */
const cpu = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** Best time of some turns, in milliseconds of processor, with what was found. */
async function timed(cube, options, turns) {
  let best = Infinity;
  let protection;
  for (let turn = 0; turn < turns; turn += 1) {
    const start = cpu();
    protection = ok(await protect(cube, { ...options, alea: (n) => new Uint8Array(n) }));
    best = Math.min(best, cpu() - start);
  }
  return { best, protection };
}

const round = (x) => Number(x.toPrecision(3));
const rows = [];
const compare = (measure, ours, peer, seconds) => {
  rows.push({
    measure,
    ours: round(ours),
    unit: 'ms CPU',
    peer: `${peer} (recorded)`,
    theirs: seconds * 1000,
    ratio: round((seconds * 1000) / ours),
    better: 'higher',
  });
  console.log(`${measure}: ${round(ours)} ms CPU; ${peer}: ${seconds} s (recorded)`);
};

const ratios = [];
for (const [instance, threshold] of [
  ['20x10', 3],
  ['20x10', 5],
  ['50x20', 3],
  ['50x20', 5],
  ['50x20d', 5],
  ['50x20d', 11],
  ['10x10x5', 5],
]) {
  const row = golden(instance, threshold);
  const { best, protection } = await timed(cubeOf(row), { level: 'exact' }, 5);
  if (protection.internal.secondarySum !== row.reference.exact.sum) throw new Error('not the optimum');
  const { cpuSeconds } = row.peers['sdctable-OPT'];
  if (cpuSeconds === undefined) continue;
  compare(`protect exact ${instance}:${threshold}`, best, 'sdcTable 0.34 OPT', cpuSeconds);
  ratios.push((cpuSeconds * 1000) / best);
}
ratios.sort((a, b) => a - b);
for (const [measure, ratio] of [
  ['median ratio of the instances ≤ 1 100 cells', ratios[Math.floor(ratios.length / 2)]],
  ['worst ratio of the instances ≤ 1 100 cells', ratios[0]],
]) {
  rows.push({
    measure,
    ours: 1,
    unit: '×',
    peer: 'sdcTable 0.34 OPT (recorded)',
    theirs: round(ratio),
    ratio: round(ratio),
    better: 'higher',
  });
}

for (const [instance, turns] of [
  ['10x10x5', 3],
  ['30x12x6', 2],
]) {
  const row = golden(instance, 5);
  const { best, protection } = await timed(cubeOf(row), { level: 'interval' }, turns);
  if (protection.internal.secondarySum > row.reference.interval.sum) throw new Error('not the optimum');
  const { cpuSeconds } = row.peers['gauss-interval'];
  compare(`protect interval ${instance}:5`, best, 'GaussSuppression 1.2.3 with intervals', cpuSeconds);
}

const d4 = golden('ssb-d4', 4);
const { best, protection } = await timed(cubeOf(d4), { level: 'exact', method: 'elimination' }, 1);
const { cpuSeconds, sum } = d4.peers['gauss-none'];
compare('protect ssb-d4:4 by elimination', best, 'GaussSuppression 1.2.3', cpuSeconds);
rows.push({
  measure: 'sum of the secondary cells, ssb-d4:4 by elimination',
  ours: protection.internal.secondarySum,
  unit: 'records',
  peer: 'GaussSuppression 1.2.3 (recorded)',
  theirs: sum,
  ratio: round(sum / protection.internal.secondarySum),
  better: 'higher',
});
console.log(JSON.stringify({ bench: 'protect', rows }));
