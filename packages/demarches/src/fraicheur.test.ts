import { expect, test } from 'vitest';
import { catalogue } from './catalogue.ts';
import { check } from './fraicheur.ts';

const [premiere] = catalogue.demarches;
if (premiere === undefined) throw new Error('empty catalogue');
const fait = (verifieLe: string | null) => ({
  source: { type: 'terrain' as const, ref: 'essai' },
  verifieLe,
});
/** An entry of which nothing is dated but what is given. */
const undated = {
  ...premiere,
  url: { valeur: 'https://www.exemple.fr/aide', ...fait(null) },
  canaux: [],
  blocages: [],
  champsLimites: [],
  delai: null,
  recurrence: null,
  sources: {},
  auth: { ...premiere.auth, verifieLe: null },
  actesReserves: [],
};
const codesOf = (le: string, c = catalogue) => {
  const { erreurs, avertissements } = check(c, { le });
  return { erreurs: erreurs.map((e) => e.code), avertissements: new Set(avertissements.map((a) => a.code)) };
};

test('the catalogue of the package can be shipped on its date, and says what is to confirm', () => {
  const { erreurs, avertissements } = codesOf(catalogue.date);
  expect(erreurs).toEqual([]);
  expect([...avertissements]).toContain('A_CONFIRMER');
  // A year later nothing that was checked is still fresh.
  expect(new Set(codesOf('2027-11-30').erreurs)).toEqual(new Set(['PERIME_365']));
});

test.each([
  ['2027-02-06', 0, 0],
  ['2027-02-07', 1, 0],
  ['2027-02-16', 3, 0],
  ['2027-08-10', 3, 0],
  ['2027-08-11', 2, 1],
  ['2027-08-20', 0, 3],
])('on %s, %i facts are to check again and %i are too old', (le, anciens, perimes) => {
  const dates = ['2026-08-10', '2026-08-19', '2026-08-19'] as const;
  const demarches = [
    { ...undated, auth: { ...undated.auth, verifieLe: dates[0] } },
    { ...undated, id: 'b', url: { ...undated.url, verifieLe: dates[1] } },
    { ...undated, id: 'c', pieces: [], sources: { pieces: fait(dates[2]) } },
  ];
  const { erreurs, avertissements } = check({ ...catalogue, demarches }, { le });
  expect(erreurs.filter((e) => e.code === 'PERIME_365')).toHaveLength(perimes);
  expect(avertissements.filter((a) => a.code === 'PERIME_180')).toHaveLength(anciens);
});

test('each fact of a list has its own age', () => {
  const canal = (id: string, verifieLe: string) => ({
    valeur: { id, type: 'guichet' as const },
    source: { type: 'terrain' as const, ref: 'essai' },
    verifieLe,
  });
  const canaux = [canal('a', '2025-01-01'), canal('b', '2026-11-01'), canal('c', '2026-03-01')];
  const { erreurs, avertissements } = check(
    { ...catalogue, demarches: [{ ...undated, canaux }] },
    { le: '2026-11-22' },
  );
  expect(erreurs.map((e) => [e.code, e.path.join('.')])).toEqual([['PERIME_365', 'demarches.0.canaux']]);
  expect(avertissements.filter((a) => a.code === 'PERIME_180')).toHaveLength(1);
});

test('a fact checked in the future is an error, and so is a day that does not exist', () => {
  const demarches = [{ ...undated, url: { ...undated.url, verifieLe: '2026-08-19' } }];
  expect(codesOf('2026-08-01', { ...catalogue, demarches }).erreurs).toEqual(['DATE_INVALIDE']);
  for (const le of ['2026-02-30', '2026-13-01', '', 'demain', '2026-1-1']) {
    expect(check(catalogue, { le }).erreurs).toEqual([
      { code: 'DATE_INVALIDE', phrase: 'Le jour de la vérification n’existe pas.', path: ['le'] },
    ]);
  }
});
