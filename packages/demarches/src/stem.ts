import { stemmer } from '@orama/stemmers/french';
import { phoneticKey } from './phonetic-key.ts';

/** Longer than any French word: neither stemmed nor sounded. */
const LONGEST_WORD = 40;
/** Keys of two letters say too little to be matched. */
const SHORTEST_KEY = 3;

/** French stem of a folded word. */
export const stem = (word: string): string =>
  /\d/.test(word) || word.length > LONGEST_WORD ? word : stemmer(word);

/** How a folded word sounds, if it has enough sound to be matched; else the empty string. */
export function soundOf(word: string): string {
  const key = word.length > LONGEST_WORD ? '' : phoneticKey(word);
  return key.length < SHORTEST_KEY ? '' : key;
}
