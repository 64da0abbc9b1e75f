import { describe, expect, it } from 'vitest';
import { fr, toLettres } from './lettres.ts';
import { formatDate, formatTelephone, toDateEnLettres } from './typographie.ts';

describe('typographie', () => {
  it.each([
    [1, 'un'],
    [16, 'seize'],
    [21, 'vingt et un'],
    [22, 'vingt-deux'],
    [31, 'trente et un'],
    [70, 'soixante-dix'],
    [71, 'soixante et onze'],
    [80, 'quatre-vingts'],
    [81, 'quatre-vingt-un'],
    [91, 'quatre-vingt-onze'],
    [99, 'quatre-vingt-dix-neuf'],
  ])('%i → %s', (nombre, lettres) => expect(toLettres(nombre)).toBe(lettres));

  it('dates in words and in digits', () => {
    expect(toDateEnLettres('2027-05-01')).toBe('premier mai deux mille vingt-sept');
    expect(toDateEnLettres('2100-12-31')).toBe('trente et un décembre 2100');
    expect(formatDate('2027-05-22')).toBe('samedi 22\u00a0mai\u00a02027');
    expect(formatDate('2027-08-01')).toBe('dimanche 1er\u00a0août\u00a02027');
    expect(formatDate('2027-05-22', 'xx')).toBe('22/05/2027');
  });

  it('phones and signs', () => {
    expect(formatTelephone('+33477000000')).toBe('04\u00a077\u00a000\u00a000\u00a000');
    expect(formatTelephone('+41220000000')).toBe('+41220000000');
    expect(fr("l'un : « oui » ; non ?")).toBe('l’un\u00a0: «\u00a0oui\u00a0»\u202f; non\u202f?');
  });
});
