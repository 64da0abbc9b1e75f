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
  readonly coordinates: Int32Array;
  size = 0;
  readonly #width: number;
  readonly #strides: number[];
  readonly #total: number;
  #dense: Int32Array | null = null;
  #sparse: Map<number | string, number> | null = null;
  #indexed = 0;

  constructor(dims: readonly Dimension[], upperBound: number) {
    this.#width = dims.length;
    this.#strides = dims.map((_, axis) => product(dims.slice(axis + 1).map(({ nodes }) => nodes.length)));
    this.#total = product(dims.map(({ nodes }) => nodes.length));
    this.coordinates = new Int32Array(upperBound * dims.length);
  }

  #rank(coordinates: ArrayLike<number>, from = 0): number | string {
    if (this.#total > Number.MAX_SAFE_INTEGER) {
      return Array.from({ length: this.#width }, (_, axis) => coordinates[from + axis]).join();
    }
    let rank = 0;
    for (let axis = 0; axis < this.#width; axis += 1) {
      rank += (coordinates[from + axis] ?? 0) * (this.#strides[axis] ?? 1);
    }
    return rank;
  }

  /** Makes the cells laid so far findable: a single table counted and published needs none of it. */
  #index(): void {
    if (this.#indexed === 0) {
      if (this.#total <= MAX_DENSE) this.#dense = new Int32Array(this.#total);
      else this.#sparse = new Map();
    }
    for (; this.#indexed < this.size; this.#indexed += 1) {
      const rank = this.#rank(this.coordinates, this.#indexed * this.#width);
      // Numbers are kept plus one: zero means that no table has the cell.
      if (this.#dense) this.#dense[rank as number] = this.#indexed + 1;
      else this.#sparse?.set(rank, this.#indexed + 1);
    }
  }

  find(coordinates: ArrayLike<number>, from = 0): number | undefined {
    this.#index();
    const rank = this.#rank(coordinates, from);
    const known = this.#dense ? (this.#dense[rank as number] ?? 0) : (this.#sparse?.get(rank) ?? 0);
    return known === 0 ? undefined : known - 1;
  }

  /** Cells of a table, every combination of its nodes in row order. */
  lay({ axes, nodes }: TableAxes): Int32Array {
    const sizes = nodes.map((kept) => kept.length);
    const cells = new Int32Array(product(sizes));
    const width = this.#width;
    const start = this.size;
    const isFirst = start === 0;
    // Written after the cells known so far, then moved over those that are not new.
    axes.forEach((axis, depth) => {
      const kept = nodes[depth] ?? [];
      const inner = product(sizes.slice(depth + 1));
      for (let index = 0; index < cells.length;) {
        for (const node of kept) {
          for (const end = index + inner; index < end; index += 1) {
            this.coordinates[(start + index) * width + axis] = node;
          }
        }
      }
    });
    if (isFirst) {
      for (let index = 0; index < cells.length; index += 1) cells[index] = index;
      this.size = cells.length;
      return cells;
    }
    for (let index = 0; index < cells.length; index += 1) {
      const from = (start + index) * width;
      const known = this.find(this.coordinates, from);
      cells[index] = known ?? this.size;
      if (known !== undefined) continue;
      this.coordinates.copyWithin(this.size * width, from, from + width);
      this.size += 1;
    }
    this.coordinates.fill(0, this.size * width, (start + cells.length) * width);
    return cells;
  }
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
  const laid = plans.map((plan) => ({ ...plan, cells: numbers.lay(plan) }));
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
    coordinates: numbers.coordinates.subarray(0, size * dims.length),
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
