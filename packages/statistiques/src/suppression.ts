import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';

import { cellKey, cellOf, type CellKey } from './cell-key.ts';
import { isDisclosive, isSmallCount, type CountRules } from './count-rules.ts';
import { demandOf, type Demand, type Level } from './level.ts';
import type { Lattice } from './lattice.ts';
import { mergeCells, type ZeroSum } from './merge.ts';
import type { CubeContent } from './raw-cube.ts';

/**
 * Which cells to mask, as a problem over merged cells (specification §5.2): primaries are masked,
 * zeros are published, the others cost their value plus a thousandth.
 */
export type Suppression = {
  readonly size: number;
  /** Group of each cell of the lattice, hidden cells included. */
  readonly groupOf: Int32Array;
  readonly rows: readonly ZeroSum[];
  readonly values: Float64Array;
  /** Masked because a rule finds them sensitive. */
  readonly primaries: readonly number[];
  /** Never published, whatever the pattern: groups of hidden cells only. */
  readonly hidden: readonly number[];
  /** Masked in an earlier release: they stay so, at no cost. */
  readonly frozenMasked: readonly number[];
  /** Cells that may be masked to protect the primaries, with what each costs. */
  readonly candidates: readonly number[];
  readonly costs: Float64Array;
  readonly demands: readonly Demand[];
  /**
   * What a reader knows that a masked cell holds at least: 0 in the specification; 1 for whoever
   * sees that zeros are published.
   */
  readonly lowest?: Lowest;
  /** At level `full`: masked leaf groups of true value 1, whose contributor knows them. */
  readonly singletons?: readonly number[];
};

/** Least value that the attacker gives to a masked cell. */
export type Lowest = 0 | 1;

/** How far the attacker may believe each group to be below its true value, when it is masked. */
export function fallsOf({ values, hidden, lowest = 0 }: Suppression): Float64Array {
  const falls = values.map((value) => Math.max(0, value - lowest));
  for (const group of hidden) falls[group] = values[group] ?? 0;
  return falls;
}

/** Groups that no reader sees, whatever is chosen. */
export const alwaysMasked = ({ primaries, hidden, frozenMasked }: Suppression): number[] => [
  ...primaries,
  ...hidden,
  ...frozenMasked,
];

/** Sensitive groups of true value 1 that are a leaf of every table they belong to. */
function singletonsOf(
  { lattice, values }: CubeContent,
  groupOf: Int32Array,
  primaries: readonly number[],
): number[] {
  const isRefined = new Uint8Array(lattice.size);
  const isLeaf = new Uint8Array(lattice.size);
  for (const { cells, innerCells } of lattice.tables) {
    const inner = new Set(innerCells);
    for (const cell of cells) (inner.has(cell) ? isLeaf : isRefined)[cell] = 1;
  }
  const known = new Set<number>();
  for (let cell = 0; cell < lattice.size; cell += 1) {
    if (isLeaf[cell] === 1 && isRefined[cell] === 0 && values[cell] === 1) known.add(groupOf[cell] ?? 0);
  }
  return primaries.filter((group) => known.has(group));
}

/** Groups that hold all of a published margin but at most k: they tell of everybody in it. */
function disclosiveGroups({ lattice, values }: CubeContent, groupOf: Int32Array, k: 0 | 1): Set<number> {
  const found = new Set<number>();
  for (const { parent, children } of lattice.relations) {
    if (parent >= lattice.size || children.length < 2) continue;
    for (const child of children) {
      if (child < lattice.size && isDisclosive(values[child] ?? 0, values[parent] ?? 0, k)) {
        found.add(groupOf[child] ?? 0);
      }
    }
  }
  return found;
}

/** Groups of the cells at these addresses. */
export function groupsAt(lattice: Lattice, groupOf: Int32Array, keys: readonly CellKey[]): Set<number> {
  const cells = keys.map((key) => cellOf(lattice, key)).filter((cell) => cell !== undefined);
  return new Set(cells.map((cell) => groupOf[cell] ?? 0));
}

/** A number in [0, 1) that only the holder of the key can tell. */
function keyedFraction(key: Uint8Array, text: string): number {
  const digest = hmac(sha256, key, utf8ToBytes(text));
  return new DataView(digest.buffer, digest.byteOffset).getUint32(0) / 2 ** 32;
}

/**
 * Lays the suppression problem of a cube. Patterns of equal cost are told apart by a keyed amount
 * too small to change the optimum, so that nobody can reason on why a cell was chosen (§5.5).
 */
export function suppressionOf(
  cube: CubeContent,
  threshold: number,
  key: Uint8Array,
  {
    level = 'exact',
    lowest: least = 0,
    rules = {},
    publish = [],
  }: { level?: Level; lowest?: Lowest; rules?: CountRules; publish?: readonly CellKey[] } = {},
): Suppression {
  const { lattice, values } = cube;
  const { size, groupOf, rows } = mergeCells(lattice.size + lattice.hidden, lattice.relations);
  const value = new Float64Array(size);
  const cells = new Int32Array(size);
  const firstCell = new Int32Array(size).fill(-1);
  groupOf.forEach((group, cell) => {
    value[group] = values[cell] ?? 0;
    if (cell < lattice.size) cells[group] = (cells[group] ?? 0) + 1;
    if ((firstCell[group] ?? -1) < 0) firstCell[group] = cell;
  });
  // Cells are numbered with the hidden ones last: a group whose first cell is hidden has no other.
  const isHidden = (group: number): boolean => (firstCell[group] ?? 0) >= lattice.size;
  const groups = Array.from(value, (_, group) => group);
  const valueOf = (group: number): number => value[group] ?? 0;
  const disclosive = rules.groupDisclosure
    ? disclosiveGroups(cube, groupOf, rules.groupDisclosure.k)
    : new Set<number>();
  // Where zeros are masked too, a masked cell is not known to hold anybody.
  const zerosAreMasked = rules.protectZeros === true || rules.groupDisclosure !== undefined;
  const lowest = zerosAreMasked ? 0 : least;
  const isSmall = (group: number): boolean => isSmallCount(valueOf(group), threshold);
  const isSensitive = (group: number): boolean =>
    isSmallCount(valueOf(group), threshold, rules) || disclosive.has(group);
  const hidden = groups.filter(isHidden);
  const primaries = groups.filter((group) => isSensitive(group) && !isHidden(group));
  const kept = groupsAt(lattice, groupOf, publish);
  const candidates = groups.filter(
    (group) =>
      !kept.has(group) &&
      (valueOf(group) >= threshold || (zerosAreMasked && valueOf(group) === 0)) &&
      !isSensitive(group) &&
      !isHidden(group),
  );
  const tie = 0.0005 / Math.max(1, candidates.length);
  const costs = new Float64Array(size);
  for (const group of candidates) {
    const name = JSON.stringify(cellKey(lattice, firstCell[group] ?? 0));
    costs[group] = (cells[group] ?? 1) * (valueOf(group) + 0.001) + tie * keyedFraction(key, name);
  }
  // A small complement (`Total − option`) is read by subtraction: it is as sensitive as a small count.
  const counted = new Set(lattice.complements.map((cell) => groupOf[cell] ?? 0));
  const smallComplements = hidden.filter((group) => counted.has(group) && isSmall(group));
  const demands = [
    ...primaries.map((group) => demandOf(level, { group, value: valueOf(group), threshold, least: lowest })),
    ...smallComplements.map((group) =>
      demandOf(level, { group, value: valueOf(group), threshold, least: 0 }),
    ),
  ];
  return {
    size,
    groupOf,
    rows,
    values: value,
    primaries,
    hidden,
    frozenMasked: [],
    candidates,
    costs,
    demands,
    lowest,
    ...(level === 'full' && { singletons: singletonsOf(cube, groupOf, primaries) }),
  };
}
