import type { TreeNode } from '../tree.ts';
import type { Calibration } from './calibration.ts';
import { computeArea, createTable, type Said, sumAreas } from './posterior-table.ts';

/** What a tree gives in a population: exact sums over its leaves, no chance. */
export interface Evaluation {
  /** Mean number of items asked to a user of the internet. */
  items: number;
  /** Mean number of questions, that of the last use and the non-users included. */
  questions: number;
  /** Share of users with illectronisme. */
  prevalence: number;
  /** Among users with illectronisme, share found. */
  sensitivity: number;
  /** Among users without illectronisme, share cleared. */
  specificity: number;
  /** Share of all persons, non-users included, for whom the answer is right. */
  agreement: number;
}

/** Finer than the compiler's: the figures must not rest on its own grid. */
const NODES = { theta: 161, area: 61 } as const;

/**
 * Exact figures of a tree in a population; two ends count as a yes: `q` > 0.
 *
 * @param population.mu - mean ability of the users, logits
 * @param population.nonUsers - share of persons who do not use the internet, 0–1; they are all found by the first question
 * @param population.falseYes - share of true no that are said yes, 0–1
 * @param population.falseNo - share of true yes that are said no, 0–1
 * @throws RangeError on a share outside 0–1, a number that is not finite, or an item that the calibration lacks
 */
export function evaluate(
  root: TreeNode,
  calibration: Calibration,
  population: { mu: number; nonUsers: number; falseYes?: number; falseNo?: number },
): Evaluation {
  const { mu, nonUsers, falseYes = 0, falseNo = 0 } = population;
  if (!(nonUsers >= 0 && nonUsers <= 1)) throw new RangeError('evaluate: nonUsers is a share from 0 to 1');
  const misreport = { falseYes, falseNo };
  const table = createTable(calibration, mu, NODES, misreport);
  const index = new Map(calibration.items.map(({ code }, i) => [code, i]));
  const areaOf = calibration.items.map((_, i) => table.areas.findIndex((area) => area.includes(i)));
  const none = new Int8Array(calibration.items.length).fill(-1);
  const start = table.areas.map((area) => computeArea(table, area, none, misreport));
  const prevalence = sumAreas(table, start).ill;
  let asked = 0;
  let found = 0;
  let cleared = 0;
  visit(root, none, start, 0);

  function visit(node: TreeNode, state: Said, areas: typeof start, depth: number): void {
    if ('stop' in node) {
      const { said, ill } = sumAreas(table, areas);
      asked += said * depth;
      if (node.q > 0) found += ill;
      else cleared += said - ill;
      return;
    }
    const item = index.get(node.item);
    if (item === undefined)
      throw new RangeError('evaluate: the tree asks an item that the calibration lacks');
    for (const x of [1, 0] as const) {
      const next = Int8Array.from(state);
      next[item] = x;
      const area = areaOf[item] ?? -1;
      const changed = areas.map((posterior, a) =>
        a === area ? computeArea(table, table.areas[a] ?? [], next, misreport) : posterior,
      );
      visit(x === 1 ? node.yes : node.no, next, changed, depth + 1);
    }
  }

  const users = 1 - nonUsers;
  return {
    items: asked,
    questions: 1 + users * asked,
    prevalence,
    sensitivity: found / prevalence,
    specificity: cleared / (1 - prevalence),
    agreement: nonUsers + users * (found + cleared),
  };
}
