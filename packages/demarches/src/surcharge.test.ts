import { expect, test } from 'vitest';
import { joinSurcharges } from './surcharge.ts';

const canal = { valeur: { id: 'caf-telephone', type: 'telephone' }, source: { type: 'depot', ref: 'x' } };
const tete = { version: '1', operateurs: { CAF: { id: 'caf' } } };

test('the parts of an overlay make one', () => {
  const joined = joinSurcharges(
    [
      tete,
      { canaux: { caf: canal }, demarches: { rsa: { canaux: ['caf'] } } },
      { demarches: [{ id: 'aah', nom: 'AAH' }] },
    ].map((part) => ({ demarches: {}, ...part })),
  );
  expect(joined).toEqual({
    ok: true,
    value: {
      ...tete,
      canaux: { caf: canal },
      demarches: { rsa: { canaux: ['caf'] }, aah: { id: 'aah', nom: 'AAH' } },
    },
  });
});

test('what two parts say is refused, each time, with the part', () => {
  const part = { operateurs: { CAF: {} }, canaux: { caf: canal }, demarches: { rsa: {} } };
  const joined = joinSurcharges([{ ...tete, demarches: {} }, part, part]);
  expect(joined.ok ? [] : joined.motifs.map((m) => [m.code, m.path])).toEqual([
    ['PARTIE_EN_DOUBLE', [2, 'demarches', 'rsa']],
    ['PARTIE_EN_DOUBLE', [1, 'operateurs', 'CAF']],
    ['PARTIE_EN_DOUBLE', [2, 'operateurs', 'CAF']],
    ['PARTIE_EN_DOUBLE', [2, 'canaux', 'caf']],
  ]);
});

test('a fault of shape names its part; no part gives the version', () => {
  const faulty = joinSurcharges([{ ...tete, demarches: {} }, { demarches: { rsa: { canaux: 3 } } }]);
  expect(faulty.ok ? [] : faulty.motifs.map((m) => m.path)).toEqual([[1, 'demarches']]);
  expect(joinSurcharges([{ demarches: {} }])).toMatchObject({ ok: false, motifs: [{ path: ['version'] }] });
});
