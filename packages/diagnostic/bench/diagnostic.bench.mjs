/**
 * A 30-item session and one score, ours and jsCAT in one process, interleaved: `node bench/diagnostic.bench.mjs` after a
 * build. jsCAT asks for a git fork of `optimization-js`; the one of npm stands in (it serves its MLE, not measured here).
 * Both update the same EAP, under N(0, 1), after each answer, and read the ability and its error. Standard errors differ by
 * definition: ours is the standard deviation of the posterior, theirs 1/√I.
 */
import { readFileSync } from 'node:fs';
import { Cat } from '@bdelab/jscat';
import {
  arbreIllectronisme2021,
  entretienIllectronisme2021,
  fromRecord,
  next,
  score,
} from '@porte-plume/diagnostic';
import { calibration, compile } from '@porte-plume/diagnostic/compile';
import { inseeIllectronisme2021 as insee } from '@porte-plume/diagnostic/instruments';
import { createPosterior, eap, information } from '@porte-plume/diagnostic/irt';

const jscat = `@bdelab/jscat ${JSON.parse(readFileSync(new URL('../node_modules/@bdelab/jscat/package.json', import.meta.url), 'utf8')).version}`;

// Thirty items of 2 parameters over −3…3; the answers of an average person, all of them known beforehand.
const items = Array.from({ length: 30 }, (_, i) => ({ a: 0.8 + (i % 5) * 0.2, b: -3 + i * 0.2 }));
const answers = items.map(({ b }, i) => (((i * 7) % 10) / 10 < 1 / (1 + Math.exp(b)) ? 1 : 0));
const zetas = items.map(({ a, b }) => ({ a, b, c: 0, d: 1 }));
const stimuli = items.map(({ a, b }, id) => ({ a, b, c: 0, d: 1, id }));

function ourSession() {
  const posterior = createPosterior();
  let theta = 0;
  let se = 0;
  for (let i = 0; i < items.length; i += 1) {
    posterior.update(items[i], answers[i]);
    theta = posterior.theta();
    se = posterior.se();
  }
  return { theta, se };
}
function theirSession() {
  const cat = new Cat({ method: 'eap' });
  let se = 0;
  for (let i = 0; i < zetas.length; i += 1) {
    cat.updateAbilityEstimate(zetas[i], answers[i]);
    se = cat.seMeasurement;
  }
  return { theta: cat.theta, se };
}
/** Adaptive: the most informative item left, each time. */
function ourAdaptive() {
  const posterior = createPosterior();
  const left = new Set(items.keys());
  while (left.size > 0) {
    const theta = posterior.theta();
    let best = -1;
    let most = -1;
    for (const i of left) {
      const info = information(items[i], theta);
      if (info > most) {
        most = info;
        best = i;
      }
    }
    left.delete(best);
    posterior.update(items[best], answers[best]);
  }
  return { theta: posterior.theta() };
}
function theirAdaptive() {
  const cat = new Cat({ method: 'eap', itemSelect: 'MFI' });
  let left = stimuli;
  while (left.length > 0) {
    const { nextStimulus, remainingStimuli } = cat.findNextItem(left);
    left = remainingStimuli;
    cat.updateAbilityEstimate(zetas[nextStimulus.id], answers[nextStimulus.id]);
  }
  return { theta: cat.theta };
}
const ourEap = () => eap(items, answers);
function theirEap() {
  const cat = new Cat({ method: 'eap' });
  cat.updateAbilityEstimate(zetas, answers);
  return { theta: cat.theta };
}

const le = '2026-11-22T09:00:00Z';
const record = Object.fromEntries(
  insee.areas.flatMap(({ items: codes }) => codes.map((code, i) => [code, i % 3 === 0])),
);
const log = fromRecord({ IU: 1, ...record }, { evidence: 'self', le });
const started = fromRecord({ IU: 1, IBUY: false, IUIF: true, IUEM: false }, { evidence: 'observed', le });

/** Processor time, ms: another program on the machine does not count. */
function spent() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Median time of one call, in ms of processor, over batches long enough for the clock. */
function measure(engines, rounds, batch) {
  const times = engines.map(() => []);
  for (let round = 0; round < rounds; round += 1) {
    engines.forEach((run, k) => {
      const n = batch[k] ?? 1;
      const start = spent();
      for (let i = 0; i < n; i += 1) run();
      times[k].push((spent() - start) / n);
    });
  }
  return times.map((list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)]);
}

const gap = Math.abs(ourSession().theta - theirSession().theta);
if (!(gap < 1e-3)) throw new Error(`The two abilities differ by ${gap}`);

const precise = (x) => Number(x.toPrecision(3));
const rows = [];
const pair = (name, ours, theirs, [a, b]) => {
  const [mine, other] = measure([ours, theirs], 15, [a, b]);
  rows.push({
    measure: name,
    ours: precise(mine),
    unit: 'ms',
    peer: jscat,
    theirs: precise(other),
    ratio: precise(other / mine),
    better: 'higher',
  });
};
for (const warm of [ourSession, ourAdaptive, ourEap]) for (let i = 0; i < 500; i += 1) warm();
for (const warm of [theirSession, theirAdaptive, theirEap]) for (let i = 0; i < 3; i += 1) warm();
pair('EAP session of 30 items', ourSession, theirSession, [200, 1]);
pair('adaptive session of 30 items', ourAdaptive, theirAdaptive, [100, 1]);
pair('EAP of 30 answers at once', ourEap, theirEap, [500, 5]);
pair(
  'one score (31 answers, level, bounds, trace) against one EAP',
  () => score(insee, log),
  theirEap,
  [2000, 5],
);

const alone = (name, run, batch, rounds = 25) => {
  const [mine] = measure([run], rounds, [batch]);
  rows.push({
    measure: name,
    ours: precise(mine * 1000),
    unit: 'µs',
    peer: 'none',
    theirs: null,
    ratio: null,
    better: 'lower',
  });
};
for (let i = 0; i < 3000; i += 1) next(arbreIllectronisme2021, started);
alone('score, 31 answers', () => score(insee, log), 2000);
alone('next on the tree, 4 answers', () => next(arbreIllectronisme2021, started), 5000);
alone('next on the tree, empty log', () => next(arbreIllectronisme2021, []), 5000);
alone('next, exact interview, 4 answers', () => next(entretienIllectronisme2021, started), 5000);
alone(
  'compile',
  () => compile(calibration, { threshold: 0.95, priorMean: -3.2, criterion: 'illectronisme' }),
  1,
  5,
);

for (const row of rows)
  console.log(
    `${row.measure}: ${row.ours} ${row.unit}${row.theirs === null ? '' : `, jsCAT ${row.theirs} ms, × ${row.ratio}`}`,
  );
console.log(JSON.stringify({ bench: 'diagnostic', rows }));
