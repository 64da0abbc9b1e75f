import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Duree } from './modele.ts';
import { computePeriode, isEchue } from './periode.ts';
import { toDateCivile } from './temps.ts';

const ZONES = [
  'Europe/Paris',
  'Indian/Reunion',
  'America/Guadeloupe',
  'Pacific/Noumea',
  'Pacific/Tahiti',
  'America/Miquelon',
  'Pacific/Wallis',
];

function periode(du: string, duree: Duree, zone = 'Europe/Paris') {
  const resultat = computePeriode(du, duree, zone);
  if (!resultat.ok) throw new Error(resultat.motifs.map((m) => m.code).join());
  return resultat.value;
}

describe('computePeriode', () => {
  it.each<[string, string, Duree, string]>([
    ['T1', '2026-11-22', { mois: 6 }, '2027-05-22'],
    ['T2', '2026-08-31', { mois: 6 }, '2027-02-28'],
    ['T3', '2027-08-31', { mois: 6 }, '2028-02-29'],
    ['T4', '2028-02-29', { mois: 12 }, '2029-02-28'],
    ['T5', '2026-11-22', { jours: 1 }, '2026-11-23'],
    ['T6', '2026-01-31', { mois: 1 }, '2026-02-28'],
    ['T7', '2026-12-31', { mois: 6 }, '2027-06-30'],
    ['T8', '2026-11-22', { jours: 365 }, '2027-11-22'],
    ['T9 a Sunday', '2026-11-16', { mois: 6 }, '2027-05-16'],
    ['T9 a public holiday', '2026-11-01', { mois: 6 }, '2027-05-01'],
  ])('%s: %s + %o → last day %s', (_, du, duree, auInclus) => {
    expect(periode(du, duree).auInclus).toBe(auInclus);
  });

  it('T1: the last day is valid whole, in the zone of the structure', () => {
    expect(periode('2026-11-22', { mois: 6 }).fin).toBe('2027-05-22T22:00:00.000Z');
  });

  it.each([
    ['Indian/Reunion', '2026-11-21', 6, '2027-05-21T20:00:00.000Z'],
    ['America/Guadeloupe', '2026-11-21', 6, '2027-05-22T04:00:00.000Z'],
    ['Pacific/Noumea', '2026-11-21', 6, '2027-05-21T13:00:00.000Z'],
    ['Pacific/Tahiti', '2026-11-21', 6, '2027-05-22T10:00:00.000Z'],
    ['America/Miquelon', '2026-11-27', 4, '2027-03-28T02:00:00.000Z'],
  ])('T10: in %s', (zone, du, mois, fin) => {
    expect(periode(du, { mois }, zone).fin).toBe(fin);
  });

  it('a day that does not begin at midnight begins when the zone says', () => {
    // Santiago skips the hour after midnight on 2027-09-05: the day begins at 01:00, 04:00 UTC.
    expect(periode('2027-08-04', { mois: 1 }, 'America/Santiago').fin).toBe('2027-09-05T04:00:00.000Z');
  });

  const LONGUE = 'Un mandat dure au plus 12 mois ou 365 jours.';
  const ENTIER = 'La durée est un nombre entier de mois ou de jours, au moins 1.';
  it.each<[Duree, string, string]>([
    [{ mois: 13 }, 'duree_excessive', LONGUE],
    [{ jours: 366 }, 'duree_excessive', LONGUE],
    [{ mois: 0 }, 'commande_invalide', ENTIER],
    [{ mois: -1 }, 'commande_invalide', ENTIER],
    [{ jours: 1.5 }, 'commande_invalide', ENTIER],
    [{ jours: Number.NaN }, 'commande_invalide', ENTIER],
  ])('%o → %s', (duree, code, phrase) => {
    expect(computePeriode('2026-11-22', duree, 'Europe/Paris')).toEqual({
      ok: false,
      motifs: [{ code, phrase, path: ['duree'] }],
    });
  });

  it.each(['2027-02-29', '2027-02-30', '2027-13-01', '27-02-01', ' 2027-02-01', '2027-02-01T00', ''])(
    'refuses a day that does not exist: %s',
    (du) => {
      expect(computePeriode(du, { mois: 1 }, 'Europe/Paris')).toEqual({
        ok: false,
        motifs: [{ code: 'commande_invalide', phrase: 'La date de début n’existe pas.', path: ['du'] }],
      });
    },
  );

  it('throws on an unknown zone; no period is never over', () => {
    expect(isEchue(undefined, '9999-12-31T23:59:59.999Z')).toBe(false);
    expect(() => computePeriode('2026-11-22', { mois: 1 }, 'Mars/Olympus')).toThrow(TypeError);
  });

  const jour = fc
    .date({ min: new Date('2020-01-01'), max: new Date('2060-12-31'), noInvalidDate: true })
    .map((d) => d.toISOString().slice(0, 10));
  const duree = fc.oneof(
    fc.record({ mois: fc.integer({ min: 1, max: 12 }) }),
    fc.record({ jours: fc.integer({ min: 1, max: 365 }) }),
  );

  it('property: 1 ms before the end is the last day, the end is the next day', () => {
    fc.assert(
      fc.property(jour, duree, fc.constantFrom(...ZONES), (du, d, zone) => {
        const p = periode(du, d, zone);
        const avant = new Date(Date.parse(p.fin) - 1).toISOString();
        expect(toDateCivile(avant, zone)).toBe(p.auInclus);
        expect(toDateCivile(p.fin, zone) > p.auInclus).toBe(true);
        expect(isEchue(p, avant)).toBe(false);
        expect(isEchue(p, p.fin)).toBe(true);
      }),
    );
  });

  it('property: by months, the same day-number or the last day of the month', () => {
    fc.assert(
      fc.property(jour, fc.integer({ min: 1, max: 12 }), (du, mois) => {
        const { auInclus } = periode(du, { mois });
        const [annee, rang] = [Number(du.slice(0, 4)), Number(du.slice(5, 7)) - 1 + mois];
        const dernier = new Date(Date.UTC(annee, rang + 1, 0)).getUTCDate();
        const attendu = Math.min(Number(du.slice(8)), dernier);
        expect(auInclus).toBe(new Date(Date.UTC(annee, rang, attendu)).toISOString().slice(0, 10));
      }),
    );
  });

  it('property: a longer mandate never ends earlier', () => {
    fc.assert(
      fc.property(jour, fc.integer({ min: 1, max: 11 }), (du, mois) => {
        expect(periode(du, { mois }).fin < periode(du, { mois: mois + 1 }).fin).toBe(true);
      }),
    );
  });
});
