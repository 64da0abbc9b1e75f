import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findDoublons, type PersonneIndex } from './personne.ts';

const une = (id: string, prenom: string, nom: string, anneeNaissance: number): PersonneIndex => ({
  id,
  prenom,
  nom,
  anneeNaissance,
});
const aicha = une('a', 'Aïcha', 'BEN SALAH', 1950);
const pairs = (...others: PersonneIndex[]) => findDoublons([aicha, ...others]).map(({ b }) => b);

describe('findDoublons', () => {
  it.each([
    ['another spelling', une('b', 'AICHA', 'Ben-Salah', 1950)],
    ['two signs swapped', une('b', 'Aïhca', 'Ben Salah', 1950)],
    ['one sign missing', une('b', 'Aïcha', 'Ben Sala', 1950)],
    ['names the other way round', une('b', 'Ben Salah', 'Aïcha', 1950)],
    ['the next year', une('b', 'Aïcha', 'Ben Salah', 1951)],
    ['two digits of the year swapped', une('b', 'Aïcha', 'Ben Salah', 1905)],
  ])('proposes %s', (_, other) => {
    expect(pairs(other)).toEqual(['b']);
  });

  it.each([
    ['the same name of another generation', une('b', 'Aïcha', 'Ben Salah', 1974)],
    ['a sister', une('b', 'Fatima', 'Ben Salah', 1952)],
    ['the same year alone', une('b', 'Jean', 'Martin', 1950)],
  ])('leaves %s apart', (_, other) => {
    expect(pairs(other)).toEqual([]);
  });

  it('gives the nearest first, and more of them under a lower threshold', () => {
    const list = [aicha, une('b', 'Aïcha', 'Ben Salah', 1951), une('c', 'Aicha', 'Bensalah', 1950)];
    expect(findDoublons(list)).toEqual([
      { a: 'a', b: 'c', score: 1 },
      { a: 'a', b: 'b', score: 0.92 },
      { a: 'b', b: 'c', score: 0.92 },
    ]);
    const generation = [aicha, une('b', 'Aïcha', 'Ben Salah', 1974)];
    expect(findDoublons(generation, 0.8)).toEqual([{ a: 'a', b: 'b', score: 0.8 }]);
  });

  it('names each pair once, scores between 0 and 1, whatever the order of the list', () => {
    const personne = fc.record({
      id: fc.uuid(),
      prenom: fc.constantFrom('Ana', 'Anna', 'Hanna', 'Jo', ''),
      nom: fc.constantFrom('Le Goff', 'Legof', 'Goff', 'Diaz'),
      anneeNaissance: fc.integer({ min: 1940, max: 1944 }),
    });
    fc.assert(
      fc.property(fc.uniqueArray(personne, { maxLength: 8, selector: ({ id }) => id }), (list) => {
        const keys = (p: PersonneIndex[]) =>
          findDoublons(p, 0.5)
            .map(({ a, b, score }) => `${[a, b].sort().join(' ')} ${String(score)}`)
            .sort();
        const found = keys(list);
        expect(new Set(found).size).toBe(found.length);
        expect(keys([...list].reverse())).toEqual(found);
        for (const { a, b, score } of findDoublons(list, 0)) {
          expect(a).not.toBe(b);
          expect(score >= 0 && score <= 1).toBe(true);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
