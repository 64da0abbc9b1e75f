import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Barres } from './chart.tsx';
import { dateEnMots, jourEnMots } from './date.ts';
import { nombreOuMasque, Tableau } from './table.tsx';

describe('Barres', () => {
  it('draws each bar in proportion to the largest published one', () => {
    const svg = renderToStaticMarkup(
      <Barres
        barres={[
          { libelle: 'a', valeur: 50 },
          { libelle: 'b', valeur: 200 },
        ]}
      />,
    );
    expect([...svg.matchAll(/class="plein" width="([^"]+)"/g)].map(([, part]) => part)).toEqual([
      '25.00%',
      '100.00%',
    ]);
  });

  it('gives every masked bar the same marker and the same words, whatever is around it', () => {
    const marque = (autres: number[]): string[] => {
      const barres = [
        { libelle: 'x', valeur: null },
        { libelle: 'y', valeur: null },
        ...autres.map((valeur, rang) => ({ libelle: String(rang), valeur })),
      ];
      return renderToStaticMarkup(<Barres barres={barres} />)
        .split('<li>')
        .slice(1, 3)
        .map((barre) => barre.replaceAll(/hachures-\d/g, '').replace(/<span>[xy]<\/span>/, ''));
    };
    const [premiere, seconde] = marque([3]);
    expect(premiere).toBe(seconde);
    expect(premiere).toContain('non diffusé');
    expect(marque([3])).toEqual(marque([9000, 12]));
  });
});

describe('Tableau', () => {
  it('writes one word for a masked cell, and scopes its headers', () => {
    const html = renderToStaticMarkup(
      <Tableau
        tableau={{
          titre: 'T',
          enLignes: 'L',
          lignes: [{ code: 'a', libelle: 'A' }],
          colonnes: [
            { code: '1', libelle: 'Un' },
            { code: '2', libelle: 'Deux' },
          ],
          cellules: [[1234, null]],
        }}
      />,
    );
    expect(html).toContain('>1\u202f234<');
    expect(html).toMatch(/<td class="chiffre masque">non diffusé<\/td>/);
    expect(html.match(/scope="col"/g)).toHaveLength(3);
    expect(html.match(/scope="row"/g)).toHaveLength(1);
  });

  it('shows a cell that is missing as not published, never as zero', () => {
    expect(nombreOuMasque(null)).toBe('non diffusé');
    expect(nombreOuMasque(0)).toBe('0');
  });
});

describe('dateEnMots', () => {
  it.each([
    ['2026-12-01', 'mardi 1er décembre 2026', '1er décembre'],
    ['2027-05-22', 'samedi 22 mai 2027', '22 mai'],
    ['2026-01-11', 'dimanche 11 janvier 2026', '11 janvier'],
  ])('%s', (date, mots, jour) => {
    expect(dateEnMots(date)).toBe(mots);
    expect(jourEnMots(date)).toBe(jour);
  });
});
