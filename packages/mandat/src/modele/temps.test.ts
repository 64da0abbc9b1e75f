import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { addJours, toDateCivile } from './temps.ts';

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
