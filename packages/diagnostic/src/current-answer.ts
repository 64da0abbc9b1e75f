import type { Instrument, Item } from './instrument.ts';
import { EVIDENCES, type Evidence, type Reponse, type Valeur } from './reponse.ts';

export type Truth = 'yes' | 'no' | 'unknown';

/** What the log says today about one item. */
export interface CurrentAnswer {
  truth: Truth;
  /** What it counts for in its area: 1 for a yes, the number itself for an item that `counts` its value. */
  points: number;
  value: Valeur | null;
  /** Of the entry that stands; `null` without one. */
  evidence: Evidence | null;
  /** At least one entry that still stands is in the log. */
  asked: boolean;
  /** The person was invited to show it and declined. */
  declined: boolean;
}

const NEVER_ASKED: CurrentAnswer = {
  truth: 'unknown',
  points: 0,
  value: null,
  evidence: null,
  asked: false,
  declined: false,
};

/** Rank of an evidence grade; −1 for none. */
export function grade(evidence: Evidence | null): number {
  return evidence === null ? -1 : EVIDENCES.indexOf(evidence);
}

function truthOf(value: Valeur, yesWhen: readonly number[]): Truth {
  if (typeof value === 'number') return yesWhen.includes(value) ? 'yes' : 'no';
  if (value === 'yes') return 'yes';
  return value === 'no' || value === 'na' ? 'no' : 'unknown';
}

const isDeclinedShow = (reponse: Reponse): boolean =>
  reponse.value === 'refused' && reponse.evidence === 'observed';

/**
 * The parts prevail over the composite's own answer unless it is stronger: otherwise a failed demonstration of the
 * whole would stay hidden behind a yes that was only said. Some parts only do not make the composite asked.
 */
function composite(own: CurrentAnswer, parts: readonly CurrentAnswer[]): CurrentAnswer {
  const floor = own.truth === 'unknown' ? -1 : grade(own.evidence);
  const byStrength = [...parts].sort((a, b) => grade(b.evidence) - grade(a.evidence));
  const { declined } = own;
  const strongestYes = byStrength.find((part) => part.truth === 'yes');
  if (strongestYes && grade(strongestYes.evidence) >= floor) return { ...strongestYes, declined };
  const weakest = byStrength.at(-1);
  const allNo = weakest !== undefined && parts.every((part) => part.truth === 'no');
  if (allNo && grade(weakest.evidence) >= floor) return { ...weakest, declined };
  return { ...own, asked: own.asked || parts.every((part) => part.asked) };
}

/**
 * What the log says of each item that it speaks of, in the order of the instrument.
 * Folds the log: cancelled entries drop out, then the highest evidence wins, then the latest.
 * @param items those of `answerable`; the log must have passed `checkReponses` with them.
 */
export function currentAnswers(
  instrument: Instrument,
  items: ReadonlyMap<string, Item>,
  reponses: readonly Reponse[],
): ReadonlyMap<string, CurrentAnswer> {
  const { usage } = instrument;
  const cancelled = new Set<number>();
  for (const { corrects } of reponses) if (corrects !== undefined) cancelled.add(corrects);
  const answers = new Map<string, CurrentAnswer>();
  let index = -1;
  for (const reponse of reponses) {
    index += 1;
    const { item: code, value, evidence } = reponse;
    const item = items.get(code);
    if (!item || cancelled.has(index)) continue;
    const before = answers.get(code);
    if (isDeclinedShow(reponse)) {
      answers.set(code, { ...(before ?? NEVER_ASKED), asked: true, declined: true });
    } else if (!before || grade(evidence) >= grade(before.evidence)) {
      const truth = truthOf(value, code === usage?.item ? usage.userWhen : (item.yesWhen ?? []));
      const worth = item.counts === 'value' && typeof value === 'number' ? value : 1;
      const points = truth === 'yes' ? worth : 0;
      answers.set(code, { truth, points, value, evidence, asked: true, declined: before?.declined ?? false });
    }
  }
  const answerOf = (code: string): CurrentAnswer => answers.get(code) ?? NEVER_ASKED;
  const current = new Map<string, CurrentAnswer>();
  for (const { code, anyOf } of instrument.items) {
    const byParts = anyOf?.some((part) => answers.has(part)) ?? false;
    const answer = anyOf && byParts ? composite(answerOf(code), anyOf.map(answerOf)) : answers.get(code);
    if (answer?.asked) current.set(code, answer);
  }
  return current;
}
