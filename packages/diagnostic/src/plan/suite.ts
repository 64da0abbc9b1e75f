import type { CurrentAnswer } from '../current-answer.ts';
import type { Evaluation } from '../evaluation.ts';
import { illectronismeBetween } from '../evaluation.ts';
import { areaItems, type Instrument, type TacheObservable } from '../instrument.ts';

/**
 * What to do next. `decision` says whether there is illectronisme (where the instrument defines it), `null` while
 * open; `officialDecision` is the same under the publisher's missing policy, only once every item was asked.
 * `posterior` is the probability of illectronisme given the answers, in an interview that has a model.
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

export type Answers = ReadonlyMap<string, CurrentAnswer>;

export const countUnknowns = (answers: Answers): number =>
  [...answers.values()].filter(({ asked, truth }) => asked && truth === 'unknown').length;

/** The end of an interview, with what is certain. */
export function stop(
  instrument: Instrument,
  { lower, upper, official }: Evaluation,
  answers: Answers,
  by: 'usage' | 'logic' | 'exhausted',
): Suite & { kind: 'stop' } {
  const items = areaItems(instrument).map((code) => answers.get(code));
  const complete = by !== 'exhausted' || items.every((answer) => answer?.asked);
  return {
    kind: 'stop',
    decision: illectronismeBetween(instrument, lower, upper),
    officialDecision:
      complete && official !== null ? illectronismeBetween(instrument, official, official) : null,
    by,
    unknowns: countUnknowns(answers),
  };
}
