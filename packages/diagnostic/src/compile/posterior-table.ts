import { type Calibration, type Misreport, type Table } from './calibration.ts';
import { gaussHermite } from './gauss-hermite.ts';

/** Answers so far: 1 said yes, 0 said no, −1 not asked, in the order of the calibration. */
export type Said = Int8Array;

/**
 * Probabilities of the items on the points of a quadrature.
 * @throws RangeError on a number of the model that is not finite or out of its range
 */
export function createTable(
  { items, sigma, tau }: Calibration,
  mu: number,
  nodes: { theta: number; area: number },
  { falseYes, falseNo }: Misreport,
): Table {
  const logits = [mu, sigma, tau, ...items.map(({ b }) => b)];
  const isShare = (share: number): boolean => share >= 0 && share <= 1;
  if (!(logits.every(Number.isFinite) && sigma >= 0 && tau >= 0 && isShare(falseYes) && isShare(falseNo))) {
    throw new RangeError('calibration: finite logits, sigma and tau from 0, shares from 0 to 1');
  }
  const theta = gaussHermite(nodes.theta);
  const area = gaussHermite(nodes.area);
  const names = [...new Set(items.map((item) => item.area))];
  const cells = nodes.theta * nodes.area;
  const trueNo = items.map(({ b }) => {
    const row = new Float64Array(cells);
    theta.nodes.forEach((t, i) => {
      area.nodes.forEach((e, j) => {
        row[i * nodes.area + j] = 1 / (1 + Math.exp(mu + sigma * t + tau * e - b));
      });
    });
    return row;
  });
  return {
    areas: names.map((name) => items.flatMap((item, i) => (item.area === name ? [i] : []))),
    thetaWeights: theta.weights,
    areaWeights: area.weights,
    trueNo,
    saidYes: trueNo.map((row) => row.map((no) => (1 - no) * (1 - falseNo) + no * falseYes)),
  };
}

/** On each θ: how likely the answers of an area are, and how likely they are with no true yes in the whole area. */
export interface AreaPosterior {
  likelihood: Float64Array;
  empty: Float64Array;
}

export function computeArea(
  table: Table,
  area: readonly number[],
  said: Said,
  { falseYes }: Misreport,
): AreaPosterior {
  const thetas = table.thetaWeights.length;
  const epsilons = table.areaWeights.length;
  const likelihood = new Float64Array(thetas);
  const empty = new Float64Array(thetas);
  for (let i = 0; i < thetas; i += 1) {
    let sumLikelihood = 0;
    let sumEmpty = 0;
    for (let j = 0; j < epsilons; j += 1) {
      const cell = i * epsilons + j;
      let answers = table.areaWeights[j] ?? 0;
      let none = answers;
      for (const item of area) {
        const no = table.trueNo[item]?.[cell] ?? 0;
        const yes = table.saidYes[item]?.[cell] ?? 0;
        const answer = said[item] ?? -1;
        none *= no;
        if (answer === 1) {
          answers *= yes;
          none *= falseYes;
        } else if (answer === 0) {
          answers *= 1 - yes;
          none *= 1 - falseYes;
        }
      }
      sumLikelihood += answers;
      sumEmpty += none;
    }
    likelihood[i] = sumLikelihood;
    empty[i] = sumEmpty;
  }
  return { likelihood, empty };
}

/** Areas without any yes from which a user is at level X (INSEE 2021: at least four of five; to confirm). */
const ZERO_AREAS = 4;

/** Probability of the answers, and of the answers with illectronisme (at least four areas without any true yes). */
export function sumAreas(table: Table, areas: readonly AreaPosterior[]): { said: number; ill: number } {
  let said = 0;
  let ill = 0;
  const counts = new Float64Array(areas.length + 1);
  table.thetaWeights.forEach((weight, i) => {
    counts.fill(0);
    counts[0] = weight;
    let answers = weight;
    let seen = 0;
    for (const { likelihood, empty } of areas) {
      const all = likelihood[i] ?? 0;
      const none = empty[i] ?? 0;
      answers *= all;
      seen += 1;
      for (let k = seen; k >= 0; k -= 1) {
        counts[k] = (counts[k] ?? 0) * (all - none) + (k === 0 ? 0 : (counts[k - 1] ?? 0) * none);
      }
    }
    said += answers;
    for (let k = ZERO_AREAS; k < counts.length; k += 1) ill += counts[k] ?? 0;
  });
  return { said, ill };
}
