import type { Suppression } from './suppression.ts';
import type { Demand } from './level.ts';
import { alwaysMasked } from './suppression.ts';
import { TwoWayFlow } from './two-way-flow.ts';
import { twoWayGraph, type TwoWayGraph } from './two-way.ts';

/** A pattern found by flows: safe, often the cheapest, `optimal` when that is proven. */
export type TwoWayPattern = {
  readonly status: 'optimal' | 'time_limit';
  readonly secondaries: readonly number[];
  /** No safe pattern costs less. */
  readonly bound: number;
};

type Step = { readonly arc: number; readonly from: number };

/** Masks that grow until every demand holds, around the true table. */
class TwoWayMasks {
  readonly #problem: Suppression;
  readonly #graph: TwoWayGraph;
  readonly #lower: Float64Array;
  readonly #upper: Float64Array;
  readonly #flow: TwoWayFlow;
  readonly #mayMask: Uint8Array;
  /** Least value of each group once masked. */
  readonly #floor: Float64Array;
  readonly secondaries = new Set<number>();

  constructor(problem: Suppression, graph: TwoWayGraph) {
    this.#problem = problem;
    this.#graph = graph;
    this.#lower = problem.values.slice();
    this.#upper = problem.values.slice();
    this.#flow = new TwoWayFlow(graph, this.#lower, this.#upper, problem.values);
    this.#mayMask = new Uint8Array(problem.size);
    this.#floor = problem.values.map((value) => Math.min(value, problem.lowest ?? 0));
    for (const group of problem.hidden) this.#floor[group] = 0;
    for (const group of problem.candidates) this.#mayMask[group] = 1;
    for (const group of alwaysMasked(problem)) this.#open(group);
  }

  #open(group: number): void {
    this.#lower[group] = this.#floor[group] ?? 0;
    this.#upper[group] = Infinity;
  }

  #close(group: number): void {
    const value = this.#problem.values[group] ?? 0;
    this.#lower[group] = value;
    this.#upper[group] = value;
  }

  mask(group: number): void {
    this.#open(group);
    this.secondaries.add(group);
  }

  unmask(group: number): void {
    this.#close(group);
    this.secondaries.delete(group);
  }

  /** How much an arc can lose from its value now, once masked. */
  #drop(arc: number): number {
    return (this.#flow.value[arc] ?? 0) - (this.#floor[arc] ?? 0);
  }

  /** How much a group can lose from its true value. */
  #fall(group: number): number {
    return (this.#problem.values[group] ?? 0) - (this.#floor[group] ?? 0);
  }

  /** How far a group can move from its true value, at most `limit`, with the masks as they are. */
  #reach(group: number, sense: 1 | -1, limit: number): number {
    this.#flow.value.set(this.#problem.values);
    return limit <= 0 ? 0 : this.#flow.shift(group, sense, limit);
  }

  holds({ group, below, above, width }: Demand): boolean {
    const down = this.#reach(group, -1, Math.max(below, width));
    if (down < below) return false;
    return this.#reach(group, 1, Math.max(above, width - down)) >= Math.max(above, width - down);
  }

  /** Never masks a group, whatever it would spare. */
  forbid(group: number): void {
    this.#mayMask[group] = 0;
  }

  /** Whether every demand holds, and no secondary is recovered. */
  isSafe(demands: readonly Demand[]): boolean {
    const own = [...this.secondaries].map((group) => ({ group, below: 0, above: 0, width: 1 }));
    return [...demands, ...own].every((demand) => this.holds(demand));
  }

  /** The cheapest path from node to node, masked arcs for nothing, candidates at their cost (Dijkstra). */
  #cheapest(from: number, to: number, avoid: number): { path: Step[]; cost: number } | null {
    const { nodes, tail, head, starts, arcs } = this.#graph;
    const distance = new Float64Array(nodes).fill(Infinity);
    const settled = new Uint8Array(nodes);
    const by = new Array<Step | undefined>(nodes);
    distance[from] = 0;
    for (;;) {
      // A graph of rows and columns has few nodes and many arcs: no heap is needed.
      let node = -1;
      for (let other = 0; other < nodes; other += 1) {
        const nearer = (distance[other] ?? 0) < (node < 0 ? Infinity : (distance[node] ?? 0));
        if (settled[other] === 0 && nearer) node = other;
      }
      if (node < 0 || node === to) break;
      settled[node] = 1;
      const end = starts[node + 1] ?? 0;
      for (let at = starts[node] ?? 0; at < end; at += 1) {
        const arc = arcs[at] ?? 0;
        if (arc === avoid) continue;
        const up = tail[arc] === node;
        const other = (up ? head[arc] : tail[arc]) ?? 0;
        const open = this.#upper[arc] === Infinity;
        if (!open && this.#mayMask[arc] === 0) continue;
        if (!up && this.#drop(arc) <= 0) continue;
        const reached = (distance[node] ?? 0) + (open ? 0 : (this.#problem.costs[arc] ?? 0));
        if (reached >= (distance[other] ?? 0)) continue;
        distance[other] = reached;
        by[other] = { arc, from: node };
      }
    }
    const cost = distance[to] ?? Infinity;
    if (cost === Infinity) return null;
    const path: Step[] = [];
    for (let step = by[to]; step && path.length < nodes; step = by[step.from]) path.push(step);
    return { path: path.reverse(), cost };
  }

  #way(group: number, sense: 1 | -1): { path: Step[]; cost: number } | null {
    const [out, into] = [this.#graph.tail[group] ?? 0, this.#graph.head[group] ?? 0];
    return sense === 1 ? this.#cheapest(into, out, group) : this.#cheapest(out, into, group);
  }

  /** Moves a group by `amount`, masking along the cheapest paths what has to be. */
  #move(group: number, sense: 1 | -1, amount: number): boolean {
    if (sense === -1 && amount > this.#fall(group)) return false;
    for (let left = amount - this.#reach(group, sense, amount); left > 0;) {
      const way = this.#way(group, sense);
      if (!way) return false;
      const room = way.path.reduce((least, { arc, from }) => {
        const up = this.#graph.tail[arc] === from;
        return up ? least : Math.min(least, this.#drop(arc));
      }, left);
      for (const { arc } of way.path) if (this.#upper[arc] !== Infinity) this.mask(arc);
      this.#flow.follow(way.path, room);
      left -= room;
    }
    return true;
  }

  /** Masks what one demand still needs; false when nothing can give it. */
  meet(demand: Demand): boolean {
    const { group, below, above, width } = demand;
    if (!this.#move(group, -1, below) || !this.#move(group, 1, above)) return false;
    const down = this.#reach(group, -1, width);
    const up = this.#reach(group, 1, width);
    if (down + up >= width) return true;
    this.#reach(group, 1, width);
    const rise = this.#way(group, 1)?.cost ?? Infinity;
    this.#reach(group, -1, width);
    const fall = this.#way(group, -1)?.cost ?? Infinity;
    return rise <= fall
      ? this.#move(group, 1, width - down) || this.#move(group, -1, width - up)
      : this.#move(group, -1, width - up) || this.#move(group, 1, width - down);
  }

  /** The demand without what no mask can give to a reader who knows the least value of masked cells. */
  attainable(demand: Demand): Demand {
    return { ...demand, below: Math.min(demand.below, this.#reach(demand.group, -1, demand.below)) };
  }

  /** What one demand costs at least, all else unmasked. */
  least({ group, below, above }: Demand): number {
    this.#flow.value.set(this.#problem.values);
    const rise = this.#way(group, 1)?.cost ?? 0;
    const fall = this.#way(group, -1)?.cost ?? 0;
    return Math.max(below > 0 ? fall : 0, above > 0 ? rise : 0, Math.min(rise, fall));
  }
}

/** Publishes again, dearest first, every secondary that the demands can spare. */
function prune(masks: TwoWayMasks, problem: Suppression, demands: readonly Demand[]): void {
  const cost = (group: number): number => problem.costs[group] ?? 0;
  for (const group of [...masks.secondaries].sort((a, b) => cost(b) - cost(a))) {
    masks.unmask(group);
    if (!masks.isSafe(demands)) masks.mask(group);
  }
}

/** Demands times secondaries beyond which a pattern is not improved: a screen waits for it. */
const MOST_WORK = 8000;

/**
 * Tries to do without each secondary in turn, dearest first, by other paths; keeps what gets
 * cheaper, until nothing does.
 */
function improve(
  problem: Suppression,
  graph: TwoWayGraph,
  demands: readonly Demand[],
  first: readonly number[],
): number[] {
  const costOf = (groups: Iterable<number>): number =>
    [...groups].reduce((sum, group) => sum + (problem.costs[group] ?? 0), 0);
  let best = [...first];
  let tried = new Set<number>();
  while (demands.length * best.length <= MOST_WORK) {
    const left = best.filter((group) => !tried.has(group));
    const without = left.sort((a, b) => (problem.costs[b] ?? 0) - (problem.costs[a] ?? 0))[0];
    if (without === undefined) break;
    tried.add(without);
    const masks = new TwoWayMasks(problem, graph);
    masks.forbid(without);
    for (const group of best) if (group !== without) masks.mask(group);
    if (!demands.every((demand) => masks.holds(demand) || masks.meet(demand))) continue;
    prune(masks, problem, demands);
    if (!masks.isSafe(demands) || costOf(masks.secondaries) >= costOf(best) - 1e-9) continue;
    best = [...masks.secondaries];
    tried = new Set();
  }
  return best;
}

/**
 * Secondaries that protect a two-way table, found without a solver: the cheapest cycle through each
 * primary (Dijkstra), as many as its demand needs, then whatever turns out to be useless is
 * published again (specification §5.4). `null` when the problem is not two-way, asks for insiders
 * (level `full`) or cannot be protected at all. The pattern holds for every demand; an audit still has the last word.
 */
export function twoWayPattern(problem: Suppression): TwoWayPattern | null {
  const graph = twoWayGraph({
    size: problem.size,
    rows: problem.rows.map((row) => ({ ...row, rhs: 0 })),
    lower: new Float64Array(problem.size),
    upper: new Float64Array(problem.size).fill(Infinity),
  });
  if (!graph || (problem.singletons ?? []).length > 0) return null;
  const past = problem.frozenMasked.map((group) => ({ group, below: 0, above: 0, width: 1 }));
  const all = new TwoWayMasks(problem, graph);
  for (const group of problem.candidates) all.mask(group);
  const asked = (problem.lowest ?? 0) > 0 ? problem.demands.map((d) => all.attainable(d)) : problem.demands;
  const demands = [...asked, ...past];
  const valueOf = ({ group }: Demand): number => problem.values[group] ?? 0;
  const start = new TwoWayMasks(problem, graph);
  const bound = demands.reduce((most, demand) => Math.max(most, start.least(demand)), 0);
  const orders = [
    demands.toSorted((a, b) => valueOf(b) - valueOf(a)),
    demands.toSorted((a, b) => valueOf(a) - valueOf(b)),
    demands.toSorted((a, b) => start.least(b) - start.least(a)),
  ];
  let best: { secondaries: number[]; cost: number } | null = null;
  for (const order of orders) {
    const masks = new TwoWayMasks(problem, graph);
    if (!order.every((demand) => masks.meet(demand))) return null;
    prune(masks, problem, demands);
    if (!masks.isSafe(demands)) return null;
    const secondaries = improve(problem, graph, demands, [...masks.secondaries]).sort((a, b) => a - b);
    const cost = secondaries.reduce((sum, group) => sum + (problem.costs[group] ?? 0), 0);
    if (!best || cost < best.cost) best = { secondaries, cost };
    if (cost <= bound) break;
  }
  if (!best) return null;
  const { secondaries, cost } = best;
  const isLeast = cost <= bound + 1e-9;
  return { status: isLeast ? 'optimal' : 'time_limit', secondaries, bound: isLeast ? cost : bound };
}
