import { describe, expect, it } from 'vitest';
import { momentEnMots, toInstant } from './heure.ts';

describe('toInstant', () => {
  it.each([
    ['2026-11-20', '17:00', 'Europe/Paris', '2026-11-20T16:00:00.000Z'],
    ['2026-07-14', '14:30', 'Europe/Paris', '2026-07-14T12:30:00.000Z'],
    ['2027-03-28', '04:00', 'Europe/Paris', '2027-03-28T02:00:00.000Z'],
    ['2026-10-25', '02:30', 'Europe/Paris', '2026-10-25T00:30:00.000Z'],
    ['2026-07-14', '14:30', 'Indian/Reunion', '2026-07-14T10:30:00.000Z'],
    ['2026-07-14', '23:30', 'Pacific/Tahiti', '2026-07-15T09:30:00.000Z'],
  ])('%s %s in %s', (date, heure, zone, attendu) => {
    expect(toInstant(date, heure, zone)).toBe(attendu);
  });

  it.each([
    ['2026-02-30', '10:00'],
    ['', '10:00'],
    ['2026-02-03', '25:00'],
    ['demain', '10:00'],
  ])('refuses « %s » « %s »', (date, heure) => {
    expect(toInstant(date, heure, 'Europe/Paris')).toBeNull();
  });
});

describe('momentEnMots', () => {
  it('says the day and the hour of the structure, never UTC', () => {
    expect(momentEnMots('2026-07-14T12:30:00.000Z', 'Europe/Paris')).toBe(
      'mardi 14 juillet 2026 à 14\u00a0h\u00a030',
    );
  });
});
