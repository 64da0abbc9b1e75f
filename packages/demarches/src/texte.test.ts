import fc from 'fast-check';
import { expect, test } from 'vitest';
import { measureTexte } from './texte.ts';

const champ = { max: 10, unite: 'caracteres', retourLigne: 1 } as const;

test.each([
  ['', 0, 0],
  ["l'aide", 6, 1],
  ['c’est-à-dire', 12, 1],
  ['e\u0301te\u0301', 3, 1],
  ['😀😀', 2, 0],
  ['un\r\ndeux', 7, 2],
  ['un - deux', 9, 2],
  ['52 euros', 8, 2],
])('%j: %i characters, %i words', (texte, caracteres, mots) => {
  expect(measureTexte(texte, champ)).toMatchObject({ caracteres, mots });
});

test('a field that counts CRLF pays two for a line break, however it was typed', () => {
  for (const texte of ['a\nb', 'a\r\nb', 'a\rb']) {
    expect(measureTexte(texte, { ...champ, retourLigne: 2 }).caracteres).toBe(4);
  }
});

test('what is left follows the unit of the field', () => {
  expect(measureTexte('0123456789', champ)).toMatchObject({ reste: 0, depasse: false });
  expect(measureTexte('0123456789a', champ)).toMatchObject({ reste: -1, depasse: true });
  expect(measureTexte('un deux trois', { max: 2, unite: 'mots', retourLigne: 1 })).toMatchObject({
    reste: -1,
    depasse: true,
  });
});

test('typing more never leaves more', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', 'é', '\n', ' ', '-', '’') }), (texte) => {
      for (const unite of ['mots', 'caracteres'] as const) {
        const longer = measureTexte(`${texte} a`, { ...champ, unite });
        expect(longer.reste).toBeLessThan(measureTexte(texte, { ...champ, unite }).reste);
      }
    }),
  );
});
