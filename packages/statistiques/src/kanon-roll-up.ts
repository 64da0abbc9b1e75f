import { GroupCounter, type CodeColumn, type Groups } from './kanon-groups.ts';
import type { QuasiRecords } from './kanon-records.ts';

/** Groups kept to start from, in entries: about 32 MB. */
const KEPT_ENTRIES = 4_000_000;

type Kept = { readonly levels: readonly number[]; readonly groups: Groups };

/** Groups the records at any levels, starting from groups of a more specific node (roll-up, §5.11). */
export class RollUp {
  readonly #records: QuasiRecords;
  readonly #counter: GroupCounter;
  readonly #columns: readonly (readonly CodeColumn[])[];
  readonly #kept: Kept[] = [];
  #entries = 0;

  constructor(records: QuasiRecords) {
    this.#records = records;
    this.#counter = new GroupCounter(records.tuples.size);
    this.#columns = records.attributes.map(({ labels }, attribute) =>
      labels.map((values, level) => ({
        codes: records.codes[attribute]?.[level] ?? new Int32Array(),
        cardinality: values.length,
      })),
    );
  }

  /** Groups at these levels; `undefined` when there are more than `most`. */
  groups(levels: readonly number[], most: number): Groups | undefined {
    const source = this.#smallestBelow(levels);
    const columns = levels.flatMap((level, attribute) => this.#columns[attribute]?.[level] ?? []);
    const groups = this.#counter.count(source, columns, most);
    // A table hardly smaller than where it came from saves nothing to the nodes above.
    if (groups && groups.size < 0.8 * source.size) this.#keep(levels, groups);
    return groups;
  }

  #keep(levels: readonly number[], groups: Groups): void {
    if (this.#entries + groups.size > KEPT_ENTRIES) return;
    this.#kept.push({ levels, groups });
    this.#entries += groups.size;
  }

  #smallestBelow(levels: readonly number[]): Groups {
    let smallest = this.#records.tuples;
    for (const { levels: kept, groups } of this.#kept) {
      if (groups.size < smallest.size && isBelow(kept, levels)) smallest = groups;
    }
    return smallest;
  }
}

function isBelow(specific: readonly number[], general: readonly number[]): boolean {
  for (let at = 0; at < specific.length; at += 1) {
    if ((specific[at] ?? 0) > (general[at] ?? 0)) return false;
  }
  return true;
}
