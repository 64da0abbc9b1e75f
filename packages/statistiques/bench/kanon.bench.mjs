// Optimal k-anonymity: our time against the warm seconds of ARX 3.9.2 as recorded in golden.json
// (ARX is a Java program: it does not run here), on the file Adult, which stays where the variable
// PORTE_PLUME_DATA says. Without it, only the interventions: how much of the lattice is looked at.
import { existsSync, readFileSync } from 'node:fs';

import { kAnonymise, parseHierarchy } from '../dist/kanon.js';

const instance = (name) => readFileSync(new URL(`../data/instances/${name}`, import.meta.url), 'utf8');
const { adult, interventions } = JSON.parse(instance('golden.json')).kAnonymity;
const ok = (resultat) => {
  if (!resultat.ok) throw new Error(resultat.motifs[0]?.phrase);
  return resultat.value;
};
const columnsOf = (text, separator) => {
  const [header, ...rows] = text
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(separator));
  return Object.fromEntries(header.map((name, at) => [name, rows.map((row) => row[at])]));
};
const round = (x) => Number(x.toPrecision(3));

/** Best of several runs, in seconds: reading the values, encoding and search, without the file. */
function measure(columns, hierarchies, { k, suppressionLimit, optimum, loss, suppressed }, turns) {
  let seconds = Infinity;
  let found;
  for (let turn = 0; turn < turns; turn += 1) {
    const start = performance.now();
    found = ok(kAnonymise(columns, { k, suppressionLimit, hierarchies }));
    seconds = Math.min(seconds, (performance.now() - start) / 1000);
  }
  const levels = Object.values(found.levels).join();
  if (levels !== optimum.join() || found.suppressed !== suppressed || Math.abs(found.loss - loss) > 5e-6) {
    throw new Error('not the optimum of golden.json');
  }
  return { seconds, checks: found.checks };
}

/** The hierarchies of the interventions, as golden.json words them. */
function interventionHierarchies() {
  const two = (n) => String(n).padStart(2, '0');
  const range = (from, to) => Array.from({ length: to - from + 1 }, (_, at) => from + at);
  const bands = [
    [30, '<30'],
    [45, '30-44'],
    [60, '45-59'],
    [75, '60-74'],
    [Infinity, '75+'],
  ];
  const groups = {
    actif: ['emploi', 'recherche_emploi'],
    minima: ['rsa', 'aah'],
    inactif: ['retraite', 'etudiant', 'foyer', 'autre'],
  };
  return {
    site: range(1, 30).map((n) => [`S${two(n)}`, `Z${Math.ceil(n / 6)}`, '*']),
    mois: range(2024, 2026).flatMap((y) =>
      range(1, 12).map((m) => [`${y}-${two(m)}`, `${y}-T${Math.ceil(m / 3)}`, `${y}`, '*']),
    ),
    age: range(15, 110).map((age) => [
      `${age}`,
      `${age - (age % 5)}`,
      bands.find(([below]) => age < below)[1],
      age < 60 ? '<60' : '60+',
      '*',
    ]),
    sexe: ['F', 'H', 'NR'].map((sexe) => [sexe, '*']),
    situation: Object.entries(groups).flatMap(([group, members]) => members.map((s) => [s, group, '*'])),
    demarche: range(1, 24).map((n) => [`D${two(n)}`, `G${Math.ceil(n / 4)}`, '*']),
  };
}

const rows = [];
for (const result of interventions.results) {
  const columns = columnsOf(instance(result.data), ',');
  const { seconds, checks } = measure(columns, interventionHierarchies(), result, 5);
  console.log(`${result.data}: ${round(1000 * seconds)} ms`);
  rows.push({
    measure: `${result.data} k = ${result.k}, suppression ${result.suppressionLimit}`,
    ours: checks,
    unit: 'nodes counted',
    peer: 'every node of the lattice',
    theirs: interventions.latticeNodes,
    ratio: round(interventions.latticeNodes / checks),
    better: 'lower',
  });
}

const folder = `${process.env.PORTE_PLUME_DATA ?? ''}/statistiques`;
if (existsSync(`${folder}/adult.csv`)) {
  const read = (name) => readFileSync(`${folder}/${name}`, 'utf8');
  const columns = columnsOf(read('adult.csv'), ';');
  const hierarchies = Object.fromEntries(
    adult.attributes.map((name) => [name, ok(parseHierarchy(read(`adult_hierarchy_${name}.csv`), name))]),
  );
  // Warm, as the recorded figures are.
  measure(columns, hierarchies, adult.results[0], 5);
  for (const result of adult.results) {
    const { seconds } = measure(columns, hierarchies, result, result.suppressionLimit === 0 ? 15 : 5);
    const theirs = Math.min(...result.arxSecondsWarm);
    rows.push({
      measure: `Adult k = ${result.k}, suppression ${result.suppressionLimit}`,
      ours: round(seconds),
      unit: 's',
      peer: 'ARX 3.9.2, warm (recorded in golden.json, best)',
      theirs,
      ratio: round(theirs / seconds),
      better: 'lower',
    });
  }
} else console.log('Adult: skipped, PORTE_PLUME_DATA does not hold it');
console.log(JSON.stringify({ bench: 'kanon', rows }));
