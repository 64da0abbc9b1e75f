import { expect, test } from 'vitest';
import vectors from '../../data/flash-vectors.json' with { type: 'json' };
import { flash, flashScore } from '../irt.ts';

interface Cas {
  id: string;
  items: number[][];
  answers: number[];
  variation?: number;
  capacity?: number[];
  error?: number[];
  capacityLast?: number;
  errorLast?: number;
}

const close = (found: number | undefined, attendu: number) => {
  expect(Math.abs((found ?? Number.NaN) - attendu)).toBeLessThan(vectors.tolerance);
};

test.each(vectors.estimate as Cas[])('F28–F32: $id', (cas) => {
  const items = cas.items.map(([a = 0, b = 0]) => ({ a, b }));
  const { variation } = cas;
  const found = flash(items, cas.answers as (0 | 1)[], variation === undefined ? {} : { variation });
  cas.capacity?.forEach((c, i) => {
    close(found[i]?.capacity, c);
  });
  cas.error?.forEach((e, i) => {
    close(found[i]?.error, e);
  });
  if (cas.capacityLast !== undefined) close(found.at(-1)?.capacity, cas.capacityLast);
  if (cas.errorLast !== undefined) close(found.at(-1)?.error, cas.errorLast);
});

test('F33: without an answer, where everybody starts', () => {
  expect(flash([], [])).toEqual([{ capacity: 0, error: 5 }]);
});

test.each(vectors.score.cases as [number, number][])('F34: capacity %s is %i points', (capacity, points) => {
  expect(flashScore(capacity, vectors.score.bounds, vectors.score.maxLevels)).toBe(points);
});

test('a programmer error is thrown', () => {
  expect(() => flash([{ a: 1, b: 0 }], [])).toThrow(RangeError);
  expect(() => flashScore(0, [1])).toThrow(RangeError);
});
