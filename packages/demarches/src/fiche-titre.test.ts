import { expect, test } from 'vitest';
import { isEssai, parseCerfa, parseTitre } from './fiche-titre.ts';

test.each([
  // Schema 3.3, November 2020.
  ["Formulaire 15626*02 : Demande d'aide juridictionnelle", "Demande d'aide juridictionnelle", '15626*02'],
  ['Téléservice : Demande de RSA', 'Demande de RSA', undefined],
  ['Service en ligne et formulaire 12345*06 : Déclaration', 'Déclaration', '12345*06'],
  ['Formulaire 14463*03 (ex-60-3682) : Demande', 'Demande', '14463*03 (ex-60-3682)'],
  ['Formulaire 11277, 12322 et 12321 : Demandes', 'Demandes', '11277, 12322 et 12321'],
  ["Formulaire En cours d'homologation : Demande", 'Demande', "En cours d'homologation"],
  ['Modèle de document : Lettre', 'Lettre', undefined],
  // No-break spaces, as the sheets have them.
  ['Simulateur\u00a0:  Prime\u202factivité', 'Prime activité', undefined],
  // Schema 3.4.
  ["Demande d'aide juridictionnelle (Formulaire 16146*03)", "Demande d'aide juridictionnelle", '16146*03'],
  ["Pré-demande de carte d'identité (Service en ligne)", "Pré-demande de carte d'identité", undefined],
  [
    "Déclaration d'impôt sur la fortune immobilière (Ifi) (Formulaire 15798)",
    "Déclaration d'impôt sur la fortune immobilière (Ifi)",
    '15798',
  ],
  [
    'Rechercher une convention collective (Outil de recherche)',
    'Rechercher une convention collective',
    undefined,
  ],
])('%s', (titre, nom, numero) => {
  expect(parseTitre(titre)).toEqual(numero === undefined ? { nom } : { nom, numero });
});

test.each([
  'Formulaire de candidature à un centre Épide',
  'Téléservice Réseaux et canalisations',
  "Formulaire d'engagement : mode d'emploi",
  'Complémentaire santé solidaire (CSS)',
  'Téléservice',
])('a title that only begins like a kind is left whole: %s', (titre) => {
  expect(parseTitre(titre)).toEqual({ nom: titre });
});

test('numbers that are not Cerfa numbers are not made into one', () => {
  expect(parseCerfa('15626*02')).toEqual({ numero: '15626', version: '02' });
  expect(parseCerfa('12098*04 + notice n°51443#02')).toEqual({ numero: '12098', version: '04' });
  expect(parseCerfa('11278')).toEqual({ numero: '11278', version: null });
  for (const other of [
    '60-3555',
    '51672#05',
    '11277, 12322 et 12321',
    "En cours d'homologation",
    '15626*021',
  ]) {
    expect(parseCerfa(other)).toBeUndefined();
  }
});

test('trial items of the editors begin with two stars', () => {
  expect(isEssai('**CNI - Renouvellement majeur')).toBe(true);
  expect(isEssai('*CNI')).toBe(false);
});
