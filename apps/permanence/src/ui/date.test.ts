import { describe, expect, it } from 'vitest';
import { heureEnMots } from './date.ts';

describe('heureEnMots', () => {
  it.each([
    ['09:30', '9\u00a0h\u00a030'],
    ['09:05', '9\u00a0h\u00a005'],
    ['09:00', '9\u00a0h'],
    ['00:15', '0\u00a0h\u00a015'],
    ['23:59', '23\u00a0h\u00a059'],
  ])('says %s as it is said aloud, whole hours without zeros', (heure, mots) => {
    expect(heureEnMots(heure)).toBe(mots);
  });
});
