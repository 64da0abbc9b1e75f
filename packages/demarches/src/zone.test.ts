import { expect, test } from 'vitest';
import { covers, isDepartement, parseZone } from './zone.ts';

test.each(['01', '19', '2A', '2B', '95', '971', '988'])('%s is a département', (code) => {
  expect(isDepartement(code)).toBe(true);
});

test.each(['', '1', '00', '96', '2C', '9710', '75 ', 'Loire', '__proto__'])('%j is not', (code) => {
  expect(isDepartement(code)).toBe(false);
});

test.each([
  ['01-19', '01', true],
  ['01-19', '19', true],
  ['01-19', '20', false],
  ['20-54', '2A', true],
  ['20-54', '2B', true],
  ['75,92-95', '93', true],
  ['75,92-95', '91', false],
  ['55-976', '974', true],
  ['2A', '2B', true],
])('zone %s covers %s: %s', (zone, departement, attendu) => {
  expect(covers(zone, departement)).toBe(attendu);
});

test.each(['', 'zone 1', '19-01', '01-19-54', '01,', 'A'])('%j is no zone', (zone) => {
  expect(parseZone(zone)).toBeUndefined();
});
