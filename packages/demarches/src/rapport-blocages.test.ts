import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Blocage } from './blocage.ts';
import { getDemarche } from './catalogue.ts';
import { BLOCAGES, TYPES_CANAL } from './nomenclatures.ts';
import { reportBlocages } from './rapport-blocages.ts';

const operateur = (id: string) => getDemarche(id)?.operateur.id ?? '';

const rsa: Blocage = {
  demarcheId: 'rsa',
  operateurId: 'caf-msa',
  canal: 'web',
  code: 'code-non-recu',
  mois: '2026-11',
};
const cmi: Blocage = { ...rsa, demarcheId: 'cmi', operateurId: operateur('cmi'), code: 'panne' };

test('counts by téléservice and code, the most frequent first, with the share of attempts where known', () => {
  const octobre = { ...rsa, mois: '2026-10' };
  const r = reportBlocages([cmi, rsa, { ...rsa, territoire: 'loire-nord' }, octobre], '2026-11', { rsa: 8 });
  expect(r).toEqual({
    mois: '2026-11',
    lignes: [
      { demarcheId: 'rsa', canal: 'web', code: 'code-non-recu', nombre: 2, part: 0.25 },
      { demarcheId: 'cmi', canal: 'web', code: 'panne', nombre: 1, part: null },
    ],
    motifs: [],
  });
});

test('what does not belong is set aside with its place, and nothing of it is repeated', () => {
  const nommé = { ...rsa, nom: 'Zoé Martin' } as Blocage;
  const r = reportBlocages([rsa, nommé, { ...rsa, demarcheId: 'inconnue' }], '2026-11', {
    inconnue: 3,
    cmi: -1,
    constructor: 2,
  });
  expect(r.lignes.map((l) => [l.demarcheId, l.nombre])).toEqual([['rsa', 1]]);
  expect(r.motifs.map((m) => [m.code, m.path?.join('.')])).toEqual([
    ['DEMARCHE_INCONNUE', 'tentatives.inconnue'],
    ['CHAMP_INVALIDE', 'tentatives.cmi'],
    ['DEMARCHE_INCONNUE', 'tentatives.constructor'],
    ['CHAMP_INCONNU', 'blocages.1.nom'],
    ['DEMARCHE_INCONNUE', 'blocages.2.demarcheId'],
  ]);
  expect(JSON.stringify(r)).not.toContain('Zoé');
});

test('more blockages than attempts: no share, and it is said', () => {
  const r = reportBlocages([rsa, rsa], '2026-11', { rsa: 1 });
  expect(r.lignes[0]).toMatchObject({ nombre: 2, part: null });
  expect(r.motifs.map((m) => m.code)).toEqual(['TENTATIVES_INCOHERENTES']);
});

test('as many blockages as attempts: the share is whole', () => {
  expect(reportBlocages([rsa, rsa], '2026-11', { rsa: 2 }).lignes[0]).toMatchObject({ nombre: 2, part: 1 });
});

test('a month that is none counts nothing', () => {
  const r = reportBlocages([rsa], '2026-13');
  expect([r.lignes, r.motifs.map((m) => m.code)]).toEqual([[], ['DATE_INVALIDE']]);
});

test('every blockage of the month is counted once, in any order, and shares lie in 0–1', () => {
  const blocage = fc.record({
    demarche: fc.constantFrom(
      { demarcheId: 'rsa', operateurId: 'caf-msa' },
      { demarcheId: 'cmi', operateurId: operateur('cmi') },
    ),
    canal: fc.constantFrom(...TYPES_CANAL),
    code: fc.constantFrom(...BLOCAGES),
    mois: fc.constantFrom('2026-10', '2026-11'),
  });
  const shuffled = fc
    .array(blocage, { maxLength: 40 })
    .map((l) => l.map(({ demarche, ...b }): Blocage => ({ ...demarche, ...b })))
    .chain((l) => fc.tuple(fc.constant(l), fc.shuffledSubarray(l, { minLength: l.length })));
  fc.assert(
    fc.property(shuffled, fc.nat(60), ([b, other], rsaTentatives) => {
      const r = reportBlocages(b, '2026-11', { rsa: rsaTentatives });
      expect(reportBlocages(other, '2026-11', { rsa: rsaTentatives })).toEqual(r);
      const total = r.lignes.reduce((n, l) => n + l.nombre, 0);
      expect(total).toBe(b.filter((x) => x.mois === '2026-11').length);
      for (const { part, demarcheId } of r.lignes) {
        if (demarcheId === 'cmi') expect(part).toBeNull();
        if (part !== null) expect(part > 0 && part <= 1).toBe(true);
      }
    }),
    { numRuns: 1000 },
  );
});
