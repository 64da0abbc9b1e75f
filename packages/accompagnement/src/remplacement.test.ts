import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  expandPermanence,
  isJourDeRegle,
  listAgentsDuJour,
  parsePermanence,
  rewriteDay,
  type Absence,
  type Permanence,
} from './permanence.ts';

const p: Permanence = {
  ...{
    id: 'p',
    lieuId: 'lieu',
    agentIds: ['ana', 'bob'],
    rrule: 'FREQ=WEEKLY;BYDAY=MO',
    exdates: ['2026-12-07'],
  },
  ...{ premierJour: '2026-11-02', debut: '09:00', fin: '12:00', zone: 'Europe/Paris', accueil: 'mixte' },
  publique: true,
};
const lundi = '2026-11-23';
const away = (agentId: string, remplacantId: string | null = null, date = lundi): Absence => ({
  ...{ date, agentId, remplacantId },
});
const novembre = { du: '2026-11-01', au: '2026-12-31' };

describe('a colleague away for a day', () => {
  it('leaves the day to the others, as a permanence of that day alone', () => {
    const { permanence, jour } = rewriteDay(p, lundi, [away('ana')], 'j');
    expect(permanence.exdates).toEqual([lundi, '2026-12-07']);
    expect(jour).toEqual({
      ...p,
      id: 'j',
      agentIds: ['bob'],
      rrule: 'FREQ=DAILY;COUNT=1',
      exdates: [],
      premierJour: lundi,
    });
    expect(parsePermanence(jour).ok).toBe(true);
  });

  it('is replaced once, even by who was there already', () => {
    expect(listAgentsDuJour(p, lundi, [away('ana', 'cleo')])).toEqual(['bob', 'cleo']);
    expect(listAgentsDuJour(p, lundi, [away('ana', 'bob')])).toEqual(['bob']);
    expect(listAgentsDuJour(p, lundi, [away('ana', 'cleo', '2026-11-30')])).toEqual(['ana', 'bob']);
  });

  it('closes the day when nobody is left', () => {
    const { permanence, jour } = rewriteDay(p, lundi, [away('ana'), away('bob')], 'j');
    expect(jour).toBeNull();
    expect(expandPermanence(permanence, novembre).map(({ date }) => date)).not.toContain(lundi);
  });

  it('never changes how many times the lieu is open while somebody holds it, and comes back whole', () => {
    const absence = fc.record({
      agentId: fc.constantFrom('ana', 'bob'),
      remplacantId: fc.constantFrom('cleo', 'dan', null),
      date: fc.constantFrom('2026-11-02', '2026-11-16', lundi, '2026-11-30'),
    });
    fc.assert(
      fc.property(fc.uniqueArray(absence, { selector: (a) => `${a.agentId} ${a.date}` }), (absences) => {
        let permanence = p;
        let tenus = 0;
        for (const { date } of absences) {
          permanence = rewriteDay(permanence, date, absences, `j-${date}`).permanence;
        }
        for (const date of new Set(absences.map((a) => a.date)))
          if (rewriteDay(permanence, date, absences, 'j').jour !== null) tenus += 1;
        const fermes = [...new Set(absences.map((a) => a.date))].filter(
          (date) => listAgentsDuJour(p, date, absences).length === 0,
        ).length;
        expect(expandPermanence(permanence, novembre).length + tenus + fermes).toBe(
          expandPermanence(p, novembre).length,
        );
        for (const { date } of absences) permanence = rewriteDay(permanence, date, [], 'j').permanence;
        expect(permanence).toEqual(p);
      }),
      { numRuns: 1000 },
    );
  });

  it('bears on a day of the rule, a closed one included', () => {
    expect(isJourDeRegle(p, lundi)).toBe(true);
    expect(isJourDeRegle(p, '2026-12-07')).toBe(true);
    expect(isJourDeRegle(p, '2026-11-24')).toBe(false);
    expect(() => isJourDeRegle({ ...p, rrule: 'rien' }, lundi)).toThrow(RangeError);
  });
});
