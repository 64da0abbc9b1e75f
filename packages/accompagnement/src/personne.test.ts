import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computePseudonyme, foldName } from './personne.ts';

const cle = new Uint8Array(32).fill(7);
const of = (prenom: string, nom: string, anneeNaissance: number, discriminant?: number) =>
  computePseudonyme({
    cle,
    organisationId: 'org-42',
    nom,
    prenom,
    anneeNaissance,
    ...(discriminant !== undefined && { discriminant }),
  });

describe('computePseudonyme', () => {
  it('13: is the same for every spelling of the name', () => {
    expect(of('Aïcha', 'BEN SALAH', 1950)).toBe('e4d5fabe04e14f53339b3331ada74520');
    expect(of('AICHA', 'Ben-Salah', 1950)).toBe('e4d5fabe04e14f53339b3331ada74520');
    expect(of('Aïcha', 'BEN SALAH', 1951)).toBe('35b5bf9ced5236e6e3e3092e2621f3fb');
    expect(of('Aïcha', 'BEN SALAH', 1950, 1)).toBe('dd86fea37237879297154426d99084c5');
  });
  it('14: unfolds ligatures', () => {
    expect(of('Cœur', 'Lœuillet', 1940)).toBe('696ece3efaaabb49f84e52ff1a43385b');
    expect([foldName('Straße'), foldName('Æneas'), foldName('D’Aÿ-le Fèvre 2')]).toEqual([
      'STRASSE',
      'AENEAS',
      'DAYLEFEVRE',
    ]);
  });
  it('depends on the key and on the organisation', () => {
    const base = { organisationId: 'org-42', nom: 'A', prenom: 'B', anneeNaissance: 1950 };
    const all = [
      computePseudonyme({ ...base, cle }),
      computePseudonyme({ ...base, cle: new Uint8Array(32).fill(8) }),
      computePseudonyme({ ...base, cle, organisationId: 'org-43' }),
    ];
    expect(new Set(all).size).toBe(3);
  });
  it('is 32 hex digits whatever the name, or a programmer’s error', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (nom, prenom) => {
        if (foldName(nom) === '' || foldName(prenom) === '')
          expect(() => of(prenom, nom, 1950)).toThrow(RangeError);
        else expect(of(prenom, nom, 1950)).toMatch(/^[0-9a-f]{32}$/);
      }),
    );
    expect(() =>
      computePseudonyme({
        cle: new Uint8Array(8),
        organisationId: 'o',
        nom: 'A',
        prenom: 'B',
        anneeNaissance: 1950,
      }),
    ).toThrow(RangeError);
    expect(() => of('A', 'B', 50)).toThrow(RangeError);
    expect(() => of('A', 'B', 1950, -1)).toThrow(RangeError);
  });
});
