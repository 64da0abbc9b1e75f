import { describe, expect, it } from 'vitest';

import { monthsWords, periodMonths, periodWords } from './period-words.ts';

describe('words of periods', () => {
  it.each([
    ['2026-01', '2026-01', 'janvier 2026'],
    ['2026-01', '2026-03', 'de janvier à mars 2026'],
    ['2026-04', '2026-06', 'd’avril à juin 2026'],
    ['2026-01', '2026-12', 'année 2026'],
    ['2025-10', '2026-01', 'd’octobre 2025 à janvier 2026'],
    ['2025-01', '2026-12', 'de janvier 2025 à décembre 2026'],
  ])('%s to %s', (from, to, expected) => {
    expect(monthsWords({ from, to })).toBe(expected);
  });

  it.each([
    ['2026-T1', '1er trimestre 2026', '2026-01', '2026-03'],
    ['2026-T4', '4e trimestre 2026', '2026-10', '2026-12'],
    ['2026-S2', '2e semestre 2026', '2026-07', '2026-12'],
    ['2026', '2026', '2026-01', '2026-12'],
    ['2026-08', 'août 2026', '2026-08', '2026-08'],
  ])('%s', (code, words, from, to) => {
    expect(periodWords(code)).toBe(words);
    expect(periodMonths(code)).toEqual({ from, to });
  });

  it('leaves another code as it is', () => {
    expect(periodWords('NR')).toBe('NR');
    expect(periodMonths('NR')).toBeNull();
  });
});
