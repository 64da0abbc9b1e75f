import fc from 'fast-check';
import { expect, test } from 'vitest';
import data from '../data/feries.json' with { type: 'json' };
import { getDernierJourOuvre, getPaques, isFerie } from './ferie.ts';
import { addJours, getJourSemaine } from './jour.ts';

// Published calendars: Meeus's own examples (1818, 1954, 1961, 2000) and the almanac for our years.
test.each([
  '1818-03-22',
  '1954-04-18',
  '1961-04-02',
  '2000-04-23',
  '2024-03-31',
  '2025-04-20',
  '2026-04-05',
  '2027-03-28',
  '2028-04-16',
  '2038-04-25',
])('Easter: %s', (paques) => {
  expect(getPaques(Number(paques.slice(0, 4)))).toBe(paques);
});

test.each([
  ['a working day stays', '2026-11-20', undefined, '2026-11-20'],
  ['Saturday', '2026-11-21', undefined, '2026-11-20'],
  ['Sunday', '2026-11-22', undefined, '2026-11-20'],
  ['11 November', '2026-11-11', undefined, '2026-11-10'],
  ['Easter Monday', '2026-04-06', undefined, '2026-04-03'],
  ['Easter Monday, Good Friday a holiday too', '2026-04-06', '67', '2026-04-02'],
  ['Ascension, a Thursday', '2026-05-14', undefined, '2026-05-13'],
  ['Whit Monday', '2026-05-25', undefined, '2026-05-22'],
  ['Christmas on a Friday, then a weekend', '2026-12-27', undefined, '2026-12-24'],
  ['26 December in Alsace', '2025-12-26', '68', '2025-12-24'],
  ['26 December elsewhere', '2025-12-26', '75', '2025-12-26'],
  ['20 December in La Réunion', '2027-12-20', '974', '2027-12-17'],
  ['20 December in the Loire', '2027-12-20', '42', '2027-12-20'],
  ['27 and 28 May in Saint-Martin', '2026-05-28', '978', '2026-05-26'],
  ['1 January on a Friday', '2027-01-01', undefined, '2026-12-31'],
])('%s: %s (%s) → %s', (_, jour, departement, attendu) => {
  expect(getDernierJourOuvre(jour, departement)).toBe(attendu);
});

test('it is a weekday, never later, never more than five days before', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 40_000 }),
      fc.constantFrom(undefined, '42', '57', '971', '974', '978'),
      (n, departement) => {
        const jour = addJours('2000-01-01', n);
        const ouvre = getDernierJourOuvre(jour, departement);
        expect(getJourSemaine(ouvre)).toBeLessThan(5);
        expect(ouvre <= jour && ouvre >= addJours(jour, -5)).toBe(true);
        expect(getDernierJourOuvre(ouvre, departement)).toBe(ouvre);
      },
    ),
    { numRuns: 2000 },
  );
});

test('a holiday is one wherever it is one, a Sunday of November nowhere', () => {
  expect(
    ['2026-12-25', '2027-05-06', '2027-03-29', '2026-11-22', '2026-12-26'].map((jour) => isFerie(jour)),
  ).toEqual([...[true, true, true, false, false]]);
  expect([isFerie('2026-12-26', '57'), isFerie('2026-12-20', '974'), isFerie('2026-12-20', '42')]).toEqual([
    ...[true, true, false],
  ]);
});

test('eleven holidays everywhere, each with its text', () => {
  expect(data.feries.filter((f) => !('departements' in f))).toHaveLength(11);
  for (const f of data.feries) expect(f.source.ref).not.toBe('');
});

test('a day that does not exist is a mistake of the program', () => {
  expect(() => getDernierJourOuvre('2026-02-30')).toThrow(RangeError);
});
