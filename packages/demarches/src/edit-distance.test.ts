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

/** The definition, word by word: slow and plain. */
function byDefinition(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length;
  const costs = [
    byDefinition(a.slice(1), b) + 1,
    byDefinition(a, b.slice(1)) + 1,
    byDefinition(a.slice(1), b.slice(1)) + (b.startsWith(a.charAt(0)) ? 0 : 1),
  ];
  if (a.length > 1 && b.length > 1 && b.charAt(1) === a.charAt(0) && b.startsWith(a.charAt(1))) {
    costs.push(byDefinition(a.slice(2), b.slice(2)) + 1);
  }
  return Math.min(...costs);
}

test('the band that is computed gives what the definition gives', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 5 });
  fc.assert(
    fc.property(word, word, fc.integer({ min: 0, max: 3 }), (a, b, max) => {
      expect(editDistance(a, b, max)).toBe(Math.min(byDefinition(a, b), max + 1));
    }),
    { numRuns: 300 },
  );
});
