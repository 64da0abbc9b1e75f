import fc from 'fast-check';
import { expect, it } from 'vitest';
import { LISTES_ACCUEIL } from '../accueil/listes.ts';
import { readCellule } from './cellule.ts';

const { modes, issues, ages } = LISTES_ACCUEIL;

it.each([
  ['1', modes, { code: 'informer' }],
  [' 3 ', modes, { code: 'faire_avec' }],
  ['nous', modes, { code: 'faire_avec' }],
  ['j’inf', modes, { code: 'informer' }],
  ["J'informe", modes, { code: 'informer' }],
  ['absente', modes, { code: 'faire_a_la_place_absent' }],
  ['faire_avec', modes, { code: 'faire_avec' }],
  ['je fais a la place', modes, 'ambigu'],
  ['6', modes, 'inconnu'],
  ['0', modes, 'inconnu'],
  ['?', modes, 'inconnu'],
  ['   ', modes, 'vide'],
  ['a pour', issues, { code: 'a_poursuivre' }],
  ['TERMINEE', issues, { code: 'finalisee' }],
  ['ab', issues, { code: 'abandonnee' }],
] as const)('reads %j', (texte, reponses, attendu) => {
  expect(readCellule(texte, reponses)).toEqual(attendu);
});

it('reads every answer by its number, its code and its label', () => {
  for (const reponses of [modes, issues, ages])
    for (const [rang, { code, libelle }] of reponses.entries())
      for (const texte of [String(rang + 1), code, libelle, libelle.toUpperCase()])
        expect(readCellule(texte, reponses)).toEqual({ code });
});

it('never invents an answer, whatever is typed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (texte) => {
      const lu = readCellule(texte, modes);
      if (typeof lu === 'object') expect(modes.map(({ code }) => code)).toContain(lu.code);
    }),
    { numRuns: 1_000 },
  );
});
