import { expect, test } from 'vitest';
import { deriveQuiPeut } from './qui-peut.ts';

test.each([
  ['simple', 'inconnu', 'oui', 'oui', 'oui'],
  ['simple', 'exclusif', 'non', 'non', 'oui'],
  ['sensible', 'oui', 'non', 'avec-mandat', 'avec-mandat'],
  ['sensible', 'exclusif', 'non', 'non', 'avec-mandat'],
] as const)('%s, Aidants Connect %s: volunteer %s, employee %s, accredited %s', (classe, ac, ...expected) => {
  const qui = deriveQuiPeut({ classe, auth: { valeur: { aidantsConnect: ac } } });
  expect([qui.benevole, qui.salarieNonHabilite, qui.habilite]).toEqual(expected);
});
