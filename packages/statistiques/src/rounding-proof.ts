import type { AuditReport } from './audit-report.ts';
import type { Lattice } from './lattice.ts';

type Sums = Pick<Lattice, 'size' | 'hidden' | 'relations'>;

/**
 * The cells that one record more raises by one, when it falls in `start` and, in each sum it is part
 * of, in exactly one part: one finest cell per table, chosen so that they agree on what tables share.
 * `null` when there is no such record.
 */
function recordThrough(
  start: number,
  relations: Sums['relations'],
  ofChild: readonly (readonly number[])[],
  ofParent: readonly (readonly number[])[],
): Set<number> | null {
  const moved = new Set<number>();
  const parts = new Map<number, number>();
  const open: number[] = [];
  /** What a cell and all above it add to the sums; `null` where one would move by two. */
  const raisedBy = (cell: number): { above: Set<number>; counts: Map<number, number> } | null => {
    const above = new Set([cell]);
    const counts = new Map<number, number>();
    for (const seen of above) {
      if (moved.has(seen)) continue;
      for (const relation of ofChild[seen] ?? []) {
        const count = (counts.get(relation) ?? parts.get(relation) ?? 0) + 1;
        if (count > 1) return null;
        counts.set(relation, count);
        above.add(relations[relation]?.parent ?? seen);
      }
    }
    return { above, counts };
  };
  /** Adds a finest cell of those below; a cell that does not fit has none below it that does. */
  const addFinest = (cell: number): boolean => {
    const raised = raisedBy(cell);
    if (!raised) return false;
    const [finer] = ofParent[cell] ?? [];
    if (finer !== undefined) return (relations[finer]?.children ?? []).some((child) => addFinest(child));
    for (const [relation, count] of raised.counts) parts.set(relation, count);
    for (const seen of raised.above) {
      if (moved.has(seen)) continue;
      moved.add(seen);
      open.push(...(ofParent[seen] ?? []));
    }
    return true;
  };
  if (!addFinest(start)) return null;
  for (let relation = open.pop(); relation !== undefined; relation = open.pop()) {
    if ((parts.get(relation) ?? 0) === 1) continue;
    if (!(relations[relation]?.children ?? []).some((child) => addFinest(child))) return null;
  }
  return moved;
}

/**
 * Whether every cell is raised by some record: one that adds one to that cell, to every cell above
 * it, and to one part of every sum it raises.
 *
 * If it is, a rounded table proves itself. The rounded values are a table that fits. So is the same
 * with base − 1 times that record more: each value moves by base − 1 at most, which is what a
 * reader must allow. Every cell is then undetermined over base − 1 at least, without any solver.
 */
function everyCellCanGrow({ size, hidden, relations }: Sums): boolean {
  const ofChild = Array.from({ length: size + hidden }, (): number[] => []);
  const ofParent = Array.from({ length: size + hidden }, (): number[] => []);
  relations.forEach(({ parent, children }, relation) => {
    ofParent[parent]?.push(relation);
    for (const child of children) ofChild[child]?.push(relation);
  });
  const grown = new Uint8Array(size + hidden);
  for (let start = 0; start < size + hidden; start += 1) {
    if (grown[start] === 1 || (ofParent[start]?.length ?? 0) > 0) continue;
    const moved = recordThrough(start, relations, ofChild, ofParent);
    if (!moved) return false;
    for (const cell of moved) grown[cell] = 1;
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
