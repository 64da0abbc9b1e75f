import type { Groups } from './kanon-groups.ts';
import { LevelLattice } from './kanon-lattice.ts';
import { LossMetric } from './kanon-loss.ts';
import type { QuasiRecords } from './kanon-records.ts';
import { RollUp } from './kanon-roll-up.ts';

/** The best levels found: one an attribute. */
export type Found = {
  readonly levels: readonly number[];
  readonly loss: number;
  readonly suppressed: number;
};

export type SearchSettings = {
  readonly k: number;
  /** Most records that may be suppressed. */
  readonly allowed: number;
  /** Asked before each check. */
  readonly expired: () => boolean;
};

const OPEN = 0;
const CHECKED = 1;
const REJECTED = 2;

/** Losses closer than this are equal: the tie is broken by rule, not by rounding. */
const TIE = 1e-12;

/**
 * Optimal full-domain generalisation (§5.11): best-first by the loss without suppression; from each
 * open node a greedy chain upwards, on which a binary search finds where the file becomes safe.
 *
 * A node that suppresses too many records rejects every more specific one, which suppresses at least
 * as many. « Too many » is `allowed`, then fewer: so many that their suppression alone costs more than
 * the best loss known.
 */
export class KanonSearch {
  readonly #records: QuasiRecords;
  readonly #settings: SearchSettings;
  readonly #lattice: LevelLattice;
  readonly #metric: LossMetric;
  readonly #rollUp: RollUp;
  readonly #state: Uint8Array;
  readonly #lowest: Float64Array;
  #checks = 0;
  #limit: number;
  #best: { node: number; product: number; suppressed: number } | undefined;
  readonly #suppressedAt = new Map<number, number>();

  constructor(records: QuasiRecords, settings: SearchSettings) {
    this.#records = records;
    this.#settings = settings;
    this.#lattice = new LevelLattice(records.attributes.map(({ levels }) => levels));
    this.#metric = new LossMetric(records);
    this.#rollUp = new RollUp(records);
    this.#state = new Uint8Array(this.#lattice.size);
    this.#lowest = this.#lowestProducts();
    this.#limit = settings.allowed;
  }

  /** Nodes whose groups were counted. */
  get checks(): number {
    return this.#checks;
  }

  /** The best safe node, if any; the optimum when `complete`, that is when time did not run out. */
  run(): { best: Found | undefined; complete: boolean } {
    const order = Uint32Array.from({ length: this.#lattice.size }, (_, node) => node);
    const lowest = this.#lowest;
    order.sort((a, b) => (lowest[a] ?? 0) - (lowest[b] ?? 0) || a - b);
    let complete = true;
    for (const node of order) {
      if (this.#tooCostly(node)) break;
      if (this.#state[node] === OPEN && !this.#searchChain(this.#climb(node))) {
        complete = false;
        break;
      }
    }
    const best = this.#best && {
      levels: this.#lattice.levels(this.#best.node),
      loss: this.#metric.aggregate(this.#best.product),
      suppressed: this.#best.suppressed,
    };
    return { best, complete };
  }

  #lowestProducts(): Float64Array {
    const products = new Float64Array(this.#lattice.size).fill(1);
    this.#lattice.strides.forEach((stride, attribute) => {
      const height = this.#lattice.heights[attribute] ?? 1;
      const factors = Array.from({ length: height }, (_, level) =>
        this.#metric.lowestFactor(attribute, level),
      );
      for (let node = 0; node < products.length; node += 1) {
        products[node] = (products[node] ?? 1) * (factors[Math.floor(node / stride) % height] ?? 1);
      }
    });
    return products;
  }

  /** Whether the node, suppressing nothing, would already lose more than the best known. */
  #tooCostly(node: number): boolean {
    return this.#best !== undefined && (this.#lowest[node] ?? 0) > this.#best.product * (1 + TIE);
  }

  /** The node, then each time its cheapest open successor. */
  #climb(from: number): number[] {
    const chain = [from];
    for (let node: number | undefined = from; node !== undefined;) {
      let next: number | undefined;
      for (const successor of this.#lattice.successors(node)) {
        const eligible = this.#state[successor] === OPEN && !this.#tooCostly(successor);
        if (eligible && (next === undefined || (this.#lowest[successor] ?? 0) < (this.#lowest[next] ?? 0))) {
          next = successor;
        }
      }
      if (next !== undefined) chain.push(next);
      node = next;
    }
    return chain;
  }

  /** Binary search of the first safe node of a chain; false when time has run out. */
  #searchChain(chain: readonly number[]): boolean {
    let low = 0;
    let high = chain.length - 1;
    while (low <= high) {
      if (this.#settings.expired()) return false;
      const middle = (low + high) >> 1;
      if (this.#check(chain[middle] ?? 0)) high = middle - 1;
      else low = middle + 1;
    }
    return true;
  }

  /** Groups the records at a node; true when it suppresses few enough. */
  #check(node: number): boolean {
    const { k } = this.#settings;
    const levels = this.#lattice.levels(node);
    this.#checks += 1;
    // A group of k or more takes k records at least: beyond this many groups, too many are small.
    const groups = this.#rollUp.groups(levels, this.#records.size / k + this.#limit);
    const suppressed = groups ? recordsBelow(k, groups) : Infinity;
    if (!groups || suppressed > this.#limit) {
      this.#reject(node);
      return false;
    }
    this.#state[node] = CHECKED;
    this.#suppressedAt.set(node, suppressed);
    this.#consider(node, this.#metric.product(levels, groups, k), suppressed);
    return suppressed <= this.#limit;
  }

  /** Keeps the node if it is better: smaller loss, then fewer suppressed, then first in level order. */
  #consider(node: number, product: number, suppressed: number): void {
    const best = this.#best;
    if (best) {
      const difference = product / best.product - 1;
      if (difference > TIE) return;
      if (difference >= -TIE) {
        if (suppressed > best.suppressed) return;
        if (suppressed === best.suppressed && node > best.node) return;
      }
    }
    this.#best = { node, product, suppressed };
    const limit = Math.min(this.#limit, this.#metric.suppressionBound(product));
    if (limit === this.#limit) return;
    this.#limit = limit;
    for (const [checked, count] of this.#suppressedAt) {
      if (count <= limit) continue;
      this.#suppressedAt.delete(checked);
      this.#reject(checked);
    }
  }

  #reject(from: number): void {
    const stack = [from];
    for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
      // What is below a rejected node was rejected with it.
      if (this.#state[node] === REJECTED) continue;
      this.#state[node] = REJECTED;
      stack.push(...this.#lattice.predecessors(node));
    }
  }
}

/** How many records are in groups of fewer than `k`. */
function recordsBelow(k: number, { size, count }: Groups): number {
  let records = 0;
  for (let group = 0; group < size; group += 1) {
    const inGroup = count[group] ?? 0;
    if (inGroup < k) records += inGroup;
  }
  return records;
}
