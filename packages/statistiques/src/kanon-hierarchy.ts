import { readRecords } from './csv-reader.ts';
import { cite, done, MotifList, refuse, type Resultat } from './motif.ts';

/** One row a value of the attribute: level 0 (the value itself) first, the most general level last. */
export type GeneralisationRows = readonly (readonly string[])[];

/** A generalisation hierarchy in codes. `domain` counts the values of level 0, in the data or not. */
export type Generalisation = {
  readonly attribute: string;
  readonly levels: number;
  readonly domain: number;
  /** Leaf number of each value of level 0. */
  readonly leaves: ReadonlyMap<string, number>;
  /** `codes[level][leaf]`: code of the leaf at this level. */
  readonly codes: readonly Int32Array[];
  /** `labels[level][code]`. */
  readonly labels: readonly (readonly string[])[];
  /** `covered[level][code]`: how many values of the domain share this generalised value. */
  readonly covered: readonly Int32Array[];
};

const isRow = (row: unknown): row is readonly string[] =>
  Array.isArray(row) && row.every((label) => typeof label === 'string');

/**
 * Turns the rows of a hierarchy into codes, or adds a motif `HIERARCHY_INVALID` for every row of
 * another length, repeated value, and value of one level that two values of the next would cover.
 */
export function readGeneralisation(
  attribute: string,
  rows: unknown,
  motifs: MotifList,
): Generalisation | undefined {
  const faults = new MotifList();
  const invalid = (what: string, row?: number): void => {
    const where = row === undefined ? '' : `, ligne ${row + 1}`;
    faults.add({
      code: 'HIERARCHY_INVALID',
      phrase: `Hiérarchie ${cite(attribute)}${where}\u00a0: ${what}`,
      path: ['hierarchies', attribute, ...(row === undefined ? [] : [row])],
      ...(row === undefined ? {} : { details: { line: row + 1, column: attribute } }),
    });
  };
  const lines: readonly unknown[] = Array.isArray(rows) ? rows : [];
  const [first] = lines;
  const levels = isRow(first) ? first.length : 0;
  if (levels === 0) invalid('il faut une ligne par valeur, la valeur d’origine d’abord.');

  const leaves = new Map<string, number>();
  const codes = Array.from({ length: levels }, () => new Int32Array(lines.length));
  const numbers = Array.from({ length: levels }, () => new Map<string, number>());
  const parents = Array.from({ length: levels }, (): number[] => []);
  lines.forEach((row, at) => {
    if (levels === 0) return;
    const value = isRow(row) ? row[0] : undefined;
    if (!isRow(row) || value === undefined) {
      invalid('une ligne est une suite de textes.', at);
      return;
    }
    if (row.length !== levels) {
      invalid(`${row.length} niveaux au lieu de ${levels}.`, at);
      return;
    }
    if (leaves.has(value)) {
      invalid('cette valeur d’origine a déjà une ligne.', at);
      return;
    }
    leaves.set(value, at);
    row.forEach((label, level) => {
      const known = numbers[level] ?? new Map<string, number>();
      const code = known.get(label) ?? known.size;
      known.set(label, code);
      (codes[level] ?? new Int32Array())[at] = code;
    });
    for (let level = 0; level + 1 < levels; level += 1) {
      const child = codes[level]?.[at] ?? 0;
      const parent = codes[level + 1]?.[at] ?? 0;
      const before = parents[level]?.[child];
      if (before === undefined) (parents[level] ?? [])[child] = parent;
      else if (before !== parent) {
        invalid(`une valeur du niveau ${level} va vers deux valeurs du niveau ${level + 1}.`, at);
      }
    }
  });
  for (const motif of faults.motifs) motifs.add(motif);
  if (!faults.isEmpty()) return undefined;
  const covered = codes.map((level, at) => {
    const counts = new Int32Array(numbers[at]?.size ?? 0);
    for (const code of level) counts[code] = (counts[code] ?? 0) + 1;
    return counts;
  });
  return {
    attribute,
    levels,
    domain: lines.length,
    leaves,
    codes,
    labels: numbers.map((known) => [...known.keys()]),
    covered,
  };
}

/**
 * Reads a hierarchy file: one line a value, level 0 first, no header, `,` or `;` as detected (§11.5).
 *
 * Codes `CSV_INVALID` and `HIERARCHY_INVALID`, with every line in fault.
 */
export function parseHierarchy(text: string, attribute = ''): Resultat<string[][]> {
  const records = readRecords(text);
  if (!records.ok) return records;
  const motifs = new MotifList();
  readGeneralisation(attribute, records.value, motifs);
  return motifs.isEmpty() ? done(records.value) : refuse(...motifs.motifs);
}
