import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it, vi } from 'vitest';
import {
  addJours,
  addMs,
  dayOfWeek,
  isZone,
  requireInstant,
  requireZone,
  toDateCivile,
  toDebutDuJour,
  toHeure,
} from './temps.ts';

const ZONES = [
  'Europe/Paris',
  'Indian/Reunion',
  'America/Guadeloupe',
  'America/Miquelon',
  'Pacific/Noumea',
  'Pacific/Tahiti',
  'Pacific/Wallis',
  'Pacific/Apia',
  'UTC',
];
const instants = fc
  .integer({ min: Date.parse('2005-01-01T00:00:00.000Z'), max: Date.parse('2040-01-01T00:00:00.000Z') })
  .map((ms) => new Date(ms).toISOString());

describe('civil days', () => {
  it('the day remembered is the day computed, in any zone and any order', () => {
    fc.assert(
      fc.property(
        instants,
        fc.constantFrom(...ZONES),
        fc.integer({ min: -26, max: 26 }),
        (t, zone, heures) => {
          const autre = new Date(Date.parse(t) + heures * 3_600_000).toISOString();
          for (const instant of [t, autre, t]) {
            const attendu = Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate().toString();
            expect(toDateCivile(instant, zone)).toBe(attendu);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('the day that Apia skipped in 2011 belongs to nobody', () => {
    expect(toDateCivile('2011-12-30T09:59:59.999Z', 'Pacific/Apia')).toBe('2011-12-29');
    expect(toDateCivile('2011-12-30T10:00:00.000Z', 'Pacific/Apia')).toBe('2011-12-31');
    expect(toDateCivile('2011-12-30T09:59:59.999Z', 'Pacific/Apia')).toBe('2011-12-29');
  });

  it('days are added over months, leap years and centuries', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: -800, max: 800 }), (t, jours) => {
        const date = t.slice(0, 10);
        expect(addJours(date, jours)).toBe(Temporal.PlainDate.from(date).add({ days: jours }).toString());
      }),
      { numRuns: 1000 },
    );
  });
});

describe('what is an instant, and a zone', () => {
  it.each(['2026-11-22T09:00:00.000Z', '2028-02-29T23:59:59.999Z'])('%s is an instant', (instant) => {
    expect(() => {
      requireInstant(instant, 'instant');
    }).not.toThrow();
  });

  it.each([
    '2026-11-22',
    '2026-11-22T09:00:00Z',
    '2026-11-22T09:00:00.000+01:00',
    '2026-11-22T09:00:00.000Z ',
    'le 2026-11-22T09:00:00.000Z',
    '2026-02-29T09:00:00.000Z',
    '2026-11-22T24:00:00.000Z',
    '2026-11-22T09:60:00.000Z',
    '2026-13-22T09:00:00.000Z',
  ])('%s is none, and the programmer is told where', (instant) => {
    expect(() => {
      requireInstant(instant, 'connuA');
    }).toThrow(new TypeError('connuA must be a UTC instant with milliseconds'));
  });

  it.each([
    ['Europe/Paris', true],
    ['Pacific/Tahiti', true],
    ['Europe/Nulle-Part', false],
    ['+02:00', false],
    ['', false],
  ])('%s: %s, asked once or twice', (zone, connue) => {
    expect([isZone(zone), isZone(zone)]).toEqual([connue, connue]);
    const essai = () => {
      requireZone(zone);
    };
    if (connue) expect(essai).not.toThrow();
    else expect(essai).toThrow(new TypeError('Unknown IANA time zone'));
  });
});

describe('hours and days in a zone', () => {
  it('T12: 14:30 in Paris in July, 13:30 in January, 02:30 the same day in Tahiti', () => {
    expect(toHeure('2026-07-14T12:30:00.000Z', 'Europe/Paris')).toEqual({ heure: 14, minute: 30 });
    expect(toHeure('2026-01-14T12:30:00.000Z', 'Europe/Paris')).toEqual({ heure: 13, minute: 30 });
    expect(toHeure('2026-07-14T12:30:00.000Z', 'Pacific/Tahiti')).toEqual({ heure: 2, minute: 30 });
  });

  it('a day begins at local midnight, and ends where the next one begins', () => {
    expect(toDebutDuJour('2026-07-14', 'Europe/Paris')).toBe('2026-07-13T22:00:00.000Z');
    for (const zone of ZONES) {
      const debut = toDebutDuJour('2026-03-29', zone);
      for (let fois = 0; fois < 2; fois += 1) {
        expect(toDateCivile(debut, zone)).toBe('2026-03-29');
        expect(toDateCivile(addMs(debut, -1), zone)).toBe('2026-03-28');
        expect(toDateCivile(addMs(toDebutDuJour('2026-03-30', zone), -1), zone)).toBe('2026-03-29');
      }
    }
  });

  it('Monday is the first day of the week, Sunday the seventh', () => {
    const semaine = ['23', '24', '25', '26', '27', '28', '29'].map((jour) => dayOfWeek(`2026-11-${jour}`));
    expect(semaine).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it('five minutes later is the next day when it must be', () => {
    expect(addMs('2026-12-31T23:57:00.000Z', 300_000)).toBe('2027-01-01T00:02:00.000Z');
  });

  it('days asked by the thousand are still the right ones', () => {
    for (let n = 0; n < 2500; n += 1) {
      const date = addJours('2020-01-01', n);
      expect(toDateCivile(`${date}T11:00:00.000Z`, 'Pacific/Wallis')).toBe(date);
      expect(toDateCivile(`${date}T13:00:00.000Z`, 'Pacific/Wallis')).toBe(addJours(date, 1));
    }
  });
});

describe('a check asks of the same few days over and over (specification §5.1)', () => {
  /** How many times the calendar was asked, which is what costs. */
  const compter = (...instants: string[]) => {
    const calendrier = vi.spyOn(Temporal.Instant, 'from');
    for (const instant of instants) toDateCivile(instant, 'Asia/Tokyo');
    const fois = calendrier.mock.calls.length;
    calendrier.mockRestore();
    return fois;
  };

  it('a day is asked once of the calendar, both sides of midnight', () => {
    expect(compter('2026-11-22T09:00:00.000Z', '2026-11-22T00:00:00.000Z', '2026-11-22T14:59:59.999Z')).toBe(
      1,
    );
    expect(compter('2026-11-22T15:00:00.000Z', '2026-11-22T23:00:00.000Z', '2026-11-22T09:00:00.000Z')).toBe(
      1,
    );
    expect(compter('2026-11-24T09:00:00.000Z', '2026-11-22T09:00:00.000Z', '2026-11-22T20:00:00.000Z')).toBe(
      1,
    );
  });

  it('days without number are not all kept', () => {
    const premier = '2030-01-01T09:00:00.000Z';
    expect(compter(premier, premier)).toBe(1);
    const autres = Array.from({ length: 1100 }, (_, n) => `${addJours('2031-01-01', n)}T09:00:00.000Z`);
    expect(compter(...autres)).toBe(1100);
    expect(compter(premier)).toBe(1);
  });

  it('what is no instant is read as the calendar reads it, and not kept', () => {
    const midi = '2033-06-01T12:00:00+09:00';
    expect(compter(midi, midi)).toBe(2);
    expect(toDateCivile(midi, 'Asia/Tokyo')).toBe('2033-06-01');
  });
});
