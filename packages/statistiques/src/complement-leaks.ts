import type { CellKey } from './cell-key.ts';
import { isSmallCount } from './count-rules.ts';
import type { TableModel } from './table-model.ts';

/** A small count that a reader obtains by taking a published cell away from a published total. */
export type ComplementLeak = {
  readonly cell: CellKey;
  readonly total: CellKey;
  readonly valeur: number;
};

/**
 * Small complements that a table gives away: 38 « logement » of 40 interventions tell of the 2
 * others (specification §8). `known` holds what the attacker knows of each row.
 */
export function complementLeaks(
  { rows, complements, relations }: TableModel,
  keys: readonly CellKey[],
  known: readonly (number | null)[],
  threshold: number,
): ComplementLeak[] {
  const isComplement = new Set(complements);
  return relations.flatMap(({ parent, children }) => {
    const [cell, rest, ...others] = children;
    if (cell === undefined || rest === undefined || others.length > 0) return [];
    if (!isComplement.has(rest) || parent >= rows || cell >= rows) return [];
    const [whole, part] = [known[parent] ?? null, known[cell] ?? null];
    if (whole === null || part === null || !isSmallCount(whole - part, threshold)) return [];
    return [{ cell: keys[cell] ?? {}, total: keys[parent] ?? {}, valeur: whole - part }];
  });
}
