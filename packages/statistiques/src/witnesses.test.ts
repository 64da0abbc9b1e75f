import { describe, expect, it } from 'vitest';

import { leanProof, smallestRange } from './witnesses.ts';

describe('witnesses', () => {
  it('prove the smallest range that they leave to a cell', () => {
    expect(
      smallestRange(
        [
          [0, 5],
          [3, 4],
        ],
        2,
      ),
    ).toBe(1);
    expect(smallestRange([], 0)).toBeNull();
  });

  it('are kept without the true table and without those that prove nothing more', () => {
    const lean = leanProof(
      [
        [0, 4],
        [1, 3],
        [2, 2],
        [2, 2],
      ],
      [1, 3],
    );
    expect(lean).not.toContainEqual([1, 3]);
    expect(lean).toHaveLength(2);
    expect(smallestRange(lean, 2)).toBe(2);
  });

  it('keep the true table rather than lose the proof', () => {
    const both = [[0], [1]];
    expect(leanProof(both, [1])).toEqual(both);
  });
});
