import type { Protection } from '@porte-plume/statistiques';

export const TOTAL = 'Total';

/** Published value of one cell of a table, by its codes. */
export function cellOf(protection: Protection | null, key: Readonly<Record<string, string>>): number | null {
  const cell = protection?.table.cells.find((une) =>
    protection.table.dims.every((dim) => (une.key[dim] ?? TOTAL) === (key[dim] ?? TOTAL)),
  );
  return cell?.valeur ?? null;
}
