/** Elementary symmetric functions of ε, order 0 to n: what all patterns of a raw score weigh together. */
function symmetric(eps: readonly number[]): Float64Array {
  const gamma = new Float64Array(eps.length + 1);
  gamma[0] = 1;
  eps.forEach((e, i) => {
    for (let r = i + 1; r >= 1; r -= 1) gamma[r] = (gamma[r] ?? 0) + e * (gamma[r - 1] ?? 0);
  });
  return gamma;
}

const without = (eps: readonly number[], ...out: readonly number[]): number[] =>
  eps.filter((_, i) => !out.includes(i));

/** Persons counted by raw score, and yes counted by item; those who said all yes or all no tell nothing. */
function count(matrix: readonly (readonly (0 | 1)[])[]) {
  const items = matrix[0]?.length ?? 0;
  if (items < 2) throw new RangeError('fitRaschCml: at least two items');
  const byScore = new Float64Array(items + 1);
  const byItem = new Float64Array(items);
  for (const row of matrix) {
    if (row.length !== items || Array.from(row).some((x) => (x as number) !== 0 && (x as number) !== 1)) {
      throw new RangeError('fitRaschCml: complete rows of 0 and 1, all of one length');
    }
    const score = row.reduce<number>((sum, x) => sum + x, 0);
    if (score === 0 || score === items) continue;
    byScore[score] = (byScore[score] ?? 0) + 1;
    row.forEach((x, i) => {
      byItem[i] = (byItem[i] ?? 0) + x;
    });
  }
  const persons = byScore.reduce((sum, n) => sum + n, 0);
  if (byItem.some((n) => n === 0 || n === persons)) {
    throw new RangeError('fitRaschCml: each item needs a yes and a no among persons who said both');
  }
  return { items, byScore, byItem };
}

type Matrix = number[][];

/** Inverse by Gauss–Jordan with pivoting; the matrices here are positive definite. */
function invert(m: Matrix): Matrix {
  const n = m.length;
  const work = m.map((row, i) => [...row, ...Array.from({ length: n }, (_, j) => (i === j ? 1 : 0))]);
  for (let k = 0; k < n; k += 1) {
    let pivot = k;
    for (let i = k + 1; i < n; i += 1) {
      if (Math.abs(work[i]?.[k] ?? 0) > Math.abs(work[pivot]?.[k] ?? 0)) pivot = i;
    }
    const [top] = work.splice(pivot, 1);
    if (top === undefined || Math.abs(top[k] ?? 0) < 1e-12) {
      throw new RangeError('fitRaschCml: the data leave two sets of items that cannot be compared');
    }
    const scaled = top.map((v) => v / (top[k] ?? 1));
    work.splice(k, 0, scaled);
    for (let i = 0; i < n; i += 1) {
      const factor = work[i]?.[k] ?? 0;
      if (i !== k && factor !== 0) work[i] = (work[i] ?? []).map((v, j) => v - factor * (scaled[j] ?? 0));
    }
  }
  return work.map((row) => row.slice(n));
}

/** Expected yes of each item, their covariance, and the conditional log-likelihood, at some difficulties. */
function moments(b: readonly number[], byScore: Float64Array, byItem: Float64Array) {
  const eps = b.map((d) => Math.exp(-d));
  const n = b.length;
  const gamma = symmetric(eps);
  const one = eps.map((_, i) => symmetric(without(eps, i)));
  const expected = new Float64Array(n);
  const info: Matrix = Array.from({ length: n }, () => new Array<number>(n).fill(0));
  let logLik = -b.reduce((sum, d, i) => sum + d * (byItem[i] ?? 0), 0);
  const share = (i: number, r: number): number => ((eps[i] ?? 0) * (one[i]?.[r - 1] ?? 0)) / (gamma[r] ?? 1);
  for (let r = 1; r < n; r += 1) {
    const persons = byScore[r] ?? 0;
    if (persons > 0) logLik -= persons * Math.log(gamma[r] ?? 1);
    for (let i = 0; i < n; i += 1) expected[i] = (expected[i] ?? 0) + persons * share(i, r);
  }
  for (let i = 0; i < n; i += 1) {
    for (let j = i; j < n; j += 1) {
      const two = i === j ? undefined : symmetric(without(eps, i, j));
      let sum = 0;
      for (let r = 1; r < n; r += 1) {
        const persons = byScore[r] ?? 0;
        if (persons === 0) continue;
        const both =
          two === undefined
            ? share(i, r)
            : r < 2
              ? 0
              : ((eps[i] ?? 0) * (eps[j] ?? 0) * (two[r - 2] ?? 0)) / (gamma[r] ?? 1);
        sum += persons * (both - share(i, r) * share(j, r));
      }
      for (const [p, q] of [
        [i, j],
        [j, i],
      ] as const) {
        const row = info[p];
        if (row !== undefined) row[q] = sum;
      }
    }
  }
  return { expected, info, logLik };
}

const ROUNDS = 100;
const CONVERGED = 1e-10;

/**
 * Rasch difficulties by conditional maximum likelihood: no assumption about the persons. Difficulties sum to 0.
 *
 * @param matrix - one row a person, one column an item, complete, 0 or 1
 * @returns difficulty and standard error of each item, and the conditional log-likelihood
 * @throws RangeError on rows of unequal length, fewer than two items, an item that all or none answered yes, or data that
 * cannot be compared
 */
export function fitRaschCml(matrix: readonly (readonly (0 | 1)[])[]): {
  difficulty: readonly number[];
  se: readonly number[];
  logLik: number;
} {
  const { items, byScore, byItem } = count(matrix);
  let difficulty = new Array<number>(items).fill(0);
  for (let round = 0; round < ROUNDS; round += 1) {
    const { expected, info, logLik } = moments(difficulty, byScore, byItem);
    // The information has a null direction (all difficulties together); adding it makes the pseudo-inverse an inverse.
    const inverse = invert(info.map((row) => row.map((v) => v + 1 / items)));
    const gap = Array.from(expected, (e, i) => e - (byItem[i] ?? 0));
    const step = inverse.map((row) => row.reduce((sum, v, i) => sum + v * (gap[i] ?? 0), 0));
    const longest = Math.max(...step.map(Math.abs));
    if (longest < CONVERGED) {
      const se = inverse.map((row, i) => Math.sqrt((row[i] ?? 0) - 1 / items));
      return { difficulty, se, logLik };
    }
    const shrink = Math.min(1, 1 / longest);
    const moved = difficulty.map((d, i) => d + shrink * (step[i] ?? 0));
    const centre = moved.reduce((sum, d) => sum + d, 0) / items;
    difficulty = moved.map((d) => d - centre);
  }
  throw new RangeError('fitRaschCml: no convergence; the data leave the difficulties undetermined');
}
