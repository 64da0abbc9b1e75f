import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { getDemarche } from '../catalogue.ts';
import { baremes } from './bareme.ts';
import { type Droit, screenDroits } from './depistage.ts';
import { MENTION_DROITS, QUESTIONS_DROITS } from './questions.ts';
import type { Situation } from './situation.ts';

const le = '2026-11-22';
const seul: Situation = {
  foyer: { adultes: [{ naissance: '1985-06-15' }], enfants: [], logement: 'locataire' },
};
const salarie = (salaire: number): Situation => ({
  foyer: { adultes: [{ naissance: '1985-06-15', revenus: { salaire } }], enfants: [], logement: 'locataire' },
});
const vieux = (over: object = {}): Situation => ({
  foyer: { adultes: [{ naissance: '1955-01-01', ...over }], enfants: [] },
});

function find(s: Situation, droit: Droit, date = le, b?: typeof baremes) {
  const d = screenDroits(s, date, b).find((x) => x.droit === droit);
  if (d === undefined) throw new Error(`no ${droit}`);
  return d;
}
const brief = (s: Situation, droit: Droit, date?: string) => {
  const { verdict, motifs } = find(s, droit, date);
  return [verdict, ...motifs.map((m) => m.code)];
};

describe('verdicts', () => {
  test.each([
    ['RSA without income', seul, 'rsa', ['probable', 'CONDITIONS_REMPLIES']],
    ['RSA with a full wage', salarie(1500), 'rsa', ['peu-probable', 'CONDITIONS_NON_REMPLIES']],
    ['RSA, just under the limit', salarie(640), 'rsa', ['possible', 'PROCHE_DU_SEUIL']],
    ['RSA, just over it', salarie(680), 'rsa', ['possible', 'PROCHE_DU_SEUIL']],
    [
      'RSA at 20: another one exists',
      { foyer: { ...seul.foyer, adultes: [{ naissance: '2006-01-01' }] } },
      'rsa',
      ['peu-probable', 'CONDITIONS_NON_REMPLIES', 'AGE_INSUFFISANT'],
    ],
    [
      'RSA at 20 with a child and a wage',
      {
        foyer: {
          ...seul.foyer,
          adultes: [{ naissance: '2006-01-01', revenus: { salaire: 2500 } }],
          enfants: [{ naissance: '2025-01-01' }],
        },
      },
      'rsa',
      ['peu-probable', 'CONDITIONS_NON_REMPLIES'],
    ],
    ['prime d’activité', salarie(1200), 'ppa', ['probable', 'CONDITIONS_REMPLIES']],
    ['ASPA at 71', vieux(), 'aspa', ['probable', 'CONDITIONS_REMPLIES']],
    ['ASPA at 41', seul, 'aspa', ['peu-probable', 'CONDITIONS_NON_REMPLIES']],
    [
      'ASPA without the ten years',
      vieux({ residenceReguliere10Ans: false }),
      'aspa',
      ['peu-probable', 'CONDITIONS_NON_REMPLIES', 'RESIDENCE_A_VERIFIER'],
    ],
    ['AAH, a handicap', { ...seul, handicap: 'oui' }, 'aah', ['possible', 'ORIENTATION']],
    ['AAH, none', { ...seul, handicap: 'non' }, 'aah', ['peu-probable', 'NON_DECLARE']],
    ['AAH, not answered', { ...seul, handicap: 'inconnu' }, 'aah', ['inconnu', 'QUESTION_SANS_REPONSE']],
    ['APA at 41', { ...seul, perteAutonomie: 'oui' }, 'apa', ['peu-probable', 'AGE_INSUFFISANT']],
    [
      'APA at 60',
      { foyer: { adultes: [{ naissance: '1966-11-01' }], enfants: [] }, perteAutonomie: 'oui' },
      'apa',
      ['possible', 'ORIENTATION'],
    ],
    ['APA at 71', { ...vieux(), perteAutonomie: 'oui' }, 'apa', ['possible', 'ORIENTATION']],
    ['FSL', { ...seul, chauffageDifficile: 'oui' }, 'fsl', ['possible', 'ORIENTATION']],
    ['chèque énergie, nothing said', seul, 'cheque-energie', ['inconnu', 'BAREME_ABSENT']],
    ['social housing', seul, 'logement-social', ['possible', 'ORIENTATION']],
    [
      'social housing for an owner',
      { foyer: { ...seul.foyer, logement: 'proprietaire' } },
      'logement-social',
      ['peu-probable', 'DEJA_PROPRIETAIRE'],
    ],
    [
      'a case that no estimate covers',
      { foyer: { ...seul.foyer, adultes: [{ naissance: '1985-06-15', revenus: { independant: 500 } }] } },
      'rsa',
      ['inconnu', 'CAS_NON_COUVERT'],
    ],
  ] as [string, Situation, Droit, string[]][])('%s', (_, s, droit, attendu) => {
    expect(brief(s, droit)).toEqual(attendu);
  });
});

test('a stale barème concludes nothing: ASPA on 1 January 2027, C2S since April 2025', () => {
  expect(brief(vieux(), 'aspa', '2026-12-31')[0]).toBe('probable');
  expect(brief(vieux(), 'aspa', '2027-01-01')).toContain('BAREME_PERIME');
  expect(find(vieux(), 'aspa', '2027-01-01')).toMatchObject({ verdict: 'inconnu' });
  expect(brief(seul, 'c2s')).toEqual(['inconnu', 'BAREME_PERIME']);
});

describe('C2S by its ceiling, while the barème holds (10,166 €/year to 2025-03-31)', () => {
  test.each([
    ['under', salarie(800), ['probable', 'CONDITIONS_REMPLIES']],
    [
      'under, already covered',
      { ...salarie(800), couvertureSante: 'oui' },
      ['possible', 'COUVERTURE_EXISTANTE'],
    ],
    ['with a contribution', salarie(1000), ['possible', 'AVEC_PARTICIPATION']],
    ['over', salarie(1200), ['peu-probable', 'CONDITIONS_NON_REMPLIES']],
    [
      'over, but five persons',
      { foyer: { ...salarie(2200).foyer, enfants: [{}, {}, {}, {}] } },
      ['possible', 'AVEC_PARTICIPATION'],
    ],
    [
      'five persons under 2.5 ceilings',
      { foyer: { ...salarie(2100).foyer, enfants: [{}, {}, {}, {}] } },
      ['probable', 'CONDITIONS_REMPLIES'],
    ],
  ] as [string, Situation, string[]][])('%s', (_, s, attendu) => {
    expect(brief(s, 'c2s', '2025-03-15')).toEqual(attendu);
  });
});

test('a refusal about the household is told at its place in the situation', () => {
  const s = { foyer: { ...seul.foyer, adultes: [{ revenus: { independant: 500 } }] } };
  for (const droit of ['rsa', 'c2s'] as const) {
    expect(find(s, droit, '2025-03-15').motifs.map((m) => m.path?.join('.'))).toContain(
      'foyer.adultes.0.revenus.independant',
    );
  }
});

test('a range is 10 % around the estimate, for RSA and prime d’activité only', () => {
  expect(find(seul, 'rsa').fourchette).toEqual([586, 717]);
  expect(find(salarie(1500), 'rsa').fourchette).toBeUndefined();
  for (const d of screenDroits(vieux(), le)) {
    if (d.droit !== 'rsa' && d.droit !== 'ppa') expect(d.fourchette).toBeUndefined();
  }
});

test('a hint of non-take-up has its year and source, and is kept from who probably has no right', () => {
  expect(find(seul, 'rsa').nonRecours).toMatchObject({ taux: 0.34, annee: 2022, source: { type: 'texte' } });
  expect(find(salarie(1500), 'rsa').nonRecours).toBeUndefined();
});

test('each right opens a démarche of the catalogue', () => {
  for (const d of screenDroits(seul, le)) expect(getDemarche(d.demarcheId)?.id).toBe(d.demarcheId);
});

test('what is wrong is told at its place, and no right concludes', () => {
  const bad = { foyer: { adultes: [{ naissance: '2027-01-01' }], enfants: [] } };
  for (const d of screenDroits(bad, le)) {
    expect([d.verdict, d.motifs.map((m) => [m.code, m.path?.join('.')])]).toEqual([
      'inconnu',
      [['CHAMP_INVALIDE', 'foyer.adultes.0.naissance']],
    ]);
  }
  const worse = { foyer: { adultes: [], enfants: [] }, nationalite: 'x' } as Situation;
  expect(find(worse, 'rsa', '2026-02-30').motifs.map((m) => [m.code, m.path?.join('.')])).toEqual([
    ['DATE_INVALIDE', 'date'],
    ['CHAMP_INVALIDE', 'foyer.adultes'],
    ['CHAMP_INCONNU', 'nationalite'],
  ]);
});

test('ten questions at most, in simple French; never who the person is or where she comes from', () => {
  expect(QUESTIONS_DROITS.length).toBeLessThanOrEqual(10);
  for (const { phrase, champs, aide = '' } of QUESTIONS_DROITS) {
    expect(phrase.split(/[\s’]+/).filter((w) => /\p{L}/u.test(w)).length).toBeLessThanOrEqual(12);
    expect(`${phrase} ${aide}`).not.toMatch(/nationalit|origine|adresse|prénom|sécurité sociale|étranger/i);
    expect(champs.length).toBeGreaterThan(0);
  }
  expect(MENTION_DROITS).toMatch(/pas une promesse/);
});

test('every right answers, with a reason, whatever comes in; and nothing of it is repeated', () => {
  const noms = screenDroits(seul, le).map((d) => d.droit);
  fc.assert(
    fc.property(fc.anything(), fc.string(), (s, date) => {
      const r = screenDroits(s as Situation, date);
      expect(r.map((d) => d.droit)).toEqual(noms);
      for (const d of r) expect([d.verdict, d.motifs.length > 0]).toEqual(['inconnu', true]);
    }),
    { numRuns: 1000 },
  );
  const s = { foyer: { adultes: [{ naissance: '1985-06-15', revenus: { salaire: 612.34 } }], enfants: [] } };
  expect(JSON.stringify(screenDroits(s, le))).not.toMatch(/612|1985/);
});

test('a range holds its estimate, and a probable right stays one a little poorer', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 3000, noNaN: true }), fc.nat(3), (salaire, enfants) => {
      const of = (x: number): Situation => ({
        foyer: {
          ...salarie(x).foyer,
          enfants: Array.from({ length: enfants }, () => ({ naissance: '2014-03-02' })),
        },
      });
      const { verdict, fourchette } = find(of(salaire), 'rsa');
      if (fourchette !== undefined) expect(fourchette[0] < fourchette[1]).toBe(true);
      if (verdict === 'probable') expect(find(of(salaire * 0.95), 'rsa').verdict).toBe('probable');
      if (verdict === 'peu-probable') expect(find(of(salaire * 1.05), 'rsa').verdict).toBe('peu-probable');
    }),
    { numRuns: 1000 },
  );
}, 30_000);
