import { allowedEdges, type Dimension } from './dimension.ts';

/** A relation: the value of `parent` is the sum of the values of `children` (cell numbers). */
export type Relation = { readonly parent: number; readonly children: readonly number[] };

/** The dimensions of a table, by their position in the release, and the nodes it keeps of each. */
export type TableAxes = {
  readonly axes: readonly number[];
  readonly nodes: readonly (readonly number[])[];
};

/** A table with the cell of each combination of its nodes, last axis fastest. */
export type LaidTable = TableAxes & { readonly cells: Int32Array };

export const product = (sizes: readonly number[]): number => sizes.reduce((size, n) => size * n, 1);

/**
 * Nodes of one axis and what refines each: the edges of its trees, or the options of a multi-choice
 * question, which refine `Total` without adding up to it.
 */
export function refinementsOf(
  dimension: Dimension,
  kept: readonly number[],
): { readonly parent: number; readonly children: readonly number[] }[] {
  if (!dimension.multi) return allowedEdges(dimension, kept);
  const options = kept.filter((node) => node !== 0);
  return options.length > 0 ? [{ parent: 0, children: options }] : [];
}

/** Calls back with the parent and the children of every refinement along one axis of a table. */
export function eachRefinement(
  dims: readonly Dimension[],
  { axes, nodes, cells }: LaidTable,
  depth: number,
  visit: (parent: number, children: number[], at: number) => void,
): void {
  const dimension = dims[axes[depth] ?? 0];
  const kept = nodes[depth] ?? [];
  if (!dimension) return;
  const position = new Map(kept.map((node, index) => [node, index]));
  const sizes = nodes.map((list) => list.length);
  const inner = product(sizes.slice(depth + 1));
  const outer = product(sizes.slice(0, depth));
  for (const edge of refinementsOf(dimension, kept)) {
    const from = position.get(edge.parent) ?? 0;
    const to = edge.children.map((node) => position.get(node) ?? 0);
    for (let above = 0; above < outer; above += 1) {
      for (let below = 0; below < inner; below += 1) {
        const index = (node: number): number => (above * kept.length + node) * inner + below;
        visit(
          cells[index(from)] ?? 0,
          to.map((node) => cells[index(node)] ?? 0),
          index(from),
        );
      }
    }
  }
}
