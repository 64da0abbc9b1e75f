import { alertesOf } from './alerte.ts';
import type { AreaBilan, AreaLevel, Bilan, Etape } from './bilan.ts';
import { currentAnswers, grade, type CurrentAnswer } from './current-answer.ts';
import { evaluate, illectronismeBetween, type Evaluation } from './evaluation.ts';
import type { Instrument } from './instrument.ts';
import type { Motif, Resultat } from './motif.ts';
import {
  answerable,
  checkAreas,
  checkReponses,
  EVIDENCES,
  fromRecord,
  type Evidence,
  type Reponse,
  type Valeur,
} from './reponse.ts';
import { traceOf } from './trace.ts';

export type { AreaBilan, AreaLevel, Bilan, Etape, Evidence, Motif, Reponse, Resultat, Valeur };
export { fromRecord };
export { scoreBands } from './bandes.ts';
export type { Bande, BandResultat, ValeurDeBande } from './bandes.ts';

type Answers = ReadonlyMap<string, CurrentAnswer>;

function conclusionOf(instrument: Instrument, { lower, upper }: Evaluation): string | null {
  const illectronisme = illectronismeBetween(instrument, lower, upper);
  if (illectronisme !== null) return `illectronisme ${illectronisme}`;
  return lower === upper ? `level ${lower}` : null;
}

/**
 * The strongest grade such that the answers of that grade or more give the same conclusion by themselves.
 * The usage question is decisive for a non-user only: an activity seen is a use seen.
 */
function weakestDecisive(
  instrument: Instrument,
  answers: Answers,
  evaluation: Evaluation,
  counts: Bilan['evidence'],
): Evidence | null {
  const usage = instrument.usage?.item;
  if (evaluation.usage === 'no') return answers.get(usage ?? '')?.evidence ?? null;
  const conclusion = conclusionOf(instrument, evaluation);
  if (conclusion === null) return null;
  const standsOn = (floor: Evidence): boolean => {
    const lowest = grade(floor);
    const filtered = evaluate(instrument, (code) =>
      code === usage || grade(answers.get(code)?.evidence ?? null) >= lowest ? answers.get(code) : undefined,
    );
    return conclusionOf(instrument, filtered) === conclusion;
  };
  return EVIDENCES.findLast((floor) => counts[floor] > 0 && standsOn(floor)) ?? null;
}

function countByEvidence(answers: Answers): Record<Evidence, number> {
  const counts = { self: 0, proxy: 0, assisted: 0, observed: 0 };
  for (const { truth, evidence } of answers.values()) {
    if (truth !== 'unknown' && evidence) counts[evidence] += 1;
  }
  return counts;
}

/**
 * Scores a log of answers: level or interval, area by area, with the trace that explains it.
 * Missing answers widen the interval, they never count as wrong.
 * @returns the bilan, or all the motifs: `unknown-item`, `choice-out-of-range`, `value-kind-mismatch`,
 * `corrects-out-of-range`, `date-invalid`, `shape-invalid` (path `[index, field]`); `instrument-mismatch` for an
 * instrument of bands, which `scoreBands` reads.
 */
export function score(instrument: Instrument, reponses: readonly Reponse[]): Resultat<Bilan> {
  const items = answerable(instrument);
  const motifs = [...checkAreas(instrument), ...checkReponses(items, reponses)];
  if (motifs.length > 0) return { ok: false, motifs };
  const answers = currentAnswers(instrument, items, reponses);
  const evaluation = evaluate(instrument, (code) => answers.get(code));
  const { lower, upper, official } = evaluation;
  const nameOf = (rank: number): string => instrument.order[rank] ?? '';
  const illectronisme = illectronismeBetween(instrument, lower, upper);
  const evidence = countByEvidence(answers);
  const weakest = weakestDecisive(instrument, answers, evaluation, evidence);
  return {
    ok: true,
    value: {
      instrument: { id: instrument.id, version: instrument.version, hash: instrument.hash },
      level: lower === upper ? nameOf(lower) : null,
      bounds: [nameOf(lower), nameOf(upper)],
      certain: lower === upper,
      officialLevel: official === null ? null : nameOf(official),
      illectronisme,
      areas: evaluation.areas,
      evidence,
      weakestDecisive: weakest,
      alertes: alertesOf(instrument, answers, evaluation),
      trace: traceOf(instrument, answers, evaluation, { illectronisme, weakestDecisive: weakest }),
    },
  };
}
