import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  describeRythme,
  expandPermanence,
  readRythme,
  toRrule,
  type Permanence,
  type Rythme,
} from './permanence.ts';

const jour = fc.integer({ min: 0, max: 6 });
const rythme: fc.Arbitrary<Rythme> = fc.oneof(
  fc.constant({ cadence: 'une_fois' as const }),
  fc.record({
    cadence: fc.constantFrom('semaine' as const, 'quinzaine' as const),
    jours: fc.uniqueArray(jour, { minLength: 1, maxLength: 7 }).map((j) => j.sort((a, b) => a - b)),
  }),
  fc.record({
    cadence: fc.constant('mois' as const),
    rang: fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const, -1 as const),
    jour,
  }),
);
const tenue = (rrule: string, premierJour: string): string[] => {
  const p: Permanence = {
    ...{ id: 'p', lieuId: 'l', agentIds: ['a'], rrule, exdates: [], premierJour },
    ...{ debut: '09:00', fin: '12:00', zone: 'Europe/Paris', accueil: 'sans_rdv', publique: true },
  };
  return expandPermanence(p, { du: '2026-10-01', au: '2027-01-31' }).map(({ date }) => date);
};

describe('the rhythm of a permanence', () => {
  it.each([
    [{ cadence: 'une_fois' }, 'FREQ=DAILY;COUNT=1', 'une seule fois'],
    [{ cadence: 'semaine', jours: [0] }, 'FREQ=WEEKLY;BYDAY=MO', 'tous les lundis'],
    [
      { cadence: 'semaine', jours: [3, 0, 1] },
      'FREQ=WEEKLY;BYDAY=MO,TU,TH',
      'tous les lundis, mardis et jeudis',
    ],
    [{ cadence: 'quinzaine', jours: [2] }, 'FREQ=WEEKLY;INTERVAL=2;BYDAY=WE', 'un mercredi sur deux'],
    [
      { cadence: 'quinzaine', jours: [1, 3] },
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH',
      'les mardis et jeudis, une semaine sur deux',
    ],
    [{ cadence: 'mois', rang: 1, jour: 1 }, 'FREQ=MONTHLY;BYDAY=1TU', 'le premier mardi du mois'],
    [{ cadence: 'mois', rang: -1, jour: 4 }, 'FREQ=MONTHLY;BYDAY=-1FR', 'le dernier vendredi du mois'],
  ] as [Rythme, string, string][])('%j is %s, « %s »', (un, rrule, mots) => {
    expect(toRrule(un)).toBe(rrule);
    expect(describeRythme(un)).toBe(mots);
  });

  it('comes back as it was, with its last day', () => {
    fc.assert(
      fc.property(rythme, fc.option(fc.constant('2027-06-30')), (un, fin) => {
        const auInclus = un.cadence === 'une_fois' ? null : fin;
        const rrule = toRrule(un, auInclus ?? undefined);
        expect(readRythme(rrule, '2026-10-05')).toEqual({ rythme: un, auInclus });
      }),
      { numRuns: 1000 },
    );
  });

  it('is held when the vectors 5, 6 and 7 say', () => {
    expect(tenue(toRrule({ cadence: 'mois', rang: 1, jour: 1 }), '2026-12-01')).toEqual([
      '2026-12-01',
      '2027-01-05',
    ]);
    expect(tenue(toRrule({ cadence: 'mois', rang: -1, jour: 4 }), '2026-11-27')).toEqual([
      ...['2026-11-27', '2026-12-25', '2027-01-29'],
    ]);
    expect(tenue(toRrule({ cadence: 'quinzaine', jours: [2] }, '2026-12-31'), '2026-11-25')).toEqual([
      ...['2026-11-25', '2026-12-09', '2026-12-23'],
    ]);
    expect(tenue(toRrule({ cadence: 'une_fois' }), '2026-11-25')).toEqual(['2026-11-25']);
  });

  it('is null for a rule that a calendar holds and no rhythm says', () => {
    for (const rrule of [
      'FREQ=DAILY',
      'FREQ=WEEKLY;INTERVAL=3;BYDAY=MO',
      'FREQ=WEEKLY;BYDAY=MO;COUNT=4',
      'FREQ=MONTHLY;BYMONTHDAY=15',
      'FREQ=MONTHLY;BYDAY=1MO,3MO',
      'FREQ=MONTHLY;BYDAY=5MO',
      'FREQ=YEARLY',
      'rien',
    ])
      expect(readRythme(rrule, '2026-10-05')).toBeNull();
    expect(readRythme('FREQ=WEEKLY', '2026-11-26')?.rythme).toEqual({ cadence: 'semaine', jours: [3] });
  });

  it('throws on what no form sends', () => {
    expect(() => toRrule({ cadence: 'semaine', jours: [] })).toThrow(RangeError);
    expect(() => toRrule({ cadence: 'semaine', jours: [7] })).toThrow(RangeError);
    expect(() => toRrule({ cadence: 'mois', rang: 5 as 4, jour: 1 })).toThrow(RangeError);
  });
});
