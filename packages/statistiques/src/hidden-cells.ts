import type { Dimension } from './dimension.ts';
import { eachRefinement, product, type LaidTable, type Relation, type TableAxes } from './refinement.ts';

/** A hidden cell and the relation that gives its value once the other cells of it are known. */
export type HiddenCell = { readonly cell: number; readonly relation: Relation };

/**
 * Cells that no table shows and that bind those it shows. A multi-choice option and a person seen at
 * several sites do not add up, yet the attacker knows that an option never exceeds its total, and
 * that whoever answered ticked at least one (specification §8).
 */
export class HiddenCells {
  readonly cells: HiddenCell[] = [];
  readonly relations: Relation[] = [];
  readonly complements: number[] = [];
  readonly #first: number;
  readonly #known = new Map<string, number>();
  count = 0;

  /** `size`: number of published cells; hidden ones follow. */
  constructor(size: number) {
    this.#first = size;
  }

  /** Most hidden cells that a table can need, without laying it. */
  static bound(dims: readonly Dimension[], { axes, nodes }: TableAxes, additive: boolean): number {
    const sizes = nodes.map((kept) => kept.length);
    if (additive) {
      const extended = axes.map((axis, depth) => (sizes[depth] ?? 1) * (dims[axis]?.multi ? 3 : 1));
      return axes.some((axis) => dims[axis]?.multi) ? product(extended) : 0;
    }
    // At most two children and a half of bounds a node, over every axis in turn.
    return axes.length * 3 * product(sizes);
  }

  /** A new hidden cell without a value of its own yet. */
  add(): number {
    this.count += 1;
    return this.#first + this.count - 1;
  }

  relate(parent: number, children: readonly number[]): Relation {
    const relation = { parent, children };
    this.relations.push(relation);
    return relation;
  }

  /** The hidden cell that `relation` defines; the same one when it was asked before. */
  #define(name: string, isCount: boolean, relation: (cell: number) => [number, readonly number[]]): number {
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const cell = this.add();
    this.#known.set(name, cell);
    this.cells.push({ cell, relation: this.relate(...relation(cell)) });
    if (isCount) this.complements.push(cell);
    return cell;
  }

  /** What `whole` holds beside `part`. */
  #complement(whole: number, part: number, isCount: boolean): number {
    return this.#define(`${whole}-${part}`, isCount, (cell) => [whole, [part, cell]]);
  }

  /**
   * `whole` is covered by `parts`: their sum and its excess over `whole`. With two parts the excess
   * counts the records that are in both.
   */
  #cover(whole: number, parts: readonly number[], isCount: boolean): [number, number] {
    const sum = this.#define(`+${parts.join(',')}`, false, (cell) => [cell, parts]);
    const both = isCount && parts.length === 2;
    return [sum, this.#define(`${sum}-${whole}`, both, (cell) => [sum, [whole, cell]])];
  }

  /**
   * Hidden cells of the multi-choice dimensions of a table: `Total − option`; with a missing code,
   * the records that answered, and those of them without the option. Complements of two questions
   * are crossed, so that a record is known to tick both, one or none.
   */
  addChoices(dims: readonly Dimension[], grid: LaidTable, sensitive = true): void {
    let cells: ArrayLike<number> = grid.cells;
    // Whether a position of the grid counts records (a sum of ticks does not).
    let counts: ArrayLike<boolean> = Array.from(grid.cells, () => sensitive);
    const sizes = grid.nodes.map((kept) => kept.length);
    grid.axes.forEach((axis, depth) => {
      const dimension = dims[axis];
      const kept = grid.nodes[depth] ?? [];
      if (!dimension?.multi || kept.length < 2) return;
      const inner = product(sizes.slice(depth + 1));
      const outer = product(sizes.slice(0, depth));
      const size = kept.length;
      const next: number[][] = [];
      const nextCounts: boolean[][] = [];
      for (let above = 0; above < outer; above += 1) {
        const rows: number[][] = [];
        const rowCounts: boolean[][] = [];
        for (let below = 0; below < inner; below += 1) {
          const at = (position: number): number => (above * size + position) * inner + below;
          const line = kept.map((_, position) => cells[at(position)] ?? 0);
          const isCount = counts[at(0)] ?? false;
          const hidden = this.#choice(dimension, kept, line, isCount);
          rows.push([...line, ...hidden.map(({ cell }) => cell)]);
          rowCounts.push([...line.map(() => isCount), ...hidden.map((part) => part.isCount)]);
        }
        next.push(transposed(rows));
        nextCounts.push(transposed(rowCounts));
      }
      cells = next.flat();
      counts = nextCounts.flat();
      sizes[depth] = cells.length / Math.max(1, outer * inner);
    });
  }

  /** Hidden cells of one line of a multi-choice dimension: `Total` first in `line`, then options. */
  #choice(
    dimension: Dimension,
    kept: readonly number[],
    line: readonly number[],
    isCount: boolean,
  ): { cell: number; isCount: boolean }[] {
    const total = line[0] ?? 0;
    const missing = kept.findIndex((node) => node !== 0 && node === dimension.missing);
    const options = line.filter((_, position) => position > 0 && position !== missing);
    const without = options.map((option) => this.#complement(total, option, isCount));
    const hidden = without.map((cell) => ({ cell, isCount }));
    let answered = total;
    if (missing > 0) {
      answered = this.#complement(total, line[missing] ?? 0, isCount);
      hidden.push({ cell: answered, isCount });
      for (const option of options) {
        hidden.push({ cell: this.#complement(answered, option, isCount), isCount });
      }
    }
    if (options.length > 0) {
      const [sum, excess] = this.#cover(answered, options, isCount);
      hidden.push({ cell: sum, isCount: false }, { cell: excess, isCount: isCount && options.length === 2 });
    }
    return hidden;
  }

  /**
   * Hidden cells of distinct persons attached to `each` of their codes: a total is at least its
   * greatest part and at most the sum of its parts.
   */
  addDistinct(dims: readonly Dimension[], grid: LaidTable): void {
    grid.axes.forEach((_, depth) => {
      eachRefinement(dims, grid, depth, (parent, children) => {
        const [only, ...others] = children;
        if (only !== undefined && others.length === 0) {
          this.#same(parent, only);
          return;
        }
        for (const child of children) this.#complement(parent, child, true);
        this.#cover(parent, children, true);
      });
    });
  }

  #same(parent: number, child: number): void {
    const name = `${parent}=${child}`;
    if (this.#known.has(name)) return;
    this.#known.set(name, child);
    this.relate(parent, [child]);
  }

  /** Fills the values of hidden cells from those of the cells before them. */
  static fill(cells: readonly HiddenCell[], values: Float64Array): void {
    for (const { cell, relation } of cells) {
      const { parent, children } = relation;
      let sum = 0;
      for (const child of children) if (child !== cell) sum += values[child] ?? 0;
      values[cell] = cell === parent ? sum : (values[parent] ?? 0) - sum;
    }
  }
}

/** Rows of `below` positions become positions of `below` rows, in one list. */
const transposed = <T>(rows: readonly (readonly T[])[]): T[] =>
  (rows[0] ?? []).flatMap((_, position) => rows.map((row) => row[position] as T));
