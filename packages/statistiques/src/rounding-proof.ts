import type { AuditReport } from './audit.ts';
import type { Lattice } from './lattice.ts';

/**
 * Whether one record more, in any cell that nothing refines, adds one to that cell and to every cell
 * above it, in all sums at once; and whether every cell is reached so.
 *
 * If it is, a rounded table proves itself. The rounded values are a table that fits. So is the same
 * with base − 1 records more in one cell: each value moves by base − 1 at most, which is what a
 * reader must allow. Every cell is then undetermined over base − 1 at least, without any solver.
 */
function everyCellCanGrow({
  size,
  hidden,
  relations,
}: Pick<Lattice, 'size' | 'hidden' | 'relations'>): boolean {
  const relationsOf = Array.from({ length: size + hidden }, (): number[] => []);
  const refined = new Uint8Array(size + hidden);
  relations.forEach(({ parent, children }, relation) => {
    refined[parent] = 1;
    relationsOf[parent]?.push(relation);
    for (const child of children) relationsOf[child]?.push(relation);
  });
  const grown = new Uint8Array(size + hidden);
  for (let start = 0; start < size + hidden; start += 1) {
    if (refined[start] === 1) continue;
    const moved = new Set([start]);
    for (const cell of moved) {
      for (const relation of relationsOf[cell] ?? []) {
        const parent = relations[relation]?.parent ?? cell;
        if (parent !== cell) moved.add(parent);
      }
    }
    for (const cell of moved) {
      for (const relation of relationsOf[cell] ?? []) {
        const { parent = -1, children = [] } = relations[relation] ?? {};
        const parts = children.filter((child) => moved.has(child)).length;
        if (parts !== (moved.has(parent) ? 1 : 0)) return false;
      }
      grown[cell] = 1;
    }
  }
  return grown.subarray(0, size).every((reached) => reached === 1);
}

/**
 * The audit of a rounded table from its sums alone, in linear time; `null` when its sums are not so
 * plain (distinct persons bounded by their parts…): a solver then has to attack it.
 */
export function provenRounding(
  lattice: Pick<Lattice, 'size' | 'hidden' | 'relations'>,
  published: readonly number[],
  base: number,
): AuditReport | null {
  if (!everyCellCanGrow(lattice)) return null;
  return {
    cells: lattice.size,
    published: lattice.size,
    masked: 0,
    relations: lattice.relations.length,
    consistent: true,
    exact: 0,
    belowWidth: 0,
    width: base - 1,
    minWidth: published.includes(0)
      ? base - 1
      : Math.min(2 * base - 2, ...published.map((r) => r + base - 1)),
    witnesses: [],
  };
}
