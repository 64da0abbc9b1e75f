import { describe, expect, it } from 'vitest';

import { deviationsOf } from './deviations.ts';
import { nullMoves } from './null-moves.ts';
import { randomProblem } from './suppression.fixture.ts';
import { alwaysMasked } from './suppression.ts';

describe('moves that keep every equality', () => {
  it('are exact, and as many as the equalities leave free', () => {
    for (let seed = 1; seed <= 60; seed += 1) {
      const problem = randomProblem(seed, seed % 2 === 0 ? [4, 3, 3] : [6, 5], 4, false);
      const system = deviationsOf(problem, [
        ...alwaysMasked(problem),
        ...problem.candidates.filter((_, at) => at % 4 === seed % 4),
      ]);
      const moves = nullMoves(system);
      for (const { unknowns, steps } of moves) {
        const by = new Map(unknowns.map((at, k) => [at, steps[k] ?? 0]));
        for (const { indices, values } of system.rows) {
          expect(indices.reduce((sum, at, k) => sum + (values[k] ?? 0) * (by.get(at) ?? 0), 0)).toBe(0);
        }
      }
      const free = system.size - rank(system);
      expect(moves.length).toBe(free);
      // Independent: none is a combination of the others.
      expect(
        rank({
          ...system,
          rows: moves.map(({ unknowns, steps }) => ({ indices: unknowns, values: steps, rhs: 0 })),
        }),
      ).toBe(free);
    }
  });
});

/** Rank of the equalities, by floating elimination on small integers. */
function rank({ size, rows }: ReturnType<typeof deviationsOf>): number {
  const matrix = rows.map(({ indices, values }) => {
    const row = new Array<number>(size).fill(0);
    indices.forEach((at, k) => {
      row[at] = values[k] ?? 0;
    });
    return row;
  });
  let found = 0;
  for (let column = 0; column < size; column += 1) {
    const pivot = matrix.findIndex((row, r) => r >= found && Math.abs(row[column] ?? 0) > 1e-9);
    if (pivot === -1) continue;
    [matrix[found], matrix[pivot]] = [matrix[pivot] ?? [], matrix[found] ?? []];
    const top = matrix[found] ?? [];
    for (let r = found + 1; r < matrix.length; r += 1) {
      const factor = (matrix[r]?.[column] ?? 0) / (top[column] ?? 1);
      if (factor !== 0) matrix[r] = (matrix[r] ?? []).map((value, c) => value - factor * (top[c] ?? 0));
    }
    found += 1;
  }
  return found;
}
