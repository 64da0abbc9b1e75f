import {
  closedCodes,
  leafCode,
  MISSING,
  numberDimension,
  type Dimension,
  type ValueProblem,
} from './dimension.ts';
import { buildLattice, type Lattice, type TableGrid } from './lattice.ts';
import { cite, done, MotifList, refuse, type Resultat } from './motif.ts';
import { RawCube } from './raw-cube.ts';
import { releaseSpec, type ReleaseSpec } from './release-spec.ts';

/** Typed columns by name; empty text and `null` are missing values. */
export type Columns = Record<string, ArrayLike<string | number | null>>;

const PROBLEMS: Record<ValueProblem, string> = {
  RESERVED_CODE: `${cite('Total')} est un code réservé, il ne peut pas être une valeur.`,
  VALUE_UNKNOWN: 'la valeur n’est dans aucune liste ou hiérarchie de la dimension.',
  DATE_INVALID: 'la valeur n’est pas un mois ou un jour du calendrier.',
};

type Reader = {
  motifs: MotifList;
  columns: Columns;
  rows: number;
  line: (row: number) => number;
};

function readDimension(
  reader: Reader,
  dimension: ReleaseSpec['dimensions'][number],
): { leaves: string[]; observed: Set<string> } {
  const name = dimension.column ?? dimension.code;
  const column = reader.columns[name] ?? [];
  const closed = closedCodes(dimension);
  const observed = new Set<string>();
  const known = new Map<string | number | null, ReturnType<typeof leafCode>>();
  const leaves = new Array<string>(reader.rows);
  for (let row = 0; row < reader.rows; row += 1) {
    const value = column[row] ?? null;
    let code = known.get(value);
    if (code === undefined) {
      code = leafCode(dimension, closed, value);
      known.set(value, code);
    }
    if (typeof code === 'string') {
      observed.add(code);
      leaves[row] = code;
    } else {
      const line = reader.line(row);
      reader.motifs.add({
        code: code.problem,
        phrase: `Ligne ${line}, colonne ${cite(name)}\u00a0: ${PROBLEMS[code.problem]}`,
        path: [name, row],
        details: { line, column: name },
      });
    }
  }
  return { leaves, observed };
}

function readFrequency(reader: Reader, name: string): Float64Array {
  const column = reader.columns[name] ?? [];
  const counts = new Float64Array(reader.rows);
  let total = 0;
  for (let row = 0; row < reader.rows; row += 1) {
    const value = column[row] ?? '';
    const count = typeof value === 'number' ? value : /^\d{1,16}$/.test(value) ? Number(value) : NaN;
    if (Number.isSafeInteger(count) && count >= 0 && total + count <= Number.MAX_SAFE_INTEGER) {
      total += count;
      counts[row] = count;
      continue;
    }
    const line = reader.line(row);
    reader.motifs.add({
      code: 'FREQ_INVALID',
      phrase: `Ligne ${line}, colonne ${cite(name)}\u00a0: l’effectif n’est pas un entier positif ou nul.`,
      path: [name, row],
      details: { line, column: name },
    });
  }
  return counts;
}

/** Leaves under the same kept nodes form one class; `positions` lists the kept nodes above each class. */
function leafClasses(
  dimension: Dimension,
  kept: readonly number[],
): { classOf: Map<number, number>; positions: number[][] } {
  const position = new Map(kept.map((node, index) => [node, index]));
  const parents = dimension.trees.map(
    (tree) =>
      new Map(
        tree.edges.flatMap(({ parent, children }) => children.map((child) => [child, parent] as const)),
      ),
  );
  const classOf = new Map<number, number>();
  const known = new Map<string, number>();
  const positions: number[][] = [];
  for (const leaf of dimension.leaves) {
    const above = new Set<number>();
    for (const parentOf of parents) {
      for (let node: number | undefined = leaf; node !== undefined; node = parentOf.get(node)) {
        const at = position.get(node);
        if (at !== undefined) above.add(at);
      }
    }
    const sorted = [...above].sort((a, b) => a - b);
    const signature = sorted.join(',');
    let id = known.get(signature);
    if (id === undefined) {
      id = positions.length;
      known.set(signature, id);
      positions.push(sorted);
    }
    classOf.set(leaf, id);
  }
  return { classOf, positions };
}

function tally(
  lattice: Lattice,
  grid: TableGrid,
  leafOf: readonly Int32Array[],
  counts: Float64Array | null,
  values: Float64Array,
): void {
  const axes = grid.axes.map((axis, depth) => {
    const dimension = lattice.dims[axis];
    if (!dimension) throw new RangeError('axis out of range');
    const kept = grid.nodes[depth] ?? [];
    return { axis, kept: kept.length, ...leafClasses(dimension, kept) };
  });
  const rows = leafOf[0]?.length ?? counts?.length ?? 0;
  let dense = new Float64Array(axes.reduce((size, { positions }) => size * positions.length, 1));
  const offsets = new Int32Array(rows);
  for (const { axis, classOf, positions } of axes) {
    const leaves = leafOf[axis] ?? new Int32Array(rows);
    const table = Int32Array.from(lattice.dims[axis]?.nodes ?? [], (_, node) => classOf.get(node) ?? 0);
    for (let row = 0; row < rows; row += 1) {
      offsets[row] = (offsets[row] ?? 0) * positions.length + (table[leaves[row] ?? 0] ?? 0);
    }
  }
  for (let row = 0; row < rows; row += 1) {
    const at = offsets[row] ?? 0;
    dense[at] = (dense[at] ?? 0) + (counts ? (counts[row] ?? 0) : 1);
  }
  axes.forEach(({ positions, kept }, depth) => {
    const outer = axes.slice(0, depth).reduce((size, axis) => size * axis.kept, 1);
    const inner = axes.slice(depth + 1).reduce((size, axis) => size * axis.positions.length, 1);
    const next = new Float64Array(outer * kept * inner);
    for (let above = 0; above < outer; above += 1) {
      positions.forEach((targets, from) => {
        const source = (above * positions.length + from) * inner;
        for (const to of targets) {
          const target = (above * kept + to) * inner;
          for (let below = 0; below < inner; below += 1) {
            next[target + below] = (next[target + below] ?? 0) + (dense[source + below] ?? 0);
          }
        }
      });
    }
    dense = next;
  });
  grid.cells.forEach((cell, index) => {
    values[cell] = dense[index] ?? 0;
  });
}

/**
 * Counts the records in every cell of the release, totals included.
 *
 * `columns` holds one array per column named by the specification, all of the same length; other
 * columns are ignored. `o.line` gives the line of a row in the file it came from (default: row + 2,
 * a header and one line a record), for the messages.
 *
 * Codes: `SPEC_INVALID`…, `COLUMN_MISSING`, `RESERVED_CODE`, `VALUE_UNKNOWN`, `DATE_INVALID`,
 * `FREQ_INVALID`, `EMPTY_UNIVERSE`, `TOO_MANY_CELLS`. No motif holds the content of a record.
 */
export function buildCube(
  spec: ReleaseSpec,
  columns: Columns,
  o: { line?: (row: number) => number } = {},
): Resultat<RawCube> {
  const checked = releaseSpec(spec);
  if (!checked.ok) return checked;
  const motifs = new MotifList();
  const frequency = spec.measure.type === 'frequency' ? spec.measure.column : null;
  const names = [...new Set(spec.dimensions.map(({ code, column }) => column ?? code))];
  if (frequency !== null) names.push(frequency);
  for (const name of names) {
    if (!Object.hasOwn(columns, name)) {
      motifs.add({
        code: 'COLUMN_MISSING',
        phrase: `La colonne ${cite(name)} manque dans les données.`,
        path: [name],
      });
    }
  }
  if (!motifs.isEmpty()) return refuse(...motifs.motifs);
  const rows = columns[names[0] ?? '']?.length ?? 0;
  for (const name of names) {
    if (columns[name]?.length !== rows) {
      throw new RangeError('Every column must have the same length.');
    }
  }
  const reader: Reader = { motifs, columns, rows, line: o.line ?? ((row) => row + 2) };
  const read = spec.dimensions.map((dimension) => readDimension(reader, dimension));
  const counts = frequency === null ? null : readFrequency(reader, frequency);
  if (!motifs.isEmpty()) return refuse(...motifs.motifs);
  if (counts ? counts.every((count) => count === 0) : rows === 0) {
    return refuse({ code: 'EMPTY_UNIVERSE', phrase: 'Il n’y a aucun enregistrement à compter.' });
  }
  const dims = spec.dimensions.map((dimension, axis) =>
    numberDimension(dimension, read[axis]?.observed ?? new Set([MISSING])),
  );
  const lattice = buildLattice(checked.value, dims);
  if (!lattice.ok) return lattice;
  const leafOf = dims.map(({ nodeOf }, axis) =>
    Int32Array.from(read[axis]?.leaves ?? [], (code) => nodeOf.get(code) ?? 0),
  );
  const values = new Float64Array(lattice.value.size);
  for (const grid of lattice.value.tables) tally(lattice.value, grid, leafOf, counts, values);
  return done(new RawCube({ spec: checked.value, lattice: lattice.value, values }));
}
