import data from '../../data/arbre-illectronisme@2021.json' with { type: 'json' };
import type { ShowPolicy } from '../demonstration.ts';
import type { Evaluation } from '../evaluation.ts';
import { areaItems, type Instrument } from '../instrument.ts';
import type { Motif } from '../motif.ts';
import { interviewed } from '../official-editions.ts';
import type { TreeNode } from '../tree.ts';
import { checkShowPolicy } from './logical.ts';
import { type Answers, countUnknowns, stop, type Suite } from './suite.ts';

/**
 * A compiled interview: static data, no arithmetic at run time. A no is only given when it is logically certain; a yes
 * from `threshold` on, labelled probable (`by: 'posterior'`).
 */
export interface TreePlan {
  kind: 'tree';
  /** `id@version`, found in `instruments`. */
  instrument: string;
  /** Content hash of the instrument that it was compiled for. */
  instrumentHash: string;
  threshold: number;
  /** `id@version` of the calibration. */
  calibration: string;
  root: TreeNode;
  showPolicy: ShowPolicy;
}

/** The instrument of a compiled interview, or why it does not suit. */
export function resolveTreePlan(plan: TreePlan): {
  instrument: Instrument | undefined;
  motifs: readonly Motif[];
} {
  const instrument = interviewed.get(plan.instrument);
  const motifs: Motif[] = [...checkShowPolicy(plan.showPolicy)];
  if (instrument === undefined) {
    const phrase = 'Cet entretien est fait pour un instrument que cette version ne connaît pas.';
    motifs.push({ code: 'version-unknown', phrase, path: ['plan', 'instrument'] });
  } else if (instrument.hash !== plan.instrumentHash) {
    const phrase = 'Cet entretien a été compilé pour une autre forme de l’instrument.';
    motifs.push({ code: 'plan-mismatch', phrase, path: ['plan', 'instrumentHash'] });
  }
  if (!(plan.threshold >= 0.5 && plan.threshold <= 1)) {
    const phrase = 'Le seuil de probabilité va de 0,5 à 1.';
    motifs.push({ code: 'plan-mismatch', phrase, path: ['plan', 'threshold'] });
  }
  if (instrument !== undefined && !isTreeOf(plan.root, () => new Set(areaItems(instrument)))) {
    const phrase = 'L’entretien pose une question que l’instrument n’a pas, ou n’a pas de fin.';
    motifs.push({ code: 'plan-mismatch', phrase, path: ['plan', 'root'] });
  }
  return { instrument, motifs };
}

const CHECKED = /* @__PURE__ */ new WeakSet();

/** Whether each branch asks known items and ends; remembered, so that a step costs no walk over the whole tree. */
function isTreeOf(root: unknown, items: () => ReadonlySet<string>): boolean {
  if (typeof root !== 'object' || root === null) return false;
  if (CHECKED.has(root)) return true;
  if (!isWhole(root, items())) return false;
  CHECKED.add(root);
  return true;
}

/** The two branches of a question, none for an end, `null` for anything else. */
function branchesOf(node: unknown, known: ReadonlySet<string>): readonly unknown[] | null {
  if (typeof node !== 'object' || node === null) return null;
  const { q, item, yes, no } = node as Readonly<Record<string, unknown>>;
  if (!(typeof q === 'number' && q >= 0 && q <= 1)) return null;
  if ('stop' in node) return node.stop === true ? [] : null;
  return typeof item === 'string' && known.has(item) ? [yes, no] : null;
}

/** Without recursion: a file may be deeper than the stack, and objects may share branches or turn in a circle. */
function isWhole(root: unknown, known: ReadonlySet<string>): boolean {
  const open = new Set<unknown>();
  const done = new Set<unknown>();
  const left: { node: unknown; leave: boolean }[] = [{ node: root, leave: false }];
  for (let step = left.pop(); step; step = left.pop()) {
    const { node, leave } = step;
    if (leave) {
      open.delete(node);
      done.add(node);
    } else if (!done.has(node)) {
      const branches = open.has(node) ? null : branchesOf(node, known);
      if (branches === null) return false;
      open.add(node);
      left.push({ node, leave: true }, ...branches.map((branch) => ({ node: branch, leave: false })));
    }
  }
  return true;
}

/**
 * Follows the answers down the tree, whatever their order; an unknown answer takes the branch of no, to choose the
 * questions only: a yes that rests on one is no decision.
 */
export function walk(
  plan: TreePlan,
  instrument: Instrument,
  evaluation: Evaluation,
  answers: Answers,
): Suite {
  let node = plan.root;
  let guessed = evaluation.usage !== 'yes';
  while (!('stop' in node)) {
    const answer = answers.get(node.item);
    if (!answer?.asked) return { kind: 'ask', item: node.item, posterior: node.q };
    guessed ||= answer.truth === 'unknown';
    node = answer.truth === 'yes' ? node.yes : node.no;
  }
  const { q } = node;
  if (q < plan.threshold) return { ...stop(instrument, evaluation, answers, 'exhausted'), posterior: q };
  return {
    kind: 'stop',
    decision: guessed ? null : true,
    officialDecision: evaluation.usage === 'yes' ? true : null,
    by: 'posterior',
    posterior: q,
    unknowns: countUnknowns(answers),
  };
}

/** The first questions of a tree only: what is left open there stays open. */
function cut(node: TreeNode, items: number): TreeNode {
  if ('stop' in node) return node;
  if (items === 0) return { stop: true, q: node.q };
  return { ...node, yes: cut(node.yes, items - 1), no: cut(node.no, items - 1) };
}

/**
 * The shipped interview on INSEE 2021, threshold .95, decisive yes shown. Exact figures of its compilation: 3.3 questions
 * on average in the general population, 4.9 in the population served (assumed); no case of illectronisme is missed by
 * true answers.
 */
export const arbreIllectronisme2021: TreePlan = /* @__PURE__ */ Object.freeze({
  kind: 'tree',
  ...(data as Pick<TreePlan, 'instrument' | 'instrumentHash' | 'threshold' | 'calibration' | 'root'>),
  showPolicy: 'decisive',
});

/** Items of the quick start, after the question of the last use. */
const QUICK = 2;

/**
 * Quick start `depart-rapide@0`: three questions (last use, then the first two of the tree), about 90 seconds, nothing
 * to show. Non-user or two areas with a yes: certain; otherwise it ends `exhausted` with `decision: null`, and the same
 * log goes on in `arbreIllectronisme2021`.
 */
export const departRapide: TreePlan = /* @__PURE__ */ Object.freeze({
  ...arbreIllectronisme2021,
  root: /* @__PURE__ */ cut(arbreIllectronisme2021.root, QUICK),
  showPolicy: 'none',
});
