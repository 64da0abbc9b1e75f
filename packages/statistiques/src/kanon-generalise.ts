import type { Columns } from './build-cube.ts';
import type { GeneralisationRows } from './kanon-hierarchy.ts';
import { columnOf } from './kanon-classes.ts';
import { readQuasiRecords, requireColumns, textOf } from './kanon-records.ts';
import { GroupCounter } from './kanon-groups.ts';
import { cite, done, MotifList, refuse, type Resultat } from './motif.ts';

/** A generalised file, without the suppressed records. */
export type GeneralisedFile = {
  /** Quasi-identifiers in the order of the hierarchies, then the columns kept. */
  columns: Record<string, string[]>;
  records: number;
  suppressed: number;
};

/**
 * Applies levels of generalisation and removes the records of every group smaller than `k` (an
 * integer ≥ 1: 1 removes none, for a population). What is not named goes: only the quasi-identifiers
 * and the columns of `keep` come out. The records are sorted by their contents, because the order in
 * which they were entered tells who they are.
 *
 * Codes, all at once: `K_INVALID`, `LEVEL_INVALID`, and those of {@link kAnonymise} on files and hierarchies.
 */
export function generalise(
  columns: Columns,
  hierarchies: Readonly<Record<string, GeneralisationRows>>,
  levels: Readonly<Record<string, number>>,
  k: number,
  o: { keep?: readonly string[] } = {},
): Resultat<GeneralisedFile> {
  const motifs = new MotifList();
  if (!Number.isSafeInteger(k) || k < 1) {
    motifs.add({ code: 'K_INVALID', phrase: 'k est un entier supérieur ou égal à 1.', path: ['k'] });
  }
  const keep = (o.keep ?? []).filter((name) => !Object.hasOwn(hierarchies, name));
  requireColumns(columns, keep, motifs);
  for (const [name, rows] of Object.entries(hierarchies)) {
    const level = Object.hasOwn(levels, name) ? levels[name] : undefined;
    const highest = (rows[0]?.length ?? 0) - 1;
    if (highest >= 0 && !(Number.isInteger(level) && level !== undefined && level >= 0 && level <= highest)) {
      motifs.add({
        code: 'LEVEL_INVALID',
        phrase: `Le niveau de ${cite(name)} est un entier de 0 à ${highest}.`,
        path: ['levels', name],
      });
    }
  }
  const records = readQuasiRecords(columns, hierarchies, motifs);
  if (!records || !motifs.isEmpty()) return refuse(...motifs.motifs);

  const { attributes, tuples, tupleOf, codes, size } = records;
  const levelOf = attributes.map(({ attribute }) => levels[attribute] ?? 0);
  const counter = new GroupCounter(tuples.size);
  const groups = counter.count(
    tuples,
    attributes.map(({ labels }, at) => ({
      codes: codes[at]?.[levelOf[at] ?? 0] ?? new Int32Array(),
      cardinality: labels[levelOf[at] ?? 0]?.length ?? 1,
    })),
  );
  const groupOf = counter.groupOf(tuples.size);
  const kept = Array.from(tupleOf.keys()).filter(
    (row) => (groups?.count[groupOf[tupleOf[row] ?? 0] ?? 0] ?? 0) >= k,
  );
  const texts: [string, string[]][] = [
    ...attributes.map(({ attribute, labels }, at): [string, string[]] => {
      const level = levelOf[at] ?? 0;
      const text = (row: number): string =>
        labels[level]?.[codes[at]?.[level]?.[tupleOf[row] ?? 0] ?? 0] ?? '';
      return [attribute, kept.map(text)];
    }),
    ...keep.map((name): [string, string[]] => {
      const column = columnOf(columns, name);
      return [name, kept.map((row) => textOf(column[row]))];
    }),
  ];
  const order = sortedRows(
    texts.map(([, column]) => column),
    kept.length,
  );
  return done({
    columns: Object.fromEntries(texts.map(([name, column]) => [name, order.map((row) => column[row] ?? '')])),
    records: kept.length,
    suppressed: size - kept.length,
  });
}

/** Rows in the order of their texts, by code unit, first column first. */
function sortedRows(columns: readonly (readonly string[])[], size: number): number[] {
  const ranks = columns.map((column) => {
    const rank = new Map([...new Set(column)].sort().map((text, at) => [text, at]));
    return Int32Array.from(column, (text) => rank.get(text) ?? 0);
  });
  return Array.from({ length: size }, (_, row) => row).sort((a, b) => {
    for (const rank of ranks) {
      const difference = (rank[a] ?? 0) - (rank[b] ?? 0);
      if (difference !== 0) return difference;
    }
    return 0;
  });
}
