import { allowedEdges, allowedNodes, type Dimension } from './dimension.ts';
import { done, refuse, type Resultat } from './motif.ts';
import { tablePlan, type ReleaseSpec } from './release-spec.ts';

/** More cells than this are refused (specification §12). */
const MAX_CELLS = 2_000_000;

/** A relation: the value of `parent` is the sum of the values of `children` (cell numbers). */
export type Relation = { readonly parent: number; readonly children: readonly number[] };

/** One table laid over the cells of the release. */
export type TableGrid = {
  /** Position of each of its dimensions in the release. */
  readonly axes: readonly number[];
  /** Kept nodes of each axis. */
  readonly nodes: readonly (readonly number[])[];
  /** Cell of each combination, last axis fastest. */
  readonly cells: Int32Array;
  /** Cells that no relation of this table refines. */
  readonly innerCells: readonly number[];
};

/** All distinct cells of a release, without any value, and the sum relations that bind them. */
export type Lattice = {
  readonly dims: readonly Dimension[];
  /** Node of each cell on each dimension: `coordinates[cell * dims.length + axis]`, 0 = `Total`. */
  readonly coordinates: Int32Array;
  /** Cells that the release publishes or masks: the rows of its table. */
  readonly size: number;
  /**
   * Cells numbered from `size` on that no table shows (atoms, complements): they have a value and
   * take part in relations, are never published and are known to nobody.
   */
  readonly hidden: number;
  readonly relations: readonly Relation[];
  readonly tables: readonly TableGrid[];
  readonly cellAt: (coordinates: readonly number[]) => number | undefined;
};

type Axes = Pick<TableGrid, 'axes' | 'nodes'>;

function axesOf(spec: ReleaseSpec, dims: readonly Dimension[], table: number): Axes {
  const plan = tablePlan(spec, table);
  const axes = plan.dims.map((code) => dims.findIndex((dimension) => dimension.code === code));
  const nodes = axes.map((axis) => {
    const dimension = dims[axis];
    return dimension ? allowedNodes(dimension, plan.finest[dimension.code]) : [];
  });
  return { axes, nodes };
}

/** Visits every combination of the axes in row order. */
function eachCombination(
  { axes, nodes }: Axes,
  width: number,
  visit: (coordinates: readonly number[]) => void,
): void {
  const coordinates = new Array<number>(width).fill(0);
  const walk = (depth: number): void => {
    const axis = axes[depth];
    if (axis === undefined) {
      visit(coordinates);
      return;
    }
    for (const node of nodes[depth] ?? []) {
      coordinates[axis] = node;
      walk(depth + 1);
    }
    coordinates[axis] = 0;
  };
  walk(0);
}

/**
 * Lays the tables of a release over distinct cells: a cell that belongs to two tables exists once.
 * Refuses with `TOO_MANY_CELLS` before allocating anything large.
 */
export function buildLattice(spec: ReleaseSpec, dims: readonly Dimension[]): Resultat<Lattice> {
  const plans = spec.tables.map((_, table) => axesOf(spec, dims, table));
  const upperBound = plans
    .map(({ nodes }) => nodes.reduce((product, kept) => product * kept.length, 1))
    .reduce((sum, count) => sum + count, 0);
  if (upperBound > MAX_CELLS) {
    return refuse({
      code: 'TOO_MANY_CELLS',
      phrase: `La publication demande plus de ${MAX_CELLS} cases. Regroupez des codes ou retirez une dimension.`,
      path: ['tables'],
    });
  }
  const strides = new Array<number>(dims.length).fill(1);
  for (let axis = dims.length - 2; axis >= 0; axis -= 1) {
    strides[axis] = (strides[axis + 1] ?? 1) * (dims[axis + 1]?.nodes.length ?? 1);
  }
  const rank = (coordinates: readonly number[]): number | string => {
    const total = (strides[0] ?? 1) * (dims[0]?.nodes.length ?? 1);
    if (total > Number.MAX_SAFE_INTEGER) return coordinates.join(',');
    return coordinates.reduce((sum, node, axis) => sum + node * (strides[axis] ?? 0), 0);
  };
  const cellOf = new Map<number | string, number>();
  const flat: number[] = [];
  const grids = plans.map((plan) => {
    const cells: number[] = [];
    eachCombination(plan, dims.length, (coordinates) => {
      const key = rank(coordinates);
      let cell = cellOf.get(key);
      if (cell === undefined) {
        cell = cellOf.size;
        cellOf.set(key, cell);
        flat.push(...coordinates);
      }
      cells.push(cell);
    });
    return { ...plan, cells: Int32Array.from(cells) };
  });
  const relations = new Map<string, Relation>();
  const tables = grids.map((grid): TableGrid => {
    const refined = new Uint8Array(grid.cells.length);
    const sizes = grid.nodes.map((kept) => kept.length);
    grid.axes.forEach((axis, depth) => {
      const dimension = dims[axis];
      const kept = grid.nodes[depth] ?? [];
      if (!dimension) return;
      const position = new Map(kept.map((node, index) => [node, index]));
      const inner = sizes.slice(depth + 1).reduce((product, size) => product * size, 1);
      const outer = sizes.slice(0, depth).reduce((product, size) => product * size, 1);
      allowedEdges(dimension, kept).forEach((edge) => {
        const cellIn = (node: number, above: number, below: number): number =>
          (above * kept.length + (position.get(node) ?? 0)) * inner + below;
        for (let above = 0; above < outer; above += 1) {
          for (let below = 0; below < inner; below += 1) {
            const at = cellIn(edge.parent, above, below);
            refined[at] = 1;
            const parent = grid.cells[at] ?? 0;
            const children = edge.children.map((node) => grid.cells[cellIn(node, above, below)] ?? 0);
            const key = `${parent}=${children.join('+')}`;
            if (!relations.has(key)) relations.set(key, { parent, children });
          }
        }
      });
    });
    const innerCells = Array.from(grid.cells).filter((_, index) => refined[index] === 0);
    return { ...grid, innerCells };
  });
  return done({
    dims,
    coordinates: Int32Array.from(flat),
    size: cellOf.size,
    hidden: 0,
    relations: [...relations.values()],
    tables,
    cellAt: (coordinates) => cellOf.get(rank(coordinates)),
  });
}
