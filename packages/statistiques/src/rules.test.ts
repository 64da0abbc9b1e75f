import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  audit,
  buildCube,
  protect,
  releaseSpec,
  type ProtectOptions,
  type RawCube,
  type Resultat,
} from './index.ts';
import {
  dominanceRule,
  groupDisclosure,
  magnitudeVerdict,
  nkRule,
  norms,
  pPercentRule,
  type Norm,
} from './rules.ts';

const value = <T>(resultat: Resultat<T>): T => {
  if (!resultat.ok) throw new Error(resultat.motifs.map(({ phrase }) => phrase).join('\n'));
  return resultat.value;
};
const alea = (octets: number): Uint8Array => new Uint8Array(octets);

function cubeOf(rows: readonly (readonly number[])[], threshold = 3): RawCube {
  const spec = value(
    releaseSpec({
      version: 1,
      id: 'regles',
      unit: 'intervention',
      measure: { type: 'frequency', column: 'n' },
      dimensions: [{ code: 'row' }, { code: 'column' }],
      tables: [['row', 'column']],
      rules: { id: 'T', threshold },
    }),
  );
  const cells = rows.flatMap((line, i) => line.map((n, j) => ({ row: `r${i}`, column: `c${j}`, n })));
  return value(
    buildCube(spec, {
      row: cells.map(({ row }) => row),
      column: cells.map(({ column }) => column),
      n: cells.map(({ n }) => n),
    }),
  );
}

async function maskedOf(cube: RawCube, o: Partial<ProtectOptions>): Promise<string[]> {
  const { table } = value(await protect(cube, { level: 'exact', alea, ...o }));
  const report = value(await audit(table, { mode: 'intervals', integer: true }));
  expect(report.exact).toBe(0);
  return table.cells.flatMap(({ key, valeur }) =>
    valeur === null ? [`${key.row ?? ''}/${key.column ?? ''}`] : [],
  );
}

describe('magnitude rules', () => {
  it('C2 p % and (1,90): 50 000 and 49 000 of 100 000 are safe under the one and not under the other', () => {
    const contributions = [1000, 49_000, 50_000];
    expect(nkRule(contributions, { n: 1, k: 90 }).sensitive).toBe(false);
    for (const p of [2.1, 5, 10, 50]) {
      const verdict = pPercentRule(contributions, p);
      expect(verdict.sensitive).toBe(true);
      expect(verdict.upperProtection).toBeCloseTo((p / 100) * 50_000 - 1000, 6);
    }
    expect(pPercentRule(contributions, 2)).toEqual({ sensitive: false, upperProtection: 0 });
  });

  it('C2 weighted (1,85): the largest unweighted contribution against the weighted total', () => {
    const rule = { contributors: 1, percent: 85 };
    expect(dominanceRule([90, 10], rule)).toEqual({
      sensitive: true,
      upperProtection: (100 / 85) * 90 - 100,
    });
    // A weighted total of 110: 90 is 82 % of it.
    expect(dominanceRule([90, 10], rule, [1, 2]).sensitive).toBe(false);
    expect(dominanceRule([90, 10], rule, [1, 1.5]).sensitive).toBe(true);
  });

  it('property: raised by its upper protection, a sum is no longer sensitive', () => {
    const contributions = fc.array(fc.integer({ min: 1, max: 10_000 }), { minLength: 3, maxLength: 8 });
    fc.assert(
      fc.property(
        contributions,
        fc.integer({ min: 51, max: 99 }),
        fc.integer({ min: 1, max: 3 }),
        (x, k, n) => {
          const { sensitive, upperProtection } = nkRule(x, { n, k });
          const largest = x
            .toSorted((a, b) => b - a)
            .slice(0, n)
            .reduce((a, b) => a + b, 0);
          const total = x.reduce((a, b) => a + b, 0);
          expect(sensitive).toBe(largest * 100 > k * total);
          if (sensitive) expect((total + upperProtection) * k).toBeCloseTo(largest * 100, 4);
          const estimate = pPercentRule(x, k);
          if (estimate.sensitive) expect(estimate.upperProtection).toBeGreaterThan(0);
        },
      ),
      { numRuns: 1000, seed: 2 },
    );
  });

  it('a norm asks for enough contributors and no dominance', () => {
    const norm = norms.FR_ENTREPRISE_3_85;
    expect(magnitudeVerdict([40, 30, 30], norm).sensitive).toBe(false);
    expect(magnitudeVerdict([50, 50], norm).sensitive).toBe(true);
    expect(magnitudeVerdict([900, 50, 50], norm)).toEqual({
      sensitive: true,
      upperProtection: (100 / 85) * 900 - 1000,
    });
    expect(magnitudeVerdict([50_000, 49_000, 1000], norm, { pPercent: 5 }).sensitive).toBe(true);
    expect(magnitudeVerdict([], norm)).toEqual({ sensitive: false, upperProtection: 0 });
    expect(() => nkRule([-1], { n: 1, k: 90 })).toThrow(RangeError);
  });
});

describe('group disclosure and zeros', () => {
  it('C3 a row {6, 0} is disclosive at k = 0, {5, 1} at k = 1', async () => {
    expect(groupDisclosure([6, 0], { k: 0 })).toEqual([0]);
    expect(groupDisclosure([5, 1], { k: 0 })).toEqual([]);
    expect(groupDisclosure([5, 1], { k: 1 })).toEqual([0]);
    expect(groupDisclosure([0, 0], { k: 1 })).toEqual([]);

    const six = cubeOf([
      [6, 0],
      [9, 8],
      [7, 12],
    ]);
    expect(await maskedOf(six, {})).toEqual([]);
    const masked = await maskedOf(six, { rules: { groupDisclosure: { k: 0 } } });
    expect(masked).toContain('r0/c0');
    // The zero beside it is masked rather than a margin.
    expect(masked).toContain('r0/c1');
    expect(masked).toHaveLength(4);

    const five = cubeOf(
      [
        [5, 1],
        [9, 8],
        [7, 12],
      ],
      2,
    );
    expect(await maskedOf(five, { rules: { groupDisclosure: { k: 1 } } })).toContain('r0/c0');
  });

  it('protectZeros masks zeros like small counts', async () => {
    const cube = cubeOf([
      [6, 0, 7],
      [9, 8, 9],
      [7, 12, 8],
    ]);
    expect(await maskedOf(cube, {})).toEqual([]);
    expect(await maskedOf(cube, { rules: { protectZeros: true } })).toContain('r0/c1');
  });

  it('a norm given by the caller replaces the one of the specification', async () => {
    const norm: Norm = { ...norms.FR_STRICT_11, id: 'LOCAL_7', version: '2027-01', threshold: 7 };
    const cube = cubeOf([
      [6, 20, 30],
      [9, 18, 19],
      [17, 12, 18],
    ]);
    expect(await maskedOf(cube, {})).toEqual([]);
    const { table, norm: applied, threshold } = value(await protect(cube, { level: 'exact', alea, norm }));
    expect(table.cells.find(({ key }) => key.row === 'r0' && key.column === 'c0')?.valeur).toBeNull();
    expect([applied.id, applied.version, threshold]).toEqual(['LOCAL_7', '2027-01', 7]);
    const wrong = await protect(cube, { level: 'exact', alea, norm: { ...norm, threshold: 1 } });
    expect(wrong).toMatchObject({ ok: false, motifs: [{ code: 'SPEC_INVALID', path: ['norm'] }] });
  });
});

describe('forbidden dimensions', () => {
  const specOf = (dimension: object, more: object = {}): Resultat<RawCube> => {
    const spec = releaseSpec({
      version: 1,
      id: 'interdit',
      unit: 'intervention',
      measure: { type: 'records' },
      dimensions: [{ code: 'site' }, dimension],
      tables: [['site']],
      rules: 'FR_SOCIAL_5',
      ...more,
    });
    const column = { site: ['S1'], x: ['a'], Nom_Agent: ['a'] };
    return buildCube(value(spec), { ...column, ...Object.fromEntries(CODES.map((code) => [code, ['a']])) });
  };
  const CODES = [
    'nationalite',
    'nationality',
    'pays_origine',
    'origin',
    'sante',
    'health',
    'handicap',
    'religion',
    'ecrivain',
    'agent',
    'travailleur_social',
    'worker',
  ];

  it.each(CODES)('%s is refused before anything is read, unless it is allowed', (code) => {
    expect(specOf({ code })).toMatchObject({
      ok: false,
      motifs: [{ code: 'FORBIDDEN_DIMENSION', path: ['dimensions', 1] }],
    });
    expect(specOf({ code }, { allow: [code] }).ok).toBe(true);
  });

  it('the column counts as much as the code, and other words hold no forbidden one', () => {
    expect(specOf({ code: 'd', column: 'Nom_Agent' }).ok).toBe(false);
    for (const code of ['agenda', 'age', 'situation', 'demarche', 'santenay']) {
      expect(specOf({ code, column: 'x' }).ok).toBe(true);
    }
  });
});
