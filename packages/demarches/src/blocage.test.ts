import { expect, test } from 'vitest';
import { createBlocage } from './blocage.ts';

const blocage = {
  demarcheId: 'rsa',
  operateurId: 'caf-msa',
  canal: 'web',
  code: 'code-non-recu',
  mois: '2026-11',
} as const;

const codes = (input: unknown) => {
  const r = createBlocage(input);
  return r.ok ? 'ok' : r.motifs.map((m) => [m.code, m.path?.join('.')]);
};

test('a report without anything personal is accepted as it is', () => {
  expect(createBlocage(blocage)).toEqual({ ok: true, value: blocage });
  expect(codes({ ...blocage, territoire: 'loire-nord', toursDeBoucle: 3, operateurId: 'departement' })).toBe(
    'ok',
  );
});

test('whatever could tell a person is refused, all at once, and never repeated', () => {
  const bad = { ...blocage, mois: '2026-11-22', territoire: '12 rue des Lilas', nom: 'Zoé Martin' };
  expect(codes(bad)).toEqual([
    ['CHAMP_INVALIDE', 'mois'],
    ['CHAMP_INVALIDE', 'territoire'],
    ['CHAMP_INCONNU', 'nom'],
  ]);
  expect(JSON.stringify(createBlocage(bad))).not.toMatch(/Zoé|Lilas/);
});

test.each([
  [{ ...blocage, demarcheId: 'inconnue' }, [['DEMARCHE_INCONNUE', 'demarcheId']]],
  [{ ...blocage, operateurId: 'urssaf' }, [['OPERATEUR_INCONNU', 'operateurId']]],
  [
    { ...blocage, demarcheId: 'inconnue', mois: '2026-13' },
    [
      ['CHAMP_INVALIDE', 'mois'],
      ['DEMARCHE_INCONNUE', 'demarcheId'],
    ],
  ],
  [
    { ...blocage, operateurId: 'urssaf', canal: 'fax' },
    [
      ['CHAMP_INVALIDE', 'canal'],
      ['OPERATEUR_INCONNU', 'operateurId'],
    ],
  ],
  [{ ...blocage, demarcheId: '__proto__' }, [['CHAMP_INVALIDE', 'demarcheId']]],
  [{ ...blocage, code: 'grève' }, [['CHAMP_INVALIDE', 'code']]],
  [{ ...blocage, mois: undefined }, [['CHAMP_MANQUANT', 'mois']]],
])('%j', (input, expected) => {
  expect(codes(input)).toEqual(expected);
});
