/** A vector with few coordinates other than 0, all integers modulo the prime of its span. */
export type SparseVector = { readonly indices: Int32Array; readonly values: Float64Array };

/** Primes below 2²⁶: a product of two residues plus a third is exact in a double. */
export const PRIMES = [67_108_859, 67_108_837, 67_108_819] as const;

type Pivoted = SparseVector & { readonly pivot: number };
type Target = { readonly vector: Map<number, number>; readonly direction: string };
type Change = { readonly target: number; readonly before: Target };

/** Where a span was, to come back to. */
export type SpanMark = { readonly rank: number; readonly changes: number };

/**
 * The space that published cells span, in echelon form, and vectors that must stay out of it.
 *
 * Exact arithmetic modulo a prime: no floating tolerance decides (specification §5.3). What depends
 * on the prime (a rank lower than over the rationals) is left to a second prime and to the audit.
 */
export class ModularSpan {
  readonly #prime: number;
  readonly #size: number;
  readonly #basis: Pivoted[] = [];
  /** Basis vector whose pivot is a coordinate; −1 if none. */
  readonly #pivotOf: Int32Array;
  readonly #weights: Float64Array;
  readonly #targets: Target[] = [];
  readonly #targetsAt: Set<number>[];
  readonly #directions = new Map<string, number>();
  readonly #changes: Change[] = [];
  readonly #accumulator: Float64Array;
  readonly #isTouched: Uint8Array;

  constructor(size: number, prime: number) {
    this.#prime = prime;
    this.#size = size;
    this.#pivotOf = new Int32Array(size).fill(-1);
    this.#targetsAt = Array.from({ length: size }, () => new Set<number>());
    this.#accumulator = new Float64Array(size);
    this.#isTouched = new Uint8Array(size);
    let state = 0x2545f491;
    this.#weights = Float64Array.from({ length: size }, () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return 1 + (state % (prime - 1));
    });
  }

  /** Vector of small integers, positive or not. */
  vector(indices: readonly number[], values: readonly number[]): SparseVector {
    return {
      indices: Int32Array.from(indices),
      values: Float64Array.from(values, (value) => (value % this.#prime) + (value < 0 ? this.#prime : 0)),
    };
  }

  isPivot(coordinate: number): boolean {
    return (this.#pivotOf[coordinate] ?? -1) >= 0;
  }

  /** The one vector equal to this one modulo the span that has no pivot coordinate. */
  reduce({ indices, values }: SparseVector): SparseVector {
    const prime = this.#prime;
    const accumulator = this.#accumulator;
    const touched: number[] = [];
    const due: number[] = [];
    const touch = (coordinate: number): void => {
      if (this.#isTouched[coordinate] === 1) return;
      this.#isTouched[coordinate] = 1;
      touched.push(coordinate);
      const pivoted = this.#pivotOf[coordinate] ?? -1;
      if (pivoted >= 0) pushLeast(due, pivoted);
    };
    for (let at = 0; at < indices.length; at += 1) {
      const coordinate = indices[at] ?? 0;
      accumulator[coordinate] = ((accumulator[coordinate] ?? 0) + (values[at] ?? 0)) % prime;
      touch(coordinate);
    }
    // A basis vector has no coordinate at the pivots before its own: in their order, each is met once.
    while (due.length > 0) {
      const next = this.#basis[popLeast(due)];
      if (!next) break;
      const factor = accumulator[next.pivot] ?? 0;
      if (factor === 0) continue;
      const opposite = prime - factor;
      for (let at = 0; at < next.indices.length; at += 1) {
        const coordinate = next.indices[at] ?? 0;
        accumulator[coordinate] =
          ((accumulator[coordinate] ?? 0) + opposite * (next.values[at] ?? 0)) % prime;
        touch(coordinate);
      }
    }
    const kept = touched.filter((coordinate) => accumulator[coordinate] !== 0);
    const reduced = {
      indices: Int32Array.from(kept),
      values: Float64Array.from(kept, (coordinate) => accumulator[coordinate] ?? 0),
    };
    for (const coordinate of touched) {
      accumulator[coordinate] = 0;
      this.#isTouched[coordinate] = 0;
    }
    return reduced;
  }

  /** Whether a reduced vector, once in the span, would bring a target in. */
  reachesTarget(reduced: SparseVector): boolean {
    return this.#directions.has(this.#direction(reduced.indices, reduced.values));
  }

  /** Adds a reduced vector, not 0, and the target vectors stay reduced. */
  add(reduced: SparseVector, preference: (coordinate: number) => number): void {
    let pivot = -1;
    let best = Infinity;
    for (const coordinate of reduced.indices) {
      const badness = preference(coordinate) + 1e9 * (this.#targetsAt[coordinate]?.size ?? 0);
      if (badness >= best) continue;
      best = badness;
      pivot = coordinate;
    }
    const inverse = this.#inverse(reduced.values[reduced.indices.indexOf(pivot)] ?? 1);
    const values = reduced.values.map((value) => (value * inverse) % this.#prime);
    this.#pivotOf[pivot] = this.#basis.push({ pivot, indices: reduced.indices, values }) - 1;
    for (const target of [...(this.#targetsAt[pivot] ?? [])]) {
      const before = this.#targets[target];
      if (!before) continue;
      const vector = new Map(before.vector);
      const opposite = this.#prime - (vector.get(pivot) ?? 0);
      for (let at = 0; at < values.length; at += 1) {
        const coordinate = reduced.indices[at] ?? 0;
        const sum = ((vector.get(coordinate) ?? 0) + opposite * (values[at] ?? 0)) % this.#prime;
        if (sum === 0) vector.delete(coordinate);
        else vector.set(coordinate, sum);
      }
      this.#changes.push({ target, before });
      this.#setTarget(target, vector);
    }
  }

  /** Watches a vector; false if it is already in the span. */
  watch(vector: SparseVector): boolean {
    const { indices, values } = this.reduce(vector);
    if (indices.length === 0) return false;
    // Multiples of one another stay so: one stands for all.
    if (this.#directions.has(this.#direction(indices, values))) return true;
    const target = this.#targets.push({ vector: new Map(), direction: '' }) - 1;
    this.#setTarget(target, new Map(Array.from(indices, (index, at) => [index, values[at] ?? 0])));
    return true;
  }

  /** Whether a watched vector has fallen into the span. */
  get hasLostTarget(): boolean {
    return this.#targets.some(({ vector }) => vector.size === 0);
  }

  /** The same text for reduced vectors that are multiples of one another, and for them alone. */
  direction({ indices, values }: SparseVector): string {
    const order = Array.from(indices, (_, at) => at).sort((a, b) => (indices[a] ?? 0) - (indices[b] ?? 0));
    const inverse = this.#inverse(values[order[0] ?? 0] ?? 1);
    return order.map((at) => `${indices[at]}:${((values[at] ?? 0) * inverse) % this.#prime}`).join(' ');
  }

  mark(): SpanMark {
    return { rank: this.#basis.length, changes: this.#changes.length };
  }

  /** Comes back to a mark: what was added since is out. */
  rewind({ rank, changes }: SpanMark): void {
    for (const { pivot } of this.#basis.splice(rank)) this.#pivotOf[pivot] = -1;
    for (const { target, before } of this.#changes.splice(changes).reverse()) {
      this.#setTarget(target, before.vector);
    }
  }

  #setTarget(target: number, vector: Map<number, number>): void {
    const before = this.#targets[target];
    if (before) {
      for (const coordinate of before.vector.keys()) this.#targetsAt[coordinate]?.delete(target);
      const count = (this.#directions.get(before.direction) ?? 0) - 1;
      if (count > 0) this.#directions.set(before.direction, count);
      else this.#directions.delete(before.direction);
    }
    const direction = this.#direction([...vector.keys()], [...vector.values()]);
    this.#targets[target] = { vector, direction };
    this.#directions.set(direction, (this.#directions.get(direction) ?? 0) + 1);
    for (const coordinate of vector.keys()) this.#targetsAt[coordinate]?.add(target);
  }

  /**
   * The same for vectors that are multiples of one another, and hardly ever for others: a wrong match
   * masks one cell too many, never one too few.
   */
  #direction(indices: ArrayLike<number>, values: ArrayLike<number>): string {
    let sum = 0;
    let first = this.#size;
    let leading = 1;
    for (let at = 0; at < indices.length; at += 1) {
      const coordinate = indices[at] ?? 0;
      const value = values[at] ?? 0;
      sum = (sum + value * (this.#weights[coordinate] ?? 0)) % this.#prime;
      if (coordinate < first) {
        first = coordinate;
        leading = value;
      }
    }
    return `${indices.length}/${first}/${(sum * this.#inverse(leading)) % this.#prime}`;
  }

  #inverse(value: number): number {
    let result = 1;
    let base = value;
    for (let exponent = this.#prime - 2; exponent > 0; exponent = Math.floor(exponent / 2)) {
      if (exponent % 2 === 1) result = (result * base) % this.#prime;
      base = (base * base) % this.#prime;
    }
    return result;
  }
}

/** Binary heap of numbers, least first. */
function pushLeast(heap: number[], value: number): void {
  let at = heap.push(value) - 1;
  while (at > 0) {
    const above = (at - 1) >> 1;
    if ((heap[above] ?? 0) <= value) break;
    heap[at] = heap[above] ?? 0;
    at = above;
  }
  heap[at] = value;
}

function popLeast(heap: number[]): number {
  const least = heap[0] ?? -1;
  const last = heap.pop() ?? 0;
  if (heap.length === 0) return least;
  let at = 0;
  for (;;) {
    let below = 2 * at + 1;
    if (below >= heap.length) break;
    if (below + 1 < heap.length && (heap[below + 1] ?? 0) < (heap[below] ?? 0)) below += 1;
    if ((heap[below] ?? 0) >= last) break;
    heap[at] = heap[below] ?? 0;
    at = below;
  }
  heap[at] = last;
  return least;
}
