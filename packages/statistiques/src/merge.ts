import type { Relation } from './lattice.ts';

/** A relation over merged cells: `Σ values[i]·cell[indices[i]] = 0`. */
export type ZeroSum = { readonly indices: readonly number[]; readonly values: readonly number[] };

/** Cells that hold the same records, numbered once. */
type Merged = {
  readonly size: number;
  /** Number of each cell's group. */
  readonly groupOf: Int32Array;
  readonly rows: readonly ZeroSum[];
};

/**
 * Merges the cells that a relation with a single part makes equal (a quarter of one month), so that
 * they are masked or published together, and writes the other relations over the groups.
 */
export function mergeCells(size: number, relations: readonly Relation[]): Merged {
  const leader = Int32Array.from({ length: size }, (_, cell) => cell);
  const find = (cell: number): number => {
    let at = cell;
    while (leader[at] !== at) at = leader[at] = leader[leader[at] ?? at] ?? at;
    return at;
  };
  for (const { parent, children } of relations) {
    const [only, ...others] = children;
    if (only !== undefined && others.length === 0) leader[find(parent)] = find(only);
  }
  const numberOf = new Map<number, number>();
  const groupOf = leader.map((_, cell) => {
    const root = find(cell);
    const known = numberOf.get(root);
    if (known !== undefined) return known;
    const number = numberOf.size;
    numberOf.set(root, number);
    return number;
  });
  const rows = relations
    .filter(({ children }) => children.length > 1)
    .map(({ parent, children }) => {
      const factors = new Map<number, number>([[groupOf[parent] ?? 0, -1]]);
      for (const child of children) {
        const group = groupOf[child] ?? 0;
        factors.set(group, (factors.get(group) ?? 0) + 1);
      }
      const kept = [...factors].filter(([, factor]) => factor !== 0);
      return { indices: kept.map(([group]) => group), values: kept.map(([, factor]) => factor) };
    });
  return { size: numberOf.size, groupOf, rows };
}
