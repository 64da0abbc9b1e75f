import type { IntegerSystem } from './linear-system.ts';

/**
 * A system of equalities seen as a graph: a node per equality, an arc per unknown, and what leaves a
 * node less what enters it is given. A two-way table is one (specification §5.4): its rows and
 * columns, totals included, are the nodes, and its masked cells the arcs.
 */
export type TwoWayGraph = {
  /** Equalities, then one more node for the unknowns that a single equality holds. */
  readonly nodes: number;
  readonly tail: Int32Array;
  readonly head: Int32Array;
  /** What leaves each node less what enters it. */
  readonly surplus: Float64Array;
  /** Arcs at each node: `arcs[starts[node]]` to `arcs[starts[node + 1] − 1]`. */
  readonly starts: Int32Array;
  readonly arcs: Int32Array;
};

type Place = { readonly row: number; readonly factor: number };

/** Signs of the equalities that let every unknown leave one and enter the other; `null` if none. */
function signs(rows: number, places: readonly (readonly Place[])[]): Int8Array | null {
  const neighbours = Array.from({ length: rows }, (): { row: number; same: boolean }[] => []);
  for (const [first, second] of places) {
    if (!first || !second) continue;
    const same = first.factor !== second.factor;
    neighbours[first.row]?.push({ row: second.row, same });
    neighbours[second.row]?.push({ row: first.row, same });
  }
  const sign = new Int8Array(rows);
  for (let start = 0; start < rows; start += 1) {
    if (sign[start] !== 0) continue;
    sign[start] = 1;
    const queue = [start];
    for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
      const own = sign[at] ?? 1;
      for (const { row, same } of neighbours[at] ?? []) {
        const expected = same ? own : -own;
        if (sign[row] === 0) {
          sign[row] = expected;
          queue.push(row);
        } else if (sign[row] !== expected) return null;
      }
    }
  }
  return sign;
}

/** Lists the arcs at each node. */
function incidence(nodes: number, tail: Int32Array, head: Int32Array): Pick<TwoWayGraph, 'starts' | 'arcs'> {
  const starts = new Int32Array(nodes + 1);
  const count = (node: number): void => {
    starts[node + 1] = (starts[node + 1] ?? 0) + 1;
  };
  tail.forEach(count);
  head.forEach(count);
  for (let node = 0; node < nodes; node += 1) {
    starts[node + 1] = (starts[node + 1] ?? 0) + (starts[node] ?? 0);
  }
  const next = starts.slice();
  const arcs = new Int32Array(2 * tail.length);
  const put = (node: number, arc: number): void => {
    const at = next[node] ?? 0;
    arcs[at] = arc;
    next[node] = at + 1;
  };
  tail.forEach(put);
  head.forEach(put);
  return { starts, arcs };
}

/**
 * The graph of a system, or `null` when it has none: an unknown in three equalities (three
 * dimensions, linked tables), a factor other than ±1, or signs that cannot agree.
 */
export function twoWayGraph(system: IntegerSystem): TwoWayGraph | null {
  const places = Array.from({ length: system.size }, (): Place[] => []);
  for (const [row, { indices, values }] of system.rows.entries()) {
    for (const [k, unknown] of indices.entries()) {
      const factor = values[k] ?? 0;
      const found = places[unknown];
      if (!found || found.length === 2 || (factor !== 1 && factor !== -1)) return null;
      found.push({ row, factor });
    }
  }
  const ground = system.rows.length;
  const sign = signs(ground, places);
  if (!sign) return null;
  const tail = new Int32Array(system.size).fill(ground);
  const head = new Int32Array(system.size).fill(ground);
  places.forEach((found, unknown) => {
    for (const { row, factor } of found) {
      if (factor * (sign[row] ?? 1) > 0) tail[unknown] = row;
      else head[unknown] = row;
    }
  });
  const surplus = new Float64Array(ground + 1);
  system.rows.forEach(({ rhs }, row) => {
    const out = (sign[row] ?? 1) * rhs;
    surplus[row] = out;
    surplus[ground] = (surplus[ground] ?? 0) - out;
  });
  return { nodes: ground + 1, tail, head, surplus, ...incidence(ground + 1, tail, head) };
}

/**
 * The arcs that no cycle of the graph goes through, in linear time (Tarjan, without recursion). An
 * arc that is a bridge is recovered exactly; when no masked value is 0 and no legend bounds them, no
 * other is.
 */
export function bridges({ nodes, tail, head, starts, arcs }: TwoWayGraph): number[] {
  const order = new Int32Array(nodes).fill(-1);
  const low = new Int32Array(nodes);
  const next = starts.slice();
  const found: number[] = [];
  let seen = 0;
  const enter = (node: number): void => {
    order[node] = low[node] = seen;
    seen += 1;
  };
  for (let root = 0; root < nodes; root += 1) {
    if (order[root] !== -1) continue;
    enter(root);
    const path = [{ node: root, by: -1 }];
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const { node, by } = top;
      const at = next[node] ?? 0;
      if (at < (starts[node + 1] ?? 0)) {
        next[node] = at + 1;
        const arc = arcs[at] ?? 0;
        const other = tail[arc] === node ? (head[arc] ?? 0) : (tail[arc] ?? 0);
        if (arc === by || other === node) continue;
        if (order[other] === -1) {
          enter(other);
          path.push({ node: other, by: arc });
        } else low[node] = Math.min(low[node] ?? 0, order[other] ?? 0);
        continue;
      }
      path.pop();
      const above = path.at(-1);
      if (!above) continue;
      low[above.node] = Math.min(low[above.node] ?? 0, low[node] ?? 0);
      if ((low[node] ?? 0) > (order[above.node] ?? 0)) found.push(by);
    }
  }
  return found.sort((a, b) => a - b);
}
