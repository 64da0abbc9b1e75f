import { CALIBRATION_ORDER } from '../calibration-order.ts';
import { SHOW_POLICIES, type ShowPolicy } from '../demonstration.ts';
import { type Evaluation, illectronismeBetween, isAreaOpen } from '../evaluation.ts';
import { areaItems, type Instrument } from '../instrument.ts';
import type { Motif } from '../motif.ts';
import { checkAreas } from '../reponse.ts';
import { type Answers, stop, type Suite } from './suite.ts';

export const CRITERIA = ['illectronisme', 'level', 'areas'] as const;
/** What the interview wants to know: illectronisme or not, the exact level, or which areas are at zero. */
export type Criterion = (typeof CRITERIA)[number];

/** Asks `order` in turn, skips what is settled, stops as soon as the criterion is certain. `order` may be partial. */
export interface LogicalPlan {
  kind: 'logical';
  instrument: Instrument;
  criterion: string;
  order: readonly string[];
  showPolicy: ShowPolicy;
}

export function checkShowPolicy(policy: ShowPolicy): readonly Motif[] {
  if (SHOW_POLICIES.includes(policy)) return [];
  const phrase = 'Ce qu’il faut montrer est decisive, none ou all.';
  return [{ code: 'plan-mismatch', phrase, path: ['plan', 'showPolicy'] }];
}

/** Every reason to refuse a logical plan, whatever JSON it is. */
export function checkLogicalPlan(plan: LogicalPlan): readonly Motif[] {
  const motifs: Motif[] = [...checkAreas(plan.instrument)];
  if (!(CRITERIA as readonly string[]).includes(plan.criterion)) {
    const phrase = 'Le but de l’entretien est illectronisme, level ou areas.';
    motifs.push({ code: 'plan-mismatch', phrase, path: ['plan', 'criterion'] });
  } else if (plan.criterion === 'illectronisme' && !plan.instrument.illectronisme) {
    const phrase = 'Cet instrument ne définit pas l’illectronisme.';
    motifs.push({ code: 'instrument-mismatch', phrase, path: ['plan', 'instrument'] });
  }
  motifs.push(...checkShowPolicy(plan.showPolicy));
  const known = new Set(areaItems(plan.instrument));
  plan.order.forEach((code, index) => {
    if (known.has(code)) return;
    const phrase = 'L’entretien pose une question que l’instrument n’a pas.';
    motifs.push({ code: 'plan-mismatch', phrase, path: ['plan', 'order', index] });
  });
  return motifs;
}

const byDifficulty = (code: string): number => {
  const rank = CALIBRATION_ORDER.indexOf(code);
  return rank < 0 ? CALIBRATION_ORDER.length : rank;
};

/**
 * An exact interview without any model. Default order: increasing difficulty of `calibration@0`.
 * @param options.order all the items to ask, or only some: the plan then ends `exhausted` if still open.
 * @throws RangeError on an unknown item or a criterion that the instrument does not define (programmer error).
 */
export function createLogicalPlan(
  instrument: Instrument,
  options: { criterion: Criterion; order?: readonly string[]; showPolicy?: ShowPolicy },
): LogicalPlan {
  const { criterion, showPolicy = 'decisive' } = options;
  const order = options.order ?? [...areaItems(instrument)].sort((a, b) => byDifficulty(a) - byDifficulty(b));
  const plan: LogicalPlan = { kind: 'logical', instrument, criterion, order, showPolicy };
  const motifs = checkLogicalPlan(plan);
  if (motifs.length > 0)
    throw new RangeError(motifs.map(({ code, phrase }) => `${code}: ${phrase}`).join(' '));
  return plan;
}

/** Whether the criterion is the same whatever the missing answers. */
export function isSettled(
  plan: Pick<LogicalPlan, 'instrument' | 'criterion'>,
  evaluation: Evaluation,
): boolean {
  const { lower, upper, areas, usage } = evaluation;
  if (plan.criterion === 'level') return lower === upper;
  if (plan.criterion === 'areas') return usage !== 'unknown' && !areas.some(isAreaOpen);
  return illectronismeBetween(plan.instrument, lower, upper) !== null;
}

function needsArea(plan: LogicalPlan, evaluation: Evaluation, item: string): boolean {
  const index = plan.instrument.areas.findIndex((area) => area.items.includes(item));
  const area = evaluation.areas[index];
  if (!area) return false;
  return plan.criterion === 'level' ? area.level === null : isAreaOpen(area);
}

/** The next question of the order whose area is still needed; none is left: exhausted. */
export function proceed(plan: LogicalPlan, evaluation: Evaluation, answers: Answers): Suite {
  const item = plan.order.find((code) => !answers.get(code)?.asked && needsArea(plan, evaluation, code));
  return item === undefined ? stop(plan.instrument, evaluation, answers, 'exhausted') : { kind: 'ask', item };
}
