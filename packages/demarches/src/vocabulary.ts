import { editDistance } from './edit-distance.ts';
import { listNear, readShort } from './lexique.ts';
import { soundOf, stem } from './stem.ts';

/** A stem of the catalogue that a word of the query may mean, by number, and how sure that is (0–1). */
export interface Expansion {
  stem: number;
  weight: number;
}

/** How sure each way from a word to a stem is. The ranking hardly moves when one of them does. */
export const WEIGHT = {
  exact: 1,
  sound: 0.9,
  /** An article or a pronoun stuck to the word: `linvalidité`, `mactualiser`. */
  stuck: 0.8,
  fuzzyStem: 0.4,
  /** The beginning of a word, as `renouv`. */
  cut: 0.6,
  family: 0.7,
  fuzzySound: 0.4,
  /** What a word never seen might be instead, though its stem is known: `retrai`, of `retrait` and not `retraite`. */
  unseen: 0.5,
  /** A known word that sounds like another known one: `conte`, `compte`. */
  homophone: 0.5,
  prefix: 0.3,
};
const MOST_EXPANSIONS = 12;

/** Which letters a word has, as bits: each edit changes two of them at most. */
function lettersOf(word: string): number {
  let mask = 0;
  for (let i = 0; i < word.length; i += 1) mask |= 1 << (word.charCodeAt(i) % 32);
  return mask;
}

function countBits(mask: number): number {
  let n = mask - ((mask >>> 1) & 0x55555555);
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Edits allowed for a word of this length: a short word with one edit is another word. */
const editsFor = (length: number): number => (length < 4 ? 0 : length < 7 ? 1 : 2);

/** Words in a fixed order, searched for those spelled nearly so. */
class WordList {
  readonly words: readonly string[];
  readonly #letters: Int32Array;

  constructor(words: readonly string[]) {
    this.words = words;
    this.#letters = Int32Array.from(words, lettersOf);
  }

  near(word: string, found: (at: number, distance: number) => void): void {
    const max = editsFor(word.length);
    if (max === 0) return;
    const letters = lettersOf(word);
    for (let at = 0; at < this.words.length; at += 1) {
      const other = this.words[at] ?? '';
      if (Math.abs(other.length - word.length) > max) continue;
      if (countBits(letters ^ (this.#letters[at] ?? 0)) > 2 * max) continue;
      const distance = editDistance(word, other, max);
      if (distance <= max) found(at, distance);
    }
  }
}

/** The stems of a catalogue, sorted, and which of them share a sound. */
export class Vocabulary {
  readonly stems: readonly string[];
  readonly #forms: ReadonlyMap<string, string>;
  /** The sound of each word of the catalogue: those of a query are not kept. */
  readonly #sounds = new Map<string, string>();
  readonly #numbers = new Map<string, number>();
  readonly #bySound = new Map<string, number[]>();
  readonly #stemList: WordList;
  readonly #soundList: WordList;

  /** @param forms - each word of the catalogue with its stem */
  constructor(forms: ReadonlyMap<string, string>) {
    this.#forms = forms;
    this.stems = [...new Set(forms.values())].toSorted();
    for (const [number, s] of this.stems.entries()) this.#numbers.set(s, number);
    for (const [word, s] of forms) {
      const sound = soundOf(word);
      this.#sounds.set(word, sound);
      const number = this.#numbers.get(s);
      if (sound === '' || number === undefined) continue;
      const same = this.#bySound.get(sound);
      if (same === undefined) this.#bySound.set(sound, [number]);
      else if (!same.includes(number)) same.push(number);
    }
    this.#stemList = new WordList(this.stems);
    this.#soundList = new WordList([...this.#bySound.keys()]);
  }

  has(word: string): boolean {
    return this.#numbers.has(this.#stem(word));
  }

  #stem(word: string): string {
    return this.#forms.get(word) ?? stem(word);
  }

  numberOf(s: string): number | undefined {
    return this.#numbers.get(s);
  }

  /** Whether a folded word is one of the catalogue's, or a shorthand. */
  isKnown(word: string): boolean {
    return this.has(word) || readShort(word).length > 0;
  }

  /**
   * What a folded word of the query may mean. A known word means itself, then what it begins, its family and its
   * homophones; an unknown one, its family or what it is short for; failing that, what sounds the same, what is spelled
   * nearly so, then what nearly sounds so.
   */
  expand(word: string): Expansion[] {
    const weights = new Map<number, number>();
    const add = (number: number | undefined, weight: number) => {
      if (number !== undefined && weight > (weights.get(number) ?? 0)) weights.set(number, weight);
    };
    const s = this.#stem(word);
    const own = this.#numbers.get(s);
    add(own, WEIGHT.exact);
    for (const near of listNear(s)) add(this.#numbers.get(near), WEIGHT.family);
    if (own !== undefined) {
      if (s.length >= 5) this.#addBegunBy(s, WEIGHT.prefix, add);
      for (const number of this.#bySound.get(this.#sounds.get(word) ?? soundOf(word)) ?? []) {
        add(number, WEIGHT.homophone);
      }
      if (!this.#forms.has(word)) this.#guess(word, word, (n, w) => add(n, w * WEIGHT.unseen));
    } else if (weights.size === 0 && readShort(word).length === 0) this.#guess(word, s, add);
    return [...weights]
      .map(([number, weight]) => ({ stem: number, weight }))
      .toSorted((a, b) => b.weight - a.weight || a.stem - b.stem)
      .slice(0, MOST_EXPANSIONS);
  }

  #addBegunBy(start: string, weight: number, add: (number: number, weight: number) => void): void {
    let low = 0;
    let high = this.stems.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.stems[middle] ?? '') < start) low = middle + 1;
      else high = middle;
    }
    while (this.stems[low]?.startsWith(start) === true) {
      add(low, weight);
      low += 1;
    }
  }

  #guess(word: string, s: string, add: (number: number | undefined, weight: number) => void): void {
    const sound = soundOf(word);
    let heard = false;
    const hear = (key: string, weight: number) => {
      for (const number of this.#bySound.get(key) ?? []) {
        add(number, weight);
        heard = true;
      }
    };
    hear(sound, WEIGHT.sound);
    if (/^[cdjlmnstz][aeiouyh].{2}/.test(word)) {
      const bare = this.#numbers.get(stem(word.slice(1)));
      add(bare, WEIGHT.stuck);
      heard ||= bare !== undefined;
      hear(soundOf(word.slice(1)), WEIGHT.stuck * WEIGHT.sound);
    }
    this.#stemList.near(s, (number, distance) => {
      if (distance > 0) add(number, WEIGHT.fuzzyStem / distance);
      heard = true;
    });
    if (!heard) {
      this.#soundList.near(sound, (at, distance) => {
        for (const number of this.#bySound.get(this.#soundList.words[at] ?? '') ?? []) {
          add(number, WEIGHT.fuzzySound / distance);
          heard = true;
        }
      });
    }
    if (!heard && word.length >= 4) this.#addBegunBy(word, WEIGHT.cut, add);
  }
}
