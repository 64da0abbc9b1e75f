import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fold, tokens, words } from './tokens.ts';

test('folding is idempotent', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (s) => {
      expect(fold(fold(s))).toBe(fold(s));
    }),
    { numRuns: 500 },
  );
});

test.each([
  ['Cœur, ÆGIR, ÉTÉ', ['coeur', 'aegir', 'ete']],
  ["j’ai besoin d'aide aujourd'hui", ['ai', 'besoin', 'aide', 'aujourd', 'hui']],
  ["qu'est-ce que l'APL ?", ['est', 'ce', 'que', 'apl']],
  ['pré-demande C2S', ['pre', 'demande', 'c2s']],
])('words of %j', (said, expected) => {
  expect(words(said)).toEqual(expected);
});

test('a letter alone is left out, a digit is not', () => {
  expect(tokens('bulletin n 3')).toEqual(['bulletin', '3']);
});
