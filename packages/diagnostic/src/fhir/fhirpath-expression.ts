import type { AggregationRule, Area, Instrument, Item } from '../instrument.ts';
import { assertQuestions, linkIdOf } from './questionnaire.ts';

type Items = ReadonlyMap<string, Item>;

/** FHIRPath string literal; codes of instruments are plain, others must not break out of it. */
function literal(text: string): string {
  return `'${text.replaceAll(/[\\']/g, String.raw`\$&`)}'`;
}

function isOneOf(codes: readonly (string | number)[]): string {
  const literals = codes.map((code) => literal(String(code)));
  return literals.length === 1 ? `code = ${literals[0] ?? ''}` : `code in (${literals.join(' | ')})`;
}

/** The answers of that choice question. */
function choiceAnswers(area: Area, { code }: Item): string {
  return `item.where(linkId = ${literal(area.id)}).item.where(linkId = ${literal(linkIdOf(area.id, code))}).answer.value`;
}

/** Truth of one item. */
function counts(items: Items, area: Area, code: string): string {
  const item = items.get(code);
  if (item?.kind === 'choice') {
    return `${choiceAnswers(area, item)}.where(${isOneOf([...(item.yesWhen ?? []), 'yes'])}).exists()`;
  }
  const linkId = literal(linkIdOf(area.id, code));
  return `item.where(linkId = ${literal(area.id)}).item.where(linkId = ${linkId}).answer.where(value = true).exists()`;
}

/** What the area counts: a yes for one, a choice that counts its value for that much. */
function countOf(items: Items, area: Area): string {
  const described = area.items.flatMap((code) => items.get(code) ?? []);
  const choices = described.filter(({ kind }) => kind === 'choice');
  const group = `item.where(linkId = ${literal(area.id)}).item`;
  const terms = described.length > choices.length ? [`${group}.answer.where(value = true).count()`] : [];
  for (const item of choices) {
    const answers = choiceAnswers(area, item);
    terms.push(
      item.counts === 'value'
        ? `iif(${answers}.code.toInteger().exists(), ${answers}.code.toInteger(), 0)`
        : `${answers}.where(${isOneOf([...(item.yesWhen ?? []), 'yes'])}).count()`,
    );
  }
  return terms.length === 1 ? (terms[0] ?? '') : `(${terms.join(' + ')})`;
}

/** A zero area weighs this much in the sum below, an area above weighs 1: both counts stay readable in it. */
const ZERO = 100;

function weightOf(items: Items, area: Area): string {
  const count = countOf(items, area);
  if (!area.aboveLists) {
    return `${count}.select(iif($this < ${area.basicMin}, ${ZERO}, iif($this >= ${area.aboveMin}, 1, 0)))`;
  }
  const lists = area.aboveLists.map((list) => list.map((code) => counts(items, area, code)).join(' or '));
  const above = lists.map((list) => `(${list})`).join(' and ');
  return `iif(${count} < ${area.basicMin}, ${ZERO}, iif(${above}, 1, 0))`;
}

function ruleOf({ level, when }: AggregationRule, areas: number, otherwise: string): string {
  if (!when.user) return otherwise;
  const [min, max] = when.zeroAreas;
  const zero = [`$this >= ${min * ZERO}`, `$this < ${(max + 1) * ZERO}`];
  const above = when.allAbove === undefined ? [] : [`$this ${when.allAbove ? '=' : '!='} ${areas}`];
  return `iif(${[...zero, ...above].join(' and ')}, ${literal(level)}, ${otherwise})`;
}

/** How many of the questions of the areas have a value. */
function isComplete(instrument: Instrument): string {
  const asked = instrument.areas.reduce((sum, area) => sum + area.items.length, 0);
  return `item.item.where(answer.value.exists()).count() = ${asked}`;
}

/**
 * The scoring rule of an instrument as one FHIRPath expression over its QuestionnaireResponse (context: the response;
 * model: R4 or R5). It gives the level under the publisher's missing policy, and nothing (`{}`) where the publisher
 * gives none: without the last use of the internet, or, for a policy without default, without all the answers.
 * @throws RangeError for published bands.
 */
export function fhirPathExpression(instrument: Instrument): string {
  assertQuestions(instrument);
  const { usage, areas, aggregation } = instrument;
  const items: Items = new Map(instrument.items.map((item) => [item.code, item]));
  const rules = aggregation.reduceRight((otherwise, rule) => ruleOf(rule, areas.length, otherwise), '{}');
  const weights = areas.map((area) => weightOf(items, area));
  const level = `(${weights.join(' + ')}).select(${rules})`;
  const counted =
    instrument.officialMissing === 'zero' ? level : `iif(${isComplete(instrument)}, ${level}, {})`;
  const nonUser = aggregation.find(({ when }) => !when.user);
  if (!usage || !nonUser) return counted;
  const answer = `item.where(linkId = ${literal(usage.item)}).answer.value.code`;
  const user = `${answer}.where(${usage.userWhen.map((choice) => `$this = ${literal(String(choice))}`).join(' or ')})`;
  return `iif(${answer}.empty(), {}, iif(${user}.empty(), ${literal(nonUser.level)}, ${counted}))`;
}
