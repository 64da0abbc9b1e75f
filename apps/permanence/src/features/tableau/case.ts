export const TOTAL = 'Total';

/** The cells of a protected table, open or kept. */
export interface Cases {
  table: {
    dims: readonly string[];
    cells: readonly {
      key: Readonly<Record<string, string>>;
      valeur: number | null;
      statut: 'publie' | 'masque';
    }[];
  };
}

/** Published value of one cell of a table, by its codes. */
export function cellOf(cases: Cases | null, key: Readonly<Record<string, string>>): number | null {
  const cell = cases?.table.cells.find((une) =>
    cases.table.dims.every((dim) => (une.key[dim] ?? TOTAL) === (key[dim] ?? TOTAL)),
  );
  return cell?.valeur ?? null;
}
