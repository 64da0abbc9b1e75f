import { expect, test } from 'vitest';
import { toDay } from './jour.ts';

test.each([
  ['1970-01-01', 0],
  ['1970-01-02', 1],
  ['2024-02-29', 19_782],
  ['9999-12-31', 2_932_896],
])('%s is day %i', (date, day) => {
  expect(toDay(date)).toBe(day);
});

test('the years before 100 are themselves', () => {
  expect(toDay('0001-01-02')).toBe((toDay('0001-01-01') ?? Number.NaN) + 1);
  expect(toDay('0001-01-01')).toBeLessThan(toDay('1900-01-01') ?? Number.NaN);
});

test.each([
  '2026-02-29',
  '2026-02-30',
  '2026-04-31',
  '2026-13-01',
  '2026-00-10',
  '2026-01-00',
  '',
  '2026-1-1',
  '22/11/2026',
  '+2026-01-01',
  '2026-11-22T00:00',
])('%j is not a day', (date) => {
  expect(toDay(date)).toBeUndefined();
});
