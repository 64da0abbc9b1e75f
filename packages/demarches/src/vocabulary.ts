import { editDistance } from './edit-distance.ts';
import { type Index, SOUND, soundTerm, stem } from './search-index.ts';

/** A term of the index that a word of the query may mean, and how sure that is (0–1). */
export interface Expansion {
  term: string;
  weight: number;
}

const WEIGHT = { exact: 1, prefix: 0.25, sound: 0.9, fuzzyStem: 0.6, fuzzySound: 0.5 } as const;
const MOST_EXPANSIONS = 6;

/** The terms of an index: stems and sounds, their rarity, and which stems share a sound. */
export class Vocabulary {
  readonly #rarity = new Map<string, number>();
  readonly #stemsBySound = new Map<string, string[]>();
  readonly stems: readonly string[];
  readonly sounds: readonly string[];

  constructor(index: Index, documents: number) {
    const { index: entries } = index.toJSON();
    for (const [term, fields] of entries) {
      const bearers = new Set(Object.values(fields).flatMap((docs) => Object.keys(docs)));
      this.#rarity.set(term, Math.log(1 + (documents - bearers.size + 0.5) / (bearers.size + 0.5)));
    }
    const terms = [...this.#rarity.keys()].toSorted();
    this.stems = terms.filter((t) => !t.startsWith(SOUND));
    this.sounds = terms.filter((t) => t.startsWith(SOUND));
  }

  has(term: string): boolean {
    return this.#rarity.has(term);
  }

  /** Inverse document frequency of BM25; 0 for a term that is not there. */
  rarity(term: string): number {
    return this.#rarity.get(term) ?? 0;
  }

  stemsOf(term: string): readonly string[] {
    return term.startsWith(SOUND) ? (this.#stemsBySound.get(term) ?? []) : [term];
  }

  /** Says that a stem of a label sounds like this: labels are compared by stems. */
  link(sound: string, stemOfWord: string): void {
    const known = this.#stemsBySound.get(sound) ?? [];
    if (!known.includes(stemOfWord)) this.#stemsBySound.set(sound, [...known, stemOfWord]);
  }
}

/** Edits allowed for a word of this length: a short word with one edit is another word. */
const editsFor = (length: number): number => (length < 4 ? 0 : length < 7 ? 1 : 2);

function near(word: string, terms: readonly string[], max: number, weight: number): Expansion[] {
  if (max === 0) return [];
  const found: Expansion[] = [];
  for (const term of terms) {
    const distance = editDistance(word, term, max);
    if (distance <= max) found.push({ term, weight: weight / distance });
  }
  return found;
}

/**
 * What a word of the query may mean in the vocabulary. A known word means itself (and, long, what it begins);
 * an unknown one, what sounds the same, then what is spelled nearly so, then what nearly sounds so.
 */
export function expandTerm(word: string, v: Vocabulary): Expansion[] {
  const s = stem(word);
  if (v.has(s)) {
    const found: Expansion[] = [{ term: s, weight: WEIGHT.exact }];
    if (s.length >= 5) {
      for (const term of v.stems) {
        if (term !== s && term.startsWith(s)) found.push({ term, weight: WEIGHT.prefix });
      }
    }
    return found;
  }
  const found: Expansion[] = [];
  const sound = soundTerm(word);
  if (sound !== undefined && v.has(sound)) found.push({ term: sound, weight: WEIGHT.sound });
  found.push(...near(s, v.stems, editsFor(s.length), WEIGHT.fuzzyStem));
  if (sound !== undefined && found.length === 0) {
    found.push(...near(sound, v.sounds, editsFor(sound.length - 1), WEIGHT.fuzzySound));
  }
  return found
    .toSorted((a, b) => b.weight - a.weight || (a.term < b.term ? -1 : 1))
    .slice(0, MOST_EXPANSIONS);
}
