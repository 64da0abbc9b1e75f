import { currentAnswers } from './current-answer.ts';
import { type Instrument, instrumentKey } from './instrument.ts';
import type { Motif, Resultat } from './motif.ts';
import { answerable, checkReponses, type Reponse } from './reponse.ts';

/** The ladder of help of `observation-taches@0` in the words of La Coop (`Autonomie`): the index is the choice. */
export const AUTONOMIE_COOP = ['entierement_accompagne', 'partiellement_autonome', 'autonome'] as const;

/**
 * What was seen, as answers to the instrument that the tasks inform (`observation.informs`): done, alone or with a hint, is
 * *yes, observed*; done for the person is *no, observed* (a task only said keeps its weaker evidence). Two tasks on one
 * item: a yes stands.
 *
 * @param options.moyens - the item that a task answers where it has several (e-mail or messaging); default: the first
 * @returns one answer an item, dated like the task that decides; or the motifs of `score`, `instrument-mismatch` where the
 * instrument observes nothing, `unknown-item` for a `moyens` that the task does not have (path `['moyens', task]`)
 */
export function toReponsesObservees(
  observation: Instrument,
  reponses: readonly Reponse[],
  options: { moyens?: Readonly<Record<string, string>> } = {},
): Resultat<readonly Reponse[]> {
  const { moyens = {} } = options;
  if (observation.informs === undefined) {
    const phrase = `L’instrument ${instrumentKey(observation)} n’a pas de tâches à observer.`;
    return { ok: false, motifs: [{ code: 'instrument-mismatch', phrase, path: ['instrument'] }] };
  }
  const items = answerable(observation);
  const motifs: Motif[] = [...checkReponses(items, reponses)];
  for (const [task, item] of Object.entries(moyens)) {
    if (items.get(task)?.informs?.includes(item)) continue;
    const phrase = 'Cette tâche ne répond pas à cette question.';
    motifs.push({ code: 'unknown-item', phrase, path: ['moyens', task] });
  }
  if (motifs.length > 0) return { ok: false, motifs };
  const seen = new Map<string, Reponse>();
  for (const [task, { truth, value, evidence }] of currentAnswers(observation, items, reponses)) {
    const item = Object.hasOwn(moyens, task) ? moyens[task] : items.get(task)?.informs?.[0];
    if (item === undefined || truth === 'unknown' || evidence === null) continue;
    const le =
      reponses.findLast((r) => r.item === task && r.value === value && r.evidence === evidence)?.le ?? '';
    if (truth === 'yes' || !seen.has(item)) seen.set(item, { item, value: truth, evidence, le });
  }
  return { ok: true, value: [...seen.values()] };
}
