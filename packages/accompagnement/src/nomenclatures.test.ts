import { describe, expect, it } from 'vitest';
import {
  CHAMP,
  computeTrancheAge,
  convert,
  getLibelle,
  getNomenclature,
  LISTES,
  PUCES_AGE,
  type ListeId,
} from './nomenclatures.ts';
import type { Resultat } from './resultat.ts';
import { ACTES, MODES, PERIMETRES } from '@porte-plume/mandat';
import { BLOCAGES } from '@porte-plume/demarches';

const value = (r: Resultat<string[]>) => (r.ok ? r.value : r.motifs);
const codesOf = (liste: ListeId): string[] => LISTES[liste].map((e) => e.code);

describe('computeTrancheAge', () => {
  it.each([
    [1956, '70_74'],
    [1957, '60_69'],
    [1951, '75_plus'],
    [2009, '15_17'],
  ])('1: born in %i, seen on 2026-03-01 → %s', (annee, tranche) => {
    expect(computeTrancheAge(annee, '2026-03-01')).toBe(tranche);
  });
  it('refuses a year that nobody alive has', () => {
    expect(() => computeTrancheAge(2027, '2026-03-01')).toThrow(RangeError);
    expect(() => computeTrancheAge(1800, '2026-03-01')).toThrow(RangeError);
  });
});

describe('convert', () => {
  it('2: says what the La Coop code holds, not what its name says', () => {
    expect(value(convert('coop', 'trancheAge', 'douze_dix_huit', 'depuis'))).toEqual(['12_14', '15_17']);
    expect(value(convert('coop', 'trancheAge', '12_14', 'vers'))).toEqual(['douze_dix_huit']);
    expect(value(convert('coop', 'trancheAge', '25_39', 'vers'))).toEqual(['vingt_cinq_trente_neuf']);
    expect(value(convert('insee', 'trancheAge', '25_39', 'vers'))).toEqual(['non_communique']);
  });
  it('3: has no mandate scope for associations, and round-trips the ten others', () => {
    expect(value(convert('coop', 'perimetre', 'associations', 'depuis'))).toEqual(['sans_perimetre']);
    expect(convert('ac', 'perimetre', 'sans_perimetre', 'vers')).toMatchObject({
      ok: false,
      motifs: [{ code: 'SANS_PERIMETRE' }],
    });
    for (const code of PERIMETRES) {
      for (const systeme of ['ac', 'coop'] as const) {
        const there = convert(systeme, 'perimetre', code, 'vers');
        expect(there.ok && there.value.length === 1).toBe(true);
        expect(
          value(convert(systeme, 'perimetre', there.ok ? (there.value[0] ?? '') : '', 'depuis')),
        ).toEqual([code]);
      }
    }
  });
  it('rolls V1 bands up only where they nest', () => {
    expect(value(convert('v1', 'trancheAge', 'de12a18ans', 'depuis'))).toEqual(['v1_12_18']);
    expect(value(convert('coop', 'trancheAge', 'v1_12_18', 'vers'))).toEqual(['non_communique']);
    expect(value(convert('coop', 'trancheAge', 'moins_12', 'vers'))).toEqual(['moins_de_douze']);
  });
  it('names the three nearest codes of an unknown one, and does not echo it', () => {
    const r = convert('coop', 'genre', 'feminim', 'vers');
    expect(r).toMatchObject({ ok: false, motifs: [{ code: 'code_inconnu' }] });
    expect(r.ok ? '' : r.motifs[0]?.alternative).toContain('feminin');
    expect(JSON.stringify(r)).not.toContain('feminim');
  });
  it('imports what was not said as not said, never as not asked', () => {
    expect(value(convert('coop', 'statut', 'non_communique', 'depuis'))).toEqual(['non_communique']);
    expect(value(convert('coop', 'statut', 'non_demande', 'vers'))).toEqual(['non_communique']);
  });
  it('refuses an unknown system, even one that every object has', () => {
    for (const systeme of ['rdvsp', 'constructor', 'code', '__proto__']) {
      expect(convert(systeme as 'coop', 'genre', 'feminin', 'vers')).toMatchObject({
        motifs: [{ code: 'systeme_inconnu' }],
      });
    }
  });
  it('refuses an unknown list, and a system that has no such list', () => {
    expect(convert('coop', 'toString' as ListeId, 'x', 'vers')).toMatchObject({
      motifs: [{ code: 'liste_inconnue' }],
    });
    expect(convert('insee', 'canal', 'lieu', 'vers')).toMatchObject({
      motifs: [{ code: 'sans_correspondance' }],
    });
  });
});

describe('the lists', () => {
  it('spell the codes of the packages that own them', () => {
    expect(codesOf('mode')).toEqual([...MODES]);
    expect(codesOf('acteMandat')).toEqual([...ACTES]);
    expect(codesOf('perimetre')).toEqual([...PERIMETRES, 'sans_perimetre']);
    expect(codesOf('blocage')).toEqual([...BLOCAGES]);
    expect(codesOf('theme')).toHaveLength(18);
    expect(codesOf('trancheAge')).toEqual(expect.arrayContaining([...PUCES_AGE]));
  });
  it('have unique codes and a French label each', () => {
    const { listes } = getNomenclature('2026.1');
    for (const entrees of [...Object.values(listes), CHAMP]) {
      expect(new Set(entrees.map((e) => e.code)).size).toBe(entrees.length);
      expect(entrees.every((e) => e.libelle.length > 2)).toBe(true);
    }
    expect(listes.genre[0]).toMatchObject({ code: 'feminin', depuis: '2026.1' });
    expect(getLibelle('genre', 'non_demande')).toBe('Non demandé');
    expect(() => getNomenclature('2019.1')).toThrow(RangeError);
  });
});
