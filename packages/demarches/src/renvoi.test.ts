import { expect, test } from 'vitest';
import { catalogue } from './catalogue.ts';
import type { Demarche } from './demarche.ts';
import { check } from './fraicheur.ts';

const [premiere, deuxieme] = catalogue.demarches;
if (premiere === undefined || deuxieme === undefined) throw new Error('empty catalogue');
const le = catalogue.date;
const codes = (...demarches: Demarche[]) => {
  const { erreurs, avertissements } = check({ ...catalogue, demarches }, { le });
  return [...erreurs, ...avertissements]
    .filter(({ code }) => !['A_CONFIRMER', 'INCOMPLET'].includes(code))
    .map(({ code, path }) => [code, path.join('.')]);
};
const canal = (id: string) => ({
  valeur: { id, type: 'guichet' as const },
  source: { type: 'terrain' as const, ref: 'essai' },
  verifieLe: null,
});
const sure = { ...premiere, canaux: [canal('mairie')], blocages: [], partages: [] };

test('a trap sends to a channel of its own entry', () => {
  const blocage = { code: 'panne' as const, signe: 'Le site ne répond pas.', queFaire: 'Aller en mairie.' };
  expect(codes({ ...sure, blocages: [{ ...blocage, canalId: 'mairie' }, blocage] })).toEqual([]);
  expect(codes({ ...sure, blocages: [blocage, { ...blocage, canalId: 'caf' }] })).toEqual([
    ['CANAL_INCONNU', 'demarches.0.blocages.1.canalId'],
  ]);
  expect(codes({ ...sure, canaux: null, blocages: [{ ...blocage, canalId: 'mairie' }] })).toEqual([
    ['CANAL_INCONNU', 'demarches.0.blocages.0.canalId'],
  ]);
});

test('two channels of an entry have two names', () => {
  expect(codes({ ...sure, canaux: [canal('a'), canal('b'), canal('a')] })).toEqual([
    ['CANAL_EN_DOUBLE', 'demarches.0.canaux.2'],
  ]);
});

test('one identifier is one operator, whoever decides or pays', () => {
  const caf = { id: 'caf', nom: 'CAF', type: 'securite-sociale' as const };
  const other = { ...sure, id: 'autre', aliases: [], synonymes: [] };
  expect(codes({ ...sure, operateur: caf }, { ...other, operateur: { ...caf } })).toEqual([]);
  expect(
    codes(
      { ...sure, operateur: caf },
      { ...other, operateur: { id: 'mdph', nom: 'MDPH', type: 'autre', payeur: { ...caf, nom: 'La CAF' } } },
    ),
  ).toEqual([['OPERATEUR_INCOHERENT', 'demarches.1.operateur.payeur']]);
});

test('a shared word is borne by two entries', () => {
  const a = { ...sure, aliases: ['ma carte'], partages: ['ma carte'] };
  const b = { ...sure, id: 'autre', aliases: ['Ma Carte'], partages: ['Ma Carte'], synonymes: [] };
  expect(codes(a, b)).toEqual([]);
  expect(codes(a)).toEqual([['PARTAGE_SEUL', 'demarches.0.partages']]);
  expect(codes(a, { ...b, aliases: [] }).map(([code]) => code)).toEqual(['PARTAGE_SEUL', 'PARTAGE_SEUL']);
});
