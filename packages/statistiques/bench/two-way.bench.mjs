// Every interval of the naive mask of two public instances: our flows, then our audit on HiGHS, then
// two LP solvers in JavaScript, two programs a masked cell. All on the same system, interleaved.
import { readFileSync } from 'node:fs';

import jsLp from 'javascript-lp-solver';
import { solve as yalps } from 'yalps';

import { audit, auditTwoWay, highsSolver, parsePublishedTable } from '../dist/index.js';

const THRESHOLD = 5;
const ok = (resultat) => {
  if (!resultat.ok) throw new Error(resultat.motifs[0]?.phrase);
  return resultat.value;
};

/** The instance as a published table in which only the counts below the threshold are masked. */
function naiveTable(shape) {
  const url = new URL(`../data/instances/inst_${shape}.csv`, import.meta.url);
  const records = readFileSync(url, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));
  const values = new Map();
  for (const [d1, d2, n] of records) {
    for (const a of [d1, 'Total']) {
      for (const b of [d2, 'Total']) values.set(`${a},${b}`, (values.get(`${a},${b}`) ?? 0) + Number(n));
    }
  }
  const rows = [...values].map(([place, n]) =>
    n > 0 && n < THRESHOLD ? `${place},,masque` : `${place},${n},publie`,
  );
  return ok(parsePublishedTable(['d1,d2,valeur,statut', ...rows, ''].join('\n')));
}

/** The attacker's equalities, each a list of masked cells with their sign and what they sum to. */
function equalities({ cells }) {
  const at = new Map(cells.map(({ key }, i) => [`${key.d1},${key.d2}`, i]));
  const codes = (dim) => [...new Set(cells.map(({ key }) => key[dim]))].filter((code) => code !== 'Total');
  const lines = [
    ...[...codes('d1'), 'Total'].map((a) => [...codes('d2'), 'Total'].map((b) => at.get(`${a},${b}`))),
    ...[...codes('d2'), 'Total'].map((b) => [...codes('d1'), 'Total'].map((a) => at.get(`${a},${b}`))),
  ];
  return lines.map((line) => {
    const terms = [];
    let rhs = 0;
    line.forEach((cell, rank) => {
      const sign = rank === line.length - 1 ? -1 : 1;
      const { valeur } = cells[cell];
      if (valeur === null) terms.push([cell, sign]);
      else rhs -= sign * valeur;
    });
    return { terms, rhs };
  });
}

/** The model that both JavaScript solvers read, for one bound of one cell. */
function models(table, solverOf) {
  const rows = equalities(table);
  const masked = table.cells.flatMap(({ valeur }, i) => (valeur === null ? [i] : []));
  const constraints = Object.fromEntries(rows.map(({ rhs }, r) => [`r${r}`, { equal: rhs }]));
  const variables = Object.fromEntries(masked.map((cell) => [`x${cell}`, {}]));
  rows.forEach(({ terms }, r) => {
    for (const [cell, sign] of terms) variables[`x${cell}`][`r${r}`] = sign;
  });
  return masked.map((cell) => {
    const target = { ...variables, [`x${cell}`]: { ...variables[`x${cell}`], goal: 1 } };
    return ['minimize', 'maximize'].map((sense) => solverOf({ sense, constraints, variables: target }));
  });
}

const withYalps = ({ sense, constraints, variables }) =>
  yalps({ direction: sense, objective: 'goal', constraints, variables }).result;
const withJsLp = ({ sense, constraints, variables }) =>
  jsLp.Solve({ optimize: 'goal', opType: sense === 'minimize' ? 'min' : 'max', constraints, variables })
    .result;

const round = (x) => Number(x.toPrecision(3));
const rows = [];
for (const shape of ['20x10', '50x20']) {
  const table = naiveTable(shape);
  const solver = highsSolver();
  const warm = await solver();
  const best = {};
  const time = (name, run) => {
    const start = performance.now();
    const done = (value) => {
      best[name] = Math.min(best[name] ?? Infinity, performance.now() - start);
      return value;
    };
    const value = run();
    return value instanceof Promise ? value.then(done) : done(value);
  };
  const turns = shape === '20x10' ? 3 : 2;
  let ours;
  for (let turn = 0; turn < turns; turn += 1) {
    for (let again = 0; again < 10; again += 1) {
      ours = ok(time('flows', () => auditTwoWay(table, { mode: 'intervals' })));
      ok(time('witnesses', () => auditTwoWay(table)));
    }
    const highs = ok(
      await time('highs', () => audit(table, { mode: 'intervals', solver: () => Promise.resolve(warm) })),
    );
    const bounds = [highs.intervals.map(({ lo, hi }) => [lo, hi])];
    if (turn === 0) {
      bounds.push(time('javascript-lp-solver', () => models(table, withJsLp)));
      bounds.push(time('yalps', () => models(table, withYalps)));
    }
    for (const theirs of bounds) {
      ours.intervals.forEach(({ lo, hi }, i) => {
        const [low, high] = theirs[i];
        if (Math.abs(lo - low) > 1e-6 || Math.abs(hi - high) > 1e-6)
          throw new Error('the attackers disagree');
      });
    }
  }
  console.log(
    `${shape}: ${ours.masked} masked, ${ours.exact} recovered; witnesses ${round(best.witnesses)} ms`,
  );
  for (const [peer, version] of [
    ['highs', '1.15.3, our audit'],
    ['javascript-lp-solver', '1.0.3'],
    ['yalps', '0.6.4'],
  ]) {
    rows.push({
      measure: `all intervals, ${shape}:${THRESHOLD}, primaries masked`,
      ours: round(best.flows),
      unit: 'ms',
      peer: `${peer} ${version}`,
      theirs: round(best[peer]),
      ratio: round(best[peer] / best.flows),
      better: 'lower',
    });
  }
}
console.log(JSON.stringify({ bench: 'two-way', rows }));
