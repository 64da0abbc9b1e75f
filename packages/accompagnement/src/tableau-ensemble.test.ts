/** What is told of the whole structure alone, and what it keeps to itself. */
import { getDemarche } from '@porte-plume/demarches';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Faits } from './faits.ts';
import { getIndicateurs } from './jeu-indicateurs.ts';
import { generateScenario } from './scenario.ts';
import { computeEnsemble, type Deja } from './tableau-ensemble.ts';
import { maskSmall, maySayShare } from './tableau-garde.ts';
import type { Lu } from './tableau-lu.ts';

const scenario = generateScenario({ set: 'loire-seed', graine: 1, zone: 'Europe/Paris' });
const PERIODE = { du: '2020-01-01', au: '2030-12-31' };
const DEJA: Deja = { personnes: 200, demarches: null, aLaPlace: null, seuil: 5 };
const faits: Faits = {
  interventions: scenario.interventions,
  seances: scenario.seances.map((une) => ({ ...une, demandesNonSatisfaites: [] })),
  lieux: scenario.lieux,
  getDemarche: (id) => getDemarche(id),
};
const orientation = (id: number, statut: 'acceptee' | 'refusee' | 'venue' | 'non_venue' | 'rdv_pris') => ({
  id: String(id),
  interventionId: scenario.interventions[0]?.id ?? '',
  cible: { nature: 'aidant_familial' as const },
  proposeeLe: '2025-03-01',
  statut,
});
const CODES = ['A3', 'A10', 'A11', 'Q2', 'Q3', 'Q4', 'O1', 'O2', 'O3', 'O4', 'O5', 'R1', 'R3', 'R4', 'R5'];
const DEFINITIONS = getIndicateurs('indicateurs@2026.1').filter(({ code }) => CODES.includes(code));
const read = (plus: Partial<Faits>, code: string): Lu | undefined =>
  computeEnsemble(DEFINITIONS, { ...faits, ...plus }, PERIODE, DEJA).get(code);
const repeat = (nombre: number, statut: Parameters<typeof orientation>[1], de = 0) =>
  Array.from({ length: nombre }, (_, rang) => orientation(de + rang, statut));

describe('what is masked', () => {
  it('never lets a subtraction give a small count back', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 40 }), { maxLength: 9 }), (counts) => {
        const dits = maskSmall(counts, 5);
        const tus = counts.filter((_, rang) => dits[rang] === null);
        expect(dits.every((dit, rang) => dit === null || dit === counts[rang])).toBe(true);
        expect(dits.some((dit) => dit !== null && dit > 0 && dit < 5)).toBe(false);
        const total = counts.reduce((a, b) => a + b, 0);
        if (tus.length > 0 && total >= 10) {
          expect(tus.length).toBeGreaterThan(1);
          expect(tus.reduce((a, b) => a + b, 0)).toBeGreaterThanOrEqual(10);
        }
      }),
      { numRuns: 2000 },
    );
    expect(maySayShare(4, 40, 5)).toBe(false);
    expect(maySayShare(36, 40, 5)).toBe(false);
    expect([maySayShare(0, 40, 5), maySayShare(40, 40, 5), maySayShare(20, 40, 5)]).toEqual([
      true,
      true,
      true,
    ]);
  });

  it('keeps what followed an orientation silent when few accepted', () => {
    const peu = [...repeat(3, 'venue'), ...repeat(30, 'refusee', 100)];
    expect(read({ orientations: peu }, 'O2')).toMatchObject({ valeur: 33 });
    expect(read({ orientations: peu }, 'O3')).toMatchObject({ valeur: null, n: null });
  });
});

describe('what is told', () => {
  it('counts orientations, and the share that came among those of which one knows', () => {
    const orientations = [
      ...repeat(12, 'venue'),
      ...repeat(8, 'non_venue', 100),
      ...repeat(20, 'refusee', 200),
    ];
    expect(read({ orientations }, 'O2')?.parts?.lignes).toEqual([
      { code: 'acceptee', valeur: 20 },
      { code: 'refusee', valeur: 20 },
    ]);
    expect(read({ orientations }, 'O3')).toMatchObject({ valeur: 0.6, n: 20, nonCommunique: 0 });
  });

  it('says that a fact is not kept, rather than nought', () => {
    expect(read({}, 'O2')).toMatchObject({ absent: true, valeur: null });
    expect(read({ diagnostics: [] }, 'O1')).toMatchObject({ absent: false, valeur: 0 });
  });

  it('never shows a count under five', () => {
    for (const lu of computeEnsemble(DEFINITIONS, faits, PERIODE, DEJA).values()) {
      const nombres = [
        lu.n,
        lu.nonCommunique,
        lu.nonDemande,
        ...(lu.parts?.lignes ?? []).map((l) => l.valeur),
      ];
      expect([lu.code, nombres.filter((un) => un !== null && un > 0 && un < 5)]).toEqual([lu.code, []]);
    }
  });
});
