import { instrumentKey } from '../instrument.ts';
import { inseeIllectronisme2021 } from '../official-editions.ts';
import type { TreePlan } from '../plan/tree.ts';
import type { TreeNode } from '../tree.ts';
import type { Calibration } from './calibration.ts';
import { compile } from './compile.ts';
import { calibration as shipped } from './shipped-calibration.ts';

/** Probability from which the interview gives a yes, and mean ability of the population served (assumed). */
const THRESHOLD = 0.95;
const PRIOR_MEAN = -3.2;

/** What is stored of a compiled interview: all but what the caller chooses to have shown. */
export type ArbreCompile = Omit<TreePlan, 'kind' | 'showPolicy'>;

/** Ten significant digits: the same on every machine, whatever its last bit of `exp`. */
const round = (node: TreeNode): TreeNode => {
  const q = Number(node.q.toPrecision(10));
  return 'stop' in node
    ? { stop: true, q }
    : { item: node.item, q, yes: round(node.yes), no: round(node.no) };
};

/**
 * Compiles an interview on INSEE 2021, as the shipped one was.
 *
 * @param options.calibration - default: the shipped one
 * @param options.threshold - probability from which a yes is given, 0.5–1 (.95)
 * @param options.priorMean - mean ability of the population served, logits (−3.2)
 */
export function compileArbre(
  options: {
    calibration?: Calibration & { id: string; version: string };
    threshold?: number;
    priorMean?: number;
  } = {},
): ArbreCompile {
  const { calibration = shipped, threshold = THRESHOLD, priorMean = PRIOR_MEAN } = options;
  return {
    instrument: instrumentKey(inseeIllectronisme2021),
    instrumentHash: inseeIllectronisme2021.hash,
    threshold,
    calibration: `${calibration.id}@${calibration.version}`,
    root: round(compile(calibration, { threshold, priorMean, criterion: 'illectronisme' })),
  };
}

/** The text of its file. */
export function toArbreJson(arbre: ArbreCompile): string {
  return `${JSON.stringify(arbre, null, 1)}\n`;
}
