import { CALIBRATION_ORDER } from './calibration-order.ts';
import { currentAnswers, type CurrentAnswer } from './current-answer.ts';
import { pendingDemonstrations, SHOW_POLICIES, type ShowPolicy } from './demonstration.ts';
import { evaluate, illectronismeBetween, isAreaOpen, truthsOf, type Evaluation } from './evaluation.ts';
import { areaItems, type Instrument, type TacheObservable } from './instrument.ts';
import type { Motif, Resultat } from './motif.ts';
import { inseeIllectronisme2021 } from './official-editions.ts';
import { answerable, checkReponses, type Reponse } from './reponse.ts';

export type { Motif, Reponse, Resultat, ShowPolicy, TacheObservable };

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

/** An interview. Callers treat it as opaque and pass it to `next`: a compiled tree joins the union later. */
export type Plan = LogicalPlan;

/**
 * What to do next. `decision` says whether there is illectronisme (where the instrument defines it), `null` while
 * open; `officialDecision` is the same under the publisher's missing policy, only once every item was asked.
 * `unknowns` counts the questions asked without a known answer, that of the last use included.
 */
export type Suite =
  | { kind: 'ask'; item: string; posterior?: number }
  | { kind: 'show'; item: string; tache: TacheObservable }
  | {
      kind: 'stop';
      decision: boolean | null;
      officialDecision: boolean | null;
      by: 'usage' | 'logic' | 'posterior' | 'exhausted';
      posterior?: number;
      unknowns: number;
    };

type Answers = ReadonlyMap<string, CurrentAnswer>;

function checkPlan(plan: LogicalPlan): readonly Motif[] {
  const motifs: Motif[] = [];
  if ((plan.kind as string) !== 'logical') {
    const phrase = 'Cette version ne connaît pas ce genre d’entretien.';
    return [{ code: 'version-unknown', phrase, path: ['plan', 'kind'] }];
  }
  if (!(CRITERIA as readonly string[]).includes(plan.criterion)) {
    const phrase = 'Le but de l’entretien est illectronisme, level ou areas.';
    motifs.push({ code: 'plan-mismatch', phrase, path: ['plan', 'criterion'] });
  } else if (plan.criterion === 'illectronisme' && !plan.instrument.illectronisme) {
    const phrase = 'Cet instrument ne définit pas l’illectronisme.';
    motifs.push({ code: 'instrument-mismatch', phrase, path: ['plan', 'instrument'] });
  }
  if (!SHOW_POLICIES.includes(plan.showPolicy)) {
    const phrase = 'Ce qu’il faut montrer est decisive, none ou all.';
    motifs.push({ code: 'plan-mismatch', phrase, path: ['plan', 'showPolicy'] });
  }
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
  const motifs = checkPlan(plan);
  if (motifs.length > 0)
    throw new RangeError(motifs.map(({ code, phrase }) => `${code}: ${phrase}`).join(' '));
  return plan;
}

function isSettled(plan: LogicalPlan, evaluation: Evaluation): boolean {
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

function stop(
  plan: LogicalPlan,
  evaluation: Evaluation,
  answers: Answers,
  by: 'usage' | 'logic' | 'exhausted',
): Suite {
  const { instrument } = plan;
  const { lower, upper, official } = evaluation;
  const items = areaItems(instrument).map((code) => answers.get(code));
  const complete = by !== 'exhausted' || items.every((answer) => answer?.asked);
  return {
    kind: 'stop',
    decision: illectronismeBetween(instrument, lower, upper),
    officialDecision:
      complete && official !== null ? illectronismeBetween(instrument, official, official) : null,
    by,
    unknowns: [...answers.values()].filter(({ asked, truth }) => asked && truth === 'unknown').length,
  };
}

/**
 * The next step of an interview: a pure function of the plan and of the whole log, whatever its order.
 * A decision that would rest on a yes that was only said waits for the demonstration that `showPolicy` asks for.
 * @returns ask, show or stop; or all the motifs: those of `score`, `plan-mismatch`, `instrument-mismatch`,
 * `version-unknown`.
 */
export function next(plan: Plan, reponses: readonly Reponse[]): Resultat<Suite> {
  const planMotifs = checkPlan(plan);
  if (planMotifs.length > 0) return { ok: false, motifs: planMotifs };
  const { instrument, showPolicy } = plan;
  const items = answerable(instrument);
  const motifs = checkReponses(items, reponses);
  if (motifs.length > 0) return { ok: false, motifs };
  return { ok: true, value: nextStep() };

  function nextStep(): Suite {
    const answers = currentAnswers(instrument, items, reponses);
    const usage = instrument.usage?.item;
    if (usage !== undefined && !answers.get(usage)?.asked) return { kind: 'ask', item: usage };
    const evaluation = evaluate(instrument, truthsOf(answers));
    if (evaluation.usage === 'no') return stop(plan, evaluation, answers, 'usage');

    const demonstrations = pendingDemonstrations(instrument, answers, reponses, showPolicy);
    const settled = isSettled(plan, evaluation);
    const first = demonstrations[0];
    if (first && !(settled && isSettledWithoutSaid(answers))) return { kind: 'show', ...first };
    if (settled) return stop(plan, evaluation, answers, 'logic');
    const item = plan.order.find((code) => !answers.get(code)?.asked && needsArea(plan, evaluation, code));
    return item === undefined ? stop(plan, evaluation, answers, 'exhausted') : { kind: 'ask', item };
  }

  // Without every yes that could be shown, not only the first of each area: said twice is not seen once.
  function isSettledWithoutSaid(answers: Answers): boolean {
    const said = new Set(pendingDemonstrations(instrument, answers, reponses, 'all').map(({ item }) => item));
    const truthOf = truthsOf(answers);
    return isSettled(
      plan,
      evaluate(instrument, (code) => (said.has(code) ? 'unknown' : truthOf(code))),
    );
  }
}

/**
 * Quick start `depart-rapide@0`: three questions (last use, then the two easiest items), about 90 seconds, nothing
 * to show. Non-user or two yes: certain; otherwise it ends `exhausted` with `decision: null`, and the same log goes
 * on in `entretienIllectronisme2021`.
 */
export const departRapide: Plan = /* @__PURE__ */ createLogicalPlan(inseeIllectronisme2021, {
  criterion: 'illectronisme',
  order: ['IUEM', 'IBUY'],
  showPolicy: 'none',
});

/** The whole exact interview on INSEE 2021, decisive yes shown; 3.6 questions on average in the general population. */
export const entretienIllectronisme2021: Plan = /* @__PURE__ */ createLogicalPlan(inseeIllectronisme2021, {
  criterion: 'illectronisme',
});
