import fc from 'fast-check';
import ICAL from 'ical.js';
import { expect, test } from 'vitest';
import { getDemarche } from './catalogue.ts';
import { type Echeance, echeances } from './echeance.ts';
import { toIcalendar } from './icalendar.ts';
import { addJours, addMois } from './jour.ts';

const maintenant = '2026-11-22T08:00:00.000Z';
const liste = echeances('france-travail-actualisation', '2026-11-22', '2027-02-28');
if (!liste.ok) throw new Error('no due dates');

function parse(ics: string): ICAL.Event[] {
  const root = new ICAL.Component(ICAL.parse(ics) as unknown[]);
  return root.getAllSubcomponents('vevent').map((c) => new ICAL.Event(c));
}

test('an independent parser reads each due date: all day, with its name, link and reminder', () => {
  const events = parse(toIcalendar(liste.value, { maintenant }));
  expect(events.map((e) => [e.uid, e.startDate.toString(), e.endDate.toString()])).toEqual([
    ['france-travail-actualisation-2026-12-15', '2026-12-15', '2026-12-16'],
    ['france-travail-actualisation-2027-01-15', '2027-01-15', '2027-01-16'],
    ['france-travail-actualisation-2027-02-15', '2027-02-15', '2027-02-16'],
  ]);
  const [first] = events;
  expect(first?.startDate.isDate).toBe(true);
  expect(first?.summary).toBe('Actualisation mensuelle France Travail : dernier jour');
  expect(first?.description).toBe('À faire du 28 novembre 2026 au 15 décembre 2026.');
  expect(first?.component.getFirstPropertyValue('dtstamp')?.toString()).toBe('2026-11-22T08:00:00Z');
  expect(first?.component.getFirstPropertyValue('url')).toBe(
    getDemarche('france-travail-actualisation')?.url?.valeur,
  );
  const [alarm] = first?.component.getAllSubcomponents('valarm') ?? [];
  const trigger = alarm?.getFirstPropertyValue('trigger') as ICAL.Duration;
  // From midnight of 15 December back to nine in the morning of 28 November.
  expect(trigger.toSeconds()).toBe(-(17 * 24 - 9) * 3600);
});

test('a rule that nobody has checked lately says so', () => {
  const r = echeances('cmi', '2026-11-22', '2027-12-31', { expireLe: '2027-06-30' });
  if (!r.ok) throw new Error('no due dates');
  const [event] = parse(toIcalendar(r.value, { maintenant }));
  expect(event?.description).toContain('Date à confirmer auprès de l’organisme.');
});

test('a desk closed on the last day is said: 15 August 2027 is a Sunday and a holiday', () => {
  const r = echeances('france-travail-actualisation', '2027-08-01', '2027-08-31');
  if (!r.ok) throw new Error('no due dates');
  const [event] = parse(toIcalendar(r.value, { maintenant }));
  expect(event?.startDate.toString()).toBe('2027-08-15');
  expect(event?.description).toContain('Dernier jour d’ouverture des guichets : 13 août 2027.');
});

test('CRLF everywhere, 75 octets a line at most, nothing lost by folding', () => {
  const ics = toIcalendar(liste.value, { maintenant });
  expect(ics.endsWith('END:VCALENDAR\r\n')).toBe(true);
  expect(ics.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  for (const line of ics.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  expect(ics).toContain('\r\n ');
});

test('importing twice updates: same due date, same UID, once', () => {
  const [e] = liste.value;
  if (e === undefined) throw new Error('empty');
  expect(parse(toIcalendar([e, e], { maintenant }))).toHaveLength(1);
});

test('no due date: a calendar without events', () => {
  expect(parse(toIcalendar([], { maintenant }))).toEqual([]);
});

test('an instant that is not UTC is a mistake of the program', () => {
  for (const instant of [
    '',
    '2026-11-22',
    '2026-11-22T08:00:00',
    '2026-11-22T08:00:00+01:00',
    '2026-11-22T25:00:00Z',
  ]) {
    expect(() => toIcalendar([], { maintenant: instant })).toThrow(RangeError);
  }
});

test('whatever the id and the days, the parser finds them again', () => {
  const source = { type: 'texte', ref: 'essai' } as const;
  const jour = fc.integer({ min: 0, max: 40_000 }).map((n) => addJours('2000-01-01', n));
  const events = fc.record({
    demarcheId: fc.string({ unit: 'binary', minLength: 1 }),
    ferme: jour,
    n: fc.nat(12),
  });
  fc.assert(
    fc.property(events, ({ demarcheId, ferme, n }) => {
      const ouvre = addMois(ferme, -n);
      const e: Echeance = { demarcheId, mois: ferme.slice(0, 7), ouvre, ferme, rappelLe: ouvre, source };
      const ics = toIcalendar([e], { maintenant });
      for (const line of ics.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      const [event] = parse(ics);
      const printable = demarcheId.replace(/\r\n?/g, '\n').replace(/(?!\n)\p{Cc}|\p{Cs}/gu, '');
      expect(event?.summary).toBe(`${printable} : dernier jour`);
      expect(event?.startDate.toString()).toBe(ferme);
      const [alarm] = event?.component.getAllSubcomponents('valarm') ?? [];
      const trigger = alarm?.getFirstPropertyValue('trigger') as ICAL.Duration;
      const day = new Date(Date.parse(`${ferme}T00:00:00Z`) + trigger.toSeconds() * 1000).toISOString();
      expect(day).toBe(`${ouvre}T09:00:00.000Z`);
    }),
    { numRuns: 1000 },
  );
});
