import { describe, expect, it } from 'vitest';
import { readDate, readDuree } from './import-date.ts';

describe('dates and durations', () => {
  it.each([
    ['2026-04-03', '2026-04-03'],
    ['03/04/2026', '2026-04-03'],
    ['3.4.26', '2026-04-03'],
    ['03-04-2026 14:30', '2026-04-03'],
    ['2026-04-03T14:30:00+02:00', '2026-04-03'],
    ['vendredi 3 avril 2026', '2026-04-03'],
    ['1er déc. 2026', '2026-12-01'],
    ['46115', '2026-04-03'],
  ])('reads %s', (text, date) => expect(readDate(text)).toMatchObject({ date }));

  it('warns of a serial number and of a short year, refuses what reads the other way round only', () => {
    expect(readDate({ texte: '46115', nombre: 46115.6 })).toEqual({
      date: '2026-04-03',
      avertissement: 'date_serie',
    });
    expect(readDate('03/04/26')).toEqual({ date: '2026-04-03', avertissement: 'annee_courte' });
    expect(readDate('04/25/2026')).toEqual({ erreur: 'date_ambigue' });
    expect(readDate('04/25/2026', 'mja')).toEqual({ date: '2026-04-25' });
    for (const no of ['', '29/02/2026', '12/1958', '1958-05-02', '999999', 'hier']) {
      expect(readDate(no)).toEqual({ erreur: 'date_invalide' });
    }
  });

  it.each([
    ['30', 30],
    ['30 min', 30],
    ['1h', 60],
    ['1h30', 90],
    ['1:05', 65],
    ['2 heures', 120],
    ['0', undefined],
    ['721', undefined],
    ['beaucoup', undefined],
    ['-5', undefined],
  ] as const)('reads the duration %s', (text, minutes) => expect(readDuree(text)).toBe(minutes));
});
