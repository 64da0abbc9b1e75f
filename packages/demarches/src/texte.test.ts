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
  ['aujourd’hui', 11, 1],
  ['Jean-Pierre d’Arc', 17, 2],
  ['12,50 €', 7, 2],
  ['été\n\nhiver', 10, 2],
  ['مرحبا بك', 8, 2],
  ['👨‍👩‍👧', 5, 0],
  [' \t ', 3, 0],
  ['— – …', 5, 0],
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
    { numRuns: 1000 },
  );
});

const typed = fc.string({ unit: fc.constantFrom('a', 'é', 'ê', '\n', ' ', '-', '’', '7', '😀', 'ﬁ', 'م') });

test('how a text was typed or composed changes nothing: NFD, CRLF, CR', () => {
  fc.assert(
    fc.property(typed, fc.constantFrom(1 as const, 2 as const), (texte, retourLigne) => {
      const field = { max: 50, unite: 'caracteres', retourLigne } as const;
      const measured = measureTexte(texte, field);
      for (const same of [
        texte.normalize('NFD'),
        texte.replaceAll('\n', '\r\n'),
        texte.replaceAll('\n', '\r'),
      ]) {
        expect(measureTexte(same, field)).toEqual(measured);
      }
    }),
    { numRuns: 1000 },
  );
});

test('two paragraphs count what each does, and the break between them', () => {
  fc.assert(
    fc.property(typed, typed, fc.constantFrom(1 as const, 2 as const), (x, y, retourLigne) => {
      const field = { max: 50, unite: 'mots', retourLigne } as const;
      const [a, b, both] = [x, y, `${x}\n${y}`].map((t) => measureTexte(t, field));
      expect(both?.mots).toBe((a?.mots ?? 0) + (b?.mots ?? 0));
      expect(both?.caracteres).toBe((a?.caracteres ?? 0) + (b?.caracteres ?? 0) + retourLigne);
      expect(both?.depasse).toBe((both?.mots ?? 0) > 50);
    }),
    { numRuns: 1000 },
  );
});

test('any Unicode is measured, lone halves of a pair too', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (texte) => {
      const { caracteres, mots } = measureTexte(texte, champ);
      expect(caracteres).toBeGreaterThanOrEqual(mots);
    }),
    { numRuns: 1000 },
  );
  expect(measureTexte('a\ud83db', champ)).toMatchObject({ caracteres: 3, mots: 2 });
});
