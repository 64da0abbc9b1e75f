import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KINDS_DE_CODE, toControle } from './code.ts';
import { createCode, formatCode, parseCode } from '../codes.ts';

const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const kinds = fc.constantFrom(...KINDS_DE_CODE);
const octets = fc.uint8Array({ minLength: 11, maxLength: 11 });
/** A code from given chance; what rejection throws away is then replaced by zeros. */
const codes = fc.tuple(kinds, octets).map(([kind, hasard]) => {
  let tours = 0;
  return createCode(kind, (n) => (tours++ === 0 ? hasard : new Uint8Array(n)));
});
const runs = { numRuns: 1000 };

describe('the check symbol', () => {
  it('gives the golden values of the specification', () => {
    expect(toControle('T234567ABCDE')).toBe('7');
    expect(toControle('R7K9MXQ2WZ4H')).toBe('H');
    expect(parseCode('T234567ABCDE7')).toEqual({
      ok: true,
      value: { kind: 'T', canonical: 'T234567ABCDE7' },
    });
    expect(parseCode('R7K9MXQ2WZ4HH').ok).toBe(true);
  });

  it('makes the weighted sum 1 modulo 31, computed apart with whole numbers', () => {
    fc.assert(
      fc.property(codes, (code) => {
        const somme = Array.from(code)
          .reverse()
          .reduce((s, c, rang) => s + ALPHABET.indexOf(c) * 3 ** rang, 0);
        expect(somme % 31).toBe(1);
      }),
      runs,
    );
  });

  it('finds every single substitution', () => {
    fc.assert(
      fc.property(codes, fc.nat(12), fc.constantFrom(...ALPHABET.split(/(?=.)/)), (code, rang, symbole) => {
        fc.pre(code[rang] !== symbole);
        expect(parseCode(code.slice(0, rang) + symbole + code.slice(rang + 1))).toMatchObject({
          ok: false,
          motifs: [{ code: 'code_invalide' }],
        });
      }),
      runs,
    );
  });

  it('finds every adjacent transposition, all twelve of each code', () => {
    fc.assert(
      fc.property(codes, (code) => {
        for (let rang = 0; rang < 12; rang += 1) {
          const [a, b] = [code.charAt(rang), code.charAt(rang + 1)];
          if (a === b) continue;
          expect(parseCode(code.slice(0, rang) + b + a + code.slice(rang + 2)).ok).toBe(false);
        }
      }),
      runs,
    );
  });
});

describe('createCode', () => {
  it('gives 13 symbols of its kind, which parse to themselves', () => {
    fc.assert(
      fc.property(codes, (code) => {
        expect(code).toMatch(/^[MRT][23456789ABCDEFGHJKMNPQRSTUVWXYZ]{12}$/);
        expect(parseCode(code)).toEqual({ ok: true, value: { kind: code[0], canonical: code } });
      }),
      runs,
    );
  });

  // A bare modulo would draw the first eight symbols 12.5 % more often than the others.
  it('draws each symbol as often as any other', () => {
    let graine = 20261122;
    const alea = (n: number) =>
      Uint8Array.from({ length: n }, () => {
        graine = (Math.imul(graine, 1664525) + 1013904223) >>> 0;
        return graine >>> 24;
      });
    const vus = new Map<string, number>();
    for (let i = 0; i < 20_000; i += 1) {
      for (const c of createCode('M', alea).slice(1, 12)) vus.set(c, (vus.get(c) ?? 0) + 1);
    }
    expect(vus.size).toBe(31);
    expect(Math.max(...vus.values()) / Math.min(...vus.values())).toBeLessThan(1.08);
  });

  it('says that it lacks chance', () => {
    expect(() => createCode('M', (n) => new Uint8Array(n).fill(255))).toThrow(TypeError);
    expect(() => createCode('M', () => new Uint8Array(3))).toThrow(TypeError);
    expect(() => createCode('X' as 'M', (n) => new Uint8Array(n))).toThrow(TypeError);
  });
});

describe('parseCode', () => {
  it('ignores case, spaces and dashes wherever they are', () => {
    const bruit = fc.array(
      fc.constantFrom(
        ' ',
        '-',
        '\u00a0',
        '\u202f',
        '\u2009',
        '–',
        '—',
        '\u2011',
        '−',
        '\t',
        '\u200b',
        '\u00ad',
      ),
      { maxLength: 2 },
    );
    fc.assert(
      fc.property(
        codes,
        fc.array(bruit, { minLength: 14, maxLength: 14 }),
        fc.boolean(),
        (code, sep, bas) => {
          const ecrit = (bas ? code.toLowerCase() : code).split('');
          const texte = ecrit.map((c, i) => (sep[i] ?? []).join('') + c).join('') + (sep[13] ?? []).join('');
          expect(parseCode(texte)).toEqual({ ok: true, value: { kind: code[0], canonical: code } });
        },
      ),
      runs,
    );
  });

  it.each([
    [''],
    ['T234567ABCDE'],
    ['T234567ABCDE77'],
    ['T234567ABCDE8'],
    ['X234567ABCDE7'],
    ['T234567ABCDEO'],
    ['T234567ABCDÉ7'],
    ['T2345\u24b6BCDE7'],
    ['T234567ABCDE7\u0000'],
    ['T234567_ABCDE7'],
  ])('refuses %j without repeating it', (texte) => {
    const resultat = parseCode(texte);
    expect(resultat).toMatchObject({ ok: false, motifs: [{ code: 'code_invalide' }] });
    if (texte !== '') expect(JSON.stringify(resultat)).not.toContain(texte);
  });

  it('refuses what is not a text', () => {
    expect(parseCode(undefined as unknown as string).ok).toBe(false);
    expect(parseCode(1234567890123 as unknown as string).ok).toBe(false);
  });
});

describe('formatCode', () => {
  it('prints groups of 4, 4 and 5', () => {
    expect(formatCode('R7K9MXQ2WZ4HH')).toBe('R7K9-MXQ2-WZ4HH');
    fc.assert(
      fc.property(codes, (code) => {
        expect(parseCode(formatCode(code))).toMatchObject({ ok: true, value: { canonical: code } });
      }),
      runs,
    );
  });

  it('throws on what is not a code', () => {
    expect(() => formatCode('R7K9MXQ2WZ4H2')).toThrow(TypeError);
    expect(() => formatCode('r7k9mxq2wz4hh')).toThrow(TypeError);
  });
});
