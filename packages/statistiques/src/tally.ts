import type { AtomGrid } from './atoms.ts';
import type { Answers, ReadDimension } from './column-reader.ts';
import type { Dimension } from './dimension.ts';
import type { Lattice, TableGrid } from './lattice.ts';
import { rowsByPerson, type Persons } from './person.ts';
import { product } from './refinement.ts';

/** Records to count: the answer of each on each dimension, and its weight when it is not one. */
export type Records = {
  readonly rows: number;
  readonly read: readonly ReadDimension[];
  readonly counts: Float64Array | null;
};

/** Kept nodes above each node that an answer can be, itself included. */
function nodesAbove(dimension: Dimension): (leaf: number) => Set<number> {
  const parents = dimension.multi
    ? [new Map(dimension.leaves.map((leaf) => [leaf, 0]))]
    : dimension.trees.map(
        (tree) =>
          new Map(
            tree.edges.flatMap(({ parent, children }) => children.map((child) => [child, parent] as const)),
          ),
      );
  return (leaf) => {
    const above = new Set<number>();
    for (const parentOf of parents) {
      for (let node: number | undefined = leaf; node !== undefined; node = parentOf.get(node)) {
        above.add(node);
      }
    }
    return above;
  };
}

/** How the answers of one dimension fall on one axis of a grid. */
type AxisTally = {
  /** Slots that an answer falls in: one, or several for options ticked. */
  readonly slotsOf: readonly (readonly number[])[];
  readonly slots: number;
  /** Positions of the grid above each slot. */
  readonly positions: readonly (readonly number[])[];
  readonly size: number;
};

const own = (slots: number): number[][] => Array.from({ length: slots }, (_, slot) => [slot]);

/** Leaves under the same kept nodes share a slot; options of a multi-choice answer have each theirs. */
function axisTally(dimension: Dimension, codes: ReadDimension['codes'], kept: readonly number[]): AxisTally {
  const position = new Map(kept.map((node, index) => [node, index]));
  const above = nodesAbove(dimension);
  const positionsOf = (nodes: ReadonlySet<number>): number[] =>
    [...nodes].flatMap((node) => position.get(node) ?? []).sort((a, b) => a - b);
  const leaf = (code: string): number => dimension.nodeOf.get(code) ?? 0;
  if (dimension.multi) {
    const slotsOf = codes.map((ticked) => positionsOf(new Set([0, ...ticked.map(leaf)])));
    return { slotsOf, slots: kept.length, positions: own(kept.length), size: kept.length };
  }
  const known = new Map<string, number>();
  const positions: number[][] = [];
  const slotsOf = codes.map(([code = '']) => {
    const list = positionsOf(above(leaf(code)));
    const signature = list.join();
    let slot = known.get(signature);
    if (slot === undefined) {
      slot = positions.length;
      known.set(signature, slot);
      positions.push(list);
    }
    return [slot];
  });
  return { slotsOf, slots: positions.length, positions, size: kept.length };
}

const BLOCK = 4096;

/** One dimension of a block of rows: where each answer falls in the grid. */
type Lane = { readonly answers: Answers; readonly offset: Int32Array };

/** Adds four dimensions of a block to the offsets of its rows at once. */
function addOffsets(
  offsets: Int32Array,
  lanes: readonly [Lane, Lane, Lane, Lane],
  from: number,
  to: number,
): void {
  const [a, b, c, d] = lanes;
  const [inA, inB, inC, inD] = lanes.map(({ answers }) =>
    answers === NO_LANE.answers ? answers : answers.subarray(from, to),
  ) as [Answers, Answers, Answers, Answers];
  addFour(offsets, to - from, inA, a.offset, inB, b.offset, inC, c.offset, inD, d.offset);
}

// Written out: a loop over the dimensions inside the loop over the rows takes three times as long.
function addFour(
  offsets: Int32Array,
  length: number,
  inA: Answers,
  a: Int32Array,
  inB: Answers,
  b: Int32Array,
  inC: Answers,
  c: Int32Array,
  inD: Answers,
  d: Int32Array,
): void {
  for (let i = 0; i < length; i += 1) {
    offsets[i] =
      (offsets[i] ?? 0) +
      (a[inA[i] ?? 0] ?? 0) +
      (b[inB[i] ?? 0] ?? 0) +
      (c[inC[i] ?? 0] ?? 0) +
      (d[inD[i] ?? 0] ?? 0);
  }
}

/** Stands for no dimension: every row at offset zero. */
const NO_LANE: Lane = { answers: new Uint8Array(BLOCK), offset: new Int32Array(1) };

/**
 * Counts the records in every combination of slots, a block of rows at a time. The grid is always
 * dense: a table has a row per combination, so that one too large to count was refused before.
 */
function countSlots(
  { rows, read, counts }: Records,
  axes: readonly number[],
  tallies: readonly AxisTally[],
): Float64Array {
  const dense = new Float64Array(product(tallies.map(({ slots }) => slots)));
  const strides = tallies.map((_, depth) => product(tallies.slice(depth + 1).map(({ slots }) => slots)));
  const lanes: Lane[] = [];
  const several: { answers: Answers; slots: number[][] }[] = [];
  axes.forEach((axis, depth) => {
    const answers = read[axis]?.answers ?? new Uint8Array(rows);
    const slotsOf = tallies[depth]?.slotsOf ?? [];
    const stride = strides[depth] ?? 1;
    if (slotsOf.every((slots) => slots.length <= 1)) {
      lanes.push({ answers, offset: Int32Array.from(slotsOf, ([slot = 0]) => slot * stride) });
    } else {
      several.push({ answers, slots: slotsOf.map((slots) => slots.map((slot) => slot * stride)) });
    }
  });
  const spread = (row: number, at: number, depth: number, weight: number): void => {
    const axis = several[depth];
    if (!axis) {
      dense[at] = (dense[at] ?? 0) + weight;
      return;
    }
    for (const slot of axis.slots[axis.answers[row] ?? 0] ?? []) spread(row, at + slot, depth + 1, weight);
  };
  const offsets = new Int32Array(BLOCK);
  for (let from = 0; from < rows; from += BLOCK) {
    const to = Math.min(from + BLOCK, rows);
    offsets.fill(0);
    for (let first = 0; first < lanes.length; first += 4) {
      const lane = (rank: number): Lane => lanes[first + rank] ?? NO_LANE;
      addOffsets(offsets, [lane(0), lane(1), lane(2), lane(3)], from, to);
    }
    if (several.length > 0) {
      for (let row = from; row < to; row += 1) spread(row, offsets[row - from] ?? 0, 0, counts?.[row] ?? 1);
    } else if (counts) {
      for (let row = from; row < to; row += 1) addAt(dense, offsets[row - from] ?? 0, counts[row] ?? 0);
    } else {
      for (let i = 0; i < to - from; i += 1) addAt(dense, offsets[i] ?? 0, 1);
    }
  }
  return dense;
}

const addAt = (dense: Float64Array, at: number, weight: number): void => {
  dense[at] = (dense[at] ?? 0) + weight;
};

/** Adds every slot into the positions above it, one dimension after the other. */
function addTotals(slots: Float64Array, tallies: readonly AxisTally[]): Float64Array {
  let dense = slots;
  tallies.forEach(({ positions, size }, depth) => {
    const outer = product(tallies.slice(0, depth).map((tally) => tally.size));
    const inner = product(tallies.slice(depth + 1).map((tally) => tally.slots));
    const next = new Float64Array(outer * size * inner);
    for (let above = 0; above < outer; above += 1) {
      for (let from = 0; from < positions.length; from += 1) {
        const source = (above * positions.length + from) * inner;
        for (const to of positions[from] ?? [])
          addLine(next, (above * size + to) * inner, dense, source, inner);
      }
    }
    dense = next;
  });
  return dense;
}

function addLine(target: Float64Array, to: number, source: Float64Array, from: number, length: number): void {
  for (let i = 0; i < length; i += 1) target[to + i] = (target[to + i] ?? 0) + (source[from + i] ?? 0);
}

/** Counts the records in every cell of a table, one pass over the rows and one per dimension. */
export function tallyTable(lattice: Lattice, grid: TableGrid, records: Records, values: Float64Array): void {
  const tallies = tableTallies(lattice, grid, records);
  const dense = addTotals(countSlots(records, grid.axes, tallies), tallies);
  grid.cells.forEach((cell, index) => {
    values[cell] = dense[index] ?? 0;
  });
}

const tableTallies = (lattice: Lattice, { axes, nodes }: TableGrid, { read }: Records): AxisTally[] =>
  axes.map((axis, depth) => {
    const dimension = lattice.dims[axis];
    if (!dimension) throw new RangeError('axis out of range');
    return axisTally(dimension, read[axis]?.codes ?? [], nodes[depth] ?? []);
  });

/** Counts the records in every joint cell of tables linked in a loop. */
export function tallyAtoms(lattice: Lattice, grid: AtomGrid, records: Records, values: Float64Array): void {
  const tallies = grid.axes.map((axis, depth): AxisTally => {
    const dimension = lattice.dims[axis];
    const size = grid.sizes[depth] ?? 1;
    const slotsOf = (records.read[axis]?.codes ?? []).map((codes) => {
      const slots = codes.flatMap(
        (code) => grid.positionsOf[depth]?.get(dimension?.nodeOf.get(code) ?? 0) ?? [],
      );
      return dimension?.multi ? [0, ...slots] : slots;
    });
    return { slotsOf, slots: size, positions: own(size), size };
  });
  const dense = countSlots(records, grid.axes, tallies);
  grid.cells.forEach((cell, index) => {
    values[cell] = dense[index] ?? 0;
  });
}

/**
 * Counts the distinct persons in every cell of a table: a person seen at several sites counts once
 * at each, once in their zone and once in the total.
 */
export function tallyDistinct(
  lattice: Lattice,
  grid: TableGrid,
  { read }: Records,
  persons: Persons,
  values: Float64Array,
): void {
  const axes = tableTallies(lattice, grid, { rows: 0, read, counts: null }).map((tally, depth) => ({
    answers: read[grid.axes[depth] ?? 0]?.answers ?? new Uint16Array(),
    size: tally.size,
    // Every position above an answer, whatever the slots it goes through.
    positionsOf: tally.slotsOf.map((slots) => [
      ...new Set(slots.flatMap((slot) => tally.positions[slot] ?? [])),
    ]),
  }));
  const { order } = rowsByPerson(persons);
  const lastSeen = new Int32Array(grid.cells.length).fill(-1);
  const counts = new Float64Array(grid.cells.length);
  const visit = (row: number, person: number, at: number, depth: number): void => {
    const axis = axes[depth];
    if (!axis) {
      if (lastSeen[at] !== person) {
        lastSeen[at] = person;
        counts[at] = (counts[at] ?? 0) + 1;
      }
      return;
    }
    for (const position of axis.positionsOf[axis.answers[row] ?? 0] ?? []) {
      visit(row, person, at * axis.size + position, depth + 1);
    }
  };
  for (const row of order) visit(row, persons.of[row] ?? 0, 0, 0);
  grid.cells.forEach((cell, index) => {
    values[cell] = counts[index] ?? 0;
  });
}
