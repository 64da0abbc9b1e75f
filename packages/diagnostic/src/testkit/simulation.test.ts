import { describe, expect, it, test } from 'vitest';
import { evaluate } from '../compile.ts';
import { arbreIllectronisme2021 as arbre, entretienIllectronisme2021, type Plan } from '../plan.ts';
import { calibration, mulberry32, simulate, type PopulationSimulee, type Simulation } from '../testkit.ts';

const PERSONS = 20_000;
const SEED = 20_261_122;
const tree: Plan = { ...arbre, showPolicy: 'none' };

function population(id: string): PopulationSimulee {
  const found = calibration.populations.find((p) => p.id === id);
  if (found === undefined) throw new Error(`No ${id}`);
  return found;
}
const general = population('general-fr-16-74');
const service = population('service-public');
const play = (plan: Plan, who: PopulationSimulee, persons = PERSONS): Simulation =>
  simulate(plan, calibration, who, { persons, random: mulberry32(SEED) });

/** Within four standard errors; a share without variation must be exact. */
function agrees(
  found: Simulation,
  exact: Readonly<Partial<Record<keyof ReturnType<typeof evaluate>, number>>>,
): void {
  for (const [name, attendu] of Object.entries(exact)) {
    const { value, se } = found[name as 'items'];
    expect(Math.abs(value - attendu), `${name}: ${value} ± ${se}, exact ${attendu}`).toBeLessThanOrEqual(
      4 * se + 1e-9,
    );
  }
}

describe('seed 20261122, 20 000 persons: every figure within 4 standard errors of the exact one', () => {
  it.each(calibration.populations.map(({ id }) => id))('%s', (id) => {
    const who = population(id);
    const found = play(tree, who);
    agrees(found, evaluate(arbre.root, calibration, who));
    expect(found.sensitivity.value).toBe(1);
    expect(found.shown.value).toBe(0);
    if (id === 'general-fr-16-74') expect(found.p95).toBeLessThanOrEqual(5);
  });

  it('the exact interview, general population (5 000)', () => {
    const found = play({ ...entretienIllectronisme2021, showPolicy: 'none' }, general, 5_000);
    agrees(found, { items: 2.7084, questions: 3.5724, sensitivity: 1, specificity: 1, agreement: 1 });
  });

  it.each([
    [0.03, 0.03],
    [0.1, 0.05],
  ])('misreport %d / %d, said (20 000), then shown (4 000)', (falseYes, falseNo) => {
    const said = { ...service, falseYes, falseNo };
    agrees(play(tree, said), evaluate(arbre.root, calibration, said));
    const shown = { ...said, shownFalseYes: 0.01, shownFalseNo: 0.02 };
    const seen = { falseYes: falseYes * 0.01, falseNo: 1 - (1 - falseNo) * (1 - 0.02) };
    agrees(
      play({ ...arbre, showPolicy: 'all' }, shown, 4_000),
      evaluate(arbre.root, calibration, { ...service, ...seen }),
    );
  });
});

test('showing the decisive yes alone finds as many as showing every yes, for under two tasks', () => {
  const who = { ...service, falseYes: 0.1, falseNo: 0.05, shownFalseYes: 0.01, shownFalseNo: 0.02 };
  const found = play(arbre, who, 4_000);
  expect(found.sensitivity.value).toBeGreaterThanOrEqual(0.98);
  expect(found.shown.value).toBeLessThan(2);
});

test('same seed, same figures; a person is drawn from the caller’s generator alone', () => {
  expect(play(tree, service, 500)).toEqual(play(tree, service, 500));
  const other = simulate(tree, calibration, service, { persons: 500, random: mulberry32(1) });
  expect(other).not.toEqual(play(tree, service, 500));
});

test('an interview that is refused, or asks what the calibration lacks, is a programmer error', () => {
  const few = { ...calibration, items: calibration.items.filter(({ code }) => code !== 'IBUY') };
  const options = { persons: 10, random: mulberry32(1) };
  expect(() => simulate(tree, few, service, options)).toThrow(RangeError);
  expect(() => simulate({ ...arbre, instrumentHash: '0' }, calibration, service, options)).toThrow(
    'plan-mismatch',
  );
});

test.each([
  [{ persons: 0 }, {}],
  [{ persons: Infinity }, {}],
  [{}, { mu: Number.NaN }],
  [{}, { nonUsers: 2 }],
])('no person, or a population that cannot be: %#', (some, other) => {
  const options = { persons: 10, random: mulberry32(1), ...some };
  expect(() => simulate(arbre, calibration, { mu: 0, nonUsers: 0.1, ...other }, options)).toThrow(RangeError);
});

test('mulberry32 is the published generator', () => {
  const random = mulberry32(0);
  expect([random(), random(), random()].map((x) => Math.round(x * 2 ** 32))).toEqual([
    1144304738, 1416247, 958946056,
  ]);
});
