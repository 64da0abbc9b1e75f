import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import expected from '../../data/rasch600x10.expected.json' with { type: 'json' };
import { fitRaschCml } from '../irt.ts';

const lines = readFileSync(new URL('../../data/rasch600x10.txt', import.meta.url), 'utf8')
  .trim()
  .split('\n');
const matrix = lines.map((line) => Array.from(line, (x): 0 | 1 => (x === '1' ? 1 : 0)));

test('T46: the difficulties of the reference data, to the tolerance of their oracle', () => {
  const { difficulty, se, logLik } = fitRaschCml(matrix);
  difficulty.forEach((d, i) => {
    expect(Math.abs(d - (expected.difficulty[i] ?? Number.NaN))).toBeLessThan(expected.tolerance);
  });
  expect(difficulty.reduce((sum, d) => sum + d, 0)).toBeCloseTo(0, 10);
  expect(se.every((s) => s > 0.08 && s < 0.13)).toBe(true);
  expect(logLik).toBeLessThan(0);
});

test('the order of the persons and of the items changes nothing', () => {
  const { difficulty } = fitRaschCml(matrix);
  const turned = fitRaschCml(matrix.toReversed().map((row) => row.toReversed())).difficulty.toReversed();
  turned.forEach((d, i) => {
    expect(d).toBeCloseTo(difficulty[i] ?? Number.NaN, 9);
  });
});

test('two items: the closed form, log of the two discordant counts', () => {
  const rows = [
    ...Array.from({ length: 30 }, (): (0 | 1)[] => [1, 0]),
    ...Array.from({ length: 10 }, (): (0 | 1)[] => [0, 1]),
    ...Array.from({ length: 7 }, (): (0 | 1)[] => [1, 1]),
  ];
  const { difficulty, se } = fitRaschCml(rows);
  expect(difficulty[0]).toBeCloseTo(-Math.log(3) / 2, 9);
  expect(se[0]).toBeCloseTo(Math.sqrt(1 / 30 + 1 / 10) / 2, 9);
});

test.each([
  [[]],
  [[[1]]],
  [
    [
      [1, 0],
      [1, 0, 1],
    ],
  ],
  [
    [
      [1, 0],
      [1, 2],
    ],
  ],
  // Nobody said yes to the second: its difficulty has no bound.
  [
    [
      [1, 0],
      [1, 0],
    ],
  ],
  // Whoever said yes to a hard one said yes to every easy one: the two halves cannot be compared.
  [
    [
      [1, 0, 0, 0],
      [0, 1, 0, 0],
      [1, 1, 1, 0],
      [1, 1, 0, 1],
    ],
  ],
])('data that say nothing of the difficulties are refused: %#', (rows) => {
  expect(() => fitRaschCml(rows as (0 | 1)[][])).toThrow(RangeError);
});
