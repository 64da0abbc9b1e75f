import type { Attack, AttackOptions } from './attacker.ts';
import type { IntegerSystem } from './linear-system.ts';
import { TwoWayFlow } from './two-way-flow.ts';
import type { TwoWayGraph } from './two-way.ts';

class Stopped extends Error {}

class TwoWayAttacker {
  readonly lo: Float64Array;
  readonly hi: Float64Array;
  readonly witnesses: number[][] = [];
  readonly #flow: TwoWayFlow;
  readonly #system: IntegerSystem;
  readonly #o: AttackOptions;

  constructor(flow: TwoWayFlow, system: IntegerSystem, o: AttackOptions) {
    this.#flow = flow;
    this.#system = system;
    this.#o = o;
    this.lo = flow.value.slice();
    this.hi = flow.value.slice();
    this.witnesses.push(Array.from(flow.value));
  }

  #learn(): void {
    const { value } = this.#flow;
    let useful = false;
    for (let i = 0; i < value.length; i += 1) {
      const now = value[i] ?? 0;
      const low = this.lo[i] ?? 0;
      const high = this.hi[i] ?? 0;
      if (now >= low && now <= high) continue;
      // A wider range is worth a witness only until the width is proven.
      if (high - low < this.#o.width) useful = true;
      this.lo[i] = Math.min(low, now);
      this.hi[i] = Math.max(high, now);
    }
    if (useful) this.witnesses.push(Array.from(this.#flow.value));
  }

  #checkTime(): void {
    if (this.#o.signal?.aborted || (this.#o.secondsLeft?.() ?? Infinity) <= 0) throw new Stopped();
  }

  open(): number[] {
    return this.#o.targets.filter((i) => (this.hi[i] ?? 0) - (this.lo[i] ?? 0) < this.#o.width);
  }

  /** Tables that move as many targets as they can, each arc once: most widths fall in a few. */
  sweep(): void {
    const moved = new Uint8Array(this.#flow.value.length);
    const still = (arc: number): boolean => moved[arc] === 0;
    let open = this.open();
    for (let before = Infinity; open.length > 0 && open.length < before;) {
      before = open.length;
      moved.fill(0);
      for (const i of open) {
        if (moved[i] === 1) continue;
        this.#checkTime();
        this.#flow.touched.clear();
        if (this.#flow.shift(i, 1, this.#o.width, still) === 0) {
          this.#flow.shift(i, -1, this.#o.width, still);
        }
        for (const arc of this.#flow.touched) moved[arc] = 1;
      }
      this.#learn();
      open = this.open();
    }
  }

  /** The exact range of one arc: a largest flow each way. */
  bound(i: number): void {
    this.#checkTime();
    const risen = this.#flow.shift(i, 1, Infinity);
    if (risen === Infinity) {
      // A table a little further, so that the witnesses prove the width too.
      this.#flow.shift(i, 1, this.#o.width);
      this.#learn();
      this.hi[i] = Infinity;
    } else this.#learn();
    if ((this.lo[i] ?? 0) > (this.#system.lower[i] ?? 0)) {
      this.#flow.shift(i, -1, Infinity);
      this.#learn();
    }
  }
}

/**
 * The range of each target of a two-way system, by flows instead of linear programs (specification
 * §5.4). Every bound is reached by a table of integers, so that it holds for both attackers, of
 * integers or not. Same answer as `attack`, without a solver.
 */
export function attackTwoWay(graph: TwoWayGraph, system: IntegerSystem, o: AttackOptions): Attack {
  const flow = new TwoWayFlow(graph, system.lower, system.upper);
  if (!flow.settle()) return { status: 'contradiction' };
  const attacker = new TwoWayAttacker(flow, system, o);
  try {
    attacker.sweep();
    for (const i of o.mode === 'intervals' ? o.targets : attacker.open()) attacker.bound(i);
  } catch (error) {
    if (error instanceof Stopped) return { status: 'stopped' };
    throw error;
  }
  return { status: 'done', lo: attacker.lo, hi: attacker.hi, witnesses: attacker.witnesses };
}
