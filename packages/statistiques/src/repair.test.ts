import { describe, expect, it } from 'vitest';

import { defaultSolver } from './highs.ts';
import { prunePattern, repairPattern } from './repair.ts';
import { isSafe, randomProblem } from './suppression.fixture.ts';
import type { Suppression } from './suppression.ts';

const watch = { secondsLeft: (): number => 60 };
const solver = await defaultSolver();

describe.each([
  ['exact', false],
  ['interval', true],
] as const)('repair at level %s', (_, interval) => {
  it('gives safe patterns on random tables, from none and from half a pattern', () => {
    for (let seed = 1; seed <= 4; seed += 1) {
      const problem = randomProblem(seed, seed % 2 === 0 ? [3, 3, 3] : [5, 4], 4, interval);
      const start = problem.candidates.filter((__, at) => at % 11 === seed % 11);
      for (const from of [[], start]) {
        const repaired = repairPattern(problem, from, solver, watch);
        if (!repaired) continue;
        expect(repaired).toEqual(expect.arrayContaining(from));
        expect(isSafe(problem, repaired)).toBe(true);
        const pruned = prunePattern(problem, repaired, solver, watch) ?? [];
        expect(isSafe(problem, pruned)).toBe(true);
        // Nothing left could be published alone: the greedy pass is complete.
        const larger = pruned.filter((group) =>
          isSafe(
            problem,
            pruned.filter((other) => other !== group),
          ),
        );
        expect(larger).toEqual([]);
      }
    }
  });
});

describe('repair and prune', () => {
  it('repairs every random table that has enough cells to mask', () => {
    const seeds = Array.from({ length: 20 }, (__, i) => i + 100);
    const repaired = seeds.filter((seed) => {
      const problem = randomProblem(seed, [4, 4, 3], 3, false);
      return repairPattern(problem, [], solver, watch) !== null;
    });
    expect(repaired).toEqual(seeds);
  });

  it('says null when no masking can help, or when the time is up', () => {
    const pair: Suppression = {
      ...randomProblem(1, [2, 2], 3, false),
      rows: [{ indices: [0, 1, 2], values: [-1, 1, 1] }],
      values: Float64Array.from([2, 2, 0]),
      size: 3,
      primaries: [1],
      candidates: [],
      demands: [{ group: 1, below: 0, above: 0, width: 1 }],
    };
    expect(repairPattern(pair, [], solver, watch)).toBeNull();
    expect(prunePattern(pair, [], solver, watch)).toBeNull();
    const problem = randomProblem(7, [4, 4, 3], 3, true);
    expect(repairPattern(problem, [], solver, { secondsLeft: () => 0 })).toBeNull();
    expect(prunePattern(problem, problem.candidates, solver, { secondsLeft: () => 0 })).toEqual(
      problem.candidates,
    );
  });
});
