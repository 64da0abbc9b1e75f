import type { Relation } from './lattice.ts';

/** How the value of a cell follows from others by one relation. */
export type Derivation = {
  readonly value: number;
  /** `rest`: the one unknown left; `nothing`: parts of a total already reached; `edge`: the legend. */
  readonly by: 'rest' | 'nothing' | 'edge';
  readonly relation: Relation;
  /** Cells used that had to be derived first. */
  readonly after: readonly number[];
};

type Edge = {
  readonly least: number;
  readonly most: number | null;
  readonly holds: (cell: number) => boolean;
};

/**
 * What anybody recomputes with a pencil: one relation after another, each giving the cells that it
 * leaves a single value. In rounds, so that each cell comes by a chain as short as can be.
 */
export function derivations(
  relations: readonly Relation[],
  known: readonly (number | null)[],
  edge?: Edge,
): Map<number, Derivation> {
  const values = [...known];
  const found = new Map<number, Derivation>();
  for (let isNew = true; isNew;) {
    const round = new Map<number, Derivation>();
    for (const relation of relations) {
      for (const [cell, { value, by }] of givenBy(relation, values, edge)) {
        if (round.has(cell)) continue;
        const { parent, children } = relation;
        const after = [parent, ...children].filter((other) => other !== cell && found.has(other));
        round.set(cell, { value, by, relation, after });
      }
    }
    isNew = round.size > 0;
    for (const [cell, derivation] of round) {
      found.set(cell, derivation);
      values[cell] = derivation.value;
    }
  }
  return found;
}

/** Cells to which one relation leaves a single value. */
function givenBy(
  { parent, children }: Relation,
  values: readonly (number | null)[],
  edge: Edge | undefined,
): [number, Pick<Derivation, 'value' | 'by'>][] {
  const total = values[parent] ?? null;
  const open = children.filter((child) => (values[child] ?? null) === null);
  const sum = children.reduce((left, child) => left + (values[child] ?? 0), 0);
  if (total === null) return open.length === 0 ? [[parent, { value: sum, by: 'rest' }]] : [];
  const rest = total - sum;
  const [only, ...others] = open;
  if (only === undefined || rest < 0) return [];
  if (others.length === 0) return [[only, { value: rest, by: 'rest' }]];
  if (rest === 0) return open.map((child) => [child, { value: 0, by: 'nothing' }]);
  if (!edge || !open.every(edge.holds)) return [];
  for (const end of [edge.least, edge.most]) {
    if (end !== null && rest === end * open.length)
      return open.map((child) => [child, { value: end, by: 'edge' }]);
  }
  return [];
}

/** All that a derivation rests on, first things first; the cell itself comes last. */
export function chainOf(cell: number, found: ReadonlyMap<number, Derivation>): number[] {
  const chain = new Set<number>();
  const visit = (at: number): void => {
    for (const before of found.get(at)?.after ?? []) if (!chain.has(before)) visit(before);
    chain.add(at);
  };
  visit(cell);
  return [...chain];
}
