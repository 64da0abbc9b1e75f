import { formatDate } from '@porte-plume/mandat/document';
import { describe, expect, it } from 'vitest';
import { toDonnees } from './donnees.ts';
import { writeMandat } from './pdf.fixture.ts';

interface Ligne {
  contenu: { kind: string; texte: string; href?: string }[];
}
interface Lu {
  blocs: { fr: Ligne[]; traduction: { blocs: Ligne[] } }[];
}

describe('toDonnees', () => {
  it('T51: in right-to-left text, phones, dates and codes are isolated; in French they are bare', () => {
    const doc = writeMandat();
    const contenu = [
      { kind: 'telephone' as const, e164: '+33477000000' },
      { kind: 'date' as const, iso: '2027-05-22' },
      { kind: 'code' as const, texte: 'MABC' },
    ];
    const blocs = [{ kind: 'paragraphe' as const, contenu }];
    const lire = (langue: string, sens: 'ltr' | 'rtl') => {
      const traduction = { langue, sens, blocs };
      const bilingue = {
        ...doc,
        langue,
        sens,
        blocs: [{ kind: 'bilingue' as const, fr: blocs, traduction }],
      };
      return (JSON.parse(toDonnees(bilingue, { fr: '' })) as Lu).blocs[0];
    };
    expect(lire('ar', 'rtl')?.traduction.blocs[0]?.contenu.map((r) => r.texte)).toEqual([
      '\u206604 77 00 00 00\u2069',
      `\u2066${formatDate('2027-05-22', 'ar')}\u2069`,
      '\u2066MABC\u2069',
    ]);
    const francais = [
      {
        kind: 'telephone',
        texte: '04\u00a077\u00a000\u00a000\u00a000',
        entier: true,
        href: 'tel:+33477000000',
      },
    ];
    expect(lire('ar', 'rtl')?.fr[0]?.contenu.slice(0, 1)).toEqual(francais);
    expect(lire('en', 'ltr')?.traduction.blocs[0]?.contenu.slice(0, 1)).toEqual(francais);
  });
});
