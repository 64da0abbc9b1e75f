/** After a merge: what two devices that did not know of one another could not write. */
import { expect, it } from 'vitest';
import { contexte, PLUS_TARD, signer, SIGNE } from '../f0.fixture.ts';
import type { EtatMandat } from '../modele/etat.ts';
import { reconcile } from './reconciliation.ts';

const jour = (n: number) => new Date(Date.parse(SIGNE) + n * 86_400_000).toISOString();
const accepter = (id: string, le: string, jusqua: 'AccepterMandat' | 'Consentir' = 'AccepterMandat') => {
  const { etat } = signer({}, { id, le, jusqua });
  if (etat === null) throw new Error('no state');
  return etat;
};
const lire = (mandats: readonly EtatMandat[]) =>
  reconcile(mandats, contexte(PLUS_TARD, { appareil: 'serveur', seq: 40 })).map((e) =>
    e.type === 'MandatRemplace' ? [e.mandatId, e.donnees.par, e.faitLe, e.seq] : [e.type],
  );

it('of three, each gives way to the next, once: what was taken over is not taken again', () => {
  const [a, b, c] = [accepter('m-a', jour(1)), accepter('m-b', jour(2)), accepter('m-c', jour(3))];
  for (const mandats of [
    [a, b, c],
    [c, b, a],
    [b, c, a],
  ]) {
    expect(lire(mandats)).toEqual([
      ['m-a', 'm-b', jour(2), 40],
      ['m-b', 'm-c', jour(3), 41],
    ]);
  }
});

it('accepted at one instant, only the smaller id gives way', () => {
  const [a, b] = [accepter('m-a', SIGNE), accepter('m-b', SIGNE)];
  expect(lire([b, a])).toEqual([['m-a', 'm-b', SIGNE, 40]]);
});

it('a draft takes nothing over and gives nothing up', () => {
  expect(lire([accepter('m-a', jour(1)), accepter('m-b', jour(2), 'Consentir')])).toEqual([]);
});

it('each device writes its own event, the same one twice', () => {
  const mandats = [accepter('m-a', jour(1)), accepter('m-b', jour(2))];
  const id = (appareil: string, seq: number) =>
    reconcile(mandats, contexte(PLUS_TARD, { appareil, seq })).map((e) => e.id);
  expect(id('ici', 1)).toEqual(id('ici', 7));
  expect(id('ici', 1)).not.toEqual(id('ailleurs', 1));
});

it('a malformed context is a programmer’s mistake', () => {
  expect(() => reconcile([], contexte(PLUS_TARD, { seq: -1 }))).toThrow(TypeError);
});
