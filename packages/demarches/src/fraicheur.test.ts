import { expect, test } from 'vitest';
import { catalogue } from './catalogue.ts';
import { check } from './fraicheur.ts';

const codesOf = (le: string) => {
  const { erreurs, avertissements } = check(catalogue, { le });
  return { erreurs: erreurs.map((e) => e.code), avertissements: new Set(avertissements.map((a) => a.code)) };
};

test('the catalogue of the package can be shipped on its date, and says what is to confirm', () => {
  const { erreurs, avertissements } = codesOf(catalogue.date);
  expect(erreurs).toEqual([]);
  expect(avertissements).toEqual(new Set(['A_CONFIRMER', 'INCOMPLET']));
});

// Aidants Connect was read on 2026-08-10 for surendettement, five addresses were seen on 2026-08-19.
test.each([
  ['2027-02-06', 0, 0],
  ['2027-02-07', 1, 0],
  ['2027-02-16', 6, 0],
  ['2027-08-10', 6, 0],
  ['2027-08-11', 5, 1],
  ['2027-08-20', 0, 6],
])('on %s, %i facts are to check again and %i are too old', (le, anciens, perimes) => {
  const { erreurs, avertissements } = check(catalogue, { le });
  expect(erreurs.filter((e) => e.code === 'PERIME_365')).toHaveLength(perimes);
  expect(avertissements.filter((a) => a.code === 'PERIME_180')).toHaveLength(anciens);
});

test('each fact of a list has its own age', () => {
  const [first] = catalogue.demarches;
  if (first === undefined) throw new Error('empty catalogue');
  const canal = (id: string, verifieLe: string) => ({
    valeur: { id, type: 'guichet' as const },
    source: { type: 'terrain' as const, ref: 'essai' },
    verifieLe,
  });
  const canaux = [canal('a', '2025-01-01'), canal('b', '2026-11-01'), canal('c', '2026-03-01')];
  const { erreurs, avertissements } = check(
    { ...catalogue, demarches: [{ ...first, canaux }] },
    { le: '2026-11-22' },
  );
  expect(erreurs.map((e) => [e.code, e.path.join('.')])).toEqual([['PERIME_365', 'demarches.0.canaux']]);
  expect(avertissements.filter((a) => a.code === 'PERIME_180')).toHaveLength(1);
});

test('a fact checked in the future is an error, and so is a day that does not exist', () => {
  expect(codesOf('2026-08-01').erreurs).toEqual(Array.from({ length: 6 }, () => 'DATE_INVALIDE'));
  for (const le of ['2026-02-30', '2026-13-01', '', 'demain', '2026-1-1']) {
    expect(check(catalogue, { le }).erreurs).toEqual([
      { code: 'DATE_INVALIDE', phrase: 'Le jour de la vérification n’existe pas.', path: ['le'] },
    ]);
  }
});
