import fc from 'fast-check';
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createCoffre, open, openJson, seal, sealJson } from './coffre.ts';
import { createId, isId, type Alea } from './identifiant.ts';

const alea: Alea = (octets) => new Uint8Array(randomBytes(octets));
const cle = new Uint8Array(32).fill(7);

describe('boxes', () => {
  it('give back any JSON value under the same key and the same row', () => {
    fc.assert(
      fc.property(fc.json(), (texte) => {
        const valeur: unknown = JSON.parse(texte);
        expect(openJson(cle, sealJson(cle, valeur, 'person:1', alea), 'person:1')).toEqual(valeur);
      }),
    );
  });

  it('do not open in another row, under another key, or with one bit changed', () => {
    const boite = seal(cle, new TextEncoder().encode('Aïcha'), 'person:1', alea);
    expect(() => open(cle, boite, 'person:2')).toThrow();
    expect(() => open(new Uint8Array(32).fill(8), boite, 'person:1')).toThrow();
    for (let rang = 0; rang < boite.length; rang += 1) {
      const abimee = Buffer.from(boite);
      abimee[rang] = (abimee[rang] ?? 0) ^ 1;
      expect(() => open(cle, abimee, 'person:1')).toThrow();
    }
  });

  it('never repeat: the same value gives two boxes', () => {
    expect(sealJson(cle, 'x', 'a', alea).equals(sealJson(cle, 'x', 'a', alea))).toBe(false);
  });
});

describe('the key of a person', () => {
  it('opens from its envelope, for that person and under that KEK only', () => {
    const coffre = createCoffre(cle);
    const { dek, enveloppe } = coffre.createDek('p-1', alea);
    expect(coffre.openDek('p-1', coffre.kid, enveloppe)).toEqual(dek);
    expect(() => coffre.openDek('p-2', coffre.kid, enveloppe)).toThrow();
    const autre = createCoffre(new Uint8Array(32).fill(9));
    expect(() => autre.openDek('p-1', coffre.kid, enveloppe)).toThrow('not loaded');
  });

  it('is derived apart for each use', () => {
    const coffre = createCoffre(cle);
    expect(coffre.derive('brouillon')).not.toEqual(coffre.derive('pseudonyme'));
    expect(coffre.derive('brouillon')).toEqual(createCoffre(cle).derive('brouillon'));
  });
});

describe('createId', () => {
  it('makes UUIDs of version 7 that sort by time', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 47 }), fc.integer({ min: 1, max: 1000 }), (temps, plus) => {
        const [avant, apres] = [createId(temps, alea), createId(temps + plus, alea)];
        expect(isId(avant) && avant.charAt(14) === '7').toBe(true);
        expect(avant < apres).toBe(true);
      }),
    );
  });

  it.each([
    '',
    'x',
    '../../etc',
    '01900000-0000-7000-8000-00000000000G',
    '01900000-0000-7000-8000-0000000000001',
  ])('does not take « %s » for an id', (texte) => {
    expect(isId(texte)).toBe(false);
  });
});
