import type { Columns } from './build-cube.ts';
import { GroupCounter, type CodeColumn, type Groups } from './kanon-groups.ts';
import { countRecords, requireColumns, textOf } from './kanon-records.ts';
import { MotifList } from './motif.ts';

/** Equivalence classes: records that look the same in some columns. */
export type Classes = Groups & {
  /** Class of each record. */
  readonly classOf: Int32Array;
};

/** The texts of a column, over one or several files laid end to end, in codes. */
export function encode(
  files: readonly ArrayLike<string | number | null>[],
): CodeColumn & { values: string[] } {
  const numbers = new Map<string, number>();
  const codes = new Int32Array(files.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const file of files) {
    for (let row = 0; row < file.length; row += 1) {
      const text = textOf(file[row]);
      const code = numbers.get(text) ?? numbers.size;
      numbers.set(text, code);
      codes[offset + row] = code;
    }
    offset += file.length;
  }
  return { codes, cardinality: numbers.size, values: [...numbers.keys()] };
}

/** Classes of equal codes in all the columns; without a column, one class. */
export function classesOf(columns: readonly CodeColumn[], size: number): Classes {
  const counter = new GroupCounter(size);
  const groups = counter.count(
    {
      size,
      representative: Int32Array.from({ length: size }, (_, row) => row),
      count: new Int32Array(size).fill(1),
    },
    columns,
  );
  if (!groups) throw new Error('unlimited groups were refused');
  return { ...groups, classOf: counter.groupOf(size) };
}

/** Adds `COLUMN_MISSING`, `COLUMNS_UNEQUAL`, `EMPTY_UNIVERSE`; gives the number of records. */
export function checkFile(columns: Columns, names: readonly string[], motifs: MotifList): number {
  requireColumns(columns, names, motifs);
  return countRecords(columns, names, motifs);
}

/** A column that {@link checkFile} has found. */
export const columnOf = (columns: Columns, name: string): ArrayLike<string | number | null> =>
  columns[name] ?? [];
