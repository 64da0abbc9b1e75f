/** Groups of records that look the same: a tuple that stands for each, and how many records it holds. */
export type Groups = {
  readonly size: number;
  readonly representative: Int32Array;
  readonly count: Int32Array;
};

/** Codes of every tuple for one attribute; `cardinality` is above every code. */
export type CodeColumn = { readonly codes: Int32Array; readonly cardinality: number };

/** Up to this many possible keys (and 64 a group), groups are found by direct addressing, not hashing. */
const DIRECT = 2 ** 20;
/** Keys above this would not be exact. */
const EXACT = 2 ** 53;
/** Keys are made and looked up in pieces that stay in the nearest cache. */
const PIECE = 1024;

/** Merges groups by the codes of their representatives. Holds scratch memory: one instance a search. */
export class GroupCounter {
  readonly #direct: Int32Array;
  readonly #hashed: Int32Array;
  readonly #piece = new Int32Array(PIECE);
  readonly #widePiece = new Float64Array(PIECE);
  readonly #key: Float64Array;
  readonly #groupOf: Int32Array;
  readonly #representative: Int32Array;
  readonly #count: Int32Array;

  /** @param capacity - largest number of groups that will be given to {@link count} */
  constructor(capacity: number) {
    this.#direct = new Int32Array(Math.min(DIRECT, 64 * capacity));
    this.#hashed = new Int32Array(2 ** Math.ceil(Math.log2(2 * capacity + 2)));
    this.#key = new Float64Array(capacity);
    this.#groupOf = new Int32Array(capacity);
    this.#representative = new Int32Array(capacity);
    this.#count = new Int32Array(capacity);
  }

  /**
   * Groups of equal codes in all `columns`, in the order of their first member; `undefined` as soon
   * as there are more than `most`.
   */
  count(source: Groups, columns: readonly CodeColumn[], most = Infinity): Groups | undefined {
    const { columns: useful, span } = this.#narrow(source, columns);
    const groups =
      span <= this.#direct.length
        ? this.#countDirect(source, useful, most)
        : this.#countHashed(source, useful, most);
    if (groups > most) return undefined;
    return {
      size: groups,
      representative: this.#representative.slice(0, groups),
      count: this.#count.slice(0, groups),
    };
  }

  /** New group of each group given to the last {@link count}. */
  groupOf(size: number): Int32Array {
    return this.#groupOf.slice(0, size);
  }

  /** Columns that distinguish something, few enough for exact keys: the first ones are numbered into one. */
  #narrow(source: Groups, columns: readonly CodeColumn[]): { columns: CodeColumn[]; span: number } {
    let kept: CodeColumn[] = [];
    let span = 1;
    for (const column of columns) {
      if (column.cardinality === 1) continue;
      if (span * column.cardinality > EXACT) {
        const cardinality = this.#countHashed(source, kept, Infinity);
        const codes = new Int32Array(column.codes.length);
        for (let at = 0; at < source.size; at += 1) {
          codes[source.representative[at] ?? 0] = this.#groupOf[at] ?? 0;
        }
        kept = [{ codes, cardinality }];
        span = cardinality;
      }
      kept.push(column);
      span *= column.cardinality;
    }
    return { columns: kept, span };
  }

  #countDirect(
    { size, representative, count }: Groups,
    columns: readonly CodeColumn[],
    most: number,
  ): number {
    const piece = this.#piece;
    const slots = this.#direct;
    let groups = 0;
    for (let from = 0; from < size && groups <= most; from += PIECE) {
      const length = Math.min(PIECE, size - from);
      piece.fill(0);
      for (const { codes, cardinality } of columns) {
        for (let at = 0; at < length; at += 1) {
          piece[at] = (piece[at] ?? 0) * cardinality + (codes[representative[from + at] ?? 0] ?? 0);
        }
      }
      for (let at = 0; at < length; at += 1) {
        const key = piece[at] ?? 0;
        let group = (slots[key] ?? 0) - 1;
        if (group < 0) {
          group = groups;
          groups += 1;
          slots[key] = groups;
          this.#key[group] = key;
          this.#representative[group] = representative[from + at] ?? 0;
          this.#count[group] = 0;
        }
        this.#groupOf[from + at] = group;
        this.#count[group] = (this.#count[group] ?? 0) + (count[from + at] ?? 0);
      }
    }
    for (let group = 0; group < groups; group += 1) slots[this.#key[group] ?? 0] = 0;
    return groups;
  }

  #countHashed(
    { size, representative, count }: Groups,
    columns: readonly CodeColumn[],
    most: number,
  ): number {
    const piece = this.#widePiece;
    const slots = this.#hashed;
    const mask = 2 ** Math.ceil(Math.log2(2 * size + 2)) - 1;
    slots.fill(0, 0, mask + 1);
    let groups = 0;
    for (let from = 0; from < size && groups <= most; from += PIECE) {
      const length = Math.min(PIECE, size - from);
      piece.fill(0);
      for (const { codes, cardinality } of columns) {
        for (let at = 0; at < length; at += 1) {
          piece[at] = (piece[at] ?? 0) * cardinality + (codes[representative[from + at] ?? 0] ?? 0);
        }
      }
      for (let at = 0; at < length; at += 1) {
        const key = piece[at] ?? 0;
        let slot = slotOf(key) & mask;
        let group = (slots[slot] ?? 0) - 1;
        while (group >= 0 && this.#key[group] !== key) {
          slot = (slot + 1) & mask;
          group = (slots[slot] ?? 0) - 1;
        }
        if (group < 0) {
          group = groups;
          groups += 1;
          slots[slot] = groups;
          this.#key[group] = key;
          this.#representative[group] = representative[from + at] ?? 0;
          this.#count[group] = 0;
        }
        this.#groupOf[from + at] = group;
        this.#count[group] = (this.#count[group] ?? 0) + (count[from + at] ?? 0);
      }
    }
    return groups;
  }
}

/** Spreads an exact whole number over 32 bits. */
function slotOf(key: number): number {
  const high = Math.floor(key / 4294967296);
  const mixed = Math.imul((key - high * 4294967296) | 0, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}
