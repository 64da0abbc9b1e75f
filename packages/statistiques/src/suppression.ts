import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';

import { cellKey } from './cell-key.ts';
import { mergeCells, type ZeroSum } from './merge.ts';
import type { CubeContent } from './raw-cube.ts';

/**
 * Which cells to mask, as a problem over merged cells (specification §5.2): primaries are masked,
 * zeros are published, the others cost their value plus a thousandth.
 */
export type Suppression = {
  readonly size: number;
  readonly groupOf: Int32Array;
  readonly rows: readonly ZeroSum[];
  readonly values: Float64Array;
  readonly primaries: readonly number[];
  /** Cells that may be masked to protect the primaries, with what each costs. */
  readonly candidates: readonly number[];
  readonly costs: Float64Array;
};

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
  const { size, groupOf, rows } = mergeCells(lattice.size, lattice.relations);
  const value = new Float64Array(size);
  const cells = new Int32Array(size);
  const firstCell = new Int32Array(size).fill(-1);
  groupOf.forEach((group, cell) => {
    value[group] = values[cell] ?? 0;
    cells[group] = (cells[group] ?? 0) + 1;
    if ((firstCell[group] ?? -1) < 0) firstCell[group] = cell;
  });
  const groups = Array.from(value, (_, group) => group);
  const valueOf = (group: number): number => value[group] ?? 0;
  const primaries = groups.filter((group) => valueOf(group) > 0 && valueOf(group) < threshold);
  const candidates = groups.filter((group) => valueOf(group) >= threshold);
  const tie = 0.0005 / Math.max(1, candidates.length);
  const costs = new Float64Array(size);
  for (const group of candidates) {
    const name = JSON.stringify(cellKey(lattice, firstCell[group] ?? 0));
    costs[group] = (cells[group] ?? 1) * (valueOf(group) + 0.001) + tie * keyedFraction(key, name);
  }
  return { size, groupOf, rows, values: value, primaries, candidates, costs };
}
