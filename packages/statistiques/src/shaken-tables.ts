import type { IntegerSystem } from './linear-system.ts';
import type { NullMove } from './null-move.ts';

/**
 * Integer tables next to an integer table, each with as many of the moves as fit together: what the
 * moves alone can prove of the unknowns that are still open.
 */
export function shakenTables(
  system: IntegerSystem,
  base: readonly number[],
  moves: readonly NullMove[],
  open: readonly number[],
): number[][] {
  let left = new Set(open);
  const tables: number[][] = [];
  let isApart = false;
  for (let turn = 0; left.size > 0; turn += 1) {
    const sense = turn % 2 === 0 ? 1 : -1;
    const useful = moves.filter(({ unknowns }) => unknowns.some((at) => left.has(at)));
    const table = [...base];
    const moved = new Set<number>();
    for (const { unknowns, steps } of turn % 4 < 2 ? useful : useful.toReversed()) {
      if (isApart && unknowns.some((at) => moved.has(at))) continue;
      const fits = unknowns.every((at, k) => {
        const value = (table[at] ?? 0) + sense * (steps[k] ?? 0);
        return value >= (system.lower[at] ?? 0) && value <= (system.upper[at] ?? Infinity);
      });
      if (!fits) continue;
      unknowns.forEach((at, k) => {
        table[at] = (table[at] ?? 0) + sense * (steps[k] ?? 0);
        moved.add(at);
      });
    }
    const still = new Set([...left].filter((at) => table[at] === base[at]));
    if (still.size < left.size) tables.push(table);
    else if (turn % 4 === 3) {
      // Moves that share unknowns may undo one another: then only moves apart, and then no more.
      if (isApart) break;
      isApart = true;
    }
    left = still;
  }
  return tables;
}
