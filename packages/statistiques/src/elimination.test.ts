import { describe, expect, it } from 'vitest';

import { eliminate } from './elimination.ts';
import { defaultSolver } from './highs.ts';
import { ModularSpan, PRIMES } from './modular-span.ts';
import { prunePattern, repairPattern } from './repair.ts';
import { isSafe, randomProblem } from './suppression.fixture.ts';
import { alwaysMasked, type Suppression } from './suppression.ts';

const watch = { secondsLeft: (): number => 60 };
const solver = await defaultSolver();

/** Whether the unit vector of a group is a combination of relations and published cells, over ℚ. */
function recoverable(problem: Suppression, secondaries: readonly number[]): number[] {
  const masked = [...alwaysMasked(problem), ...secondaries];
  const at = new Map(masked.map((group, column) => [group, column]));
  const rows = problem.rows.map(({ indices, values }) => {
    const row = new Array<number>(masked.length).fill(0);
    indices.forEach((group, k) => {
      const column = at.get(group);
      if (column !== undefined) row[column] = values[k] ?? 0;
    });
    return row;
  });
  let rank = 0;
  for (let column = 0; column < masked.length; column += 1) {
    const pivot = rows.findIndex((row, r) => r >= rank && Math.abs(row[column] ?? 0) > 1e-9);
    if (pivot === -1) continue;
    [rows[rank], rows[pivot]] = [rows[pivot] ?? [], rows[rank] ?? []];
    const top = rows[rank] ?? [];
    const lead = top[column] ?? 1;
    rows[rank] = top.map((value) => value / lead);
    rows.forEach((row, r) => {
      const factor = row[column] ?? 0;
      if (r === rank || factor === 0) return;
      rows[r] = row.map((value, c) => value - factor * (rows[rank]?.[c] ?? 0));
    });
    rank += 1;
  }
  return rows
    .map((row) => row.flatMap((value, column) => (Math.abs(value) > 1e-9 ? [column] : [])))
    .filter((support) => support.length === 1)
    .map(([column]) => masked[column ?? 0] ?? 0);
}

describe('elimination', () => {
  it('leaves no masked group a combination of published ones, and masks none in vain', () => {
    for (let seed = 1; seed <= 40; seed += 1) {
      const problem = randomProblem(seed, seed % 2 === 0 ? [4, 3, 3] : [6, 5], 4, false);
      const secondaries = eliminate(problem, watch, { rounds: 3 }) ?? [];
      expect(recoverable(problem, secondaries)).toEqual([]);
      const vain = secondaries.filter((group) => {
        const others = secondaries.filter((other) => other !== group);
        return recoverable(problem, others).length === 0;
      });
      expect(vain).toEqual([]);
    }
  });

  it('costs no more after new tries, and follows a preference', () => {
    const problem = randomProblem(5, [6, 5, 4], 4, false);
    const cost = (groups: readonly number[] | null): number =>
      (groups ?? []).reduce((sum, group) => sum + (problem.costs[group] ?? 0), 0);
    const first = eliminate(problem, watch, { rounds: 0 });
    const better = eliminate(problem, watch, { rounds: 30 });
    expect(cost(better)).toBeLessThanOrEqual(cost(first));
    expect(eliminate(problem, watch, { rounds: 30 })).toEqual(better);
    const preference = new Float64Array(problem.size);
    for (const group of better ?? []) preference[group] = 1;
    expect(cost(eliminate(problem, watch, { rounds: 0, preference }))).toBeLessThanOrEqual(cost(better));
  });

  it('gives a pattern that repair makes safe against values ≥ 0 and integers', () => {
    for (let seed = 50; seed < 62; seed += 1) {
      const problem = randomProblem(seed, [4, 3, 3], 3, seed % 2 === 0);
      const start = eliminate(problem, watch) ?? [];
      const repaired = repairPattern(problem, start, solver, watch);
      if (!repaired) continue;
      expect(isSafe(problem, prunePattern(problem, repaired, solver, watch) ?? [])).toBe(true);
    }
  });
});

describe('span modulo a prime', () => {
  it('reduces, watches and rewinds exactly', () => {
    for (const prime of PRIMES) {
      expect((prime - 1) ** 2 + prime).toBeLessThan(2 ** 53);
      for (let factor = 2; factor * factor <= prime; factor += 1) if (prime % factor === 0) expect.fail();
      const span = new ModularSpan(4, prime);
      const vector = (...values: number[]): ReturnType<typeof span.vector> => {
        const indices = [0, 1, 2, 3].filter((at) => (values[at] ?? 0) !== 0);
        return span.vector(
          indices,
          indices.map((at) => values[at] ?? 0),
        );
      };
      const isIn = (...values: number[]): boolean => span.reduce(vector(...values)).indices.length === 0;
      expect(span.watch(vector(1, 0, 0, 0))).toBe(true);
      span.add(span.reduce(vector(1, 1, 1, 0)), () => 0);
      const mark = span.mark();
      expect(isIn(-3, -3, -3)).toBe(true);
      expect(span.reachesTarget(span.reduce(vector(0, 1, 1, 0)))).toBe(true);
      expect(span.reachesTarget(span.reduce(vector(0, 1, -1, 0)))).toBe(false);
      span.add(span.reduce(vector(0, 1, -1, 0)), () => 0);
      expect(span.reachesTarget(span.reduce(vector(0, 5, 0, 0)))).toBe(true);
      span.add(span.reduce(vector(0, 5, 0, 0)), () => 0);
      expect([span.hasLostTarget, isIn(1), isIn(0, 0, 7), isIn(0, 0, 0, 1)]).toEqual([
        true,
        true,
        true,
        false,
      ]);
      span.rewind(mark);
      expect([span.hasLostTarget, isIn(1), isIn(1, 1, 1)]).toEqual([false, false, true]);
      expect(span.watch(vector(2, 2, 2))).toBe(false);
    }
  });
});
