import { currentAnswers } from './current-answer.ts';
import { isOnlySaid, pendingDemonstrations, type ShowPolicy } from './demonstration.ts';
import { evaluate, type Evaluation } from './evaluation.ts';
import type { Instrument, TacheObservable } from './instrument.ts';
import type { Motif, Resultat } from './motif.ts';
import { inseeIllectronisme2021 } from './official-editions.ts';
import { checkLogicalPlan, createLogicalPlan, isSettled, type LogicalPlan, proceed } from './plan/logical.ts';
import { type Answers, stop, type Suite } from './plan/suite.ts';
import { resolveTreePlan, type TreePlan, walk } from './plan/tree.ts';
import { answerable, checkReponses, type Reponse } from './reponse.ts';

export type { Motif, Reponse, Resultat, ShowPolicy, Suite, TacheObservable };
export { createLogicalPlan, CRITERIA } from './plan/logical.ts';
export type { Criterion, LogicalPlan } from './plan/logical.ts';
export { arbreIllectronisme2021, departRapide } from './plan/tree.ts';
export type { TreePlan } from './plan/tree.ts';
export type { TreeNode } from './tree.ts';

/** An interview: exact and without model, or compiled. Callers may treat it as opaque and pass it to `next`. */
export type Plan = LogicalPlan | TreePlan;

/** What an interview wants to know, and how it goes on while that is open. */
interface Course {
  instrument: Instrument;
  criterion: string;
  goOn: (evaluation: Evaluation, answers: Answers) => Suite;
}

function toCourse(plan: Plan): { course?: Course; motifs: readonly Motif[] } {
  if ((plan.kind as string) === 'logical') {
    const logical = plan as LogicalPlan;
    const { instrument, criterion } = logical;
    const goOn: Course['goOn'] = (evaluation, answers) => proceed(logical, evaluation, answers);
    return { course: { instrument, criterion, goOn }, motifs: checkLogicalPlan(logical) };
  }
  if ((plan.kind as string) === 'tree') {
    const tree = plan as TreePlan;
    const { instrument, motifs } = resolveTreePlan(tree);
    if (instrument === undefined) return { motifs };
    const goOn: Course['goOn'] = (evaluation, answers) => walk(tree, instrument, evaluation, answers);
    return { course: { instrument, criterion: 'illectronisme', goOn }, motifs };
  }
  const phrase = 'Cette version ne connaît pas ce genre d’entretien.';
  return { motifs: [{ code: 'version-unknown', phrase, path: ['plan', 'kind'] }] };
}

/**
 * The next step of an interview: a pure function of the plan and of the whole log, whatever its order.
 * A decision that would rest on a yes that was only said waits for the demonstration that `showPolicy` asks for.
 * @returns ask, show or stop; or all the motifs: those of `score`, `plan-mismatch`, `instrument-mismatch`,
 * `version-unknown`.
 */
export function next(plan: Plan, reponses: readonly Reponse[]): Resultat<Suite> {
  const { course, motifs: planMotifs } = toCourse(plan);
  if (course === undefined || planMotifs.length > 0) return { ok: false, motifs: planMotifs };
  const { instrument } = course;
  const { showPolicy } = plan;
  const items = answerable(instrument);
  const motifs = checkReponses(items, reponses);
  if (motifs.length > 0) return { ok: false, motifs };
  return { ok: true, value: nextStep(course) };

  function nextStep({ goOn, ...aim }: Course): Suite {
    const answers = currentAnswers(instrument, items, reponses);
    const usage = instrument.usage?.item;
    if (usage !== undefined && !answers.get(usage)?.asked) return { kind: 'ask', item: usage };
    const evaluation = evaluate(instrument, (code) => answers.get(code));
    if (evaluation.usage === 'no') return stop(instrument, evaluation, answers, 'usage');

    const demonstrations = pendingDemonstrations(instrument, answers, reponses, showPolicy);
    const settled = isSettled(aim, evaluation);
    const first = demonstrations[0];
    if (first && !(settled && isSettledWithoutSaid(aim, answers))) return { kind: 'show', ...first };
    return settled ? stop(instrument, evaluation, answers, 'logic') : goOn(evaluation, answers);
  }

  // Without every said yes, with a task or not, not only the first of each area: said twice is not seen once.
  function isSettledWithoutSaid(aim: Omit<Course, 'goOn'>, answers: Answers): boolean {
    return isSettled(
      aim,
      evaluate(instrument, (code) => {
        const answer = answers.get(code);
        return code !== instrument.usage?.item && isOnlySaid(answer) ? undefined : answer;
      }),
    );
  }
}

/** The whole exact interview on INSEE 2021, decisive yes shown; 3.6 questions on average in the general population. */
export const entretienIllectronisme2021: Plan = /* @__PURE__ */ createLogicalPlan(inseeIllectronisme2021, {
  criterion: 'illectronisme',
});
