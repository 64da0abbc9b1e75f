import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { catalogue, type Catalogue, getDemarche } from './catalogue.ts';
import { type Echeance, echeances, type Faits, getStatutEcheance } from './echeance.ts';
import { addJours, addMois } from './jour.ts';
import { type Recurrence, recurrenceSchema } from './recurrence.ts';

const [first] = catalogue.demarches;
if (first === undefined) throw new Error('empty catalogue');
const source = { type: 'texte', ref: 'essai' } as const;

/** A catalogue of one démarche, `essai`, with this recurrence. */
const withRecurrence = (valeur: Recurrence): Catalogue => ({
  ...catalogue,
  demarches: [{ ...first, id: 'essai', recurrence: { valeur, source, verifieLe: null } }],
});

function list(id: string, depuis: string, jusqua: string, faits?: Faits, c?: Catalogue): Echeance[] {
  const r = echeances(id, depuis, jusqua, faits, c);
  if (!r.ok) throw new Error(r.motifs.map((m) => m.code).join());
  return [...r.value];
}
const refuse = (id: string, depuis: string, jusqua: string, faits?: Faits, c?: Catalogue) => {
  const r = echeances(id, depuis, jusqua, faits, c);
  return r.ok ? 'ok' : r.motifs.map((m) => [m.code, m.path?.join('.')]);
};
const brief = (l: Echeance[]) => l.map((e) => [e.mois, e.ouvre, e.ferme, e.rappelLe]);

describe('each kind of recurrence', () => {
  test('monthly: France Travail opens the 28th (the 26th of February), closes the 15th', () => {
    expect(brief(list('france-travail-actualisation', '2026-11-22', '2027-03-31'))).toEqual([
      ['2026-11', '2026-11-28', '2026-12-15', '2026-11-28'],
      ['2026-12', '2026-12-28', '2027-01-15', '2026-12-28'],
      ['2027-01', '2027-01-28', '2027-02-15', '2027-01-28'],
      ['2027-02', '2027-02-26', '2027-03-15', '2027-02-26'],
    ]);
  });

  test('monthly, inside one month, in a short one too', () => {
    const c = withRecurrence({ type: 'fenetre-mensuelle', ouvreJour: 5, fermeJour: 31 });
    expect(brief(list('essai', '2027-01-01', '2027-02-28', {}, c))).toEqual([
      ['2027-01', '2027-01-05', '2027-01-31', '2027-01-05'],
      ['2027-02', '2027-02-05', '2027-02-28', '2027-02-05'],
    ]);
  });

  test('monthly, one day only', () => {
    const c = withRecurrence({ type: 'fenetre-mensuelle', ouvreJour: 10, fermeJour: 10 });
    expect(brief(list('essai', '2027-01-01', '2027-01-31', {}, c))).toEqual([
      ['2027-01', '2027-01-10', '2027-01-10', '2027-01-10'],
    ]);
  });

  test('quarterly: the third month after the right opened, then every third one', () => {
    expect(brief(list('rsa', '2026-11-22', '2027-06-30', { droitOuvertMois: '2026-11' }))).toEqual([
      ['2027-02', '2027-02-01', '2027-02-28', '2027-02-01'],
      ['2027-05', '2027-05-01', '2027-05-31', '2027-05-01'],
    ]);
  });

  test('yearly: 29 February falls on the 28th in other years', () => {
    const faits = { dernierDepot: '2024-02-29' };
    expect(
      brief(list('logement-social-renouvellement', '2024-02-29', '2028-12-31', faits)).map((e) => e[2]),
    ).toEqual(['2025-02-28', '2026-02-28', '2027-02-28', '2028-02-29']);
  });

  test('before an end: a window counted back from it', () => {
    expect(brief(list('c2s', '2026-11-22', '2027-12-31', { expireLe: '2027-08-31' }))).toEqual([
      ['2027-06', '2027-04-30', '2027-06-30', '2027-04-30'],
    ]);
  });

  test('campaign: by year and by zone, with the source of each window', () => {
    const c = withRecurrence({
      type: 'campagne',
      fenetres: [
        { annee: 2026, ouvre: '2026-04-09', ferme: '2026-05-21', zone: '01-19', source },
        { annee: 2026, ouvre: '2026-04-09', ferme: '2026-05-28', zone: '20-54', source },
        { annee: 2027, ouvre: '2027-04-08', ferme: '2027-05-20', zone: '01-54', source },
      ],
    });
    expect(brief(list('essai', '2026-01-01', '2027-12-31', { departement: '2A' }, c))).toEqual([
      ['2026-05', '2026-04-09', '2026-05-28', '2026-04-09'],
      ['2027-05', '2027-04-08', '2027-05-20', '2027-04-08'],
    ]);
    expect(refuse('essai', '2026-01-01', '2026-12-31', {}, c)).toEqual([
      ['FAIT_MANQUANT', 'faits.departement'],
    ]);
    expect(refuse('essai', '2026-01-01', '2026-12-31', { departement: '75' }, c)).toEqual([
      ['CAMPAGNE_INCONNUE', undefined],
    ]);
    expect(refuse('essai', '2026-01-01', '2028-01-01', { departement: '42' }, c)).toEqual([
      ['CAMPAGNE_INCONNUE', undefined],
    ]);
  });

  test('none: nothing is due', () => {
    expect(list('timbre-fiscal', '2026-11-22', '2030-01-01')).toEqual([]);
  });
});

describe('what is refused', () => {
  test.each([
    ['inconnue', '2026-11-22', '2027-12-31', {}, [['DEMARCHE_INCONNUE', 'demarcheId']]],
    ['__proto__', '2026-11-22', '2027-12-31', {}, [['DEMARCHE_INCONNUE', 'demarcheId']]],
    ['rsa', '2026-11-22', '2027-12-31', {}, [['FAIT_MANQUANT', 'faits.droitOuvertMois']]],
    ['cmi', '2026-11-22', '2027-12-31', {}, [['FAIT_MANQUANT', 'faits.expireLe']]],
    ['logement-social', '2026-11-22', '2027-12-31', {}, [['FAIT_MANQUANT', 'faits.dernierDepot']]],
    ['impots-declaration', '2026-11-22', '2027-12-31', {}, [['CAMPAGNE_INCONNUE', undefined]]],
    ['passeport', '2026-11-22', '2027-12-31', {}, [['FAIT_MANQUANT', 'faits.expireLe']]],
    ['cmi', '2027-12-31', '2026-11-22', { expireLe: '2027-01-01' }, [['INTERVALLE_INVALIDE', 'jusqua']]],
    ['cmi', '2026-11-22', '2036-11-23', { expireLe: '2027-01-01' }, [['INTERVALLE_INVALIDE', 'jusqua']]],
    ['cmi', '2026-11-22', '2036-11-22', { expireLe: '2027-06-30' }, 'ok'],
    [
      'inconnue',
      '2026-02-30',
      '22/11/2026',
      { expireLe: '2027-06-31', droitOuvertMois: '2026-13', departement: '96' },
      [
        ['DEMARCHE_INCONNUE', 'demarcheId'],
        ['DATE_INVALIDE', 'depuis'],
        ['DATE_INVALIDE', 'jusqua'],
        ['DATE_INVALIDE', 'faits.droitOuvertMois'],
        ['DATE_INVALIDE', 'faits.expireLe'],
        ['CHAMP_INVALIDE', 'faits.departement'],
      ],
    ],
    ['cmi', '0026-11-22', '2027-12-31', { expireLe: '2027-06-30' }, [['DATE_INVALIDE', 'depuis']]],
  ])('%s from %s to %s', (id, depuis, jusqua, faits, attendu) => {
    expect(refuse(id, depuis, jusqua, faits)).toEqual(attendu);
  });

  test('a missing fact is named in the sentence, and no value is repeated', () => {
    const r = echeances('cmi', '2026-11-22', '2027-12-31');
    expect(r.ok ? '' : r.motifs[0]?.phrase).toMatch(/date de fin.*expireLe/);
    expect(JSON.stringify(echeances('cmi', '2026-02-30', '2027-12-31'))).not.toContain('02-30');
  });
});

test.each([
  { type: 'expiration', rappelMois: 1, fenetreMois: [4, 2] },
  { type: 'expiration', rappelMois: 4, fenetreMois: [2, 4] },
  { type: 'anniversaire', rappelMois: 0 },
  { type: 'fenetre-mensuelle', ouvreJour: 1.5, fermeJour: 15 },
  { type: 'fenetre-mensuelle', ouvreJour: 1, fermeJour: 32 },
  { type: 'campagne', fenetres: [{ annee: 2026, ouvre: '2026-05-02', ferme: '2026-05-01', source }] },
  {
    type: 'campagne',
    fenetres: [{ annee: 2026, ouvre: '2026-05-01', ferme: '2026-05-02', zone: 'A', source }],
  },
])('%j is no recurrence', (valeur) => {
  expect(recurrenceSchema.safeParse(valeur).success).toBe(false);
});

test('where a day stands', () => {
  const e = { ouvre: '2026-11-28', ferme: '2026-12-15' };
  expect(
    ['2026-11-27', '2026-11-28', '2026-12-15', '2026-12-16'].map((le) => getStatutEcheance(e, le)),
  ).toEqual(['a-venir', 'a-faire', 'a-faire', 'en-retard']);
  expect(() => getStatutEcheance(e, '2026-02-30')).toThrow(RangeError);
});

test('a former id answers under the present one', () => {
  const cmi = getDemarche('cmi');
  if (cmi === undefined) throw new Error('no cmi');
  const c = { ...catalogue, demarches: [{ ...cmi, anciensIds: ['carte-invalidite'] }] };
  expect(
    list('carte-invalidite', '2026-11-22', '2027-12-31', { expireLe: '2027-06-30' }, c)[0],
  ).toMatchObject({ demarcheId: 'cmi', source: { type: 'dila' } });
});

const jour = fc.integer({ min: 0, max: 36_524 }).map((n) => addJours('2000-01-01', n));
const recurrence = fc.oneof(
  fc.record({
    type: fc.constant('fenetre-mensuelle' as const),
    ouvreJour: fc.integer({ min: 1, max: 31 }),
    fermeJour: fc.integer({ min: 1, max: 31 }),
    exceptions: fc.array(
      fc.record({ mois: fc.integer({ min: 1, max: 12 }), ouvreJour: fc.integer({ min: 1, max: 31 }) }),
    ),
  }),
  fc.constant({ type: 'trimestrielle' as const }),
  fc.record({ type: fc.constant('anniversaire' as const), rappelMois: fc.integer({ min: 1, max: 11 }) }),
  fc
    .record({
      f0: fc.integer({ min: 1, max: 12 }),
      f1: fc.integer({ min: 1, max: 12 }),
      r: fc.integer({ min: 0, max: 6 }),
    })
    .map(({ f0, f1, r }) => {
      const [min, max] = [Math.min(f0, f1), Math.max(f0, f1)];
      return {
        type: 'expiration' as const,
        rappelMois: min + r,
        fenetreMois: [max, min] as [number, number],
      };
    }),
  fc
    .array(fc.record({ annee: fc.integer({ min: 2000, max: 2110 }), de: jour, duree: fc.nat(300) }))
    .map((l) => ({
      type: 'campagne' as const,
      fenetres: l.map(({ annee, de, duree }) => ({ annee, ouvre: de, ferme: addJours(de, duree), source })),
    })),
);
const faits = fc.record({
  droitOuvertMois: jour.map((j) => j.slice(0, 7)),
  dernierDepot: jour,
  expireLe: jour,
});

test('every occurrence lies in its window, is reminded before it closes, and closes in the interval, in order', () => {
  fc.assert(
    fc.property(recurrence, jour, fc.nat(3650), faits, (valeur, depuis, duree, f) => {
      expect(recurrenceSchema.safeParse(valeur).success).toBe(true);
      const jusqua = addJours(depuis, duree);
      const r = echeances('essai', depuis, jusqua, f, withRecurrence(valeur));
      if (!r.ok) {
        expect(r.motifs.map((m) => m.code)).toEqual(['CAMPAGNE_INCONNUE']);
        return;
      }
      let before = depuis;
      for (const e of r.value) {
        expect(e.ferme >= e.ouvre && e.rappelLe <= e.ferme).toBe(true);
        expect(e.ferme >= before && e.ferme <= jusqua).toBe(true);
        before = e.ferme;
      }
    }),
    { numRuns: 3000 },
  );
});

test('two adjacent intervals make one: nothing lost, nothing twice, refused together', () => {
  fc.assert(
    fc.property(recurrence, jour, fc.nat(1500), fc.nat(1500), faits, (valeur, depuis, n, m, f) => {
      const c = withRecurrence(valeur);
      const milieu = addJours(depuis, n);
      const jusqua = addJours(milieu, m + 1);
      const whole = echeances('essai', depuis, jusqua, f, c);
      const left = echeances('essai', depuis, milieu, f, c);
      const right = echeances('essai', addJours(milieu, 1), jusqua, f, c);
      expect(whole.ok).toBe(left.ok && right.ok);
      if (whole.ok && left.ok && right.ok) expect(whole.value).toEqual([...left.value, ...right.value]);
    }),
    { numRuns: 3000 },
  );
});

test('an end and its window, against Temporal', () => {
  const c = withRecurrence({ type: 'expiration', rappelMois: 5, fenetreMois: [4, 2] });
  fc.assert(
    fc.property(jour, (expireLe) => {
      const fin = Temporal.PlainDate.from(expireLe);
      const [e] = list('essai', addMois(expireLe, -12), expireLe, { expireLe }, c);
      expect([e?.rappelLe, e?.ouvre, e?.ferme]).toEqual(
        [5, 4, 2].map((months) => fin.subtract({ months }).toString()),
      );
    }),
    { numRuns: 1000 },
  );
});
