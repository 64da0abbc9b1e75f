import { expect, it } from 'vitest';
import { catalogue } from './catalogue.ts';
import { getFacon } from './facon.ts';

it.each([
  ['Avis d’imposition', 'copie'],
  ['Mot de passe de la messagerie', 'taper'],
  ['Identifiants impots.gouv', 'taper'],
  ['Téléphone', 'avoir'],
  ['Le téléphone qui reçoit les codes', 'avoir'],
  ['Numéro de sécurité sociale', 'savoir'],
  ['Nombre de parts', 'copie'],
])('%s is brought as %s', (piece, facon) => {
  expect(getFacon({ piece, copie: 'copie' })).toBe(facon);
});

it('never asks for a photocopy of a password, over the whole catalogue', () => {
  const pieces = catalogue.demarches.flatMap((d) => d.pieces ?? []);
  const secrets = pieces.filter(({ piece }) => /mot de passe/i.test(piece));
  expect(secrets.length).toBeGreaterThan(0);
  expect(new Set(secrets.map(getFacon))).toEqual(new Set(['taper']));
});
