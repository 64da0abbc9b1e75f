import { describe, expect, it } from 'vitest';
import { createDebitLocal } from '../debit.ts';
import { REGLES } from './debit.ts';

const MINUTE = 60_000;

function atelier(places?: number) {
  let instant = Date.parse('2026-11-23T09:00:00.000Z');
  const debit = createDebitLocal(() => new Date(instant), places);
  return { debit, passe: (ms: number) => (instant += ms) };
}

describe('createDebitLocal', () => {
  it.each(Object.values(REGLES))(
    'lets $max through in its window, then says how long to wait ($nom)',
    (regle) => {
      const { debit, passe } = atelier();
      for (let rang = 0; rang < regle.max; rang += 1) expect(debit.take(regle, 'a')).toBeNull();
      expect(debit.take(regle, 'a')).toBe(regle.fenetre);
      passe(regle.fenetre - 1);
      expect(debit.take(regle, 'a')).toBe(1);
      passe(1);
      expect(debit.take(regle, 'a')).toBeNull();
    },
  );

  it('counts each key and each rule apart, and a refused request does not push the end away', () => {
    const { debit, passe } = atelier();
    for (let rang = 0; rang < 5; rang += 1) debit.take(REGLES.compte, 'a');
    expect(debit.take(REGLES.compte, 'b')).toBeNull();
    expect(debit.take(REGLES.connexion, 'a')).toBeNull();
    for (let rang = 0; rang < 50; rang += 1) debit.take(REGLES.compte, 'a');
    passe(MINUTE);
    expect(debit.take(REGLES.compte, 'a')).toBeNull();
  });

  it('never holds more keys than it has places', () => {
    const { debit } = atelier(100);
    for (let rang = 0; rang < 10_000; rang += 1) debit.take(REGLES.codes, `10.0.${rang >> 8}.${rang & 255}`);
    expect(debit.places).toBe(100);
  });
});
