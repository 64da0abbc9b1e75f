import type { IntegerSystem } from './linear-system.ts';

/** Senses of the first step that are tried in turn. */
const EITHER: readonly (1 | -1)[] = [1, -1, 1, -1, 1, -1, 1, -1, 1, -1];
const ONE_WAY = 60;
const STEPS = 80;

/** Steps of one, by unknown, that leave every equality as it was. */
type Move = ReadonlyMap<number, 1 | -1>;

type Term = { readonly at: number; readonly factor: number };

/**
 * Integer tables next to an integer table, found without a solver.
 *
 * Moving one unknown by one unbalances its equalities; another unknown of an unbalanced equality is
 * moved to mend it, greedily, until all hold again: most masked cells lie on such a small cycle.
 * A search that gives up proves nothing; what it finds is checked by whoever takes it.
 */
export class LocalMoves {
  readonly #system: IntegerSystem;
  readonly #base: readonly number[];
  /** Equalities of each unknown. */
  readonly #rowsOf: readonly Term[][];
  readonly #draw: () => number;

  /** `draw` gives numbers in [0, 1), the same at every run. */
  constructor(system: IntegerSystem, base: readonly number[], draw: () => number) {
    this.#system = system;
    this.#base = base;
    this.#draw = draw;
    this.#rowsOf = Array.from({ length: system.size }, (): Term[] => []);
    system.rows.forEach(({ indices, values }, row) => {
      indices.forEach((unknown, k) => {
        this.#rowsOf[unknown]?.push({ at: row, factor: values[k] ?? 0 });
      });
    });
  }

  /** Tables that move the targets, each as many of them as fit together. */
  tables(targets: readonly number[]): number[][] {
    const tables: number[][] = [];
    const moved = new Set<number>();
    for (const target of targets) {
      if (moved.has(target)) continue;
      const move = this.#search(target, EITHER, this.#base);
      if (!move) continue;
      for (const unknown of move.keys()) moved.add(unknown);
      const table = tables.find((candidate) => this.#fits(candidate, move));
      if (table) for (const [unknown, step] of move) table[unknown] = (table[unknown] ?? 0) + step;
      else tables.push(this.#base.map((value, unknown) => value + (move.get(unknown) ?? 0)));
    }
    return tables;
  }

  /**
   * A table that moves one target as far as asked in one sense, a step of one after another, or as
   * far as the search goes; `null` if it goes nowhere.
   */
  climb(target: number, sense: 1 | -1, distance: number): number[] | null {
    const table = [...this.#base];
    let move: Move | null = null;
    for (let gone = 0; gone < distance; gone += 1) {
      if (!move || ![...move].every(([at, step]) => this.#isAllowed(at, (table[at] ?? 0) + step))) {
        move = this.#search(target, new Array<1 | -1>(ONE_WAY).fill(sense), table);
        if (!move) return gone > 0 ? table : null;
      }
      for (const [at, step] of move) table[at] = (table[at] ?? 0) + step;
    }
    return table;
  }

  /** Whether a table still holds, and still moves all that it moved, once the move is added. */
  #fits(table: readonly number[], move: Move): boolean {
    return [...move].every(([unknown, step]) => {
      const value = (table[unknown] ?? 0) + step;
      return this.#isAllowed(unknown, value) && value !== this.#base[unknown];
    });
  }

  #isAllowed(unknown: number, value: number): boolean {
    return value >= (this.#system.lower[unknown] ?? 0) && value <= (this.#system.upper[unknown] ?? Infinity);
  }

  #search(target: number, senses: readonly (1 | -1)[], from: readonly number[]): Move | null {
    for (const sense of senses) {
      const move = this.#attempt(target, sense, from);
      if (move) return move;
    }
    return null;
  }

  #attempt(target: number, step: 1 | -1, from: readonly number[]): Move | null {
    const move = new Map<number, 1 | -1>();
    const excess = new Map<number, number>();
    const take = (unknown: number, by: 1 | -1): void => {
      move.set(unknown, by);
      for (const { at, factor } of this.#rowsOf[unknown] ?? []) {
        const left = (excess.get(at) ?? 0) + factor * by;
        if (left === 0) excess.delete(at);
        else excess.set(at, left);
      }
    };
    if (!this.#isAllowed(target, (from[target] ?? 0) + step)) return null;
    take(target, step);
    while (excess.size > 0 && move.size < STEPS) {
      const rows = [...excess.keys()];
      const next = this.#mend(rows[Math.floor(this.#draw() * rows.length)] ?? 0, excess, move, from);
      if (!next) return null;
      take(next.unknown, next.step);
    }
    return excess.size === 0 ? move : null;
  }

  /** The step in an unbalanced equality that leaves the least excess everywhere; ties by chance. */
  #mend(
    row: number,
    excess: ReadonlyMap<number, number>,
    move: Move,
    from: readonly number[],
  ): { unknown: number; step: 1 | -1 } | null {
    const { indices = [], values = [] } = this.#system.rows[row] ?? {};
    let best: { unknown: number; step: 1 | -1 } | null = null;
    let least = Infinity;
    indices.forEach((unknown, k) => {
      const step = (excess.get(row) ?? 0) * (values[k] ?? 0) > 0 ? -1 : 1;
      if (move.has(unknown) || !this.#isAllowed(unknown, (from[unknown] ?? 0) + step)) return;
      let cost = this.#draw();
      for (const { at, factor } of this.#rowsOf[unknown] ?? []) {
        const before = excess.get(at) ?? 0;
        cost += Math.abs(before + factor * step) - Math.abs(before);
      }
      if (cost >= least) return;
      least = cost;
      best = { unknown, step };
    });
    return best;
  }
}
