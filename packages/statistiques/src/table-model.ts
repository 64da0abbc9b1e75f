import type { CellKey } from './cell-key.ts';
import { numberDimension } from './dimension.ts';
import { TOTAL } from './hierarchy.ts';
import { buildLattice, type Relation } from './lattice.ts';
import { done, refuse, type Resultat } from './motif.ts';
import type { ReleaseSpec } from './release-spec.ts';

/** A published table seen by an attacker: numbered cells, their published values, the relations. */
export type TableModel = {
  /** Cells of the table first, in row order, then those that it leaves out, then the hidden ones. */
  readonly size: number;
  readonly rows: number;
  /** Rows that the specification has and the table leaves out; numbered right after its rows. */
  readonly absent: number;
  /** Hidden cells that count records (`Total − option`); all hidden cells are numbered last. */
  readonly complements: readonly number[];
  readonly published: readonly (number | null)[];
  readonly relations: readonly Relation[];
  /** Where a cell is in the table; `undefined` when the table has no such row. */
  readonly rowAt: (key: CellKey) => number | undefined;
};

type Table = {
  readonly spec: ReleaseSpec | null;
  readonly dims: readonly string[];
  readonly cells: readonly { readonly key: CellKey; readonly valeur: number | null }[];
};

const identity = (codes: readonly string[]): string => JSON.stringify(codes);

/** Without a specification every column is flat; see §11.4 for which totals bind which rows. */
function inferredRelations(table: Table, rowOf: ReadonlyMap<string, number>): Relation[] {
  const { dims, cells } = table;
  const codesOf = (key: CellKey): string[] => dims.map((dim) => key[dim] ?? TOTAL);
  const patternOf = (codes: readonly string[]): string =>
    codes.map((code) => (code === TOTAL ? '0' : '1')).join('');
  const taken = new Map<string, Set<string>>();
  for (const { key } of cells) {
    const codes = codesOf(key);
    const pattern = patternOf(codes);
    codes.forEach((code, axis) => {
      if (code === TOTAL) return;
      const at = `${axis}/${pattern}`;
      const set = taken.get(at) ?? new Set();
      taken.set(at, set.add(code));
    });
  }
  return cells.flatMap(({ key }, parent) => {
    const codes = codesOf(key);
    return codes.flatMap((code, axis) => {
      if (code !== TOTAL) return [];
      const child = codes.with(axis, '?');
      const values = taken.get(`${axis}/${patternOf(child)}`);
      const children = [...(values ?? [])].map((value) => rowOf.get(identity(codes.with(axis, value))));
      if (children.length === 0 || children.includes(undefined)) return [];
      return [{ parent, children: children.filter((row) => row !== undefined) }];
    });
  });
}

/** Reads a table as an attacker does: its rows, those it leaves out, and the cells that nobody sees. */
export function tableModel(table: Table): Resultat<TableModel> {
  const { spec, dims, cells } = table;
  const rowOf = new Map(
    cells.map(({ key }, row) => [identity(dims.map((dim) => key[dim] ?? TOTAL)), row] as const),
  );
  const rowAt = (key: CellKey): number | undefined =>
    rowOf.get(identity(dims.map((dim) => key[dim] ?? TOTAL)));
  const published = cells.map(({ valeur }) => valeur);
  if (!spec) {
    const relations = inferredRelations(table, rowOf);
    return done({
      size: cells.length,
      rows: cells.length,
      absent: 0,
      complements: [],
      published,
      relations,
      rowAt,
    });
  }
  const numbered = spec.dimensions.map((dimension) => {
    const seen = new Set(cells.map(({ key }) => key[dimension.code] ?? TOTAL));
    seen.delete(TOTAL);
    return numberDimension(dimension, seen);
  });
  const lattice = buildLattice(spec, numbered);
  if (!lattice.ok) return lattice;
  const { size, hidden, complements, relations, cellAt } = lattice.value;
  const unknown: number[] = [];
  const rowOfCell = new Int32Array(size + hidden).fill(-1);
  const cellOfRow = new Int32Array(cells.length);
  cells.forEach(({ key }, row) => {
    const nodes = numbered.map(({ code, nodeOf }) => nodeOf.get(key[code] ?? TOTAL));
    const cell = nodes.includes(undefined) ? undefined : cellAt(nodes.map((node) => node ?? 0));
    if (cell === undefined) unknown.push(row);
    else {
      rowOfCell[cell] = row;
      cellOfRow[row] = cell;
    }
  });
  if (unknown.length > 0) {
    return refuse(
      ...unknown.slice(0, 100).map((row) => ({
        code: 'TABLE_FORMAT',
        phrase: `La case ${row + 1} du tableau n’existe pas dans la spécification.`,
        path: [row],
      })),
    );
  }
  // Nobody is in a part of a published zero: the attacker knows it, and has less to search.
  const isEmpty = new Uint8Array(size + hidden);
  cells.forEach(({ valeur }, row) => {
    if (valeur === 0) isEmpty[cellOfRow[row] ?? 0] = 1;
  });
  for (const { parent, children } of hidden > 0 ? relations : []) {
    if (isEmpty[parent] === 0) continue;
    for (const child of children) if (child >= size) isEmpty[child] = 1;
  }
  let next = cells.length;
  const numberOf = Array.from(rowOfCell, (row) => (row === -1 ? next++ : row));
  return done({
    size: next,
    rows: cells.length,
    absent: size - cells.length,
    complements: complements.map((cell) => numberOf[cell] ?? 0),
    published: [
      ...published,
      ...new Array<null>(size - cells.length).fill(null),
      ...Array.from(isEmpty.subarray(size), (empty) => (empty === 1 ? 0 : null)),
    ],
    relations: relations.map(({ parent, children }) => ({
      parent: numberOf[parent] ?? 0,
      children: children.map((child) => numberOf[child] ?? 0),
    })),
    rowAt,
  });
}
