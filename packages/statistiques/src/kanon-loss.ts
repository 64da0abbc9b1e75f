import type { Groups } from './kanon-groups.ts';
import type { QuasiRecords } from './kanon-records.ts';

/**
 * The Loss metric (§5.11): a record loses, for each attribute, the share of the domain that its
 * generalised value covers, all of it when suppressed. Sums of covered values are whole numbers, so
 * that equal losses compare equal; only the aggregate (geometric mean of 1 + loss) is rounded.
 */
export class LossMetric {
  readonly #records: QuasiRecords;
  /** `#sums[attribute][level]`: values covered, over all records, when none is suppressed. */
  readonly #sums: readonly (readonly number[])[];
  /** Attributes whose loss can be other than 0. */
  readonly #varying: number;

  constructor(records: QuasiRecords) {
    this.#records = records;
    const { count, size } = records.tuples;
    this.#sums = records.attributes.map(({ covered }, attribute) =>
      covered.map((values, level) => {
        const codes = records.codes[attribute]?.[level] ?? new Int32Array();
        let sum = 0;
        for (let tuple = 0; tuple < size; tuple += 1) {
          sum += (count[tuple] ?? 0) * (values[codes[tuple] ?? 0] ?? 0);
        }
        return sum;
      }),
    );
    this.#varying = records.attributes.filter(({ domain }) => domain > 1).length;
  }

  /** 1 + normalised loss of one attribute from its sum of covered values. */
  #factor(attribute: number, sum: number): number {
    const domain = this.#records.attributes[attribute]?.domain ?? 1;
    const size = this.#records.size;
    return domain === 1 ? 1 : 1 + (sum - size) / (size * domain - size);
  }

  /** 1 + loss of an attribute at a level when no record is suppressed: what no suppression can lower. */
  lowestFactor(attribute: number, level: number): number {
    return this.#factor(attribute, this.#sums[attribute]?.[level] ?? 0);
  }

  /** Product of 1 + loss over the attributes, with every group of fewer than `k` records suppressed. */
  product(levels: readonly number[], { size, count, representative }: Groups, k: number): number {
    const small: number[] = [];
    let suppressed = 0;
    for (let group = 0; group < size; group += 1) {
      const records = count[group] ?? 0;
      if (records < k) {
        small.push(group);
        suppressed += records;
      }
    }
    let product = 1;
    this.#records.attributes.forEach(({ covered, domain }, attribute) => {
      const level = levels[attribute] ?? 0;
      const values = covered[level] ?? new Int32Array();
      const codes = this.#records.codes[attribute]?.[level] ?? new Int32Array();
      let sum = (this.#sums[attribute]?.[level] ?? 0) + suppressed * domain;
      for (const group of small) {
        sum -= (count[group] ?? 0) * (values[codes[representative[group] ?? 0] ?? 0] ?? 0);
      }
      product *= this.#factor(attribute, sum);
    });
    return product;
  }

  /** Loss of a product: geometric mean of the factors, minus 1. */
  aggregate(product: number): number {
    return product ** (1 / this.#records.attributes.length) - 1;
  }

  /** Most records that can be suppressed, generalisation apart, without exceeding `product`. */
  suppressionBound(product: number): number {
    if (this.#varying === 0) return this.#records.size;
    const share = product ** (1 / this.#varying) - 1;
    return Math.floor(this.#records.size * share * (1 + 1e-9) + 1e-6);
  }
}
