import { describe, expect, it } from 'vitest';
import { toDonnees } from './donnees.ts';
import { writeMandat } from './pdf.fixture.ts';

interface Lu {
  blocs: { contenu: { kind: string; texte: string; href?: string }[] }[];
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
    const rtl = JSON.parse(toDonnees({ ...doc, langue: 'ar', sens: 'rtl', blocs }, '')) as Lu;
    expect(rtl.blocs[0]?.contenu.map((r) => r.texte)).toEqual([
      '\u206604\u00a077\u00a000\u00a000\u00a000\u2069',
      '\u206622/05/2027\u2069',
      '\u2066MABC\u2069',
    ]);
    const ltr = JSON.parse(toDonnees({ ...doc, blocs }, '')) as Lu;
    expect(ltr.blocs[0]?.contenu[0]).toEqual({
      kind: 'telephone',
      texte: '04\u00a077\u00a000\u00a000\u00a000',
      href: 'tel:+33477000000',
    });
  });
});
