// Prints the tables of the README: how the shipped interview holds when its assumptions are wrong, beside other ways to ask.
// `node --conditions=@porte-plume/source scripts/robustesse.mjs` (about a minute; same figures at each run).
import { compile, evaluate } from '../src/compile.ts';
import { eap, information } from '../src/irt.ts';
import { eurostatDsi2021, inseeIllectronisme2021 } from '../src/instruments.ts';
import { arbreIllectronisme2021 as arbre, createLogicalPlan } from '../src/plan.ts';
import { calibration, mulberry32, simulate } from '../src/testkit.ts';
import { normal } from '../src/testkit/random.ts';

const SEED = 20_261_122;
const NAMES = { 'general-fr-16-74': 'générale', 'fr-55-74': '55–74 ans', 'service-public': 'service' };
const populations = calibration.populations.map((population) => ({
  ...population,
  name: NAMES[population.id],
}));
const [general, , service] = populations;

const fr = (x, digits) => x.toFixed(digits).replace('.', ',');
const share = (x) => fr(x, 4);
const row = (...cells) => console.log(`| ${cells.join(' | ')} |`);
function table(title, ...head) {
  console.log(`\n${title}\n`);
  row(...head);
  row(...head.map(() => '---'));
}

table('Arbre livré, chiffres exacts', 'population', 'questions', 'sensibilité', 'spécificité', 'accord');
for (const who of populations) {
  const { questions, sensitivity, specificity, agreement } = evaluate(arbre.root, calibration, who);
  row(who.name, fr(questions, 2), share(sensitivity), share(specificity), share(agreement));
}

table(
  'Difficultés fausses (20 tirages, service)',
  'écart-type',
  'accord moyen',
  'accord le plus bas',
  'sensibilité la plus basse',
);
for (const sd of [0.25, 0.5, 1]) {
  const random = mulberry32(SEED);
  const found = Array.from({ length: 20 }, () => {
    const items = calibration.items.map((item) => ({ ...item, b: item.b + sd * normal(random) }));
    return evaluate(arbre.root, { ...calibration, items }, service);
  });
  const agreements = found.map(({ agreement }) => agreement);
  const mean = agreements.reduce((sum, a) => sum + a, 0) / agreements.length;
  const lowest = Math.min(...found.map(({ sensitivity }) => sensitivity));
  row(fr(sd, 2), share(mean), share(Math.min(...agreements)), share(lowest));
}

table(
  'Niveau moyen supposé à la compilation (service : −3,2)',
  'supposé',
  'questions',
  'accord',
  'sensibilité',
);
for (const priorMean of [-5, -4, -3.2, -2, -1, 0]) {
  const root = compile(calibration, { threshold: 0.95, priorMean, criterion: 'illectronisme' });
  const { questions, agreement, sensitivity } = evaluate(root, calibration, service);
  row(fr(priorMean, 1), fr(questions, 2), share(agreement), share(sensitivity));
}

/** A user: what is true of each item, and the areas with a true yes. */
function drawUser(who, random) {
  const theta = who.mu + calibration.sigma * normal(random);
  const shifts = new Map();
  const truth = new Map();
  const skilled = new Set();
  for (const { code, area, b } of calibration.items) {
    if (!shifts.has(area)) shifts.set(area, calibration.tau * normal(random));
    const yes = random() < 1 / (1 + Math.exp(b - theta - shifts.get(area)));
    truth.set(code, yes);
    if (yes) skilled.add(area);
  }
  return { truth, ill: skilled.size <= 1 };
}
/** Share of the cases that the thirty questions find, from what is said. */
function askEverything(who, { falseYes, falseNo }, persons) {
  const random = mulberry32(SEED);
  let cases = 0;
  let found = 0;
  for (let i = 0; i < persons; i += 1) {
    const { truth, ill } = drawUser(who, random);
    const said = new Set();
    for (const { code, area } of calibration.items) {
      if (truth.get(code) ? random() >= falseNo : random() < falseYes) said.add(area);
    }
    cases += ill ? 1 : 0;
    found += ill && said.size <= 1 ? 1 : 0;
  }
  return found / cases;
}
table(
  'Réponses fausses (service) : sensibilité',
  'faux oui / faux non',
  'questionnaire entier (200 000 tirages)',
  'arbre, dit',
  'arbre, montré',
  'accord, montré',
);
for (const [falseYes, falseNo] of [
  [0.03, 0.03],
  [0.1, 0.05],
]) {
  const said = evaluate(arbre.root, calibration, { ...service, falseYes, falseNo });
  const seen = { falseYes: falseYes * 0.01, falseNo: 1 - (1 - falseNo) * (1 - 0.02) };
  const shown = evaluate(arbre.root, calibration, { ...service, ...seen });
  const whole = askEverything(service, { falseYes, falseNo }, 200_000);
  row(
    `${100 * falseYes} / ${100 * falseNo} %`,
    fr(whole, 3),
    share(said.sensitivity),
    share(shown.sensitivity),
    share(shown.agreement),
  );
}

/**
 * A textbook one-parameter CAT: EAP under the law of the population, the most informative item left, stop when the interval
 * of the ability (z = 1.645) leaves the cut-score or no item is left. The cut-score is the ability at which half the persons
 * have four areas at zero.
 */
function chanceOfX(theta) {
  const areas = Map.groupBy(calibration.items, ({ area }) => area);
  const counts = [1];
  for (const items of areas.values()) {
    const none = items.reduce((product, { b }) => product / (1 + Math.exp(theta - b)), 1);
    counts.push(0);
    for (let k = counts.length - 1; k >= 0; k -= 1)
      counts[k] = counts[k] * (1 - none) + (counts[k - 1] ?? 0) * none;
  }
  return counts[4] + counts[5];
}
let cut = -20;
while (chanceOfX(cut) > 0.5) cut += 0.01;
function cat(truth, prior) {
  const left = new Map(calibration.items.map((item) => [item.code, item]));
  const asked = [];
  const answers = [];
  let { theta, se } = { theta: prior.mean, se: prior.sd };
  while (left.size > 0 && Math.abs(theta - cut) <= 1.645 * se) {
    const best = [...left.values()].reduce((top, item) =>
      information(item, theta) > information(top, theta) ? item : top,
    );
    left.delete(best.code);
    asked.push({ b: best.b });
    answers.push(truth.get(best.code) ? 1 : 0);
    ({ theta, se } = eap(asked, answers, { ...prior, points: 61 }));
  }
  return { ill: theta < cut, asked: asked.length };
}
table(
  'Test adaptatif de manuel (1PL, EAP, arrêt à z = 1,645), 3 000 personnes',
  'population',
  'items',
  'sensibilité',
  'accord',
);
for (const who of populations) {
  const random = mulberry32(SEED);
  const tally = { asked: 0, users: 0, ill: 0, found: 0, right: 0 };
  for (let i = 0; i < 3000; i += 1) {
    if (random() < who.nonUsers) {
      tally.right += 1;
      continue;
    }
    const { truth, ill } = drawUser(who, random);
    const found = cat(truth, { mean: who.mu, sd: calibration.sigma });
    tally.users += 1;
    tally.asked += found.asked;
    tally.ill += ill ? 1 : 0;
    tally.found += ill && found.ill ? 1 : 0;
    tally.right += ill === found.ill ? 1 : 0;
  }
  row(who.name, fr(tally.asked / tally.users, 1), fr(tally.found / tally.ill, 2), fr(tally.right / 3000, 3));
}

table(
  'Autres buts, exacts (questions à un usager, 2 000 personnes)',
  'but',
  ...populations.map(({ name }) => name),
);
const goals = [
  [
    'illectronisme, entretien exact',
    createLogicalPlan(inseeIllectronisme2021, { criterion: 'illectronisme', showPolicy: 'none' }),
  ],
  ['domaines à zéro', createLogicalPlan(eurostatDsi2021, { criterion: 'areas', showPolicy: 'none' })],
  ['niveau DSI 2.0', createLogicalPlan(eurostatDsi2021, { criterion: 'level', showPolicy: 'none' })],
];
for (const [name, plan] of goals) {
  const means = populations.map((who) =>
    simulate(plan, calibration, who, { persons: 2000, random: mulberry32(SEED) }),
  );
  row(name, ...means.map(({ items }) => fr(items.value, 1)));
}
const drawn = simulate({ ...arbre, showPolicy: 'none' }, calibration, general, {
  persons: 20_000,
  random: mulberry32(SEED),
});
console.log(
  `\nArbre, population générale, 20 000 tirages : 95 % des personnes en ${drawn.p95} questions au plus.`,
);
