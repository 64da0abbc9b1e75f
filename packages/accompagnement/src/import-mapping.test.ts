import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnName } from './import-issue.ts';
import { detectColonnes } from './imports.ts';

describe('the mapping of columns', () => {
  const entetes = [
    'Nom du bénéficiaire',
    'DATE',
    'Portable',
    'Durée (min)',
    'Thématique',
    'col',
    'Lieu',
    'Observations',
    'quand',
  ];
  const echantillon = [
    ['Secret', '1/2/2026', '06 12 34 56 78', '30', 'Courriel', 'Féminin', 'x', 'diabète', '3 avril 2026'],
  ];

  it('is suggested from headers and values; what names a person is never in it', () => {
    const p = detectColonnes(entetes, echantillon);
    expect(p.mapping.colonnes).toEqual([
      { entete: 'DATE', champ: 'date' },
      { entete: 'Durée (min)', champ: 'dureeMin' },
      { entete: 'Lieu', champ: 'lieu' },
      { entete: 'Thématique', champ: 'theme' },
      { entete: 'col', champ: 'genre' },
    ]);
    expect(p.personnelles).toEqual([0, 2, 7]);
    expect(p.ignorees).toEqual([8]);
    expect(JSON.stringify(p)).not.toMatch(/secret|diab|06 12/i);
  });

  it('is the same in any order of the columns', () => {
    const reference = detectColonnes(entetes, echantillon);
    fc.assert(
      fc.property(fc.shuffledSubarray([...entetes.keys()], { minLength: entetes.length }), (order) => {
        const p = detectColonnes(
          order.map((c) => entetes[c] ?? ''),
          echantillon.map((r) => order.map((c) => r[c] ?? '')),
        );
        expect(p.mapping).toEqual(reference.mapping);
        expect(p.empreinte).toBe(reference.empreinte);
      }),
      { numRuns: 1000 },
    );
  });

  it('names columns as a spreadsheet does', () => {
    expect([0, 25, 26, 701, 702].map(columnName)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA']);
  });
});
