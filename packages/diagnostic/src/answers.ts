import { currentAnswers, type Truth } from './current-answer.ts';
import type { Instrument } from './instrument.ts';
import type { Resultat } from './motif.ts';
import { answerable, checkReponses, type Evidence, type Reponse } from './reponse.ts';

/** What a log says today about one item: the entry that stands once corrections and stronger evidence have spoken. */
export interface ReponseActuelle {
  item: string;
  truth: Truth;
  /** Of the entry that stands. */
  evidence: Evidence;
}

/**
 * The answers that stand, in the order of the instrument, unknown ones left out: what a screen may tell the person as
 * facts, and what two interviews on the same edition may be compared by.
 * @returns the answers, or all the motifs of `score`.
 */
export function readAnswers(
  instrument: Instrument,
  reponses: readonly Reponse[],
): Resultat<readonly ReponseActuelle[]> {
  const items = answerable(instrument);
  const motifs = checkReponses(items, reponses);
  if (motifs.length > 0) return { ok: false, motifs };
  const value = [...currentAnswers(instrument, items, reponses)].flatMap(([item, { truth, evidence }]) =>
    truth === 'unknown' || evidence === null ? [] : [{ item, truth, evidence }],
  );
  return { ok: true, value };
}
