import { fold } from './tokens.ts';

/**
 * Spelling → sound, in this order, on folded letters without doubles. Sounds that French writes with two
 * letters get a digit: 1 on, 2 an, 3 in, 4 ch, 5 the yod of « travail ». A nasal needs a consonant or the
 * end after it; a digit is followed by as a vowel.
 */
const RULES: readonly (readonly [RegExp, string])[] = [
  [/(?<=.{2})e[rz]$/, 'e'],
  [/ch(?=[lr])/g, 'k'],
  [/s?ch|sh/g, '4'],
  [/ph/g, 'f'],
  [/h/g, ''],
  [/(?:qu|q|ck)/g, 'k'],
  [/gn/g, 'ni'],
  [/gu(?=[eiy])/g, 'g'],
  [/ge(?=[aou])/g, 'j'],
  [/g(?=[eiy])/g, 'j'],
  [/s?c(?=[eiy])/g, 's'],
  [/c/g, 'k'],
  [/ti(?=on|el|eu)/g, 'si'],
  [/x/g, 'ks'],
  [/z/g, 's'],
  [/e?au/g, 'o'],
  [/(?:euil|eil)(?=e?s?$|[aeo])/g, 'e5'],
  [/ouil(?=e?s?$|[aeo])/g, 'u5'],
  [/ail(?=e?s?$|[aeo])/g, 'a5'],
  [/ay(?=e?s?$)/g, 'a5'],
  [/5es?$/g, '5'],
  [/oin(?![aeiouy1-5nm])/g, 'w3'],
  [/(?:[ae]i|i|y|u)n(?![aeiouy1-5nm])/g, '3'],
  [/(?:[ae]i|i|y)m(?=[bp])/g, '3'],
  [/(?<=i)en(?![aeiouy1-5nmt])/g, '3'],
  [/[ae]n(?![aeiouy1-5nm])/g, '2'],
  [/[ae]m(?=[bp])/g, '2'],
  [/on(?![aeiouy1-5nm])/g, '1'],
  [/om(?=[bp])/g, '1'],
  [/o[iy]/g, 'wa'],
  [/oe?u|ou/g, 'u'],
  [/eu/g, 'e'],
  [/[ae][iy]/g, 'e'],
  [/y/g, 'i'],
];

const undouble = (s: string): string => s.replace(/([a-z])\1+/g, '$1');

/** Silent endings: plural, mute e, last consonant. A mute e stays where without it the word would change sound. */
function dropEnding(s: string): string {
  let w = s;
  if (w.length > 3) w = w.replace(/s$/, '');
  if (w.length > 3 && w.endsWith('e')) return /[dtspnm]e$/.test(w) ? w : w.slice(0, -1);
  return w.length > 3 ? w.replace(/[dtp]$/, '') : w;
}

function sound(s: string): string {
  let w = undouble(s);
  for (const [spelling, phoneme] of RULES) w = w.replace(spelling, phoneme);
  return undouble(dropEnding(undouble(w)));
}

/**
 * How a French word sounds, roughly: two spellings of one sound share a key (`lojement`, `logement`).
 * Insensitive to accents and doubled letters; the key of a key is itself. The key's spelling is free.
 */
export function phoneticKey(mot: string): string {
  let key = fold(mot).replace(/[^a-z0-9]+/g, '');
  for (let turn = 0; turn < 8; turn += 1) {
    const next = sound(key);
    if (next === key) break;
    key = next;
  }
  return key;
}
