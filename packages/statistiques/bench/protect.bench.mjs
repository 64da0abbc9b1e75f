// Attack of every masked cell: our persistent model against one LP text at a time through the plain
// `solve` of highs, on the same tables, interleaved. Also the time of `protect`, for information.
import { readFileSync } from 'node:fs';

import loadHighs from 'highs';

import { audit, buildCube, protect, releaseSpec } from '../dist/index.js';

const read = (name) => readFileSync(new URL(`../data/instances/${name}`, import.meta.url), 'utf8');
const ok = (resultat) => {
  if (!resultat.ok) throw new Error(resultat.motifs[0]?.phrase);
  return resultat.value;
};

function cubeOf(shape, threshold) {
  const spec = ok(releaseSpec(JSON.parse(read(`spec_${shape}_${threshold}.json`))));
  const [header, ...lines] = read(`inst_${shape}.csv`).trim().split('\n');
  const rows = lines.map((line) => line.split(','));
  const columns = header.split(',').map((name, i) => [name, rows.map((row) => row[i])]);
  return ok(buildCube(spec, Object.fromEntries(columns)));
}

/** The peer's way: the attacker's equalities as LP text, two texts a masked cell. */
function lpText({ cells }) {
  const nameOf = new Map(cells.map(({ key }, i) => [JSON.stringify([key.d1, key.d2]), `x${i}`]));
  const valueOf = new Map(cells.map(({ valeur }, i) => [`x${i}`, valeur]));
  const codes = (dim) => [...new Set(cells.map(({ key }) => key[dim]))].filter((code) => code !== 'Total');
  const rows = [];
  const relation = (parent, children) => {
    let rhs = 0;
    const terms = [];
    for (const [name, sign] of [[parent, -1], ...children.map((child) => [child, 1])]) {
      const value = valueOf.get(name);
      if (value === null) terms.push(`${sign === 1 ? '+' : '-'} ${name}`);
      else rhs -= sign * value;
    }
    if (terms.length > 0) rows.push(`r${rows.length}: ${terms.join(' ')} = ${rhs}`);
  };
  const at = (a, b) => nameOf.get(JSON.stringify([a, b]));
  for (const a of ['Total', ...codes('d1')])
    relation(
      at(a, 'Total'),
      codes('d2').map((b) => at(a, b)),
    );
  for (const b of ['Total', ...codes('d2')])
    relation(
      at('Total', b),
      codes('d1').map((a) => at(a, b)),
    );
  const body = `Subject To\n ${rows.join('\n ')}\nEnd`;
  const masked = cells.flatMap(({ valeur }, i) => (valeur === null ? [`x${i}`] : []));
  return masked.flatMap((name) => [`Minimize\n obj: ${name}\n${body}`, `Maximize\n obj: ${name}\n${body}`]);
}

const highs = await loadHighs();
const round = (x) => Number(x.toPrecision(3));
const rows = [];
for (const [shape, threshold] of [
  ['20x10', 5],
  ['50x20', 3],
]) {
  const cube = cubeOf(shape, threshold);
  const best = { protect: Infinity, ours: Infinity, theirs: Infinity };
  for (let turn = 0; turn < 3; turn += 1) {
    let start = performance.now();
    const { table } = ok(await protect(cube, { level: 'exact', alea: (n) => new Uint8Array(n) }));
    best.protect = Math.min(best.protect, performance.now() - start);

    start = performance.now();
    const report = ok(await audit(table, { mode: 'intervals' }));
    best.ours = Math.min(best.ours, performance.now() - start);

    start = performance.now();
    const bounds = lpText(table).map((text) => highs.solve(text, { output_flag: false }).ObjectiveValue);
    best.theirs = Math.min(best.theirs, performance.now() - start);

    report.intervals.forEach(({ lo, hi }, i) => {
      if (Math.abs(lo - bounds[2 * i]) > 1e-6 || Math.abs(hi - bounds[2 * i + 1]) > 1e-6) {
        throw new Error('the two attackers disagree');
      }
    });
  }
  console.log(`protect ${shape}:${threshold}: ${round(best.protect)} ms (solve and audit)`);
  rows.push({
    measure: `exact intervals ${shape}:${threshold}`,
    ours: round(best.ours),
    unit: 'ms',
    peer: 'highs 1.15.3 solve(lp text)',
    theirs: round(best.theirs),
    ratio: round(best.theirs / best.ours),
    better: 'lower',
  });
}
console.log(JSON.stringify({ bench: 'protect', rows }));
