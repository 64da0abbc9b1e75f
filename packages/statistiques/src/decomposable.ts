import type { Dimension } from './dimension.ts';
import { product, refinementsOf, type TableAxes } from './refinement.ts';

/** What a table says of one dimension, as sets of leaves. */
type AxisView = {
  readonly kept: ReadonlySet<number>;
  /** Kept nodes that nothing kept refines. */
  readonly base: readonly number[];
  /** Leaves under each base node. */
  readonly leavesOf: ReadonlyMap<number, readonly number[]>;
  /** Base node of each leaf, when every leaf has exactly one. */
  readonly partition: ReadonlyMap<number, number> | null;
};

/**
 * Tables whose sum relations do not say all that an attacker knows: a joint table behind them is
 * tighter than their margins (A × B, B × C and A × C; zonings that cut one another, §5.1).
 */
export type LinkedCore = {
  readonly axes: readonly number[];
  /** Classes of leaves that the tables tell apart, per axis; options of a multi-choice axis. */
  readonly classes: readonly (readonly (readonly number[])[])[];
  /** Margins that the tables show: nodes per axis of the core, `null` where the margin sums it up. */
  readonly margins: readonly { readonly nodes: readonly (readonly number[] | null)[] }[];
  /** Joint cells. */
  readonly atoms: number;
};

/**
 * Beyond this many atoms, the options of a question are bound by their totals and complements only: their joint
 * atoms would take minutes, for what the margins of one option already say almost wholly.
 */
const MAX_CHOICE_ATOMS = 2000;

/** A part of a dimension that tables share: a level of it, or the whole when its zonings overlap. */
type Vertex = { readonly axis: number; readonly key: string; readonly partition: AxisView['partition'] };
type Edge = { readonly table: number; readonly vertices: Set<string>; readonly rigid: boolean };

function leavesUnder(dimension: Dimension): ReadonlyMap<number, readonly number[]> {
  const under = new Map<number, Set<number>>(dimension.leaves.map((leaf) => [leaf, new Set([leaf])]));
  const gather = (node: number, edges: ReadonlyMap<number, readonly number[]>): ReadonlySet<number> => {
    const known = under.get(node) ?? new Set<number>();
    under.set(node, known);
    for (const child of edges.get(node) ?? []) for (const leaf of gather(child, edges)) known.add(leaf);
    return known;
  };
  for (const tree of dimension.trees) {
    gather(0, new Map(tree.edges.map(({ parent, children }) => [parent, children])));
  }
  return new Map([...under].map(([node, leaves]) => [node, [...leaves]]));
}

function viewOf(
  dimension: Dimension,
  under: ReadonlyMap<number, readonly number[]>,
  kept: readonly number[],
): AxisView {
  const refined = new Set(refinementsOf(dimension, kept).map(({ parent }) => parent));
  const base = kept.filter((node) => !refined.has(node));
  const partition = new Map<number, number>();
  let overlaps = false;
  for (const node of base) {
    for (const leaf of under.get(node) ?? []) {
      overlaps ||= partition.has(leaf);
      partition.set(leaf, node);
    }
  }
  return { kept: new Set(kept), base, leavesOf: under, partition: overlaps ? null : partition };
}

type Partition = ReadonlyMap<number, number>;

/** Whether leaves that are together in `fine` are together in `coarse`. */
function refines(fine: Partition, coarse: Partition): boolean {
  const seen = new Map<number, number>();
  for (const [leaf, node] of fine) {
    const above = coarse.get(leaf) ?? -1;
    const known = seen.get(node);
    if (known === undefined) seen.set(node, above);
    else if (known !== above) return false;
  }
  return true;
}

const keyOf = (partition: Partition, leaves: readonly number[]): string => {
  const number = new Map<number, number>();
  return leaves
    .map((leaf) => {
      const node = partition.get(leaf) ?? -1;
      const known = number.get(node) ?? number.size;
      number.set(node, known);
      return known;
    })
    .join();
};

const nodesOf = (partition: Partition): number[] => [...new Set(partition.values())];

/** Vertices of one dimension in each table, `null` where a table says nothing of it. */
function axisVertices(
  dimension: Dimension,
  axis: number,
  views: readonly (AxisView | null)[],
): { vertices: Vertex[]; rigid: boolean }[] {
  const none = { vertices: [], rigid: false };
  const said = views.map((view) => (view && !(view.base.length === 1 && view.base[0] === 0) ? view : null));
  // A table has a level when its own is finer and when it shows every node of that level.
  const holds = (view: AxisView, partition: Partition): boolean =>
    view.partition !== null &&
    refines(view.partition, partition) &&
    nodesOf(partition).every((node) => view.kept.has(node));
  // A zone of one site and its site tell the same leaves apart: the level is what most tables show.
  const partitions = new Map<string, Partition>();
  const telling = said.filter((view) => view !== null);
  const shownBy = (level: Partition): number => telling.filter((view) => holds(view, level)).length;
  for (const view of telling) {
    if (!view.partition) continue;
    const key = keyOf(view.partition, dimension.leaves);
    const known = partitions.get(key);
    if (!known || shownBy(view.partition) > shownBy(known)) partitions.set(key, view.partition);
  }
  const regular =
    telling.every(({ partition }) => partition !== null) &&
    telling.some((view) => [...partitions.values()].every((level) => holds(view, level)));
  return said.map((view) => {
    if (!view) return none;
    if (!regular) return { vertices: [{ axis, key: `${axis}`, partition: null }], rigid: true };
    const levels = [...partitions].filter(([, partition]) => holds(view, partition));
    return {
      vertices: levels.map(([key, partition]) => ({ axis, key: `${axis}:${key}`, partition })),
      rigid: false,
    };
  });
}

/** Levels of one axis left in an edge, the finest of which all the others follow from. */
function finestOf(vertices: readonly Vertex[]): Partition | null | undefined {
  return vertices
    .map(({ partition }) => partition)
    .find((fine) =>
      vertices.every(({ partition: level }) => fine === null || level === null || refines(fine, level)),
    );
}

const isWithin = (inner: ReadonlySet<string>, outer: ReadonlySet<string>): boolean =>
  [...inner].every((key) => outer.has(key));

/** Graham's reduction: what is left of the tables once every part that hangs by one edge is taken off. */
function reduced(
  edges: readonly Edge[],
  vertexOf: ReadonlyMap<string, Vertex>,
  covers: (inner: number, outer: number) => boolean,
): Edge[] {
  let left = edges.map((edge) => ({ ...edge, vertices: new Set(edge.vertices) }));
  for (let moved = true; moved;) {
    moved = false;
    for (const edge of left) {
      if (edge.rigid) continue;
      for (const key of edge.vertices) {
        if (left.some((other) => other !== edge && other.vertices.has(key))) continue;
        const { axis } = vertexOf.get(key) ?? { axis: -1 };
        const stay = [...edge.vertices].flatMap((k) => (k === key ? [] : (vertexOf.get(k) ?? [])));
        const same = stay.filter((vertex) => vertex.axis === axis);
        if (same.length > 0 && finestOf(same) === undefined) continue;
        edge.vertices.delete(key);
        moved = true;
      }
    }
    const kept = left.filter(
      (edge, i) =>
        edge.vertices.size > 0 &&
        !left.some(
          (other, j) =>
            j !== i &&
            isWithin(edge.vertices, other.vertices) &&
            covers(edge.table, other.table) &&
            (other.vertices.size > edge.vertices.size || j < i || !covers(other.table, edge.table)),
        ),
    );
    moved ||= kept.length < left.length;
    left = kept;
  }
  return left;
}

/** Edges that share a vertex, directly or not, together. */
function connected(edges: readonly Edge[]): Edge[][] {
  const groups: Edge[][] = [];
  for (const edge of edges) {
    const touching = groups.filter((group) =>
      group.some((other) => [...other.vertices].some((key) => edge.vertices.has(key))),
    );
    const rest = groups.filter((group) => !touching.includes(group));
    groups.splice(0, groups.length, ...rest, [...touching.flat(), edge]);
  }
  return groups;
}

/** Leaves that no level, or no node, of the core tells apart. */
function classesOf(dimension: Dimension, signature: (leaf: number) => string): number[][] {
  const classes = new Map<string, number[]>();
  for (const leaf of dimension.leaves) {
    const name = signature(leaf);
    classes.set(name, [...(classes.get(name) ?? []), leaf]);
  }
  return [...classes.values()];
}

/**
 * The groups of tables that relations alone do not describe, each as small as can be: a table that
 * hangs by one shared margin (site × month with site × age) says nothing more and is left out. A
 * joint table of the rest exists for every set of consistent margins (acyclic hypergraph).
 */
export function linkedCores(dims: readonly Dimension[], tables: readonly TableAxes[]): LinkedCore[] {
  const cores = coresOf(dims, tables, true);
  const isLight = cores.every(
    ({ axes, atoms }) => atoms <= MAX_CHOICE_ATOMS || !axes.some((axis) => dims[axis]?.multi),
  );
  return isLight ? cores : coresOf(dims, tables, false);
}

function coresOf(
  dims: readonly Dimension[],
  tables: readonly TableAxes[],
  withChoices: boolean,
): LinkedCore[] {
  const under = dims.map(leavesUnder);
  const viewAt = tables.map(({ axes, nodes }) =>
    dims.map((dimension, axis) => {
      const depth = axes.indexOf(axis);
      if (depth < 0 || (dimension.multi && !withChoices)) return null;
      return viewOf(dimension, under[axis] ?? new Map(), nodes[depth] ?? []);
    }),
  );
  const said = dims.map((dimension, axis) =>
    axisVertices(
      dimension,
      axis,
      viewAt.map((views) => views[axis] ?? null),
    ),
  );
  const vertexOf = new Map<string, Vertex>();
  const edges = tables.map((_, table): Edge => {
    const parts = said.map((ofTable) => ofTable[table] ?? { vertices: [], rigid: false });
    const vertices = parts.flatMap((part) => part.vertices);
    for (const vertex of vertices) vertexOf.set(vertex.key, vertex);
    return {
      table,
      vertices: new Set(vertices.map(({ key }) => key)),
      rigid: parts.some(({ rigid }) => rigid),
    };
  });
  // What a table shows of dimensions whose zonings overlap, another must show too to make it useless.
  const covers = (inner: number, outer: number): boolean =>
    said.every(
      (ofTable, axis) =>
        ofTable[inner]?.rigid !== true ||
        [...(viewAt[inner]?.[axis]?.kept ?? [])].every((node) => viewAt[outer]?.[axis]?.kept.has(node)),
    );
  return connected(reduced(edges, vertexOf, covers)).map((core) => {
    const vertices = [...new Set(core.flatMap((edge) => [...edge.vertices]))].flatMap(
      (key) => vertexOf.get(key) ?? [],
    );
    const axes = [...new Set(vertices.map(({ axis }) => axis))].sort((a, b) => a - b);
    const classes = axes.map((axis) => {
      const dimension = dims[axis];
      if (!dimension) return [];
      const levels = vertices.flatMap((v) => (v.axis === axis && v.partition ? [v.partition] : []));
      const views = core.flatMap(({ table }) => viewAt[table]?.[axis] ?? []);
      const above = (leaf: number): string[] =>
        levels.length > 0
          ? levels.map((level) => String(level.get(leaf)))
          : views.map(({ base, leavesOf }) =>
              base.filter((node) => leavesOf.get(node)?.includes(leaf)).join(),
            );
      return classesOf(dimension, (leaf) => above(leaf).join('/'));
    });
    const margins = core.map((edge) => ({
      nodes: axes.map((axis) => {
        const own = [...edge.vertices].flatMap((key) => vertexOf.get(key) ?? []);
        const here = own.filter((vertex) => vertex.axis === axis);
        if (here.length === 0) return null;
        const finest = finestOf(here);
        return finest ? nodesOf(finest) : (viewAt[edge.table]?.[axis]?.base ?? []);
      }),
    }));
    const size = (axis: number, index: number): number =>
      (classes[index]?.length ?? 1) * (dims[axis]?.multi ? 3 : 1);
    return { axes, classes, margins, atoms: product(axes.map(size)) };
  });
}
