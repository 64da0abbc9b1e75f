import type { Label, SearchTables } from './search-tables.ts';
import { TUNING } from './tuning.ts';

/** A word of the query that counts, and the stems that it may mean, each for what it is worth (its rarity, less when it is unsure), the most first. */
export interface Term {
  expansions: readonly { stem: number; worth: number }[];
  /** Worth of the first; 0 when nothing is known of the word. */
  weight: number;
  /** `false`: what a known shorthand also means, which helps and is not missed. */
  asked: boolean;
}

/** An entry that has something of the query. */
export interface Ranked {
  entry: number;
  /** 0–1. */
  score: number;
  /** Its text most like the query. */
  label: Label | undefined;
  likeness: number;
  /** Rarity of the words that it has, all together. */
  mass: number;
  /** The same, each word for what it is worth in the entry. */
  weighed: number;
  /** Numbers of the terms that it has, as bits. */
  terms: number;
}

/** What an entry would get that is said whole, twice over. */
const bestScore = (): number => 1 + TUNING.label * (1 + TUNING.second);

/** More words than this add time, not sense; they are bits of `Ranked.terms`. */
export const MOST_TERMS = 24;

/** The entries that have something of the query and are not far behind the best, in the order of the entries. */
export function rank(terms: readonly Term[], said: ReadonlySet<string>, tables: SearchTables): Ranked[] {
  const asked = terms.reduce((sum, t) => sum + (t.asked ? t.weight : 0), 0);
  if (asked === 0) return [];
  const score = new Float64Array(tables.entries.length);
  const mass = new Float64Array(tables.entries.length);
  const bits = new Int32Array(tables.entries.length);
  const shared = new Float64Array(tables.labels.length);
  const lastTerm = new Int8Array(tables.labels.length).fill(-1);
  const touched: number[] = [];
  for (const [t, { expansions, asked: needed }] of terms.entries()) {
    const bit = 1 << t;
    const share = needed ? 1 : TUNING.alsoMeant;
    for (const { stem, worth: full } of expansions) {
      const worth = share * full;
      const { at, worth: there } = tables.entriesOf[stem] ?? { at: [], worth: [] };
      for (let i = 0; i < at.length; i += 1) {
        const entry = at[i] ?? 0;
        if (((bits[entry] ?? 0) & bit) !== 0) continue;
        bits[entry] = (bits[entry] ?? 0) | bit;
        score[entry] = (score[entry] ?? 0) + worth * (there[i] ?? 0);
        mass[entry] = (mass[entry] ?? 0) + worth;
      }
      for (const label of tables.labelsOf[stem] ?? []) {
        const last = lastTerm[label] ?? -1;
        if (last === t) continue;
        if (last === -1) touched.push(label);
        lastTerm[label] = t;
        shared[label] = (shared[label] ?? 0) + worth;
      }
    }
  }
  const best = findBestLabels(touched, shared, asked, said, tables);
  const sums = mass.map((had, entry) => {
    if (had === 0) return 0;
    // What a shorthand also means may add up to more than was asked.
    const byWords = Math.min(1, (score[entry] ?? 0) / asked) * Math.min(1, had / asked);
    const byLabels = (best.likeness[entry] ?? 0) + TUNING.second * (best.second[entry] ?? 0);
    return (byWords + TUNING.label * byLabels) / bestScore();
  });
  // Twins may still lower the best: a little more than what will be shown is kept.
  const least = sums.reduce((most, sum) => Math.max(most, sum), 0) * TUNING.tail * (1 - TUNING.twin);
  const ranked: Ranked[] = [];
  for (const [entry, sum] of sums.entries()) {
    if (sum === 0 || sum < least) continue;
    ranked.push({
      entry,
      score: sum,
      label: tables.labels[best.label[entry] ?? -1],
      likeness: best.likeness[entry] ?? 0,
      mass: mass[entry] ?? 0,
      weighed: score[entry] ?? 0,
      terms: bits[entry] ?? 0,
    });
  }
  return ranked;
}

/** By entry: its label most like the query, how like it is, and how like the second one is. */
interface BestLabels {
  label: Int32Array;
  likeness: Float64Array;
  second: Float64Array;
}

function findBestLabels(
  touched: readonly number[],
  shared: Float64Array,
  asked: number,
  said: ReadonlySet<string>,
  tables: SearchTables,
): BestLabels {
  const size = tables.entries.length;
  const label = new Int32Array(size).fill(-1);
  const likeness = new Float64Array(size);
  const second = new Float64Array(size);
  const smallSaid = new Uint8Array(tables.small.size);
  for (const word of said) {
    const number = tables.small.get(word);
    if (number !== undefined) smallSaid[number] = 1;
  }
  for (const number of touched) {
    const one = tables.labels[number];
    if (one === undefined) continue;
    let small = 0;
    for (const word of one.small) if (smallSaid[word] === 1) small += TUNING.smallWord;
    const common = (shared[number] ?? 0) + small;
    const unsaid = TUNING.unsaid * Math.max(0, one.weight - common);
    const beside = TUNING.beside * Math.max(0, asked + small - common);
    const like = common / (common + unsaid + beside);
    const { entry } = one;
    const before = likeness[entry] ?? 0;
    if (like > before) {
      second[entry] = before;
      likeness[entry] = like;
      label[entry] = number;
    } else if (like > (second[entry] ?? 0)) second[entry] = like;
  }
  return { label, likeness, second };
}
