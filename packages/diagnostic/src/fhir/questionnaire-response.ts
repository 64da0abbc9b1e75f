import { type CurrentAnswer, currentAnswers } from '../current-answer.ts';
import type { Instrument, Item } from '../instrument.ts';
import { answerable, checkReponses, type Reponse } from '../reponse.ts';
import { assertQuestions, type FhirCoding, linkIdOf, systemOf } from './questionnaire.ts';

const ABSENT = 'http://hl7.org/fhir/StructureDefinition/data-absent-reason';

/** Why a question that was asked has no value. */
export interface FhirAbsent {
  extension: readonly [{ url: typeof ABSENT; valueCode: 'asked-unknown' | 'asked-declined' }];
}

export type FhirAnswer =
  { valueBoolean: boolean } | { valueCoding: FhirCoding | FhirAbsent } | { _valueBoolean: FhirAbsent };

export interface FhirResponseItem {
  linkId: string;
  answer?: readonly [FhirAnswer];
  item?: readonly FhirResponseItem[];
}

/** FHIR R4 QuestionnaireResponse: no subject, no author, no date. */
export interface FhirQuestionnaireResponse {
  resourceType: 'QuestionnaireResponse';
  questionnaire: string;
  /** `completed` when every question has a value, or the person does not use the internet. */
  status: 'completed' | 'in-progress';
  item: readonly FhirResponseItem[];
}

function answerOf(item: Item, { truth, value }: CurrentAnswer, system: string): FhirAnswer {
  if (truth === 'unknown') {
    const valueCode = value === 'refused' ? 'asked-declined' : 'asked-unknown';
    const absent: FhirAbsent = { extension: [{ url: ABSENT, valueCode }] };
    return item.kind === 'boolean' ? { _valueBoolean: absent } : { valueCoding: absent };
  }
  return item.kind === 'boolean'
    ? { valueBoolean: truth === 'yes' }
    : { valueCoding: { system, code: String(value) } };
}

/**
 * What the log says today, for systems that speak FHIR R4; questions never asked are left out. Evidence is lost: FHIR
 * has no grade for it. `na` counts as no.
 * @param options.questionnaire canonical address of the questionnaire, `url|version`.
 * @throws RangeError for a log that `score` refuses, with its codes, or for published bands.
 */
export function toQuestionnaireResponse(
  instrument: Instrument,
  reponses: readonly Reponse[],
  options: { questionnaire: string },
): FhirQuestionnaireResponse {
  assertQuestions(instrument);
  const { questionnaire } = options;
  const items = answerable(instrument);
  const motifs = checkReponses(items, reponses);
  if (motifs.length > 0) throw new RangeError(motifs.map(({ code }) => code).join(' '));
  const answers = currentAnswers(instrument, items, reponses);
  const [url = ''] = questionnaire.split('|');

  const answered = (code: string, linkId: string): readonly FhirResponseItem[] => {
    const item = items.get(code);
    const answer = answers.get(code);
    return item && answer ? [{ linkId, answer: [answerOf(item, answer, systemOf(url, code))] }] : [];
  };

  const isKnown = (code: string): boolean => (answers.get(code)?.truth ?? 'unknown') !== 'unknown';
  const { usage, areas } = instrument;
  const nonUser = usage !== undefined && answers.get(usage.item)?.truth === 'no';
  const complete = nonUser || instrument.items.every(({ code }) => isKnown(code));
  return {
    resourceType: 'QuestionnaireResponse',
    questionnaire,
    status: complete ? 'completed' : 'in-progress',
    item: [
      ...(usage ? answered(usage.item, usage.item) : []),
      ...areas.flatMap(({ id, items: codes }): readonly FhirResponseItem[] => {
        const item = codes.flatMap((code) => answered(code, linkIdOf(id, code)));
        return item.length > 0 ? [{ linkId: id, item }] : [];
      }),
    ],
  };
}
