import { describe, expect, test } from 'vitest';
import calibration from '../../data/calibration@0.json' with { type: 'json' };
import reference from '../../data/tree90.json' with { type: 'json' };
import { compile, evaluate, predict } from '../compile.ts';
import { eurostatDsi2021 } from '../official-editions.ts';
import { findIncoherences, mulberry32 } from '../testkit.ts';
import { normal } from '../testkit/random.ts';
import type { TreeNode } from '../tree.ts';
import { gaussHermite } from './gauss-hermite.ts';

const make = (threshold: number, priorMean = -3.2) =>
  compile(calibration, { threshold, priorMean, criterion: 'illectronisme' });
const tree90 = make(0.9);
const tree95 = make(0.95);
const population = (id: string) => {
  const found = calibration.populations.find((p) => p.id === id);
  if (found === undefined) throw new Error(`No ${id}`);
  return found;
};
const general = population('general-fr-16-74');
const service = population('service-public');

/** Ten significant digits, as in the reference file. */
const rounded = (node: TreeNode): unknown => {
  const q = Number(node.q.toPrecision(10));
  return 'stop' in node
    ? { stop: true, q }
    : { item: node.item, q, yes: rounded(node.yes), no: rounded(node.no) };
};
function* leaves(node: TreeNode, depth = 0): Generator<{ q: number; depth: number }> {
  if ('stop' in node) yield { q: node.q, depth };
  else for (const branch of [node.yes, node.no]) yield* leaves(branch, depth + 1);
}

test('A48: the tree at .90 is the reference, question by question, to ten digits', () => {
  expect(rounded(tree90)).toEqual(reference.tree);
  const ends = [...leaves(tree90)];
  expect(ends).toHaveLength(62);
  expect(ends.filter(({ q }) => q > 0)).toHaveLength(8);
  expect(Math.max(...ends.map(({ depth }) => depth))).toBe(12);
});

test('a leaf says yes from the threshold on, and no only when it is impossible', () => {
  for (const { q } of leaves(tree95)) expect(q === 0 || q >= 0.95).toBe(true);
});

describe('A49: exact figures, to 2e-4', () => {
  const near = (found: number, attendu: number) => {
    expect(Math.abs(found - attendu)).toBeLessThan(2e-4);
  };

  test.each([
    ['general-fr-16-74', tree90, 2.3214, 3.2049, 0.9946, 0.995],
    ['fr-55-74', tree90, 2.6216, 3.3259, 0.9893, 0.991],
    ['service-public', tree90, 4.0941, 4.0706, 0.965, 0.9802],
    ['general-fr-16-74', tree95, 2.414, 3.2928, 0.998, 0.9981],
  ] as const)('%s', (id, tree, items, questions, specificity, agreement) => {
    const found = evaluate(tree, calibration, population(id));
    near(found.items, items);
    near(found.questions, questions);
    near(found.specificity, specificity);
    near(found.agreement, agreement);
    expect(found.sensitivity).toBeCloseTo(1, 10);
  });

  test('prevalence of the three populations', () => {
    for (const [id, share] of [
      ['general-fr-16-74', 0.019331],
      ['fr-55-74', 0.047746],
      ['service-public', 0.247311],
    ] as const) {
      near(evaluate(tree95, calibration, population(id)).prevalence, share);
    }
  });

  // The specification gives this agreement over users only.
  test.each([
    [0.03, 0.03, 0.7936, 0.9979, 0.9778],
    [0.1, 0.05, 0.408, 0.9932, 0.9721],
  ])(
    'misreport %d / %d: what is said finds few, what is shown finds nearly all',
    (yes, no, said, shown, agreement) => {
      const only = evaluate(tree95, calibration, { ...service, falseYes: yes, falseNo: no });
      const seen = { falseYes: yes * 0.01, falseNo: 1 - (1 - no) * (1 - 0.02) };
      const with_ = evaluate(tree95, calibration, { ...service, nonUsers: 0, ...seen });
      near(only.sensitivity, said);
      near(with_.sensitivity, shown);
      near(with_.agreement, agreement);
    },
  );
});

test('the shipped tree holds its targets', () => {
  const there = evaluate(tree95, calibration, service);
  expect(there.sensitivity).toBeCloseTo(1, 10);
  expect(there.specificity).toBeGreaterThanOrEqual(0.98);
  expect(there.agreement).toBeGreaterThanOrEqual(0.98);
  expect(there.questions).toBeLessThanOrEqual(5);
  expect(evaluate(tree95, calibration, general).questions).toBeLessThanOrEqual(3.5);
});

describe('robustness in the population served (the whole table: scripts/robustesse.mjs)', () => {
  test('difficulties wrong by 1 logit (SD): nobody is missed, and 98 % agreement on average', () => {
    const random = mulberry32(20_261_122);
    const found = Array.from({ length: 5 }, () => {
      const items = calibration.items.map((item) => ({ ...item, b: item.b + normal(random) }));
      return evaluate(tree95, { ...calibration, items }, service);
    });
    for (const { sensitivity } of found) expect(sensitivity).toBeCloseTo(1, 10);
    expect(found.reduce((sum, { agreement }) => sum + agreement / 5, 0)).toBeGreaterThanOrEqual(0.98);
  });

  test.each([-5, 0])('prior mean of %d instead of −3.2: nobody is missed, and 97 % agreement', (mu) => {
    const { sensitivity, agreement } = evaluate(make(0.95, mu), calibration, service);
    expect(sensitivity).toBeCloseTo(1, 10);
    expect(agreement).toBeGreaterThanOrEqual(0.97);
  });
});

const found = predict(calibration, { mu: 0, users: calibration.usersShare });

describe('A47: the calibration gives the seven published French figures, to .01', () => {
  test.each(Object.entries(calibration.targets))('%s: %d', (name, target) => {
    const share = name === 'BAB' ? found.BAB : name === 'AB' ? found.levels.AB : found.areas[name];
    expect(Math.abs((share ?? 0) - target)).toBeLessThan(calibration.tolerance);
  });

  test('A47: and the split into levels of §9, which makes 100', () => {
    for (const [level, share] of Object.entries(calibration.predictedSplitFr2025)) {
      expect(Math.abs(found.levels[level as 'NA'] - share)).toBeLessThan(0.006);
    }
    expect(Object.values(found.levels).reduce((sum, share) => sum + share, 0)).toBeCloseTo(100, 9);
    expect(found.levels.B + found.levels.AB).toBeCloseTo(found.BAB, 9);
  });

  test('no predicted share contradicts another', () => {
    expect(findIncoherences(eurostatDsi2021, { ...found, users: 94.98 })).toEqual([]);
  });

  test('a calibration of other areas is refused', () => {
    const items = calibration.items.map((item) => ({ ...item, area: `${item.area}2` }));
    expect(() => predict({ ...calibration, items }, { mu: 0, users: 1 })).toThrow(RangeError);
  });
});

test('the quadrature has the moments of the normal law', () => {
  for (const n of [1, 2, 11, 31, 161]) {
    const { nodes, weights } = gaussHermite(n);
    const moment = (k: number): number => nodes.reduce((sum, x, i) => sum + x ** k * (weights[i] ?? 0), 0);
    expect(moment(0)).toBeCloseTo(1, 12);
    expect(moment(1)).toBeCloseTo(0, 12);
    if (n > 1) expect(moment(2)).toBeCloseTo(1, 11);
    if (n > 2) expect(moment(4)).toBeCloseTo(3, 10);
  }
});

test.each([[0.4], [1.1], [Number.NaN]])('a threshold of %d is refused', (threshold) => {
  expect(() => make(threshold)).toThrow(RangeError);
});

test('a tree that asks an unknown item is refused', () => {
  const stranger: TreeNode = { item: 'X', q: 0.5, yes: { stop: true, q: 0 }, no: { stop: true, q: 1 } };
  expect(() => evaluate(stranger, calibration, general)).toThrow(RangeError);
});

test.each([
  { sigma: Number.NaN },
  { sigma: Infinity },
  { tau: -1 },
  { items: calibration.items.map((item) => ({ ...item, b: Infinity })) },
])('a calibration with a number out of its range is refused: %#', (change) => {
  const wrong = { ...calibration, ...change };
  expect(() => compile(wrong, { threshold: 0.95, priorMean: 0, criterion: 'illectronisme' })).toThrow(
    'calibration:',
  );
  expect(() => evaluate(tree95, wrong, general)).toThrow('calibration:');
});

test('a population that cannot be is refused', () => {
  expect(() => evaluate(tree95, calibration, { mu: 0, nonUsers: 5 })).toThrow(RangeError);
  expect(() => evaluate(tree95, calibration, { mu: Number.NaN, nonUsers: 0 })).toThrow(RangeError);
});
