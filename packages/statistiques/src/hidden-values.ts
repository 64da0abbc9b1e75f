import type { Relation } from './lattice.ts';

/**
 * Settles the cells that follow from those known: a relation with a single unknown gives its value.
 * `values` holds `NaN` for an unknown cell and is completed in place, in linear time. Gives the
 * cells that stay unknown, in increasing order.
 */
export function settle(values: Float64Array, relations: readonly Relation[]): number[] {
  const relationsOf = new Map<number, number[]>();
  const unknowns = relations.map(({ parent, children }, index) => {
    const cells = [parent, ...children].filter((cell) => Number.isNaN(values[cell]));
    for (const cell of cells) {
      const known = relationsOf.get(cell);
      if (known) known.push(index);
      else relationsOf.set(cell, [index]);
    }
    return cells.length;
  });
  const ready = unknowns.flatMap((count, index) => (count === 1 ? [index] : []));
  for (let index = ready.pop(); index !== undefined; index = ready.pop()) {
    const relation = relations[index];
    if (!relation || unknowns[index] !== 1) continue;
    const cell = solve(values, relation);
    for (const other of relationsOf.get(cell) ?? []) {
      unknowns[other] = (unknowns[other] ?? 0) - 1;
      if (unknowns[other] === 1) ready.push(other);
    }
  }
  const left: number[] = [];
  values.forEach((value, cell) => {
    if (Number.isNaN(value)) left.push(cell);
  });
  return left;
}

/** Gives its value to the only unknown of a relation, and its number. */
function solve(values: Float64Array, { parent, children }: Relation): number {
  const sum = children.reduce(
    (left, child) => left + (Number.isNaN(values[child]) ? 0 : (values[child] ?? 0)),
    0,
  );
  if (Number.isNaN(values[parent])) {
    values[parent] = sum;
    return parent;
  }
  const child = children.find((cell) => Number.isNaN(values[cell])) ?? 0;
  values[child] = (values[parent] ?? 0) - sum;
  return child;
}
