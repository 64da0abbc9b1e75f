import { cellKey, type CellKey } from './cell-key.ts';
import { csvLine } from './csv-text.ts';
import { hashText } from './hash.ts';
import type { Lattice } from './lattice.ts';
import type { ReleaseSpec } from './release-spec.ts';

/** A published cell: a value, or the one mask symbol for every masked cell. */
export type ProtectedCell = {
  readonly key: CellKey;
  readonly valeur: number | null;
  readonly statut: 'publie' | 'masque';
};

/** `table.csv` of §11.3: dimensions in the order of the specification, then `valeur`, `statut`. */
export function tableCsv(
  dims: readonly string[],
  cells: readonly ProtectedCell[],
  separator: ',' | ';' = ',',
): string {
  const rows = cells.map(({ key, valeur, statut }) =>
    csvLine([...dims.map((dim) => key[dim] ?? ''), valeur === null ? '' : String(valeur), statut], separator),
  );
  return csvLine([...dims, 'valeur', 'statut'], separator) + rows.join('');
}

/** How every value of a table was rounded, for whoever shows it: « arrondi à 5 ». */
export type Rounding = {
  /** Values are multiples of it, less than a base away from the counts. */
  readonly base: number;
  /** Multiples further that values may be where no closer rounding keeps the sums; 0 by default. */
  readonly steps?: number;
};

let isProtected: (table: unknown) => boolean;

/**
 * A table that passed the audit, frozen. Nominal: only `protect` makes one, and exporters accept
 * nothing else.
 */
export class ProtectedTable {
  readonly #audited = true;
  readonly spec: ReleaseSpec;
  /** Dimension codes in the order of the specification. */
  readonly dims: readonly string[];
  /** One cell per distinct combination of codes, in the row order of `table.csv`. */
  readonly cells: readonly ProtectedCell[];
  /** `sha256:…` of the bytes of `table.csv`. */
  readonly hash: string;

  /** Absent when values are counts: every published value is then true. */
  declare readonly rounding?: Rounding;

  /** @internal Use `protect`. */
  constructor(
    spec: ReleaseSpec,
    lattice: Lattice,
    published: readonly (number | null)[],
    rounding?: Rounding,
  ) {
    this.spec = spec;
    if (rounding) this.rounding = Object.freeze({ ...rounding });
    this.dims = Object.freeze(lattice.dims.map(({ code }) => code));
    this.cells = Object.freeze(
      published.map((valeur, cell) =>
        Object.freeze({
          key: cellKey(lattice, cell),
          valeur,
          statut: valeur === null ? ('masque' as const) : ('publie' as const),
        }),
      ),
    );
    this.hash = hashText(tableCsv(this.dims, this.cells));
    Object.freeze(this);
  }

  static {
    isProtected = (table) => table instanceof ProtectedTable && table.#audited;
  }
}

/** Throws when an exporter is given anything but a protected table. */
export function assertProtected(table: ProtectedTable): void {
  if (!isProtected(table)) {
    throw new TypeError('Seul un tableau protégé (ProtectedTable) peut être exporté.');
  }
}
