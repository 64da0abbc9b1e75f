import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import {
  addJours,
  addMois,
  countJours,
  fromMonthIndex,
  getAge,
  getJourSemaine,
  toDay,
  toJourDuMois,
  toMonthIndex,
} from './jour.ts';

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

const jours = fc
  .integer({ min: toDay('1900-01-01') ?? 0, max: toDay('2199-12-31') ?? 0 })
  .map((d) => addJours('1970-01-01', d));

test('civil arithmetic says what Temporal says', () => {
  fc.assert(
    fc.property(jours, jours, fc.integer({ min: -600, max: 600 }), (jour, autre, n) => {
      const oracle = Temporal.PlainDate.from(jour);
      expect(addMois(jour, n)).toBe(oracle.add({ months: n }).toString());
      expect(addJours(jour, n)).toBe(oracle.add({ days: n }).toString());
      expect(getJourSemaine(jour)).toBe(oracle.dayOfWeek - 1);
      expect(countJours(jour, autre)).toBe(oracle.until(autre, { largestUnit: 'days' }).days);
      expect(fromMonthIndex(toMonthIndex(jour) + n)).toBe(
        oracle.toPlainYearMonth().add({ months: n }).toString(),
      );
      if (jour <= autre)
        expect(getAge(jour, autre)).toBe(oracle.until(autre, { largestUnit: 'years' }).years);
    }),
    { numRuns: 3000 },
  );
});

test.each([
  ['2026-08-31', -6, '2026-02-28'],
  ['2024-02-29', 12, '2025-02-28'],
  ['2024-02-29', 48, '2028-02-29'],
  ['2027-06-30', -6, '2026-12-30'],
])('%s and %i months: %s', (jour, mois, attendu) => {
  expect(addMois(jour, mois)).toBe(attendu);
});

test('a day that the month does not have is its last one', () => {
  expect(toJourDuMois('2027-02', 31)).toBe('2027-02-28');
  expect(toJourDuMois('2028-02', 30)).toBe('2028-02-29');
  expect(toJourDuMois('2026-11', 28)).toBe('2026-11-28');
});

test('a day that does not exist is a mistake of the program', () => {
  expect(() => addMois('2026-02-30', 1)).toThrow(RangeError);
  expect(() => countJours('2026-02-28', 'demain')).toThrow(RangeError);
});
