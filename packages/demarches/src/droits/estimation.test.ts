import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { baremes, type Baremes } from './bareme.ts';
import { type DroitEstime, estimateDroit } from './estimation.ts';
import { type Foyer, LOGEMENTS, readLogement, REVENUS } from './foyer.ts';

const adulte = { naissance: '1985-06-15' };
const seul: Foyer = { adultes: [adulte], enfants: [], logement: 'locataire' };
const couple: Foyer = { ...seul, adultes: [adulte, adulte] };
const grand = { naissance: '2014-01-01' };
const bebe = { naissance: '2025-01-01' };

const montant = (droit: DroitEstime, f: Foyer, mois = '2026-11', b?: Baremes): number => {
  const r = estimateDroit(droit, f, mois, b);
  if (!r.ok) throw new Error(r.motifs.map((m) => m.code).join());
  return r.value;
};
const codes = (droit: DroitEstime, f: unknown, mois = '2026-11') => {
  const r = estimateDroit(droit, f as Foyer, mois);
  return r.ok ? r.value : r.motifs.map((m) => [m.code, m.path?.join('.')]);
};

const RSA = 651.69;

describe('RSA: flat amount of 2026 (décret 2026-220; CASF R.262-1, R.262-9)', () => {
  test.each([
    ['alone', seul, RSA],
    ['couple', couple, RSA * 1.5],
    ['couple, one child', { ...couple, enfants: [grand] }, RSA * 1.8],
    ['couple, two children', { ...couple, enfants: [grand, grand] }, RSA * 2.1],
    ['couple, three children', { ...couple, enfants: [grand, grand, grand] }, RSA * 2.5],
    ['alone, one child', { ...seul, enfants: [grand] }, RSA * 1.5],
    ['alone, two children', { ...seul, enfants: [grand, grand] }, RSA * 1.8],
    ['alone, three children', { ...seul, enfants: [grand, grand, grand] }, RSA * 2.2],
    ['alone, a child under three', { ...seul, enfants: [bebe] }, RSA * 1.71216],
    ['alone, a child under three and another', { ...seul, enfants: [bebe, grand] }, RSA * 2.1402],
    ['alone and pregnant', { ...seul, adultes: [{ ...adulte, enceinte: true }] }, RSA * 1.28412],
    ['lodged for nothing', { ...seul, logement: 'heberge' }, RSA * 0.88],
    ['owner, two persons', { ...couple, logement: 'proprietaire' }, RSA * 1.5 * 0.84],
    ['owner who repays', { ...couple, logement: 'accedant', loyer: 400 }, RSA * 1.5],
    ['housing benefit over the share', { ...seul, prestations: { aideLogement: 300 } }, RSA * 0.88],
    ['housing benefit under the share', { ...seul, prestations: { aideLogement: 50 } }, RSA - 50],
    [
      '20 years old with a child',
      { ...seul, adultes: [{ naissance: '2006-01-01' }], enfants: [grand] },
      RSA * 1.5,
    ],
    ['ASS counts whole', { ...seul, prestations: { ass: 200 } }, RSA - 200],
    ['a child of three', { ...seul, enfants: [{ naissance: '2023-11-01' }] }, RSA * 1.5],
    ['a child of three tomorrow', { ...seul, enfants: [{ naissance: '2023-11-02' }] }, RSA * 1.71216],
    ['a child born this month', { ...couple, enfants: [{ naissance: '2026-11-20' }] }, RSA * 1.8],
    ['20 and pregnant', { ...seul, adultes: [{ naissance: '2006-01-01', enceinte: true }] }, RSA * 1.28412],
    ['24 alone', { ...seul, adultes: [{ naissance: '2001-12-01' }] }, 0],
    ['25 on the first of the month', { ...seul, adultes: [{ naissance: '2001-11-01' }] }, RSA],
    ['24 with somebody of 41', { ...seul, adultes: [{ naissance: '2004-01-01' }, adulte] }, RSA * 1.5],
    ['wages of 400', { ...seul, adultes: [{ ...adulte, revenus: { salaire: 400 } }] }, RSA - 400],
    ['6 € are paid', { ...seul, adultes: [{ ...adulte, revenus: { autres: RSA - 6 } }] }, 6],
    ['5.99 € are not', { ...seul, adultes: [{ ...adulte, revenus: { autres: RSA - 5.99 } }] }, 0],
    // ASF counts up to 22.5 % of 478.16 € per child.
    ['ASF in part', { ...seul, enfants: [grand], prestations: { asf: 200 } }, RSA * 1.5 - 0.225 * 478.16],
    [
      'AF and CF whole',
      { ...couple, enfants: [grand, grand], prestations: { af: 150, cf: 20 } },
      RSA * 2.1 - 170,
    ],
  ] as [string, Foyer, number][])('%s', (_, f, attendu) => {
    expect(montant('rsa', f)).toBeCloseTo(attendu, 1);
  });

  test('the months of reference are M-2 to M-4 since March 2025, M-1 to M-3 before', () => {
    const month = (mois: string, x: number): Foyer => ({
      ...seul,
      adultes: [{ ...adulte, revenus: { salaire: { [mois]: x } } }],
    });
    expect(montant('rsa', month('2026-10', 300))).toBeCloseTo(RSA, 2);
    expect(montant('rsa', month('2026-09', 300))).toBeCloseTo(RSA - 100, 2);
    expect(montant('rsa', month('2026-07', 300))).toBeCloseTo(RSA - 100, 2);
    expect(montant('rsa', month('2026-06', 300))).toBeCloseTo(RSA, 2);
    expect(montant('rsa', month('2025-01', 300), '2025-02')).toBeCloseTo(635.71 - 100, 2);
  });

  test('a benefit by month is read at the month, or at the last one known', () => {
    const f = { ...seul, prestations: { aideLogement: { '2026-09': 60, '2026-10': 50, '2027-01': 10 } } };
    expect(montant('rsa', f)).toBeCloseTo(RSA - 50, 2);
    const now = { ...seul, prestations: { aideLogement: { '2026-10': 50, '2026-11': 30 } } };
    expect(montant('rsa', now)).toBeCloseTo(RSA - 30, 2);
  });
});

describe('prime d’activité (décret 2026-222; CSS L.842-3, D.843-1 and D.843-2)', () => {
  const wage = (salaire: number): Foyer => ({ ...seul, adultes: [{ ...adulte, revenus: { salaire } }] });
  const bonus = 240.63;
  test.each([
    ['no work, no bonus', seul, 0],
    ['500 €: under 59 hours of Smic', wage(500), 0.5985 * 500],
    ['the full bonus at 138 hours', wage(138 * 12.31), 638.28 + bonus + (0.5985 - 1) * 138 * 12.31],
    ['2,200 €: none', wage(2200), 0],
    [
      'lodged for nothing',
      { ...wage(900), logement: 'heberge' },
      638.28 + 0.5985 * 900 + (bonus * (900 - 726.29)) / (1698.78 - 726.29) - 900 - 0.12 * 638.28,
    ],
  ] as [string, Foyer, number][])('%s', (_, f, attendu) => {
    expect(montant('ppa', f)).toBeCloseTo(attendu, 0);
  });

  test('other income and minima count whole, beyond the flat amount', () => {
    const f = wage(1200);
    const chomage = { ...f, adultes: [{ ...adulte, revenus: { salaire: 1200, chomage: 100 } }] };
    for (const g of [chomage, { ...f, prestations: { ass: 100 } }, { ...f, prestations: { aspa: 100 } }]) {
      expect(montant('ppa', g)).toBeCloseTo(montant('ppa', f) - 100, 2);
    }
  });

  test('the least amount is paid, a cent under it is not', () => {
    const seuil = baremes.parametres['ppa.minimumVerse'];
    if (seuil === undefined) throw new Error('no ppa.minimumVerse');
    const withSeuil = (valeur: number): Baremes => ({
      ...baremes,
      parametres: {
        ...baremes.parametres,
        'ppa.minimumVerse': { ...seuil, valeurs: [{ depuis: '2015-10-01', valeur }] },
      },
    });
    expect(montant('ppa', wage(500), '2026-11', withSeuil(299.25))).toBe(299.25);
    expect(montant('ppa', wage(500), '2026-11', withSeuil(299.26))).toBe(0);
  });

  test('each month of reference has its own barème', () => {
    // M = June 2026: February, March (base 633.21) and April (638.28).
    const f: Foyer = { ...seul, adultes: [{ ...adulte, revenus: { salaire: 700 } }] };
    const month = (base: number) => base + 0.5985 * 700 - 700;
    expect(montant('ppa', f, '2026-06')).toBeCloseTo((2 * month(633.21) + month(638.28)) / 3, 1);
  });

  test('a child’s own income: a number only when it changes nothing', () => {
    const enfant = { naissance: '2007-01-10', revenus: { salaire: 400 } };
    const f = (salaire: number): Foyer => ({ ...wage(salaire), enfants: [enfant] });
    expect(codes('ppa', f(3000))).toBe(0);
    expect(codes('ppa', f(1200))).toEqual([['CAS_NON_COUVERT', 'enfants']]);
  });
});

describe('ASPA (circulaire Cnav 2025-29; CSS L.815-1, R.815-29)', () => {
  const vieux = { naissance: '1955-01-01' };
  const f = (revenus: Record<string, number>): Foyer => ({ adultes: [{ ...vieux, revenus }], enfants: [] });
  // 1 January 2026: 12.02 €/h × 151.67 h; nine tenths of it, by quarter.
  const abattement = (0.9 * 12.02 * 151.67) / 3;
  test.each([
    ['nothing', f({}), 1043.6],
    ['a pension', f({ retraite: 800 }), 1043.6 - 800],
    ['wages under the allowance', f({ salaire: abattement }), 1043.6],
    ['wages over it', f({ salaire: abattement + 100 }), 1043.6 - 100],
    ['over the ceiling', f({ retraite: 1043.61 }), 0],
    ['62 and unfit', { adultes: [{ naissance: '1964-11-01', inapte: true }], enfants: [] }, 1043.6],
    ['62 and fit', { adultes: [{ naissance: '1964-11-01' }], enfants: [] }, 0],
    ['61 and unfit', { adultes: [{ naissance: '1964-11-02', inapte: true }], enfants: [] }, 0],
    ['a couple', { adultes: [vieux, vieux], enfants: [] }, 19_442.21 / 12],
    ['a couple, one too young', { adultes: [vieux, adulte], enfants: [] }, 1043.6],
    [
      'a couple, one too young, resources up to the ceiling of a couple',
      {
        adultes: [
          { ...vieux, revenus: { retraite: 900 } },
          { ...adulte, revenus: { chomage: 300 } },
        ],
        enfants: [],
      },
      19_442.21 / 12 - 1200,
    ],
    ['ASS counts', { ...f({}), prestations: { ass: 300 } }, 1043.6 - 300],
    ['no ten years', { adultes: [{ ...vieux, residenceReguliere10Ans: false }], enfants: [] }, 0],
    ['no birth day', { adultes: [{}], enfants: [] }, 0],
  ] as [string, Foyer, number][])('%s', (_, foyer, attendu) => {
    expect(Math.abs(montant('aspa', foyer) - attendu)).toBeLessThanOrEqual(0.05);
  });
});

describe('what is refused, never a number', () => {
  test.each([
    ['overseas', { ...seul, outreMer: true }, [['CAS_NON_COUVERT', 'outreMer']]],
    ['just separated', { ...seul, isolementRecent: true }, [['CAS_NON_COUVERT', 'isolementRecent']]],
    ['unknown housing', { ...seul, logement: 'péniche' }, [['CAS_NON_COUVERT', 'logement']]],
    [
      'a child of 25',
      { ...seul, enfants: [{ naissance: '2001-11-01' }] },
      [['CAS_NON_COUVERT', 'enfants.0.naissance']],
    ],
    [
      'a child who earns',
      { ...seul, enfants: [{ ...grand, revenus: { salaire: 100 } }] },
      [['CAS_NON_COUVERT', 'enfants']],
    ],
    [
      'independent and apprentice',
      {
        ...couple,
        adultes: [
          { ...adulte, revenus: { independant: 500, salaire: 10 } },
          { ...adulte, revenus: { apprentissage: 900 } },
        ],
      },
      [
        ['CAS_NON_COUVERT', 'adultes.0.revenus.independant'],
        ['CAS_NON_COUVERT', 'adultes.1.revenus.apprentissage'],
      ],
    ],
    [
      'AAH',
      { ...seul, adultes: [{ ...adulte, revenus: { aah: 900 } }] },
      [['CAS_NON_COUVERT', 'adultes.0.revenus.aah']],
    ],
    [
      'resources of another right',
      { ...seul, adultes: [{ ...adulte, revenus: { ressourcesAspa: 0 } }] },
      [['CAS_NON_COUVERT', 'adultes.0.revenus.ressourcesAspa']],
    ],
    ['no birth day', { ...seul, adultes: [{}] }, [['FAIT_MANQUANT', 'adultes.0.naissance']]],
    [
      'no birth day of a child',
      { ...seul, enfants: [grand, {}] },
      [['FAIT_MANQUANT', 'enfants.1.naissance']],
    ],
    ['no adult', { ...seul, adultes: [] }, [['CHAMP_INVALIDE', 'adultes']]],
    ['three adults', { ...seul, adultes: [adulte, adulte, adulte] }, [['CHAMP_INVALIDE', 'adultes']]],
    [
      'everything at once',
      {
        adultes: [{ naissance: '2026-02-30', nom: 'Zoé Martin' }],
        enfants: [{ revenus: { salaire: -1 } }],
        prestations: { af: Number.POSITIVE_INFINITY, apl: 3 },
      },
      [
        ['CHAMP_INVALIDE', 'adultes.0.naissance'],
        ['CHAMP_INCONNU', 'adultes.0.nom'],
        ['CHAMP_INVALIDE', 'enfants.0.revenus.salaire'],
        ['CHAMP_INVALIDE', 'prestations.af'],
        ['CHAMP_INCONNU', 'prestations.apl'],
      ],
    ],
    [
      'a birth after the month',
      { ...seul, enfants: [{ naissance: '2026-12-01' }] },
      [['CHAMP_INVALIDE', 'enfants.0.naissance']],
    ],
  ])('%s', (_, f, attendu) => {
    expect(codes('rsa', f)).toEqual(attendu);
  });

  test('a child’s birth day that changes nothing is not asked for', () => {
    expect(codes('rsa', { ...couple, enfants: [{}] })).toBeCloseTo(RSA * 1.8, 1);
    expect(codes('rsa', { ...seul, enfants: [bebe, {}] })).toBeCloseTo(RSA * 2.1402, 1);
    expect(codes('ppa', { ...seul, enfants: [{}] })).toEqual([['FAIT_MANQUANT', 'enfants.0.naissance']]);
  });

  test('past validUntil, each right says which barème is stale', () => {
    expect(codes('rsa', seul, '2027-04')).toContainEqual(['BAREME_PERIME', 'rsa.base']);
    expect(codes('ppa', seul, '2027-02')).toBe(0);
    expect(codes('ppa', seul, '2027-03')).toEqual([['BAREME_PERIME', 'smic.horaireBrut']]);
    expect(codes('aspa', seul, '2027-01')).toContainEqual(['BAREME_PERIME', 'aspa.plafondSeul']);
    expect(codes('rsa', seul, '2026-12')).toBeCloseTo(RSA, 2);
  });

  test('before the first value, and a month that is none', () => {
    expect(codes('rsa', seul, '2010-01')).toContainEqual(['BAREME_ABSENT', 'rsa.base']);
    expect(codes('rsa', seul, '2026-13')).toEqual([['DATE_INVALIDE', 'mois']]);
  });

  test('no value of the household is ever repeated', () => {
    const r = estimateDroit(
      'rsa',
      { ...seul, adultes: [{ ...adulte, revenus: { aah: 931.17 } }] },
      '2026-11',
    );
    expect(JSON.stringify(r)).not.toMatch(/931|1985/);
  });

  test('a right that is not estimated is a mistake of the program', () => {
    expect(() => estimateDroit('apl' as DroitEstime, seul, '2026-11')).toThrow(TypeError);
    expect(() => estimateDroit('constructor' as DroitEstime, seul, '2026-11')).toThrow(TypeError);
  });
});

test.each([
  ['locataire_vide', 'locataire'],
  ['loge_gratuitement', 'heberge'],
  ['Propriétaire', undefined],
  ['PROPRIETAIRE', 'proprietaire'],
  ['primo_accedant', 'accedant'],
  ['constructor', undefined],
])('housing %j: %s', (logement, attendu) => {
  expect(readLogement(logement)).toBe(attendu);
});

const DROITS = ['rsa', 'ppa', 'aspa'] as const;
const euros = fc.double({ min: 0, max: 4000, noNaN: true });
const membre = fc.record(
  {
    naissance: fc.integer({ min: 1930, max: 2025 }).map((y) => `${String(y)}-05-17`),
    revenus: fc.dictionary(fc.constantFrom(...REVENUS), euros),
    enceinte: fc.boolean(),
    inapte: fc.boolean(),
    residenceReguliere10Ans: fc.boolean(),
  },
  { requiredKeys: [] },
);
const foyer: fc.Arbitrary<Foyer> = fc.record(
  {
    adultes: fc.array(membre, { minLength: 1, maxLength: 2 }),
    enfants: fc.array(membre, { maxLength: 4 }),
    logement: fc.constantFrom(...LOGEMENTS),
    loyer: euros,
    prestations: fc.record(
      { af: euros, cf: euros, asf: euros, pajeBase: euros, aspa: euros, ass: euros, aideLogement: euros },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: ['adultes', 'enfants'] },
);

test('an estimate is a finite amount, zero or more, or a refusal with reasons', () => {
  fc.assert(
    fc.property(
      foyer,
      fc.constantFrom(...DROITS),
      fc.constantFrom('2018-05', '2026-11'),
      (f, droit, mois) => {
        const r = estimateDroit(droit, f, mois);
        if (r.ok) expect(Number.isFinite(r.value) && r.value >= 0).toBe(true);
        else expect(r.motifs.length).toBeGreaterThan(0);
      },
    ),
    { numRuns: 3000 },
  );
});

test('nothing that comes in throws', () => {
  fc.assert(
    fc.property(fc.anything(), fc.string(), fc.constantFrom(...DROITS), (f, mois, droit) => {
      expect(estimateDroit(droit, f as Foyer, mois).ok).toBe(false);
    }),
    { numRuns: 1000 },
  );
});

test('more resources never give more ASPA, nor more RSA', () => {
  fc.assert(
    fc.property(foyer, euros, euros, (f, x, y) => {
      const give = (autres: number): Foyer => ({
        ...f,
        enfants: [],
        adultes: f.adultes.map((a) => ({
          ...a,
          naissance: '1950-01-01',
          revenus: { retraite: 10, salaire: 5, autres },
        })),
      });
      const [low, high] = [Math.min(x, y), Math.max(x, y)];
      for (const droit of ['aspa', 'rsa'] as const) {
        expect(montant(droit, give(high))).toBeLessThanOrEqual(montant(droit, give(low)));
      }
    }),
    { numRuns: 1000 },
  );
});

test('ASPA never lifts a household above its ceiling, nor above the maximum', () => {
  fc.assert(
    fc.property(euros, euros, fc.boolean(), (x, y, deux) => {
      const one = (ressourcesAspa: number) => ({ naissance: '1950-01-01', revenus: { ressourcesAspa } });
      const f = { adultes: deux ? [one(x), one(y)] : [one(x)], enfants: [] };
      const plafond = (deux ? 19_442.21 : 12_523.14) / 12;
      const ressources = deux ? x + y : x;
      const aspa = montant('aspa', f);
      expect(aspa).toBeLessThanOrEqual(plafond + 0.01);
      if (aspa > 0) expect(aspa + ressources).toBeLessThanOrEqual(plafond + 0.01);
    }),
    { numRuns: 1000 },
  );
});

test('another barème is followed: the base doubled doubles an RSA without resources', () => {
  const base = baremes.parametres['rsa.base'];
  if (base === undefined) throw new Error('no rsa.base');
  const valeurs = base.valeurs.map((v) => ({ ...v, valeur: 2 * Number(v.valeur) }));
  const b = { ...baremes, parametres: { ...baremes.parametres, 'rsa.base': { ...base, valeurs } } };
  expect(montant('rsa', couple, '2026-11', b)).toBeCloseTo(2 * montant('rsa', couple), 1);
});
