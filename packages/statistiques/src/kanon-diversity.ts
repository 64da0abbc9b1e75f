import type { Columns } from './build-cube.ts';
import { checkFile, classesOf, columnOf, encode } from './kanon-classes.ts';
import { MotifList } from './motif.ts';

/** What a reader who finds somebody's class learns about a sensitive column. */
export type Diversity = {
  /** Records of the smallest class. */
  k: number;
  /** Fewest distinct sensitive values in a class. */
  lDistinct: number;
  /** exp of the smallest entropy of a class: as many equally likely values as it is worth. */
  lEntropy: number;
  /** Largest distance of a class from the whole file, every two values being as far (total variation). */
  tEqual: number;
  /** The same when values are ordered (earth mover), as numbers if all are, by code unit if not. */
  tOrdered: number;
};

const isNumber = (text: string): boolean => text.trim() !== '' && Number.isFinite(Number(text));

/**
 * k-anonymity, distinct and entropy l-diversity (Machanavajjhala et al. 2007), t-closeness with equal
 * and ordered distance (Li, Li and Venkatasubramanian 2007) of a file that is already generalised.
 * A file without a record gives zeros.
 *
 * @param quasi - quasi-identifiers: who looks the same in all of them is in the same class
 * @param sensitive - column that must not be learnt
 * @throws RangeError when a column is absent or has another length: an error of the program
 */
export function diversity(columns: Columns, quasi: readonly string[], sensitive: string): Diversity {
  const motifs = new MotifList();
  const size = checkFile(columns, [...quasi, sensitive], motifs);
  const fault = motifs.motifs.find(({ code }) => code !== 'EMPTY_UNIVERSE');
  if (fault) throw new RangeError(fault.phrase);
  if (size === 0) return { k: 0, lDistinct: 0, lEntropy: 0, tEqual: 0, tOrdered: 0 };

  const classes = classesOf(
    quasi.map((name) => encode([columnOf(columns, name)])),
    size,
  );
  const values = encode([columnOf(columns, sensitive)]);
  const ranks = ranksOf(values.values);
  const whole = new Float64Array(values.cardinality);
  for (const code of values.codes) whole[ranks[code] ?? 0] = (whole[ranks[code] ?? 0] ?? 0) + 1 / size;

  const pairs = classesOf([{ codes: classes.classOf, cardinality: classes.size }, values], size);
  const members: { rank: number; records: number }[][] = Array.from({ length: classes.size }, () => []);
  pairs.representative.forEach((row, pair) => {
    const rank = ranks[values.codes[row] ?? 0] ?? 0;
    members[classes.classOf[row] ?? 0]?.push({ rank, records: pairs.count[pair] ?? 0 });
  });

  const worst = { k: Infinity, lDistinct: Infinity, entropy: Infinity, tEqual: 0, tOrdered: 0 };
  const share = new Float64Array(values.cardinality);
  members.forEach((held, at) => {
    const records = classes.count[at] ?? 1;
    share.fill(0);
    let entropy = 0;
    for (const { rank, records: some } of held) {
      const p = some / records;
      share[rank] = p;
      entropy -= p * Math.log(p);
    }
    const { equal, ordered } = distances(share, whole);
    worst.k = Math.min(worst.k, records);
    worst.lDistinct = Math.min(worst.lDistinct, held.length);
    worst.entropy = Math.min(worst.entropy, entropy);
    worst.tEqual = Math.max(worst.tEqual, equal);
    worst.tOrdered = Math.max(worst.tOrdered, ordered);
  });
  const { entropy, ...rest } = worst;
  return { ...rest, lEntropy: Math.exp(entropy) };
}

/** Rank of each value in its natural order. */
function ranksOf(values: readonly string[]): Int32Array {
  const numeric = values.every(isNumber);
  const order = values
    .map((text, code) => ({ text, code }))
    .sort((a, b) => (numeric && Number(a.text) - Number(b.text)) || (a.text < b.text ? -1 : 1));
  const ranks = new Int32Array(values.length);
  order.forEach(({ code }, rank) => (ranks[code] = rank));
  return ranks;
}

/** Earth mover's distances between two distributions over the same ordered values. */
function distances(share: Float64Array, whole: Float64Array): { equal: number; ordered: number } {
  let sum = 0;
  let moved = 0;
  let carried = 0;
  share.forEach((p, rank) => {
    const difference = p - (whole[rank] ?? 0);
    sum += Math.abs(difference);
    moved += difference;
    carried += Math.abs(moved);
  });
  return { equal: sum / 2, ordered: share.length > 1 ? carried / (share.length - 1) : 0 };
}
