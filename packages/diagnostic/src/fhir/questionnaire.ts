import { type Instrument, instrumentKey, type Item } from '../instrument.ts';
import { checkAreas } from '../reponse.ts';

/** One choice of a question. */
export interface FhirCoding {
  system: string;
  code: string;
  display?: string;
}

export interface FhirQuestionnaireItem {
  linkId: string;
  type: 'group' | 'boolean' | 'choice';
  text: string;
  answerOption?: readonly { valueCoding: FhirCoding }[];
  item?: readonly FhirQuestionnaireItem[];
}

/** FHIR R4 Questionnaire: the usage question, then one group an area. */
export interface FhirQuestionnaire {
  resourceType: 'Questionnaire';
  url: string;
  /** Version of the instrument. */
  version: string;
  /** The content hash of the instrument: two texts of one version are told apart. */
  identifier: readonly [{ system: string; value: string }];
  name: string;
  title: string;
  status: 'active';
  experimental: boolean;
  language: string;
  subjectType: readonly ['Person'];
  item: readonly FhirQuestionnaireItem[];
}

/** Questions keep their code everywhere; an area prefixes those it counts. */
export function linkIdOf(area: string, code: string): string {
  return `${area}.${code}`;
}

/** The code system of the choices of one question; made from the questionnaire's own address. */
export function systemOf(url: string, code: string): string {
  return `${url}#${code}`;
}

/** @throws RangeError for published bands: they have no question. */
export function assertQuestions(instrument: Instrument): void {
  const motifs = checkAreas(instrument);
  if (motifs.length > 0) throw new RangeError(motifs.map(({ code }) => code).join(' '));
}

/** Words of an answer that is no number; French, the only language of the choices. */
const WORDS = { yes: 'Oui', no: 'Non', na: 'Sans objet' } as const;

function optionsOf(item: Item, system: string, locale: string): readonly { valueCoding: FhirCoding }[] {
  const words =
    item.yesWhen && item.counts === undefined ? (['yes', 'no', 'na'] as const) : (['na'] as const);
  const labels: readonly (readonly [string, string])[] = [
    ...Object.entries(item.choices ?? {}),
    ...words.map((word) => [word, WORDS[word]] as const),
  ];
  return labels.map(([code, display]) => ({
    valueCoding: { system, code, ...(locale.startsWith('fr') ? { display } : {}) },
  }));
}

/**
 * The questionnaire of an instrument, for systems that speak FHIR R4. Evidence, composites answered by their parts and
 * corrections have no place in it: FHIR is an export, not the model.
 * @param options.url canonical address of the questionnaire; `options.locale` a language that every question has.
 * @throws RangeError without the texts of that language, or for published bands.
 */
export function toQuestionnaire(
  instrument: Instrument,
  options: { url: string; locale: string },
): FhirQuestionnaire {
  assertQuestions(instrument);
  const { url, locale } = options;
  const items = new Map(instrument.items.map((item) => [item.code, item]));
  const names = instrument.i18n?.[locale];

  const question = (code: string, linkId: string): FhirQuestionnaireItem => {
    const item = items.get(code);
    const text = item?.i18n[locale]?.text;
    if (!item || text === undefined) throw new RangeError(`locale-missing: ${code}`);
    const system = systemOf(url, code);
    return item.kind === 'boolean'
      ? { linkId, type: 'boolean', text }
      : { linkId, type: 'choice', text, answerOption: optionsOf(item, system, locale) };
  };

  const key = instrumentKey(instrument);
  return {
    resourceType: 'Questionnaire',
    url,
    version: instrument.version,
    identifier: [{ system: 'urn:porte-plume:instrument', value: `${key}#${instrument.hash}` }],
    name: key.replaceAll(/\W+/g, '_').replace(/^./, (letter) => letter.toUpperCase()),
    title: names?.name ?? key,
    status: 'active',
    experimental: instrument.status !== 'official',
    language: locale,
    subjectType: ['Person'],
    item: [
      ...(instrument.usage ? [question(instrument.usage.item, instrument.usage.item)] : []),
      ...instrument.areas.map(({ id, items: codes }): FhirQuestionnaireItem => ({
        linkId: id,
        type: 'group',
        text: names?.areas[id] ?? id,
        item: codes.map((code) => question(code, linkIdOf(id, code))),
      })),
    ],
  };
}
