import { describe, expect, it } from 'vitest';
import { contexte, SIGNE } from '../f0.fixture.ts';
import { requireContexte } from './contexte.ts';

describe('what a programmer hands over', () => {
  it.each([
    ['an unknown zone', { zone: 'Europe/Nulle-Part' }, /time zone/],
    ['no chance', { alea: undefined as never }, /^contexte\.alea must/],
    ['a clock that is none', { maintenant: '2026-11-22' }, /^contexte\.maintenant must/],
    ['a device without a name', { appareil: '' }, /^contexte\.appareil must/],
    ['a device named after someone', { appareil: 'poste de Jeanne' }, /^contexte\.appareil must/],
    ['a rank below zero', { seq: -1 }, /^contexte\.seq must/],
    ['half a rank', { seq: 1.5 }, /^contexte\.seq must/],
    ['a rank that leaves no room for the events of a command', { seq: 2 ** 52 + 1 }, /^contexte\.seq must/],
  ])('is refused by name: %s', (_, plus, message) => {
    const essai = () => {
      requireContexte(contexte(SIGNE, plus));
    };
    expect(essai).toThrow(TypeError);
    expect(essai).toThrow(message);
  });

  it.each([0, 7, 2 ** 52])('is good with the rank %d', (seq) => {
    expect(() => {
      requireContexte(contexte(SIGNE, { seq }));
    }).not.toThrow();
  });
});
