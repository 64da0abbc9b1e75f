import { grade, type CurrentAnswer } from './current-answer.ts';
import type { Evaluation } from './evaluation.ts';
import { areaItems, type Instrument } from './instrument.ts';
import type { Motif } from './motif.ts';
import { answerable } from './reponse.ts';

/** A purchase more than three months ago does not contradict "no use in the last three months". */
function contradictsNonUse(instrument: Instrument, code: string, answer: CurrentAnswer): boolean {
  if (answer.truth !== 'yes') return false;
  const item = answerable(instrument).get(code);
  if (item?.kind !== 'choice' || item.counts === 'value') return true;
  return typeof answer.value === 'number' && (instrument.usage?.userWhen.includes(answer.value) ?? false);
}

/** What the writer should look at again before confirming. */
export function alertesOf(
  instrument: Instrument,
  answers: ReadonlyMap<string, CurrentAnswer>,
  evaluation: Evaluation,
): readonly Motif[] {
  const alertes: Motif[] = [];
  for (const code of areaItems(instrument)) {
    const answer = answers.get(code);
    if (!answer) continue;
    if (evaluation.usage === 'no' && contradictsNonUse(instrument, code, answer)) {
      const phrase = 'La personne dit ne pas utiliser internet, mais une activité est notée.';
      alertes.push({ code: 'activity-without-use', phrase, path: [code] });
    }
    if (answer.declined && answer.truth === 'yes' && grade(answer.evidence) < grade('assisted')) {
      const phrase = 'La personne n’a pas souhaité montrer cette activité : sa parole est gardée.';
      alertes.push({ code: 'decisive-yes-not-shown', phrase, path: [code] });
    }
  }
  return alertes;
}
