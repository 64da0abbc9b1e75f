import { describe, expect, it } from 'vitest';
import {
  fhirPathExpression,
  toQuestionnaire,
  toQuestionnaireResponse,
  type FhirQuestionnaireItem,
} from '../fhir.ts';
import { areaItems, type Instrument } from '../instrument.ts';
import { eurostatDsi2021 as dsi2, instruments } from '../instruments.ts';
import { fromRecord, type Reponse } from '../score.ts';
import { compileR4 } from './fhirpath.fixture.ts';

const url = 'https://example.org/Questionnaire/dsi2';
const le = '2026-11-22T09:00:00Z';
const answer = (item: string, value: Reponse['value'], evidence: Reponse['evidence'] = 'self'): Reponse => ({
  item,
  value,
  evidence,
  le,
});
const respond = (
  log: readonly Reponse[],
  instrument: Instrument = dsi2,
): ReturnType<typeof toQuestionnaireResponse> =>
  toQuestionnaireResponse(instrument, log, { questionnaire: `${url}|2021` });
const evaluate = (expression: string, resource: unknown): unknown => compileR4(expression)(resource);

const measuring = Object.entries(instruments).filter(([, { areas }]) => areas.length > 0);
const flat = (items: readonly FhirQuestionnaireItem[]): readonly FhirQuestionnaireItem[] =>
  items.flatMap((item) => [item, ...flat(item.item ?? [])]);

describe('toQuestionnaire', () => {
  it('names the instrument, its version and its content hash', () => {
    const { item, ...head } = toQuestionnaire(dsi2, { url, locale: 'fr' });
    expect(head).toEqual({
      resourceType: 'Questionnaire',
      url,
      version: '2021',
      identifier: [{ system: 'urn:porte-plume:instrument', value: `eurostat-dsi2@2021#${dsi2.hash}` }],
      name: 'Eurostat_dsi2_2021',
      title: 'Eurostat, édition 2021',
      status: 'active',
      experimental: false,
      language: 'fr',
      subjectType: ['Person'],
    });
    expect(item.map(({ linkId, type }) => [linkId, type])).toEqual([
      ['IU', 'choice'],
      ...['IL', 'CC', 'DCC', 'SF', 'PS'].map((area) => [area, 'group']),
    ]);
  });

  it('asks each question once, under AREA.ITEM', () => {
    const items = flat(toQuestionnaire(dsi2, { url, locale: 'fr' }).item);
    expect(items.find(({ linkId }) => linkId === 'CC.IUEM')).toEqual({
      linkId: 'CC.IUEM',
      type: 'boolean',
      text: 'Depuis 3 mois, avez-vous envoyé ou reçu un e-mail\u00a0?',
    });
    expect(
      items.find(({ linkId }) => linkId === 'IU')?.answerOption?.map(({ valueCoding }) => valueCoding.code),
    ).toEqual(['1', '2', '3', '4', 'na']);
    expect(items.filter(({ type }) => type !== 'group')).toHaveLength(31);
  });

  it.each(measuring)(
    '%s: keeps the rules of R4 (unique linkId, options for choices only, groups with items)',
    (_, one) => {
      const questionnaire = toQuestionnaire(one, { url, locale: 'fr' });
      const items = flat(questionnaire.item);
      expect(new Set(items.map(({ linkId }) => linkId)).size).toBe(items.length);
      for (const { type, text, answerOption, item } of items) {
        expect(text).not.toBe('');
        expect((answerOption?.length ?? 0) > 0).toBe(type === 'choice');
        expect((item?.length ?? 0) > 0).toBe(type === 'group');
      }
      expect(questionnaire.name).toMatch(/^[A-Z][A-Za-z0-9_]{1,254}$/);
      expect(questionnaire.experimental).toBe(one.status !== 'official');
    },
  );

  it('refuses a language without texts, and published bands', () => {
    expect(() => toQuestionnaire(dsi2, { url, locale: 'xx' })).toThrow('locale-missing');
    const bands = instruments['digcompsat-bands@1'];
    if (!bands) throw new Error('no bands');
    expect(() => toQuestionnaire(bands, { url, locale: 'fr' })).toThrow('instrument-mismatch');
    expect(() => fhirPathExpression(bands)).toThrow('instrument-mismatch');
    expect(() => respond([], bands)).toThrow('instrument-mismatch');
  });
});

describe('toQuestionnaireResponse', () => {
  it('carries what the log says today, and neither evidence, date nor person', () => {
    const response = respond([
      answer('IU', 1),
      answer('IUEM', 'yes'),
      answer('IUEM', 'no', 'observed'),
      answer('IBUY', 2),
      answer('IUIF', 'unknown'),
      answer('CINSAPP1', 'na'),
      answer('IUSELL', 'refused'),
      answer('TICXND', 'yes'),
    ]);
    const absent = (valueCode: string): unknown => ({
      extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode }],
    });
    expect(response).toEqual({
      resourceType: 'QuestionnaireResponse',
      questionnaire: `${url}|2021`,
      status: 'in-progress',
      item: [
        { linkId: 'IU', answer: [{ valueCoding: { system: `${url}#IU`, code: '1' } }] },
        {
          linkId: 'IL',
          item: [
            { linkId: 'IL.IUIF', answer: [{ _valueBoolean: absent('asked-unknown') }] },
            { linkId: 'IL.TIC', answer: [{ valueBoolean: true }] },
          ],
        },
        { linkId: 'CC', item: [{ linkId: 'CC.IUEM', answer: [{ valueBoolean: false }] }] },
        {
          linkId: 'PS',
          item: [
            { linkId: 'PS.CINSAPP1', answer: [{ valueBoolean: false }] },
            { linkId: 'PS.IBUY', answer: [{ valueCoding: { system: `${url}#IBUY`, code: '2' } }] },
            { linkId: 'PS.IUSELL', answer: [{ _valueBoolean: absent('asked-declined') }] },
          ],
        },
      ],
    });
    expect(JSON.stringify(response)).not.toMatch(/observed|self|2026/);
  });

  it('is complete with every answer, or for a non-user', () => {
    const all = Object.fromEntries(areaItems(dsi2).map((code) => [code, code === 'IBUY' ? 4 : true]));
    expect(respond(fromRecord({ IU: 1, ...all }, { evidence: 'self', le })).status).toBe('completed');
    expect(respond([answer('IU', 4)]).status).toBe('completed');
    expect(respond([answer('IU', 1)]).status).toBe('in-progress');
  });

  it.each(measuring)('%s: answers only what its questionnaire asks, with its own choices', (_, one) => {
    const asked = flat(toQuestionnaire(one, { url, locale: 'fr' }).item);
    for (const item of one.items) {
      const values: readonly Reponse['value'][] =
        item.kind === 'boolean'
          ? ['yes', 'no', 'na']
          : [...Object.keys(item.choices ?? {}).map(Number), 'na'];
      for (const value of values) {
        const response = respond([answer(item.code, value)], one);
        const [found] = response.item.flatMap((top) => [...(top.item ?? [top])]);
        const question = asked.find(({ linkId }) => linkId === found?.linkId);
        const [given] = found?.answer ?? [];
        if (question?.type === 'boolean') expect(given).toEqual({ valueBoolean: value === 'yes' });
        else {
          const options = question?.answerOption?.map(({ valueCoding: { system, code } }) => ({
            system,
            code,
          }));
          expect(options).toContainEqual(given && 'valueCoding' in given ? given.valueCoding : undefined);
        }
      }
    }
  });

  it('refuses what score refuses', () => {
    expect(() => respond([answer('__proto__', 'yes'), answer('IBUY', 7)])).toThrow(
      'unknown-item choice-out-of-range',
    );
  });
});

describe('fhirPathExpression: vectors of the specification, by FHIRPath, whatever the order of the rules', () => {
  const AB = [
    ...['IUEM', 'IUPH1', 'IUIF', 'IHIF', 'IUBK', 'CINSAPP1', 'CXFER1', 'CWRD1', 'CXLS1'],
    ...['PCOOK1', 'MAPS_LAP', 'MAPS_RPS'],
  ];
  it.each<[string, number | null, readonly string[], number, readonly string[]]>([
    ['D1', 4, [], 4, ['NA']],
    ['D2', 1, [], 4, ['X']],
    ['D3', 1, ['IUEM'], 4, ['X']],
    ['D4', 1, ['IUEM', 'IUIF'], 4, ['LM']],
    ['D5', 1, ['IUEM', 'IUIF', 'IUBK'], 4, ['N']],
    ['D7', 1, ['IUEM', 'IUIF', 'IUBK', 'CXFER1', 'PCOOK1'], 4, ['B']],
    ['D8', 1, AB, 1, ['AB']],
    ['D14: IBUY = 2', 1, ['IUEM', 'IUIF'], 2, ['N']],
    ['D16: without the last use', null, [], 4, []],
  ])('%s', (_, usage, yes, IBUY, expected) => {
    const record = Object.fromEntries(areaItems(dsi2).map((code) => [code, yes.includes(code)]));
    const log = fromRecord({ ...record, IBUY, IU: usage }, { evidence: 'self', le });
    const backwards = { ...dsi2, aggregation: [...dsi2.aggregation].reverse() };
    expect(evaluate(fhirPathExpression(dsi2), respond(log))).toEqual(expected);
    expect(evaluate(fhirPathExpression(backwards), respond(log))).toEqual(expected);
  });

  it('keeps the codes of an instrument inside its string literals', () => {
    const rename = (level: string): string => (level === 'X' ? "X') | ('Y" : level);
    const odd: Instrument = {
      ...dsi2,
      order: dsi2.order.map(rename),
      aggregation: dsi2.aggregation.map((rule) => ({ ...rule, level: rename(rule.level) })),
    };
    expect(evaluate(fhirPathExpression(odd), respond([answer('IU', 1)]))).toEqual(["X') | ('Y"]);
  });
});
