import type { LinkedCore } from './decomposable.ts';
import type { Dimension } from './dimension.ts';
import type { HiddenCells } from './hidden-cells.ts';
import { product } from './refinement.ts';

/** The joint cells of a core of linked tables, to be counted like a table of its own. */
export type AtomGrid = {
  readonly axes: readonly number[];
  /** Position of each node on each axis; several for an option (`Total` and itself). */
  readonly positionsOf: readonly ReadonlyMap<number, readonly number[]>[];
  readonly sizes: readonly number[];
  /** Cell of each combination of positions, last axis fastest. */
  readonly cells: Int32Array;
};

/** Every combination of one position per axis, as offsets in a grid of these sizes. */
function offsets(positions: readonly (readonly number[])[], sizes: readonly number[]): number[] {
  return positions.reduce<number[]>(
    (heads, tails, axis) => heads.flatMap((head) => tails.map((tail) => head * (sizes[axis] ?? 1) + tail)),
    [0],
  );
}

/**
 * Adds the atoms of a core as hidden cells, and says that every margin shown by its tables is a sum
 * of atoms (specification §5.1).
 */
export function layAtoms(
  dims: readonly Dimension[],
  core: LinkedCore,
  cellAt: (coordinates: readonly number[]) => number | undefined,
  hidden: HiddenCells,
): AtomGrid {
  const { axes } = core;
  const choice = axes.map((axis) => dims[axis]?.multi ?? false);
  // A multi-choice axis has `Total` and its options, which do not share the records out.
  const nodes = axes.map((_, index) => {
    const classes = core.classes[index] ?? [];
    return choice[index] ? [0, ...classes.flat()] : classes.map((_, position) => position);
  });
  const sizes = nodes.map((list) => list.length);
  const cells = Int32Array.from({ length: product(sizes) }, () => hidden.add());
  const positionsOf = axes.map((_, index) => {
    const positions = new Map<number, number[]>();
    (core.classes[index] ?? []).forEach((leaves, position) => {
      for (const leaf of leaves) positions.set(leaf, choice[index] ? [position + 1] : [position]);
    });
    return positions;
  });
  const below = axes.map((axis, index) => {
    const known = new Map<number, number[]>();
    return (node: number): number[] => {
      const positions = known.get(node) ?? [
        ...new Set(leavesBelow(dims[axis], node).flatMap((leaf) => positionsOf[index]?.get(leaf) ?? [])),
      ];
      known.set(node, positions);
      return positions;
    };
  });
  for (const margin of core.margins) {
    const coordinates = new Array<number>(dims.length).fill(0);
    const walk = (depth: number, parts: readonly (readonly number[])[]): void => {
      const axis = axes[depth];
      if (axis === undefined) {
        const cell = cellAt(coordinates);
        if (cell === undefined) throw new RangeError('a margin of linked tables has no cell');
        hidden.relate(
          cell,
          offsets(parts, sizes).map((at) => cells[at] ?? 0),
        );
        return;
      }
      const shown = margin.nodes[depth] ?? null;
      const all = nodes[depth]?.map((_, position) => position) ?? [];
      if (shown === null) {
        walk(depth + 1, [...parts, choice[depth] ? [0] : all]);
        return;
      }
      for (const node of shown) {
        coordinates[axis] = node;
        walk(depth + 1, [...parts, below[depth]?.(node) ?? []]);
      }
      coordinates[axis] = 0;
    };
    walk(0, []);
  }
  hidden.addChoices(dims, { axes, nodes, cells }, false);
  return { axes, positionsOf, sizes, cells };
}

/** Leaves under a node, itself when it is one. */
function leavesBelow(dimension: Dimension | undefined, node: number): number[] {
  if (!dimension) return [];
  if (dimension.leaves.includes(node)) return [node];
  const found = new Set<number>();
  for (const { edges } of dimension.trees) {
    const childrenOf = new Map(edges.map(({ parent, children }) => [parent, children]));
    const stack = [node];
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const children = childrenOf.get(at);
      if (children) stack.push(...children);
      else if (at !== node && dimension.leaves.includes(at)) found.add(at);
    }
  }
  return [...found];
}
