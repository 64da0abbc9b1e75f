import { fold, splitFolded } from './tokens.ts';

/** A word of a query: folded for comparison, and what it was typed in. */
export interface SaidWord {
  word: string;
  /** What was typed between two blanks: `l’allocation`. */
  chunk: string;
}

/** More words than this add time, not sense. */
const MOST_WORDS = 80;

/** The words of a query, folded as `words` folds them. */
export function readSaid(query: string): SaidWord[] {
  const said: SaidWord[] = [];
  const chunks = query.split(/\s+/u);
  const folded = fold(query).split(/\s+/u);
  for (const [i, chunk] of chunks.entries()) {
    // A few signs fold into a space: then the pieces no longer face each other.
    const plain = folded.length === chunks.length ? (folded[i] ?? '') : fold(chunk);
    for (const word of splitFolded(plain)) said.push({ word, chunk });
    if (said.length >= MOST_WORDS) break;
  }
  return said.slice(0, MOST_WORDS);
}

/** A word as it was typed, without the article or the dash stuck to it. */
export function typedOf({ word, chunk }: SaidWord): string {
  const pieces = chunk.split(/[^\p{L}\p{M}\p{N}]+/u).filter((piece) => piece !== '');
  return pieces.find((piece) => fold(piece) === word) ?? chunk;
}
