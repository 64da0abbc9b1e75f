import { TOTAL } from './hierarchy.ts';
import type { Lattice } from './lattice.ts';

/** A code of a dimension. */
export type Code = string;

/** Address of a cell: a code per dimension; an absent dimension means `Total`. */
export type CellKey = Readonly<Record<string, Code>>;

/** Address of a cell of a lattice, every dimension written. */
export function cellKey(lattice: Lattice, cell: number): CellKey {
  const width = lattice.dims.length;
  return Object.freeze(
    Object.fromEntries(
      lattice.dims.map(({ code, nodes }, axis) => [
        code,
        nodes[lattice.coordinates[cell * width + axis] ?? 0] ?? '',
      ]),
    ),
  );
}

/** Cell of a lattice at an address; `undefined` when no table of the release shows it. */
export function cellOf(lattice: Lattice, key: CellKey): number | undefined {
  const nodes = lattice.dims.map(({ code, nodeOf }) => nodeOf.get(key[code] ?? TOTAL));
  return nodes.includes(undefined) ? undefined : lattice.cellAt(nodes.map((node) => node ?? 0));
}
