import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSeance } from './etat-seance.ts';
import { expandPermanence, parsePermanence, type Permanence } from './permanence.ts';
import { expandRegle, parseRrule } from './recurrence.ts';

// An independent reading of RFC 5545; CommonJS only, hence a test oracle and no dependency.
const { default: rfc } = (await import('rrule')) as unknown as {
  default: {
    rrulestr(text: string, o: { dtstart: Date }): { between(a: Date, b: Date, inclusive: boolean): Date[] };
  };
};

const permanence = (over: Partial<Permanence>): Permanence => ({
  id: 'permanence-1',
  lieuId: 'lieu-1',
  agentIds: ['ecrivain-1'],
  rrule: 'FREQ=WEEKLY;BYDAY=MO',
  exdates: [],
  premierJour: '2026-10-19',
  debut: '09:00',
  fin: '12:00',
  zone: 'Europe/Paris',
  accueil: 'mixte',
  publique: true,
  ...over,
});
const days = (over: Partial<Permanence>, du: string, au: string) =>
  expandPermanence(permanence(over), { du, au }).map((o) => o.date);

describe('expandPermanence', () => {
  it('4: keeps its local hours across the change of clock', () => {
    expect(expandPermanence(permanence({}), { du: '2026-10-19', au: '2026-10-31' })).toEqual([
      { date: '2026-10-19', debut: '2026-10-19T07:00:00.000Z', fin: '2026-10-19T10:00:00.000Z' },
      { date: '2026-10-26', debut: '2026-10-26T08:00:00.000Z', fin: '2026-10-26T11:00:00.000Z' },
    ]);
  });
  it('5: finds the first Tuesday of each month', () => {
    const over = { rrule: 'FREQ=MONTHLY;BYDAY=1TU', premierJour: '2026-12-01' };
    expect(days(over, '2026-12-01', '2027-03-31')).toEqual([
      '2026-12-01',
      '2027-01-05',
      '2027-02-02',
      '2027-03-02',
    ]);
  });
  it('6: finds the last Friday, but the day off', () => {
    const over = { rrule: 'FREQ=MONTHLY;BYDAY=-1FR', premierJour: '2026-11-27', exdates: ['2026-12-25'] };
    expect(days(over, '2026-11-01', '2027-01-31')).toEqual(['2026-11-27', '2027-01-29']);
  });
  it('7: skips every other week', () => {
    const over = { rrule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=WE', premierJour: '2026-11-25' };
    expect(days(over, '2026-11-25', '2027-01-10')).toEqual([
      '2026-11-25',
      '2026-12-09',
      '2026-12-23',
      '2027-01-06',
    ]);
    expect(days(over, '2026-12-01', '2026-12-20')).toEqual(['2026-12-09']);
  });
  it('8: moves forward in the gap, takes the first reading of the fold', () => {
    const at = (date: string) =>
      expandPermanence(permanence({ rrule: 'FREQ=DAILY', premierJour: date, debut: '02:30', fin: '04:00' }), {
        du: date,
        au: date,
      })[0]?.debut;
    expect(at('2027-03-28')).toBe('2027-03-28T01:30:00.000Z');
    expect(at('2026-10-25')).toBe('2026-10-25T00:30:00.000Z');
  });
  it('stops at 1,500 occurrences when the rule never ends', () => {
    expect(days({ rrule: 'FREQ=DAILY' }, '2026-01-01', '2066-01-01')).toHaveLength(1500);
  });
  it('refuses a rule that parsePermanence would have refused', () => {
    expect(() => days({ rrule: 'FREQ=YEARLY' }, '2026-01-01', '2026-01-02')).toThrow(RangeError);
  });
});

describe('the rules, against npm rrule', () => {
  const day = fc.constantFrom('MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU');
  const list = fc.uniqueArray(day, { minLength: 1, maxLength: 3 });
  const ranked = fc.uniqueArray(
    fc.tuple(fc.constantFrom('1', '2', '3', '4', '5', '-1', '-2'), day).map((d) => d.join('')),
    { minLength: 1, maxLength: 3 },
  );
  const end = fc.constantFrom('', ';COUNT=7', ';UNTIL=20271115T000000Z');
  const base = fc.oneof(
    list.map((d) => `FREQ=WEEKLY;BYDAY=${d.join(',')}`),
    // Never “MO,5MO”: npm rrule intersects plain and ranked days, where RFC 5545 unites them.
    list.map((d) => `FREQ=MONTHLY;BYDAY=${d.join(',')}`),
    ranked.map((d) => `FREQ=MONTHLY;BYDAY=${d.join(',')}`),
    fc
      .uniqueArray(fc.constantFrom(1, 15, 29, 31, -1, -3), { minLength: 1, maxLength: 2 })
      .map((d) => `FREQ=MONTHLY;BYMONTHDAY=${d.join(',')}`),
    fc.constantFrom(
      'FREQ=DAILY',
      'FREQ=WEEKLY',
      'FREQ=MONTHLY',
      'FREQ=DAILY;BYDAY=MO,FR',
      'FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13',
    ),
  );
  const rule = fc
    .tuple(base, fc.constantFrom('', ';INTERVAL=2', ';INTERVAL=3'), end)
    .map((parts) => parts.join(''));
  const date = fc
    .integer({ min: 0, max: 900 })
    .map((n) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10));
  it('give the same days', () => {
    fc.assert(
      fc.property(rule, date, date, (text, first, other) => {
        const [du, au] = [first, other].sort() as [string, string];
        const premierJour = other < '2027-01-01' ? '2026-02-10' : first;
        const parsed = parseRrule(text);
        if (!parsed.ok) throw new Error(text);
        const theirs = rfc
          .rrulestr(text, { dtstart: new Date(`${premierJour}T00:00:00Z`) })
          .between(new Date(`${du}T00:00:00Z`), new Date(`${au}T00:00:00Z`), true);
        expect(expandRegle(parsed.value, premierJour, { du, au })).toEqual(
          theirs.map((d) => d.toISOString().slice(0, 10)),
        );
      }),
      { numRuns: 600 },
    );
  });
});

describe('an hour lost in spring', () => {
  it('never makes a permanence end before it starts', () => {
    const p = permanence({
      rrule: 'FREQ=DAILY',
      premierJour: '2027-03-28',
      debut: '02:30',
      fin: '03:00',
    });
    expect(expandPermanence(p, { du: '2027-03-28', au: '2027-03-28' })).toEqual([
      { debut: '2027-03-28T01:30:00.000Z', fin: '2027-03-28T01:30:00.000Z', date: '2027-03-28' },
    ]);
  });
});

describe('parsePermanence', () => {
  it('accepts and gives back what it reads', () => {
    expect(parsePermanence(permanence({}))).toEqual({ ok: true, value: permanence({}) });
  });
  it.each<[Partial<Record<keyof Permanence, unknown>>, string[]]>([
    [{ fin: '08:00', zone: 'Europe/Roanne' }, ['heures_inversees', 'zone_inconnue']],
    [{ rrule: 'FREQ=WEEKLY;BYSETPOS=1' }, ['rrule_non_prise_en_charge']],
    [{ rrule: 'FREQ=YEARLY' }, ['rrule_non_prise_en_charge']],
    [{ rrule: 'FREQ=WEEKLY;BYDAY=1MO' }, ['rrule_non_prise_en_charge']],
    [{ rrule: 'BYDAY=MO' }, ['rrule_invalide']],
    [{ rrule: 'FREQ=WEEKLY;INTERVAL=0' }, ['rrule_invalide']],
    [{ rrule: 'FREQ=WEEKLY;BYDAY=XX' }, ['rrule_invalide']],
    [{ rrule: 'FREQ=WEEKLY;UNTIL=20261399' }, ['rrule_invalide']],
    [{ rrule: 'FREQ=WEEKLY;UNTIL=20261201SOIR' }, ['rrule_invalide']],
    [{ rrule: 'FREQ=WEEKLY;UNTIL=20261201;COUNT=3' }, ['rrule_invalide']],
    [{ rrule: 'FREQ=WEEKLY;FREQ=DAILY' }, ['rrule_invalide']],
    [
      { debut: '9:00', premierJour: '2026-02-30', agentIds: [] },
      ['trop_court', 'date_invalide', 'heure_invalide'],
    ],
    [{ accueil: 'sur_rdvs', publique: 'oui' }, ['code_inconnu', 'type_invalide']],
  ])('%j → %j', (over, expected) => {
    const answer = parsePermanence({ ...permanence({}), ...over });
    expect(answer.ok ? [] : answer.motifs.map((m) => m.code)).toEqual(expected);
  });
  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => typeof parseRrule(text).ok === 'boolean'));
    fc.assert(fc.property(fc.anything(), (x) => !parsePermanence(x).ok));
  });
});

describe('parsePermanence and parseSeance, everything at once', () => {
  const paths = (r: ReturnType<typeof parsePermanence> | ReturnType<typeof parseSeance>) =>
    r.ok ? [] : r.motifs.map((m) => `${(m.path ?? []).join('.')}:${m.code}`).sort();

  it('compares the fields that are sound when another is not', () => {
    expect(
      paths(
        parsePermanence({
          id: 'permanence-1',
          lieuId: 'lieu-1',
          agentIds: ['ecrivain-1'],
          rrule: 'FREQ=WEEKLY;UNTIL=20261201SOIR',
          exdates: ['2026-02-30'],
          premierJour: '2026-11-23',
          debut: '12:00',
          fin: '09:00',
          zone: 'Europe/Roanne',
          accueil: 'sans_rdv',
          publique: true,
        }),
      ),
    ).toEqual([
      'exdates.0:date_invalide',
      'fin:heures_inversees',
      'rrule:rrule_invalide',
      'zone:zone_inconnue',
    ]);
    const demande = { id: 'd-1', a: '2026-11-23T08:45:00.000Z', motif: 'autre', perimetre: 'non_demande' };
    expect(
      paths(
        parseSeance({
          id: 'seance-1',
          permanenceId: null,
          lieuId: 'lieu-1',
          agentId: 'ecrivain-1',
          date: '2026-11-31',
          ouverteA: '2026-11-23T08:30:00.000Z',
          closeA: '2026-11-23T08:00:00.000Z',
          passages: [
            { id: 'q-1', arriveA: '2026-11-23T08:30:00.000Z' },
            { id: 'q-1', arriveA: '2026-11-23T08:40:00.000Z' },
          ],
          rdvNonHonores: 0,
          demandesNonSatisfaites: [demande, demande],
        }),
      ),
    ).toEqual([
      'closeA:cloture_avant_ouverture',
      'date:date_invalide',
      'demandesNonSatisfaites.1.id:demande_en_double',
      'passages.1.id:passage_en_double',
    ]);
  });
});
