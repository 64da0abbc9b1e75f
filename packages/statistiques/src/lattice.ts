import { layAtoms, type AtomGrid } from './atoms.ts';
import { linkedCores } from './decomposable.ts';
import { allowedNodes, type Dimension } from './dimension.ts';
import { HiddenCells, type HiddenCell } from './hidden-cells.ts';
import { done, refuse, type Motif, type Resultat } from './motif.ts';
import { eachRefinement, product, type LaidTable, type Relation, type TableAxes } from './refinement.ts';
import { tablePlan, type ReleaseSpec } from './release-spec.ts';

export type { Relation };

/** More cells than this, or more atoms than that, are refused (specification §5.1, §12). */
export const MAX_CELLS = 2_000_000;
const MAX_ATOMS = 200_000;
/** Addresses that fit an array of this length are looked up in it, others in a map. */
const MAX_DENSE = 2 ** 22;

/** One table laid over the cells of the release. */
export type TableGrid = LaidTable & {
  /** Cells that no relation of this table refines. */
  readonly innerCells: readonly number[];
};

/** All distinct cells of a release, without any value, and the relations that bind them. */
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
  /**
   * Hidden cells that count records: `Total − option` of a multi-choice answer, the persons of a
   * zone never seen at a site. A small one is as sensitive as a published cell (§8).
   */
  readonly complements: readonly number[];
  readonly relations: readonly Relation[];
  readonly tables: readonly TableGrid[];
  readonly cellAt: (coordinates: readonly number[]) => number | undefined;
  /** How the value of each hidden cell follows from others, in an order that can be computed. */
  readonly hiddenCells: readonly HiddenCell[];
  /** Joint cells of tables linked in a loop. */
  readonly atoms: readonly AtomGrid[];
};

function axesOf(spec: ReleaseSpec, dims: readonly Dimension[], table: number): TableAxes {
  const plan = tablePlan(spec, table);
  const axes = plan.dims.map((code) => dims.findIndex((dimension) => dimension.code === code));
  const nodes = axes.map((axis) => {
    const dimension = dims[axis];
    return dimension ? allowedNodes(dimension, plan.finest[dimension.code]) : [];
  });
  return { axes, nodes };
}

const tooMany = (what: string): Motif => ({
  code: 'TOO_MANY_CELLS',
  phrase: `La publication demande plus de ${what}. Regroupez des codes ou retirez une dimension.`,
  path: ['tables'],
});

/** Numbers of the distinct cells of the tables, in row order. */
class CellNumbers {
  readonly #strides: number[];
  readonly #dense: Int32Array | null;
  readonly #sparse = new Map<number | string, number>();
  readonly #tooLong: boolean;
  readonly coordinates: number[] | Int32Array;
  size = 0;

  constructor(dims: readonly Dimension[], upperBound: number) {
    this.#strides = dims.map((_, axis) => product(dims.slice(axis + 1).map(({ nodes }) => nodes.length)));
    const total = product(dims.map(({ nodes }) => nodes.length));
    this.#tooLong = total > Number.MAX_SAFE_INTEGER;
    this.#dense = total <= MAX_DENSE ? new Int32Array(total) : null;
    this.coordinates = new Int32Array(upperBound * dims.length);
  }

  #rank(coordinates: readonly number[]): number | string {
    if (this.#tooLong) return coordinates.join(',');
    let rank = 0;
    for (let axis = 0; axis < coordinates.length; axis += 1) {
      rank += (coordinates[axis] ?? 0) * (this.#strides[axis] ?? 1);
    }
    return rank;
  }

  find(coordinates: readonly number[]): number | undefined {
    const rank = this.#rank(coordinates);
    if (!this.#dense) return this.#sparse.get(rank);
    // Numbers are kept plus one: zero means that no table has the cell.
    const known = this.#dense[rank as number] ?? 0;
    return known === 0 ? undefined : known - 1;
  }

  add(coordinates: readonly number[]): number {
    const known = this.find(coordinates);
    if (known !== undefined) return known;
    const cell = this.size;
    const rank = this.#rank(coordinates);
    if (this.#dense) this.#dense[rank as number] = cell + 1;
    else this.#sparse.set(rank, cell);
    const at = cell * coordinates.length;
    for (let axis = 0; axis < coordinates.length; axis += 1) {
      this.coordinates[at + axis] = coordinates[axis] ?? 0;
    }
    this.size += 1;
    return cell;
  }
}

/** Cells of a table, every combination of its nodes in row order. */
function layTable({ axes, nodes }: TableAxes, width: number, numbers: CellNumbers): Int32Array {
  const cells = new Int32Array(product(nodes.map((kept) => kept.length)));
  const coordinates = new Array<number>(width).fill(0);
  const at = axes.map(() => 0);
  axes.forEach((axis, depth) => {
    coordinates[axis] = nodes[depth]?.[0] ?? 0;
  });
  for (let index = 0; index < cells.length; index += 1) {
    cells[index] = numbers.add(coordinates);
    for (let depth = axes.length - 1; depth >= 0; depth -= 1) {
      const kept = nodes[depth] ?? [];
      const next = ((at[depth] ?? 0) + 1) % kept.length;
      at[depth] = next;
      coordinates[axes[depth] ?? 0] = kept[next] ?? 0;
      if (next > 0) break;
    }
  }
  return cells;
}

/** Sum relations of every table, a relation of two tables once. */
function sumRelations(dims: readonly Dimension[], grids: readonly TableGrid[]): Relation[] {
  const relations: Relation[] = [];
  const ofParent = new Map<number, Relation[]>();
  const several = grids.length > 1;
  for (const grid of grids) {
    grid.axes.forEach((axis, depth) => {
      if (dims[axis]?.multi) return;
      eachRefinement(dims, grid, depth, (parent, children) => {
        const relation = { parent, children };
        if (several) {
          const known = ofParent.get(parent) ?? [];
          if (known.some((other) => sameChildren(other.children, children))) return;
          ofParent.set(parent, [...known, relation]);
        }
        relations.push(relation);
      });
    });
  }
  return relations;
}

const sameChildren = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((cell, index) => cell === b[index]);

/** Cells of a table that none of its relations refines. */
function innerCellsOf(dims: readonly Dimension[], grid: LaidTable): number[] {
  const refined = new Uint8Array(grid.cells.length);
  grid.axes.forEach((_, depth) => {
    eachRefinement(dims, grid, depth, (_parent, _children, at) => {
      refined[at] = 1;
    });
  });
  return Array.from(grid.cells).filter((_, index) => refined[index] === 0);
}

/** Computes a property once, when it is first read. */
function once<T>(compute: () => T): () => T {
  let known: { value: T } | undefined;
  return () => (known ??= { value: compute() }).value;
}

/**
 * Lays the tables of a release over distinct cells: a cell that belongs to two tables exists once.
 * Adds the hidden cells that say what an attacker knows beyond sums: complements of multi-choice
 * options, bounds of distinct persons, joint atoms of tables linked in a loop. Refuses with
 * `TOO_MANY_CELLS` before allocating anything large.
 */
export function buildLattice(spec: ReleaseSpec, dims: readonly Dimension[]): Resultat<Lattice> {
  const plans = spec.tables.map((_, table) => axesOf(spec, dims, table));
  const additive = spec.person?.attach !== 'each';
  const upperBound = plans
    .map(({ nodes }) => product(nodes.map((kept) => kept.length)))
    .reduce((sum, count) => sum + count, 0);
  const hiddenBound = plans
    .map((plan) => HiddenCells.bound(dims, plan, additive))
    .reduce((sum, count) => sum + count, 0);
  if (upperBound + hiddenBound > MAX_CELLS) return refuse(tooMany(`${MAX_CELLS} cases`));
  const cores = additive ? linkedCores(dims, plans) : [];
  if (cores.some(({ atoms }) => atoms > MAX_ATOMS)) {
    return refuse(tooMany(`${MAX_ATOMS} cases croisées pour des tableaux liés en boucle`));
  }
  const numbers = new CellNumbers(dims, upperBound);
  const laid = plans.map((plan) => ({ ...plan, cells: layTable(plan, dims.length, numbers) }));
  const { size } = numbers;
  const inner = laid.map((grid) => once(() => innerCellsOf(dims, grid)));
  const tables = laid.map((grid, table): TableGrid => ({
    ...grid,
    get innerCells() {
      return inner[table]?.() ?? [];
    },
  }));
  const cellAt = (coordinates: readonly number[]): number | undefined => numbers.find(coordinates);
  const hidden = new HiddenCells(size);
  for (const grid of tables) {
    if (additive) hidden.addChoices(dims, grid);
    else hidden.addDistinct(dims, grid);
  }
  const atoms = cores.map((core) => layAtoms(dims, core, cellAt, hidden));
  const relations = once(() => [...(additive ? sumRelations(dims, tables) : []), ...hidden.relations]);
  return done({
    dims,
    coordinates: numbers.coordinates.slice(0, size * dims.length) as Int32Array,
    size,
    hidden: hidden.count,
    complements: hidden.complements,
    get relations() {
      return relations();
    },
    tables,
    cellAt,
    hiddenCells: hidden.cells,
    atoms,
  });
}
