import { randomBytes } from 'node:crypto';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { discreteLaplace, dpBudget, dpCounts, spend } from './dp.ts';
import type { DpBudget, DpUniverse } from './dp.ts';
import { releaseSpec, toCsv } from './index.ts';
import type { Alea, ReleaseSpec, Resultat } from './index.ts';

const value = <T>(resultat: Resultat<T>): T => {
  if (!resultat.ok) throw new Error(resultat.motifs.map(({ phrase }) => phrase).join('\n'));
  return resultat.value;
};
const codes = (resultat: Resultat<unknown>): string[] =>
  resultat.ok ? [] : resultat.motifs.map(({ code }) => code);

/** A seeded chance, good enough for a χ² and fast: SplitMix32, a byte a draw. */
function seeded(seed: number): Alea {
  let state = seed >>> 0;
  return (octets) =>
    Uint8Array.from({ length: octets }, () => {
      state = (state + 0x9e3779b9) >>> 0;
      let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
      mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
      return (mixed ^ (mixed >>> 15)) & 255;
    });
}

/** χ² of draws over −12…12 and both tails, for the scale t/s. */
function chiSquare(draws: number, t: bigint, s: bigint, alea: Alea): { chi2: number; mean: number } {
  const seen = new Map<number, number>();
  let absolute = 0;
  for (let draw = 0; draw < draws; draw += 1) {
    const x = Number(discreteLaplace(t, s, alea));
    absolute += Math.abs(x);
    const place = Math.max(-13, Math.min(13, x));
    seen.set(place, (seen.get(place) ?? 0) + 1);
  }
  const p = Math.exp(-Number(s) / Number(t));
  const scale = (1 - p) / (1 + p);
  let chi2 = 0;
  for (let place = -13; place <= 13; place += 1) {
    const tail = Math.abs(place) === 13;
    const probability = tail ? (scale * p ** 13) / (1 - p) : scale * p ** Math.abs(place);
    const expected = draws * probability;
    chi2 += ((seen.get(place) ?? 0) - expected) ** 2 / expected;
  }
  return { chi2, mean: absolute / draws };
}

// χ² with 26 degrees of freedom is above this once in 10 000.
const ONE_IN_TEN_THOUSAND = 61.66;

describe('discreteLaplace', () => {
  it('C8: t/s = 2/1 is not rejected by a χ² over −12…12 at 10⁻⁴, on 10⁵ draws', () => {
    const { chi2, mean } = chiSquare(100_000, 2n, 1n, seeded(8));
    expect(chi2).toBeLessThan(ONE_IN_TEN_THOUSAND);
    // ε = 0.5: E|X| = 1.919.
    expect(mean).toBeCloseTo(1.919, 1);
  });

  it.skipIf(process.env.PORTE_PLUME_LENT !== '1')('C8: t/s = 2/1, on 10⁶ draws', () => {
    const { chi2, mean } = chiSquare(1_000_000, 2n, 1n, seeded(88));
    expect(chi2).toBeLessThan(ONE_IN_TEN_THOUSAND);
    expect(mean).toBeCloseTo(1.919, 2);
  });

  it('follows its law for other fractions, and the χ² does reject another scale', () => {
    expect(chiSquare(30_000, 5n, 2n, seeded(1)).chi2).toBeLessThan(ONE_IN_TEN_THOUSAND);
    expect(chiSquare(30_000, 7n, 3n, seeded(2)).chi2).toBeLessThan(ONE_IN_TEN_THOUSAND);
    expect(chiSquare(30_000, 300n, 100n, seeded(3)).chi2).toBeLessThan(ONE_IN_TEN_THOUSAND);
    const alea = seeded(4);
    const draws = Array.from({ length: 30_000 }, () => Number(discreteLaplace(9n, 4n, alea)));
    const p = Math.exp(-1 / 2);
    const expected = (30_000 * (1 - p)) / (1 + p);
    const zeros = draws.filter((x) => x === 0).length;
    expect(Math.abs(zeros - expected)).toBeGreaterThan(5 * Math.sqrt(expected));
  });

  it('draws from big fractions, and gives the same value to the same chance', () => {
    const big = 10n ** 30n;
    const draw = (): bigint => discreteLaplace(2n * big + 1n, big, seeded(5));
    expect(draw()).toBe(draw());
    const spread = new Set(
      Array.from({ length: 50 }, (_, seed) => discreteLaplace(big, 1n, seeded(seed)) > 10n ** 20n),
    );
    expect(spread.size).toBe(2);
    expect(() => discreteLaplace(0n, 1n, seeded(1))).toThrow(RangeError);
    expect(() => discreteLaplace(1n, -1n, seeded(1))).toThrow(RangeError);
    expect(() => discreteLaplace(1n, 1n, () => new Uint8Array(0))).toThrow(RangeError);
  });
});

const spec = (
  dimensions: object[],
  tables: string[][] = [['site', 'mois']],
  more: object = {},
): ReleaseSpec =>
  value(
    releaseSpec({
      version: 1,
      id: 'ouvert',
      unit: 'intervention',
      measure: { type: 'records' },
      dimensions,
      tables,
      rules: 'FR_SOCIAL_5',
      ...more,
    }),
  );

const closed = [
  { code: 'site', hierarchies: [{ Total: ['Z1', 'Z2'], Z1: ['s0', 's1'], Z2: ['s2'] }] },
  { code: 'mois', codes: ['m0', 'm1'] },
];
const rows = Array.from({ length: 3000 }, (_, row) => ({
  who: `p${row % 700}`,
  site: `s${(row * 7) % 3}`,
  mois: `m${Math.floor(row / 1500)}`,
}));
const columns = {
  who: rows.map(({ who }) => who),
  site: rows.map(({ site }) => site),
  mois: rows.map(({ mois }) => mois),
};
const options = { person: 'who', maxContributions: 2, epsilon: '1/2', alea: (n: number) => randomBytes(n) };

describe('dpCounts', () => {
  it('clips the records of each person, says so to the controller, and keeps the sums', () => {
    const released = value(dpCounts(spec(closed), columns, options));
    // 700 persons with 4 or 5 records each: two are kept.
    expect(released.internal).toEqual({ clippedRecords: 3000 - 1400, clippedPersons: 700 });
    expect(released).toMatchObject({ epsilon: '1/2', maxContributions: 2 });
    expect(released.meanError).toBeCloseTo(1 / Math.sinh(0.25), 9);
    const at = (site: string, mois: string): number =>
      released.cells.find(({ key }) => key.site === site && key.mois === mois)?.valeur ?? NaN;
    for (const mois of ['m0', 'm1', 'Total']) {
      expect(at('s0', mois) + at('s1', mois)).toBe(at('Z1', mois));
      expect(at('Z1', mois) + at('Z2', mois)).toBe(at('Total', mois));
    }
    for (const site of ['s0', 's1', 's2', 'Z1', 'Z2', 'Total']) {
      expect(at(site, 'm0') + at(site, 'm1')).toBe(at(site, 'Total'));
    }
    expect(Math.abs(at('Total', 'Total') - 1400)).toBeLessThan(300);
  });

  it('adds to each inner cell a noise of scale contributions/ε: χ² of its draws', () => {
    const one = spec([{ code: 'site', codes: ['s0', 's1', 's2'] }], [['site']]);
    const alea = seeded(77);
    const seen = new Map<number, number>();
    const turns = 4000;
    const truth = [0, 1, 2].map((site) => columns.site.filter((code) => code === `s${site}`).length);
    const few = { who: columns.who.map((_, row) => `q${row}`), site: columns.site };
    for (let turn = 0; turn < turns / 3; turn += 1) {
      const { cells } = value(dpCounts(one, few, { ...options, epsilon: '1', alea }));
      cells.slice(1).forEach(({ valeur }, site) => {
        const noise = Math.max(-9, Math.min(9, valeur - (truth[site] ?? 0)));
        seen.set(noise, (seen.get(noise) ?? 0) + 1);
      });
    }
    const draws = [...seen.values()].reduce((sum, count) => sum + count, 0);
    const p = Math.exp(-1 / 2);
    const scale = (1 - p) / (1 + p);
    let chi2 = 0;
    for (let noise = -9; noise <= 9; noise += 1) {
      const probability = Math.abs(noise) === 9 ? (scale * p ** 9) / (1 - p) : scale * p ** Math.abs(noise);
      chi2 += ((seen.get(noise) ?? 0) - draws * probability) ** 2 / (draws * probability);
    }
    // χ² with 18 degrees of freedom is above this once in 10 000.
    expect(chi2).toBeLessThan(48.0);
  });

  it('never lets one person move the counts by more than the contributions allowed: 300 registers', () => {
    const still: Alea = (octets) => new Uint8Array(octets).fill(1);
    const records = fc.array(
      fc.record({ who: fc.integer({ min: 0, max: 5 }), site: fc.integer({ min: 0, max: 2 }) }),
      { minLength: 8, maxLength: 30 },
    );
    const one = spec([{ code: 'site', codes: ['s0', 's1', 's2'] }], [['site']]);
    const release = (list: readonly { who: number; site: number }[], most: number): number[] =>
      value(
        dpCounts(
          one,
          { who: list.map(({ who }) => `p${who}`), site: list.map(({ site }) => `s${site}`) },
          // The same noise each time: what differs is what the person changes.
          { ...options, maxContributions: most, alea: still },
        ),
      ).cells.map(({ valeur }) => valeur);
    fc.assert(
      fc.property(records, fc.integer({ min: 1, max: 4 }), (list, most) => {
        const without = list.filter(({ who }) => who !== 0);
        fc.pre(without.length > 0);
        const before = release(list, most).slice(1);
        const after = release(without, most).slice(1);
        const moved = before.reduce((sum, n, cell) => sum + Math.abs(n - (after[cell] ?? 0)), 0);
        expect(moved).toBeLessThanOrEqual(most);
      }),
      { numRuns: 300, seed: 10 },
    );
  });

  it('refuses what the data would tell, all at once', () => {
    const open = spec(
      [{ code: 'site' }, { code: 'mois', codes: ['m0', 'm1'] }],
      [['site', 'mois'], ['site']],
    );
    const refused = dpCounts(open, columns, { ...options, epsilon: '0', maxContributions: 0, person: 'nom' });
    expect(codes(refused)).toEqual([
      'SPEC_INVALID',
      'SPEC_INVALID',
      'SPEC_INVALID',
      'SPEC_INVALID',
      'COLUMN_MISSING',
    ]);
    const gaps = { ...columns, mois: columns.mois.with(0, '') };
    expect(codes(dpCounts(spec(closed), gaps, options))).toEqual(['SPEC_INVALID']);
    const nobody = { ...columns, who: columns.who.with(4, '') };
    expect(codes(dpCounts(spec(closed), nobody, options))).toEqual(['VALUE_UNKNOWN']);
  });

  it('gives nothing that an exporter takes', () => {
    const released = value(dpCounts(spec(closed), columns, options));
    /* eslint-disable @typescript-eslint/no-unsafe-class-instance-assignment -- what must not compile */
    // @ts-expect-error counts with noise are not a protected table
    expect(() => toCsv(released)).toThrow(TypeError);
    /* eslint-enable @typescript-eslint/no-unsafe-class-instance-assignment */
  });
});

describe('spend', () => {
  const march: DpUniverse = { id: 'interventions-42', period: { from: '2026-03', to: '2026-03' } };
  const april: DpUniverse = { id: 'interventions-42', period: { from: '2026-04', to: '2026-04' } };
  const pay = (budget: DpBudget, universe: DpUniverse, epsilon = '1/2'): Resultat<DpBudget> =>
    spend(budget, { releaseId: `r${budget.expenses.length}`, epsilon, universe });
  const one = value(dpBudget('1'));

  it('adds up over the same universe, then refuses the overdraft and says what is left', () => {
    const twice = value(pay(value(pay(one, march)), march));
    const refused = pay(twice, march, '1/1000');
    expect(refused.ok ? [] : refused.motifs).toMatchObject([
      { code: 'BUDGET_EXHAUSTED', details: { spent: '1', left: '0' } },
    ]);
    expect(value(pay(value(pay(one, march, '1/3')), march, '2/3')).expenses).toHaveLength(2);
  });

  it('takes months of one register as overlapping, unless nobody is in two of them', () => {
    const spent = value(pay(one, march, '1'));
    expect(codes(pay(spent, april))).toEqual(['BUDGET_EXHAUSTED']);
    const apart = value(pay(one, { ...march, oneMonthEach: true }, '1'));
    expect(codes(pay(apart, april))).toEqual(['BUDGET_EXHAUSTED']);
    expect(codes(pay(apart, { ...april, oneMonthEach: true }, '1'))).toEqual([]);
    expect(codes(pay(apart, { ...march, oneMonthEach: true }))).toEqual(['BUDGET_EXHAUSTED']);
  });

  it('spends in parallel over parts that share nobody, and adds up over registers that may', () => {
    const north = value(pay(one, { ...march, part: 'nord' }, '1'));
    expect(codes(pay(north, { ...march, part: 'sud' }, '1'))).toEqual([]);
    expect(codes(pay(north, march))).toEqual(['BUDGET_EXHAUSTED']);
    expect(codes(pay(north, { ...march, id: 'demandes-42' }))).toEqual(['BUDGET_EXHAUSTED']);
    expect(codes(pay(north, { ...march, id: 'demandes-42', part: 'sud' }))).toEqual(['BUDGET_EXHAUSTED']);
  });

  it('never lets any person spend more than the budget: 1 000 sequences', () => {
    const universe = fc.record({
      from: fc.integer({ min: 1, max: 6 }),
      length: fc.integer({ min: 0, max: 3 }),
      part: fc.constantFrom('nord', 'sud', ''),
      oneMonthEach: fc.boolean(),
      tenths: fc.integer({ min: 1, max: 6 }),
    });
    fc.assert(
      fc.property(fc.array(universe, { maxLength: 12 }), (asked) => {
        let budget = one;
        const paid: typeof asked = [];
        for (const next of asked) {
          const { from, length, part, oneMonthEach, tenths } = next;
          const period = { from: `2026-0${from}`, to: `2026-0${from + length}` };
          const result = pay(
            budget,
            { id: 'r', period, oneMonthEach, ...(part !== '' && { part }) },
            `${tenths}/10`,
          );
          if (!result.ok) continue;
          budget = result.value;
          paid.push(next);
        }
        // A person of one part, seen in one month only: the least that anyone could have spent.
        for (const part of ['nord', 'sud']) {
          for (let month = 1; month <= 9; month += 1) {
            const tenths = paid
              .filter(
                (p) => (p.part === '' || p.part === part) && p.from <= month && month <= p.from + p.length,
              )
              .reduce((sum, p) => sum + p.tenths, 0);
            expect(tenths).toBeLessThanOrEqual(10);
          }
          // A person seen every month, wherever that is not excluded.
          const everywhere = paid
            .filter((p) => (p.part === '' || p.part === part) && !p.oneMonthEach)
            .reduce((sum, p) => sum + p.tenths, 0);
          expect(everywhere).toBeLessThanOrEqual(10);
        }
      }),
      { numRuns: 1000, seed: 51 },
    );
  });

  it('refuses a fraction that is none, a month that is none, a release paid twice, and stays plain JSON', () => {
    expect(codes(dpBudget('0'))).toEqual(['SPEC_INVALID']);
    expect(codes(dpBudget('0,5'))).toEqual(['SPEC_INVALID']);
    const wrong = { ...march, period: { from: '2026-04', to: '2026-13' } };
    expect(codes(pay(one, wrong, '1/0'))).toEqual(['SPEC_INVALID', 'SPEC_INVALID']);
    const paid = value(pay(one, march, '2/8'));
    expect(codes(spend(paid, { releaseId: 'r0', epsilon: '1/4', universe: april }))).toEqual([
      'SPEC_INVALID',
    ]);
    expect(JSON.parse(JSON.stringify(paid))).toEqual(paid);
    expect(paid.expenses[0]?.epsilon).toBe('1/4');
  });
});
