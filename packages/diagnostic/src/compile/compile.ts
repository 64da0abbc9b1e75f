import type { TreeNode } from '../tree.ts';
import { type Calibration, type Table, TRUTHFUL } from './calibration.ts';
import { type AreaPosterior, computeArea, createTable, type Said, sumAreas } from './posterior-table.ts';

/** Below, illectronisme is impossible: two areas have a yes. */
const IMPOSSIBLE = 1e-12;
/** Two questions closer than this are as good: the first of the calibration is asked. */
const TIE = 1e-15;

interface Candidate {
  item: number;
  expected: number;
}

/**
 * The interview as a static tree: at each node the question whose answer leaves the least doubt, q(1 − q) expected, where
 * q is the probability of illectronisme given the answers. A leaf says yes from `threshold` on, and no only when
 * illectronisme is impossible.
 *
 * A development tool: about half a second, never called at run time. Source of the method: specification §8.
 *
 * @param options.threshold - probability from which a yes is given, 0.5–1 (shipped: .95)
 * @param options.priorMean - mean ability of the population served, logits (−3.2, assumed)
 */
export function compile(
  calibration: Calibration,
  options: {
    threshold: number;
    priorMean: number;
    criterion: 'illectronisme';
    thetaNodes?: 31;
    areaNodes?: 11;
  },
): TreeNode {
  const { threshold, priorMean, thetaNodes = 31, areaNodes = 11 } = options;
  if (!(threshold >= 0.5 && threshold <= 1) || !Number.isFinite(priorMean)) {
    throw new RangeError('compile: threshold from 0.5 to 1, and a finite prior mean');
  }
  const table = createTable(calibration, priorMean, { theta: thetaNodes, area: areaNodes }, TRUTHFUL);
  const areaOf = calibration.items.map((_, i) => table.areas.findIndex((area) => area.includes(i)));
  const said = new Int8Array(calibration.items.length).fill(-1);
  const areas = table.areas.map((area) => computeArea(table, area, said, TRUTHFUL));
  return grow(said, areas);

  function grow(state: Said, current: readonly AreaPosterior[]): TreeNode {
    const { said: all, ill } = sumAreas(table, current);
    const q = ill / all;
    if (q <= IMPOSSIBLE) return { stop: true, q: 0 };
    if (q >= threshold || !state.includes(-1)) return { stop: true, q };
    const best = findBest(state, current, all);
    const code = calibration.items[best.item]?.code ?? '';
    return {
      item: code,
      q,
      yes: follow(state, current, best.item, 1),
      no: follow(state, current, best.item, 0),
    };
  }

  function findBest(state: Said, current: readonly AreaPosterior[], all: number): Candidate {
    let best: Candidate = { item: -1, expected: Number.POSITIVE_INFINITY };
    state.forEach((answer, item) => {
      if (answer !== -1) return;
      let expected = 0;
      for (const x of [1, 0] as const) {
        const after = sumAreas(table, change(table, state, current, item, x));
        const q = after.said === 0 ? 0 : after.ill / after.said;
        expected += (after.said / all) * q * (1 - q);
      }
      if (expected < best.expected - TIE) best = { item, expected };
    });
    return best;
  }

  function follow(state: Said, current: readonly AreaPosterior[], item: number, x: 0 | 1): TreeNode {
    const after = change(table, state, current, item, x);
    const next = Int8Array.from(state);
    next[item] = x;
    return grow(next, after);
  }

  function change(t: Table, state: Said, current: readonly AreaPosterior[], item: number, x: 0 | 1) {
    const area = areaOf[item] ?? -1;
    const next = Int8Array.from(state);
    next[item] = x;
    return current.map((posterior, a) =>
      a === area ? computeArea(t, t.areas[a] ?? [], next, TRUTHFUL) : posterior,
    );
  }
}
