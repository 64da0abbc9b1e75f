import calibration from '../../data/calibration@0.json' with { type: 'json' };
import { inseeIllectronisme2021 } from '../official-editions.ts';
import { instrumentKey } from '../instrument.ts';
import type { TreeNode } from '../tree.ts';
import { compile } from './compile.ts';

/** Probability from which the interview gives a yes, and mean ability of the population served (assumed). */
const THRESHOLD = 0.95;
const PRIOR_MEAN = -3.2;

/** Ten significant digits: the same on every machine, whatever its last bit of `exp`. */
const round = (node: TreeNode): TreeNode => {
  const q = Number(node.q.toPrecision(10));
  return 'stop' in node
    ? { stop: true, q }
    : { item: node.item, q, yes: round(node.yes), no: round(node.no) };
};

/** The file of the shipped interview, as text. */
export function compileArbre(): string {
  const root = compile(calibration, {
    threshold: THRESHOLD,
    priorMean: PRIOR_MEAN,
    criterion: 'illectronisme',
  });
  const arbre = {
    instrument: instrumentKey(inseeIllectronisme2021),
    instrumentHash: inseeIllectronisme2021.hash,
    threshold: THRESHOLD,
    calibration: `${calibration.id}@${calibration.version}`,
    root: round(root),
  };
  return `${JSON.stringify(arbre, null, 1)}\n`;
}
