import fc from 'fast-check';
import { expect, test } from 'vitest';
import { editDistance } from './edit-distance.ts';

test.each([
  ['logement', 'lojement', 1],
  ['attestation', 'atestation', 1],
  ['permis', 'premis', 1],
  ['rsa', 'rsa', 0],
  ['', 'ab', 2],
  ['carte', 'passeport', 3],
])('%s → %s: %i', (a, b, expected) => {
  expect(editDistance(a, b, 2)).toBe(expected);
});

test('it is symmetric', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 });
  fc.assert(
    fc.property(word, word, (a, b) => {
      expect(editDistance(a, b, 3)).toBe(editDistance(b, a, 3));
    }),
  );
});
