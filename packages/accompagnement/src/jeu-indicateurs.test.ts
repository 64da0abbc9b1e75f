import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import canonicalize from 'canonicalize';
import { describe, expect, it } from 'vitest';
import { SET } from './indicateurs.fixture.ts';
import { getIndicateurs, selectIndicateurs, type JeuConvention } from './indicateurs.ts';

/** The table of accompagnement §8, in its order. */
const CODES = [
  ...['A1', 'A2', 'A2b', 'A3', 'A4', 'A5', 'A6', 'A7', 'A8', 'A9', 'A10', 'A11'],
  ...['P1', 'P2', 'P3', 'P4', 'P5', 'P6', 'P7', 'P8', 'P9', 'Q1', 'Q2', 'Q3', 'Q4'],
  ...['O1', 'O2', 'O3', 'O4', 'O5', 'R1', 'R2', 'R3', 'R4', 'R5', 'R6'],
  ...['E1', 'E2', 'E3', 'T1', 'T2'],
];

describe('the set of indicators', () => {
  const set = getIndicateurs(SET);
  it('holds every code once, in the order of the table, each with its definition and its formula', () => {
    expect(set.map(({ code }) => code)).toEqual(CODES);
    for (const { code, version, libelle, definition, formule = '', demandePar } of set) {
      expect([code, version]).toEqual([code, '2026.1']);
      expect(libelle.length * definition.length * formule.length * demandePar.length).toBeGreaterThan(0);
      // One French sentence: a capital, one full stop at its end.
      expect(definition).toMatch(/^\p{Lu}[^.]*\.$/u);
      expect(`${libelle}${definition}${formule}`).not.toMatch(/'|[^\u00a0][:;?!%]/u);
    }
  });
  it('never changes under its name: another definition is another version', () => {
    const hash = bytesToHex(sha256(utf8ToBytes(canonicalize(set) ?? '')));
    expect(hash).toBe('5f93cf81e0bcefc7c9f8493097a8e73d2146fd8e30965ff6829cea2931c0a84c');
  });
  it('gives a copy: who changes an answer changes nothing else', () => {
    getIndicateurs(SET).pop();
    expect(getIndicateurs(SET)).toHaveLength(CODES.length);
    expect(() => getIndicateurs('indicateurs@1999.1')).toThrow(RangeError);
  });
  it('is cut to what a convention asks for, in its order', () => {
    const jeu: JeuConvention = {
      id: 'convention-014',
      version: '1',
      convention: '2026-014',
      avenant: 0,
      codes: ['P1', 'A1', 'P1'],
    };
    const chosen = selectIndicateurs(jeu);
    expect(chosen.ok && chosen.value.map(({ code }) => code)).toEqual(['P1', 'A1']);
    expect(selectIndicateurs({ ...jeu, codes: ['A1', 'Z9', 'Z8'] })).toMatchObject({
      ok: false,
      motifs: [
        { code: 'code_inconnu', path: ['codes', 1] },
        { code: 'code_inconnu', path: ['codes', 2] },
      ],
    });
    const refused = { ok: false, motifs: [{ code: 'champ_manquant', path: ['codes'] }] };
    for (const nonsense of [null, {}, { ...jeu, codes: [] }, { ...jeu, codes: 'A1' }])
      expect(selectIndicateurs(nonsense as unknown as typeof jeu)).toMatchObject(refused);
  });
});
