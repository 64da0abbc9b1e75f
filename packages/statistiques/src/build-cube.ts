import { assertArgument, isRecord } from './argument.ts';
import { readCivilMonth } from './calendar.ts';
import {
  lengthOf,
  readDimension,
  readFrequency,
  valueAt,
  type CubeColumns,
  type ReadDimension,
  type Reader,
} from './column-reader.ts';
import { numberDimension } from './dimension.ts';
import { checkForbidden } from './forbidden-dimension.ts';
import { HiddenCells } from './hidden-cells.ts';
import { buildLattice } from './lattice.ts';
import { cite, done, MotifList, refuse, type Resultat } from './motif.ts';
import { attachPersons, checkDates, dateColumnOf, readPersons, type Persons } from './person.ts';
import { RawCube } from './raw-cube.ts';
import { releaseSpec, type ReleaseSpec } from './release-spec.ts';
import { tallyAtoms, tallyDistinct, tallyTable, type Records } from './tally.ts';

export type { Column, Columns, CubeColumns, EncodedColumn } from './column-reader.ts';

/** How rows are called in messages, and which sensitive dimensions are asked for on purpose. */
export type CubeOptions = {
  /** Line of a row in the file it came from (default: row + 2, a header and one line a record). */
  line?: (row: number) => number;
  /** Dimensions forbidden by default that this release may use (specification §8). */
  allow?: readonly string[];
};

/** Columns that a specification reads. */
function columnNames(spec: ReleaseSpec): string[] {
  const names = spec.dimensions.map(({ code, column }) => column ?? code);
  if (spec.measure.type === 'frequency') names.push(spec.measure.column);
  if (spec.person) {
    names.push(spec.person.column);
    const date = spec.person.attach === 'each' ? null : dateColumnOf(spec);
    if (date !== null) names.push(date);
  }
  return [...new Set(names)];
}

/** Every absent column, and every column whose length is not that of the first. */
function checkColumns(names: readonly string[], columns: CubeColumns, motifs: MotifList): number {
  const lengths = names.flatMap((name) => {
    const column = Object.hasOwn(columns, name) ? columns[name] : undefined;
    return column ? [{ name, length: lengthOf(column) }] : [];
  });
  for (const name of names) {
    if (lengths.some((known) => known.name === name)) continue;
    motifs.add({
      code: 'COLUMN_MISSING',
      phrase: `La colonne ${cite(name)} manque dans les données.`,
      path: [name],
    });
  }
  const rows = lengths[0]?.length ?? 0;
  for (const { name, length } of lengths) {
    if (length === rows) continue;
    motifs.add({
      code: 'COLUMN_LENGTH',
      phrase: `La colonne ${cite(name)} a ${length} lignes, la première en a ${rows}.`,
      path: [name],
    });
  }
  return motifs.motifs.some(({ code }) => code === 'COLUMN_LENGTH') ? 0 : rows;
}

/** Answers that the counted rows give: a code seen on an anonymous visit alone is no leaf. */
function observedCodes({ answers, codes }: ReadDimension, persons: Persons | null): Set<string> {
  if (!persons) return new Set(codes.flat());
  const seen = new Uint8Array(codes.length);
  persons.of.forEach((person, row) => {
    if (person >= 0) seen[answers[row] ?? 0] = 1;
  });
  return new Set(codes.filter((_, number) => seen[number] === 1).flat());
}

/** Months of counted rows that the universe does not announce, where a coarse calendar no longer shows them. */
function monthsOutside(
  spec: ReleaseSpec,
  { columns, rows }: Reader,
  isCounted: (row: number) => boolean,
): Record<string, string[]> | null {
  const period = spec.universe?.period;
  if (!period) return null;
  const outside: Record<string, string[]> = {};
  for (const { code, column: name = code, calendar } of spec.dimensions) {
    const column = columns[name];
    if (!calendar || !column) continue;
    const months = new Set<string>();
    for (let row = 0; row < rows; row += 1) {
      const value = valueAt(column, row);
      if (typeof value !== 'string' || !isCounted(row)) continue;
      const month = value.slice(0, 7);
      if ((month < period.from || month > period.to) && readCivilMonth(value)) months.add(month);
    }
    if (months.size > 0) outside[code] = [...months].sort();
  }
  return outside;
}

/**
 * Counts the records, or the distinct persons, in every cell of the release, totals included.
 *
 * `columns` holds one array per column named by the specification, all of the same length, or the
 * same encoded (`{ codes, dictionary }`); other columns are ignored.
 *
 * Codes: `SPEC_INVALID`…, `FORBIDDEN_DIMENSION`, `COLUMN_MISSING`, `COLUMN_LENGTH`,
 * `RESERVED_CODE`, `VALUE_UNKNOWN`, `DATE_INVALID`, `FREQ_INVALID`, `PSEUDONYM_INVALID`,
 * `EMPTY_UNIVERSE`, `TOO_MANY_CELLS`. No motif holds the content of a record.
 */
export function buildCube(spec: ReleaseSpec, columns: CubeColumns, o: CubeOptions = {}): Resultat<RawCube> {
  assertArgument(isRecord(columns), 'buildCube', "les colonnes, { site: ['S01', …] }");
  const checked = releaseSpec(spec);
  if (!checked.ok) return checked;
  const forbidden = checkForbidden(spec, o.allow);
  if (forbidden.length > 0) return refuse(...forbidden);
  const motifs = new MotifList();
  const rows = checkColumns(columnNames(spec), columns, motifs);
  const reader: Reader = { motifs, columns, rows, line: o.line ?? ((row) => row + 2) };
  const read = spec.dimensions.map((dimension) => readDimension(reader, dimension));
  const counts = spec.measure.type === 'frequency' ? readFrequency(reader, spec.measure.column) : null;
  const persons = spec.person ? readPersons(reader, spec.person.column) : null;
  if (spec.person?.date !== undefined) checkDates(reader, spec.person.date);
  if (!motifs.isEmpty()) return refuse(...motifs.motifs);
  if (persons ? persons.count === 0 : counts ? counts.every((count) => count === 0) : rows === 0) {
    return refuse({ code: 'EMPTY_UNIVERSE', phrase: 'Il n’y a aucun enregistrement à compter.' });
  }
  const dims = spec.dimensions.map((dimension, axis) => {
    const found = read[axis];
    return numberDimension(dimension, found ? observedCodes(found, persons) : new Set());
  });
  const laid = buildLattice(checked.value, dims);
  if (!laid.ok) return laid;
  const lattice = laid.value;
  const values = new Float64Array(lattice.size + lattice.hidden);
  if (persons && spec.person?.attach === 'each') {
    for (const grid of lattice.tables) tallyDistinct(lattice, grid, { rows, read, counts }, persons, values);
  } else {
    const records: Records = persons
      ? { rows: persons.count, read: attachPersons(spec, reader, persons, read), counts: null }
      : { rows, read, counts };
    for (const grid of lattice.tables) tallyTable(lattice, grid, records, values);
    for (const grid of lattice.atoms) tallyAtoms(lattice, grid, records, values);
  }
  HiddenCells.fill(lattice.hiddenCells, values);
  const outside = monthsOutside(spec, reader, (row) => (persons?.of[row] ?? 0) >= 0 && counts?.[row] !== 0);
  return done(new RawCube({ spec: checked.value, lattice, values, ...(outside && { outside }) }));
}
