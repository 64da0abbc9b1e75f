import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createCodePersonnel, ETIREMENT, readCodePersonnel } from './code-personnel.ts';

/** The same bytes at every run, as spread as those of a real source. */
function createAlea(graine: string): (octets: number) => Uint8Array {
  let rang = 0;
  return (octets) =>
    new Uint8Array(
      createHash('sha256')
        .update(`${graine}${(rang += 1)}`)
        .digest()
        .subarray(0, octets),
    );
}

describe('a personal code', () => {
  it('is six digits, as likely at every place, and never one that is tried first', () => {
    const alea = createAlea('code');
    const codes = Array.from({ length: 5000 }, () => createCodePersonnel(alea));
    for (const code of codes) expect(code).toMatch(/^[0-9]{6}$/);
    for (let place = 0; place < 6; place += 1) {
      const comptes = Array.from(
        { length: 10 },
        (_, chiffre) => codes.filter((code) => code[place] === String(chiffre)).length,
      );
      // 500 expected of each; 100 is more than four standard deviations.
      expect(Math.max(...comptes.map((n) => Math.abs(n - 500)))).toBeLessThan(100);
    }
    const first = (...debuts: number[][]) => {
      const suite = debuts.flat();
      return (octets: number) =>
        new Uint8Array(suite.length >= octets ? suite.splice(0, octets) : alea(octets));
    };
    for (const facile of [
      [7, 7, 7, 7, 7, 7],
      [1, 2, 3, 4, 5, 6],
      [9, 8, 7, 6, 5, 4],
    ])
      expect(createCodePersonnel(first(facile, [4, 7, 1, 9, 0, 2]))).toBe('471902');
    // 250 to 255 are drawn again: they would favour the first digits.
    expect(createCodePersonnel(first([250, 255, 4, 7, 1, 9], [0, 2, 5, 5, 5, 5]))).toBe('471902');
  });

  it('is stretched by scrypt as slowly as the OWASP sheet asks', () => {
    const { N, r, p } = ETIREMENT;
    expect([
      [2 ** 17, 8, 1],
      [2 ** 16, 8, 2],
      [2 ** 15, 8, 3],
      [2 ** 14, 8, 5],
      [2 ** 13, 8, 10],
    ]).toContainEqual([N, r, p]);
  });

  it('is read whole, spaces aside: nothing shorter, longer or cut', () => {
    expect(readCodePersonnel(' 471 902 ')).toBe('471902');
    for (const faux of ['47190', '4719022', '47190a', '', '４７１９０２'])
      expect(readCodePersonnel(faux)).toBeNull();
  });
});
