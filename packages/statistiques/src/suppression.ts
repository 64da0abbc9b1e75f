import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';

import { cellKey } from './cell-key.ts';
import { mergeCells, type ZeroSum } from './merge.ts';
import type { CubeContent } from './raw-cube.ts';

/**
 * What must stay undetermined about a group of true value a: whatever the attacker computes, its
 * interval must keep lo ≤ a − below, hi ≥ a + above and hi − lo ≥ width (specification §4).
 */
export type Demand = {
  readonly group: number;
  readonly below: number;
  readonly above: number;
  readonly width: number;
};

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
};

/** Groups that no reader sees, whatever is chosen. */
export const alwaysMasked = ({ primaries, hidden, frozenMasked }: Suppression): number[] => [
  ...primaries,
  ...hidden,
  ...frozenMasked,
];

/** A number in [0, 1) that only the holder of the key can tell. */
function keyedFraction(key: Uint8Array, text: string): number {
  const digest = hmac(sha256, key, utf8ToBytes(text));
  return new DataView(digest.buffer, digest.byteOffset).getUint32(0) / 2 ** 32;
}

/**
 * Lays the suppression problem of a cube. Patterns of equal cost are told apart by a keyed amount
 * too small to change the optimum, so that nobody can reason on why a cell was chosen (§5.5).
 */
export function suppressionOf(cube: CubeContent, threshold: number, key: Uint8Array): Suppression {
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
  const isSmall = (group: number): boolean => valueOf(group) > 0 && valueOf(group) < threshold;
  const hidden = groups.filter(isHidden);
  const primaries = groups.filter((group) => isSmall(group) && !isHidden(group));
  const candidates = groups.filter((group) => valueOf(group) >= threshold && !isHidden(group));
  const tie = 0.0005 / Math.max(1, candidates.length);
  const costs = new Float64Array(size);
  for (const group of candidates) {
    const name = JSON.stringify(cellKey(lattice, firstCell[group] ?? 0));
    costs[group] = (cells[group] ?? 1) * (valueOf(group) + 0.001) + tie * keyedFraction(key, name);
  }
  const demands = primaries.map((group) => ({ group, below: 0, above: 0, width: 1 }));
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
  };
}
