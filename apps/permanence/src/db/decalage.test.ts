import { describe, expect, it } from 'vitest';
import { computeDecalage, moveDates } from './decalage.ts';

describe('moving a scenario to today', () => {
  it.each([
    ['2021-01-31', '2026-11-21', 2114],
    ['2021-01-31', '2021-01-31', 0],
    ['2021-01-31', '2021-02-06', 0],
    ['2021-01-31', '2021-02-07', 7],
  ])('moves %s towards %s by %i days, whole weeks', (dernier, hier, jours) => {
    expect(computeDecalage(dernier, hier)).toBe(jours);
    expect(jours % 7).toBe(0);
  });

  it('moves dates, instants and months, and nothing else', () => {
    const avant = {
      date: '2021-01-31',
      a: '2021-01-31T09:00:00.000Z',
      mois: '2021-01',
      texte: '2021',
      nombre: 3,
      liste: ['2020-02-28'],
      vide: null,
    };
    expect(moveDates(avant, 14)).toEqual({
      date: '2021-02-14',
      a: '2021-02-14T09:00:00.000Z',
      mois: '2021-01',
      texte: '2021',
      nombre: 3,
      liste: ['2020-03-13'],
      vide: null,
    });
  });
});
