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
