/** Rules on top of the threshold of a norm, off by default (specification §2.1). */
export type CountRules = {
  /**
   * A cell that holds all of its margin but at most `k` tells an attribute of everybody in it:
   * such cells are masked, and zeros may be masked to protect them.
   */
  readonly groupDisclosure?: { readonly k: 0 | 1 };
  /** Zeros are as sensitive as small counts: masked, not published. */
  readonly protectZeros?: boolean;
};

/** Whether a count is sensitive under a threshold: `0 < count < threshold`, zero too on demand. */
export const isSmallCount = (
  count: number,
  threshold: number,
  { protectZeros = false }: Pick<CountRules, 'protectZeros'> = {},
): boolean => count < threshold && (count > 0 || protectZeros);

/**
 * Whether a cell of a margin is directly disclosive: margin − k ≤ cell, when the margin counts
 * anybody. Whoever knows that a person is in the margin then knows her code, but for k others.
 */
export const isDisclosive = (cell: number, margin: number, k: 0 | 1): boolean =>
  margin > 0 && margin - k <= cell;

/** Positions of the directly disclosive cells of one row whose sum is the margin. */
export const groupDisclosure = (cells: readonly number[], { k }: { k: 0 | 1 }): number[] => {
  const margin = cells.reduce((sum, cell) => sum + cell, 0);
  return cells.flatMap((cell, position) => (isDisclosive(cell, margin, k) ? [position] : []));
};
