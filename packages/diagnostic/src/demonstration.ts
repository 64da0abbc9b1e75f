import { grade, type CurrentAnswer } from './current-answer.ts';
import type { Instrument, TacheObservable } from './instrument.ts';
import { answerable, type Reponse } from './reponse.ts';

export const SHOW_POLICIES = ['decisive', 'none', 'all'] as const;
/**
 * Which yes must be shown before it counts for a decision. `decisive`: the one that would first establish an
 * area; two accidental yes erase a case of illectronisme (specification §8).
 */
export type ShowPolicy = (typeof SHOW_POLICIES)[number];

export interface Demonstration {
  item: string;
  tache: TacheObservable;
}

/** A yes that somebody said, and that nobody has declined to show. */
export function isOnlySaid(answer: CurrentAnswer | undefined): answer is CurrentAnswer {
  return answer?.truth === 'yes' && !answer.declined && grade(answer.evidence) < grade('assisted');
}

/** The demonstrations still to ask for, in the order in which the yes were given. */
export function pendingDemonstrations(
  instrument: Instrument,
  answers: ReadonlyMap<string, CurrentAnswer>,
  reponses: readonly Reponse[],
  policy: ShowPolicy,
): readonly Demonstration[] {
  if (policy === 'none') return [];
  const firstSaid = (code: string, parts: readonly string[] = []): number =>
    reponses.findIndex(({ item }) => item === code || parts.includes(item));
  const items = answerable(instrument);
  const pending = instrument.areas.flatMap((area) => {
    const yes = area.items.filter((code) => answers.get(code)?.truth === 'yes');
    if (yes.length === 0) return [];
    const candidates = yes.flatMap((code) => {
      const { tache, anyOf } = items.get(code) ?? {};
      const answer = answers.get(code);
      if (!tache || !isOnlySaid(answer)) return [];
      return [{ item: code, tache, rank: firstSaid(code, anyOf) }];
    });
    candidates.sort((a, b) => a.rank - b.rank);
    // A said yes without a task does not stand for one that can be shown.
    const standing = yes.filter((code) => !isOnlySaid(answers.get(code))).length;
    return policy === 'all' ? candidates : candidates.slice(0, Math.max(0, area.basicMin - standing));
  });
  return pending.sort((a, b) => a.rank - b.rank).map(({ item, tache }) => ({ item, tache }));
}
