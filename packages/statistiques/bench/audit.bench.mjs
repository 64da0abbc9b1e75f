// Attack of every masked cell of protected instances, beside the seconds that attack() of sdcTable took
// on their primaries (rows « recorded »: golden.json), and beside one LP text per bound through the
// plain `solve` of highs, in the same run. JavaScript LP solvers: two-way.bench.mjs.
import { readFileSync } from 'node:fs';

import loadHighs from 'highs';

import { audit, buildCube, highsSolver, protect, releaseSpec } from '../dist/index.js';

const read = (name) => readFileSync(new URL(`../data/instances/${name}`, import.meta.url), 'utf8');
const ok = (resultat) => {
  if (!resultat.ok) throw new Error(resultat.motifs[0]?.phrase);
  return resultat.value;
};
const { tables } = JSON.parse(read('golden.json'));

function cubeOf({ data, spec }) {
  const [header, ...lines] = read(data).trim().split('\n');
  const records = lines.map((line) => line.split(','));
  const columns = header.split(',').map((name, i) => [name, records.map((record) => record[i])]);
  return ok(buildCube(ok(releaseSpec(JSON.parse(read(spec)))), Object.fromEntries(columns)));
}

/** The peer's way: the attacker's equalities as LP text, two texts a masked cell of a two-way table. */
function lpTexts({ cells }) {
  const at = new Map(cells.map(({ key }, i) => [`${key.d1},${key.d2}`, i]));
  const codes = (dim) => [...new Set(cells.map(({ key }) => key[dim]))].filter((code) => code !== 'Total');
  const lines = [
    ...['Total', ...codes('d1')].map((a) => ['Total', ...codes('d2')].map((b) => at.get(`${a},${b}`))),
    ...['Total', ...codes('d2')].map((b) => ['Total', ...codes('d1')].map((a) => at.get(`${a},${b}`))),
  ];
  const rows = lines.flatMap((line, r) => {
    let rhs = 0;
    const terms = [];
    line.forEach((cell, rank) => {
      const { valeur } = cells[cell];
      if (valeur === null) terms.push(`${rank === 0 ? '-' : '+'} x${cell}`);
      else rhs += (rank === 0 ? 1 : -1) * valeur;
    });
    return terms.length > 0 ? [`r${r}: ${terms.join(' ')} = ${rhs}`] : [];
  });
  const body = `Subject To\n ${rows.join('\n ')}\nEnd`;
  const masked = cells.flatMap(({ valeur }, i) => (valeur === null ? [`x${i}`] : []));
  return masked.flatMap((name) => [`Minimize\n obj: ${name}\n${body}`, `Maximize\n obj: ${name}\n${body}`]);
}

/** Milliseconds of processor so far: the peers were measured so, whatever else the machine did. */
const cpu = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

const highs = await loadHighs();
const solver = await highsSolver()();
const warm = { solver: () => Promise.resolve(solver) };
const round = (x) => Number(x.toPrecision(3));
const rows = [];
const compare = (measure, ours, peer, theirs) => {
  rows.push({
    measure,
    ours: round(ours),
    unit: 'ms CPU',
    peer,
    theirs: round(theirs),
    ratio: round(theirs / ours),
    better: 'higher',
  });
  console.log(`${measure}: ${round(ours)} ms CPU; ${peer}: ${round(theirs)} ms`);
};

const ratios = [];
for (const instance of ['20x10', '10x10x5', '50x20', '30x12x6']) {
  const row = tables.find((other) => other.instance === instance && other.threshold === 5);
  const { table } = ok(await protect(cubeOf(row), { level: 'exact', alea: (n) => new Uint8Array(n) }));
  const recorded = row.attackCpuSeconds['sdctable-attack'] * 1000;
  const best = { intervals: Infinity, witness: Infinity, highs: Infinity, text: Infinity };
  const time = async (name, run) => {
    const start = cpu();
    const value = await run();
    best[name] = Math.min(best[name], cpu() - start);
    return value;
  };
  for (let turn = 0; turn < (instance === '30x12x6' ? 2 : 3); turn += 1) {
    const report = ok(await time('intervals', () => audit(table, { mode: 'intervals', explain: false })));
    ok(await time('witness', () => audit(table, { explain: false })));
    if (instance !== '20x10') continue;
    ok(await time('highs', () => audit(table, { mode: 'intervals', explain: false, ...warm })));
    const bounds = await time('text', () =>
      lpTexts(table).map((text) => highs.solve(text, { output_flag: false }).ObjectiveValue),
    );
    report.intervals.forEach(({ lo, hi }, i) => {
      if (Math.abs(lo - bounds[2 * i]) > 1e-6 || Math.abs(hi - bounds[2 * i + 1]) > 1e-6)
        throw new Error('the two attackers disagree');
    });
  }
  ratios.push(recorded / best.intervals);
  compare(`exact intervals ${instance}:5`, best.intervals, 'sdcTable 0.34 attack() (recorded)', recorded);
  compare(`witnesses ${instance}:5`, best.witness, 'sdcTable 0.34 attack() (recorded)', recorded);
  if (best.text < Infinity) {
    compare(`exact intervals ${instance}:5, on HiGHS`, best.highs, 'highs 1.15.3 solve(lp text)', best.text);
  }
}
ratios.sort((a, b) => a - b);
const median = (ratios[1] + ratios[2]) / 2;
rows.push({
  measure: 'median ratio, exact intervals',
  ours: 1,
  unit: '×',
  peer: 'sdcTable 0.34 attack() (recorded)',
  theirs: round(median),
  ratio: round(median),
  better: 'higher',
});
console.log(JSON.stringify({ bench: 'audit', rows }));
