import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toTableauLieux, writeCsv } from './exports.ts';
import { COLONNES, parseLieux, SERVICES, VALEURS, type LieuPublic } from './lieux.ts';

const texte = fc.stringMatching(/^[A-Za-zéèà][A-Za-zéèà ',;"-]{0,20}[A-Za-z]$/).filter((t) => t.trim() === t);
const liste = (codes: readonly string[]) => fc.uniqueArray(fc.constantFrom(...codes), { maxLength: 3 });
const lieuArb = fc.record({
  nom: texte,
  commune: texte,
  adresse: texte,
  telephone: fc.constantFrom(null, '+33477249708', '+262262000000'),
  latitude: fc.constantFrom(null, 45.4397, -21.1),
  longitude: fc.constantFrom(null, 4, 55.5364),
  presentation_detail: fc.option(texte),
  services: fc.uniqueArray(fc.constantFrom(...SERVICES), { minLength: 1, maxLength: 3 }),
  modalites_acces: liste(VALEURS.modalites_acces),
  prise_en_charge_specifique: liste(VALEURS.prise_en_charge_specifique),
});

describe('toTableauLieux', () => {
  it('writes the 32 columns in order, values of a cell separated by |', () => {
    const { lieux } = parseLieux([
      {
        id: 'lieu-1',
        nom: 'Atelier du Buvard-Bleu',
        commune: 'Roanne',
        code_postal: '42300',
        adresse: '1 rue Inventée',
        telephone: '+33477249708',
        date_maj: '2026-10-01',
        services: ['Aide aux démarches administratives', 'Parentalité et éducation avec le numérique'],
      },
    ]);
    const tableau = toTableauLieux(lieux);
    expect(tableau.colonnes.map((c) => (typeof c === 'string' ? c : c.nom))).toEqual([...COLONNES]);
    expect(tableau.lignes[0]?.[COLONNES.indexOf('services')]).toBe(
      'Aide aux démarches administratives|Parentalité et éducation avec le numérique',
    );
    // A spreadsheet takes a leading + for a formula.
    expect(tableau.lignes[0]?.[COLONNES.indexOf('telephone')]).toBe('0477249708');
  });

  it.each(['excel-fr', 'rfc4180'] as const)('comes back as it was through a CSV, %s', (dialecte) => {
    fc.assert(
      fc.property(fc.array(lieuArb, { minLength: 1, maxLength: 4 }), (records) => {
        const rows = records.map((r, i) => ({
          ...r,
          id: `l-${i}`,
          code_postal: '42300',
          date_maj: '2026-10-01',
        }));
        const { lieux, issues } = parseLieux(rows);
        expect(issues.filter(({ niveau }) => niveau === 'erreur')).toEqual([]);
        const csv = new TextDecoder().decode(writeCsv(toTableauLieux(lieux), { dialecte }));
        expect(parseLieux(csv).lieux).toEqual(lieux satisfies LieuPublic[]);
      }),
      { numRuns: 1000 },
    );
  });
});
