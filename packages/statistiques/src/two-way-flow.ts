import type { TwoWayGraph } from './two-way.ts';

/** What may be chosen arc by arc while flow is pushed. */
type Passage = {
  /** Arc that the paths leave alone. */
  readonly avoid: number;
  /** Whether the paths may use an arc. */
  readonly allows?: (arc: number) => boolean;
};

/**
 * A table that fits the graph, and the ways to move it: along a path of arcs, up where an arc is
 * followed, down where it is taken backwards. Integers stay integers.
 */
export class TwoWayFlow {
  readonly graph: TwoWayGraph;
  /** Value of each arc now. */
  readonly value: Float64Array;
  /** Arcs moved since it was last cleared. */
  readonly touched = new Set<number>();
  readonly #lower: Float64Array;
  readonly #upper: Float64Array;
  readonly #level: Int32Array;
  readonly #next: Int32Array;

  constructor(graph: TwoWayGraph, lower: Float64Array, upper: Float64Array, value: Float64Array = lower) {
    this.graph = graph;
    this.value = value.slice();
    this.#lower = lower;
    this.#upper = upper;
    this.#level = new Int32Array(graph.nodes);
    this.#next = new Int32Array(graph.nodes);
  }

  /** Makes every node balance, whatever the values were; false when no table fits. */
  settle(): boolean {
    const { nodes, tail, head, surplus } = this.graph;
    if (this.value.some((value, arc) => value > (this.#upper[arc] ?? Infinity))) return false;
    const lack = surplus.slice();
    this.value.forEach((value, arc) => {
      const [out, into] = [tail[arc] ?? 0, head[arc] ?? 0];
      lack[out] = (lack[out] ?? 0) - value;
      lack[into] = (lack[into] ?? 0) + value;
    });
    for (let from = 0; from < nodes; from += 1) {
      for (let to = 0; to < nodes && (lack[from] ?? 0) > 0; to += 1) {
        const most = Math.min(lack[from] ?? 0, -(lack[to] ?? 0));
        if (most <= 0) continue;
        const pushed = this.push(from, to, most);
        lack[from] = (lack[from] ?? 0) - pushed;
        lack[to] = (lack[to] ?? 0) + pushed;
      }
    }
    return lack.every((left) => left === 0);
  }

  /** How much more (`up`) or less an arc can take along the direction of travel. */
  #room(arc: number, from: number): number {
    const value = this.value[arc] ?? 0;
    const up = this.graph.tail[arc] === from;
    return up ? (this.#upper[arc] ?? Infinity) - value : value - (this.#lower[arc] ?? 0);
  }

  #otherEnd(arc: number, node: number): number {
    const { tail, head } = this.graph;
    return (tail[arc] === node ? head[arc] : tail[arc]) ?? 0;
  }

  /** Distances from a node to all others, up to the goal; false when it is out of reach. */
  #measure(from: number, to: number, { avoid, allows }: Passage): boolean {
    const { starts, arcs } = this.graph;
    const level = this.#level.fill(-1);
    level[from] = 0;
    const queue = [from];
    for (const node of queue) {
      if (node === to) return true;
      const end = starts[node + 1] ?? 0;
      for (let at = starts[node] ?? 0; at < end; at += 1) {
        const arc = arcs[at] ?? 0;
        const other = this.#otherEnd(arc, node);
        if (level[other] !== -1 || arc === avoid || this.#room(arc, node) <= 0) continue;
        if (allows && !allows(arc)) continue;
        level[other] = (level[node] ?? 0) + 1;
        queue.push(other);
      }
    }
    return false;
  }

  /** A shortest path with room in the current distances, as arcs with the node each leaves. */
  #path(from: number, to: number, { avoid, allows }: Passage): { arc: number; from: number }[] | null {
    const { starts, arcs } = this.graph;
    const path: { arc: number; from: number }[] = [];
    let node = from;
    while (node !== to) {
      const at = this.#next[node] ?? 0;
      if (at >= (starts[node + 1] ?? 0)) {
        const back = path.pop();
        if (!back) return null;
        node = back.from;
        this.#next[node] = (this.#next[node] ?? 0) + 1;
        continue;
      }
      const arc = arcs[at] ?? 0;
      const other = this.#otherEnd(arc, node);
      const open =
        this.#level[other] === (this.#level[node] ?? 0) + 1 &&
        arc !== avoid &&
        this.#room(arc, node) > 0 &&
        (!allows || allows(arc));
      if (open) {
        path.push({ arc, from: node });
        node = other;
      } else this.#next[node] = at + 1;
    }
    return path;
  }

  /** Moves the values along a path by some amount. */
  follow(path: readonly { arc: number; from: number }[], by: number): void {
    for (const { arc, from } of path) {
      const up = this.graph.tail[arc] === from;
      this.value[arc] = (this.value[arc] ?? 0) + (up ? by : -by);
      this.touched.add(arc);
    }
  }

  /**
   * Sends as much as possible, at most `limit`, from one node to another (Dinic); returns how much,
   * `Infinity` as soon as a path has no bound.
   */
  push(from: number, to: number, limit: number, passage: Passage = { avoid: -1 }): number {
    if (from === to) return limit;
    let sent = 0;
    while (sent < limit && this.#measure(from, to, passage)) {
      this.#next.set(this.graph.starts.subarray(0, this.graph.nodes));
      for (let path = this.#path(from, to, passage); path; path = this.#path(from, to, passage)) {
        const room = path.reduce(
          (least, step) => Math.min(least, this.#room(step.arc, step.from)),
          limit - sent,
        );
        if (room === Infinity) return Infinity;
        this.follow(path, room);
        sent += room;
        if (sent >= limit) return sent;
      }
    }
    return sent;
  }

  /**
   * Raises (`sense` 1) or lowers an arc by at most `limit`, mending the others; returns by how much,
   * `Infinity`, with nothing moved, when nothing holds it.
   */
  shift(arc: number, sense: 1 | -1, limit: number, allows?: (arc: number) => boolean): number {
    const { tail, head } = this.graph;
    const value = this.value[arc] ?? 0;
    const own = sense === 1 ? (this.#upper[arc] ?? Infinity) - value : value - (this.#lower[arc] ?? 0);
    const [from, to] = sense === 1 ? [head[arc] ?? 0, tail[arc] ?? 0] : [tail[arc] ?? 0, head[arc] ?? 0];
    const most = Math.min(own, limit);
    const before = most === Infinity ? this.value.slice() : null;
    const moved = this.push(from, to, most, { avoid: arc, ...(allows && { allows }) });
    if (moved > 0) this.touched.add(arc);
    if (Number.isFinite(moved)) this.value[arc] = value + sense * moved;
    else if (before) this.value.set(before);
    return moved;
  }
}
