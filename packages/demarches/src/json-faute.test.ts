import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { findFauteJson } from './json-faute.ts';

test.each([
  ['', 0],
  ['{', 1],
  ['{"a":1}', undefined],
  [' [1, -2.5e+3, "é\\n\\u00e9", {}, [], true, null] ', undefined],
  ['{"a":1,}', 7],
  ['[1 2]', 3],
  ['{"a" 1}', 5],
  ['[01]', 2],
  ['"a\nb"', 0],
  ['{} {}', 3],
  ['[}', 1],
])('%j', (text, at) => {
  expect(findFauteJson(text)).toBe(at);
});

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

test('it finds a fault exactly where the engine does', () => {
  const broken = fc
    .tuple(
      fc.json(),
      fc.nat(40),
      fc.nat(3),
      fc.constantFrom('', ',', '}', ']', '{', '"', '0', '\\', 'e', ' '),
    )
    .map(([json, from, length, piece]) => json.slice(0, from) + piece + json.slice(from + length));
  fc.assert(
    fc.property(broken, (text) => {
      const fault = findFauteJson(text);
      expect(fault === undefined).toBe(isJson(text));
      if (fault !== undefined) expect(fault).toBeLessThanOrEqual(text.length);
    }),
    { numRuns: 5000 },
  );
});
