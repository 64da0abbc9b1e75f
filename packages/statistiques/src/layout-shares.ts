import { coarserCut, viewsOf, type Rung } from './layout-ladder.ts';
import type { CubeContent } from './raw-cube.ts';
import { tablePlan } from './release-spec.ts';

/** Parts of one axis as a reader sees them, each a list of positions in the table's grid. */
type Parts = readonly (readonly number[])[];

/** Share of a table's leaf counts that reach the threshold, for any step of its dimensions. */
export type TableShares = {
  readonly dims: readonly string[];
  /** `rungs`: the step of each dimension of the release; those the table does not use are ignored. */
  readonly shareAt: (rungs: readonly (Rung | undefined)[]) => number;
};

/** Adds up the leaf counts of one view of a table: all of them, and those that reach the threshold. */
function tally(
  parts: readonly Parts[],
  strides: readonly number[],
  valueAt: (at: number) => number,
  threshold: number,
): number {
  let all = 0;
  let safe = 0;
  const visit = (depth: number, starts: readonly number[]): void => {
    const axis = parts[depth];
    if (!axis) {
      let value = 0;
      for (const at of starts) value += valueAt(at);
      all += value;
      if (value >= threshold) safe += value;
      return;
    }
    const stride = strides[depth] ?? 1;
    for (const part of axis) {
      visit(
        depth + 1,
        starts.flatMap((start) => part.map((position) => start + position * stride)),
      );
    }
  };
  visit(0, [0]);
  return all === 0 ? 1 : safe / all;
}

/** Every choice of one item per list. */
const product = <T>(lists: readonly (readonly T[])[]): T[][] =>
  lists.reduce<T[][]>((found, list) => found.flatMap((head) => list.map((item) => [...head, item])), [[]]);

/**
 * Reads the shares of one table from the cube, whose totals already hold every coarser cell: over a
 * whole search each cell is read about once. With several trees, the least favourable view counts.
 */
export function tableShares(cube: CubeContent, table: number, threshold: number): TableShares {
  const { spec, lattice, values } = cube;
  const grid = lattice.tables[table];
  if (!grid) throw new RangeError('no such table');
  const plan = tablePlan(spec, table);
  const strides = grid.nodes.map((_, depth) =>
    grid.nodes.slice(depth + 1).reduce((size, kept) => size * kept.length, 1),
  );
  const positions = grid.nodes.map((kept) => new Map(kept.map((node, position) => [node, position])));
  const viewsAt = (depth: number, rung: Rung): Parts[] => {
    const axis = grid.axes[depth] ?? 0;
    const dimension = lattice.dims[axis];
    const written = spec.dimensions[axis];
    if (!dimension || !written) throw new RangeError('axis out of range');
    const cut = coarserCut(rung.finest, plan.finest[dimension.code]);
    return viewsOf(dimension, written, cut, rung.bands).map((view) =>
      view.map((nodes) => nodes.flatMap((node) => positions[depth]?.get(node) ?? [])),
    );
  };
  const known = new Map<string, number>();
  return {
    dims: plan.dims,
    shareAt: (rungs) => {
      const mine = grid.axes.map((axis) => rungs[axis]);
      const key = JSON.stringify(mine.map((rung) => [rung?.finest, rung?.bands]));
      let share = known.get(key);
      if (share === undefined) {
        const views = product(mine.map((rung, depth) => (rung ? viewsAt(depth, rung) : [])));
        share = views.reduce(
          (least, parts) =>
            Math.min(
              least,
              tally(parts, strides, (at) => values[grid.cells[at] ?? 0] ?? 0, threshold),
            ),
          1,
        );
        known.set(key, share);
      }
      return share;
    },
  };
}
