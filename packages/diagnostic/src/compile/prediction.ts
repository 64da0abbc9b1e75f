import { eurostatDsi2021 } from '../official-editions.ts';
import { type Calibration, TRUTHFUL } from './calibration.ts';
import { createTable } from './posterior-table.ts';

/** The quadrature of the fit of `calibration@0`. */
const FIT_NODES = { theta: 41, area: 15 } as const;

/** What a calibration says of a population, in % of all persons: to be set beside the published figures. */
export interface Prediction {
  /** At least basic, area by area. */
  areas: Readonly<Record<string, number>>;
  /** NA, X, LM, N, LW, B, AB of DSI 2.0; they sum to 100. */
  levels: Readonly<Record<'NA' | 'X' | 'LM' | 'N' | 'LW' | 'B' | 'AB', number>>;
  /** B and AB together. */
  BAB: number;
  /** Share that would say yes, item by item. */
  items: Readonly<Record<string, number>>;
}

/** Distribution of the number of yes among independent questions, given the probability of each no. */
function countDistribution(noes: readonly number[]): Float64Array {
  const counts = new Float64Array(noes.length + 1);
  counts[0] = 1;
  noes.forEach((no, seen) => {
    for (let k = seen + 1; k >= 0; k -= 1) {
      counts[k] = (counts[k] ?? 0) * no + (k === 0 ? 0 : (counts[k - 1] ?? 0) * (1 - no));
    }
  });
  return counts;
}

/** Chance, at one ability, that an area is at none and that it is above, and that each of its items is a yes. */
function atTheta(
  table: ReturnType<typeof createTable>,
  area: readonly number[],
  aboveMin: number,
  theta: number,
) {
  let none = 0;
  let above = 0;
  const yes = area.map(() => 0);
  table.areaWeights.forEach((weight, j) => {
    const noes = area.map((item) => table.trueNo[item]?.[theta * table.areaWeights.length + j] ?? 0);
    const counts = countDistribution(noes);
    none += weight * (counts[0] ?? 0);
    above += weight * counts.slice(aboveMin).reduce((sum, p) => sum + p, 0);
    noes.forEach((no, k) => {
      yes[k] = (yes[k] ?? 0) + weight * (1 - no);
    });
  });
  return { none, above, yes };
}

/**
 * The official figures of DSI 2.0 that a calibration predicts.
 *
 * @param population.mu - mean ability of the users, logits
 * @param population.users - share of persons who use the internet, 0–1
 * @throws RangeError for an area that DSI 2.0 does not have
 */
export function predict(calibration: Calibration, population: { mu: number; users: number }): Prediction {
  const { mu, users } = population;
  const table = createTable(calibration, mu, FIT_NODES, TRUTHFUL);
  const names = [...new Set(calibration.items.map(({ area }) => area))];
  const thresholds = names.map((name) => eurostatDsi2021.areas.find(({ id }) => id === name)?.aboveMin);
  if (thresholds.length !== 5 || thresholds.includes(undefined)) {
    throw new RangeError('predict: the five areas of DSI 2.0');
  }
  const basic = names.map(() => 0);
  const byZero = new Float64Array(names.length + 1);
  const yes = new Float64Array(calibration.items.length);
  let allAbove = 0;
  table.thetaWeights.forEach((weight, theta) => {
    const areas = table.areas.map((area, a) => atTheta(table, area, thresholds[a] ?? 0, theta));
    areas.forEach(({ none, yes: shares }, a) => {
      basic[a] = (basic[a] ?? 0) + weight * (1 - none);
      table.areas[a]?.forEach((item, k) => {
        yes[item] = (yes[item] ?? 0) + weight * (shares[k] ?? 0);
      });
    });
    // A "yes" here is an area at zero.
    countDistribution(areas.map(({ none }) => 1 - none)).forEach((p, zero) => {
      byZero[zero] = (byZero[zero] ?? 0) + weight * p;
    });
    allAbove += weight * areas.reduce((product, { above }) => product * above, 1);
  });
  const percent = (share: number): number => 100 * users * share;
  const [none = 0, one = 0, two = 0, three = 0, ...more] = byZero;
  return {
    areas: Object.fromEntries(names.map((name, a) => [name, percent(basic[a] ?? 0)])),
    levels: {
      NA: 100 * (1 - users),
      X: percent(more.reduce((sum, p) => sum + p, 0)),
      LM: percent(three),
      N: percent(two),
      LW: percent(one),
      B: percent(none - allAbove),
      AB: percent(allAbove),
    },
    BAB: percent(none),
    items: Object.fromEntries(calibration.items.map(({ code }, i) => [code, percent(yes[i] ?? 0)])),
  };
}
