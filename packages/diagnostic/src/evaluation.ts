import { AREA_LEVELS, type AreaBilan, type AreaLevel } from './bilan.ts';
import type { CurrentAnswer, Truth } from './current-answer.ts';
import type { Area, Instrument, Item } from './instrument.ts';
import { answerable } from './reponse.ts';

/** Which answer an item is given: lets the planners score a log as if some answers were unknown (`undefined`). */
export type AnswerOf = (code: string) => Pick<CurrentAnswer, 'truth' | 'points'> | undefined;

/** Levels are ranks in `instrument.order`. */
export interface Evaluation {
  /** Truth of "uses the internet"; always yes for an instrument without usage question. */
  usage: Truth;
  areas: readonly AreaBilan[];
  lower: number;
  upper: number;
  /** Rank under the publisher's missing policy. */
  official: number | null;
}

const rankOfArea = (level: AreaLevel): number => AREA_LEVELS.indexOf(level);

/** The most that an item can count for in its area. */
export function worth(item: Item | undefined): number {
  return item?.counts === 'value' ? Math.max(...Object.keys(item.choices ?? {}).map(Number)) : 1;
}

function areaLevel(area: Area, count: number, counts: (code: string) => boolean): AreaLevel {
  if (count < area.basicMin) return 'none';
  const above = area.aboveLists ? area.aboveLists.every((list) => list.some(counts)) : count >= area.aboveMin;
  return above ? 'above' : 'basic';
}

function evaluateArea(items: ReadonlyMap<string, Item>, area: Area, answerOf: AnswerOf): AreaBilan {
  let count = 0;
  let unknown = 0;
  let open = 0;
  for (const code of area.items) {
    const answer = answerOf(code);
    if (answer?.truth === 'yes') count += answer.points;
    else if (answer?.truth !== 'no') {
      unknown += 1;
      open += worth(items.get(code));
    }
  }
  const bounds = [
    areaLevel(area, count, (code) => answerOf(code)?.truth === 'yes'),
    areaLevel(area, count + open, (code) => answerOf(code)?.truth !== 'no'),
  ] as const;
  return { id: area.id, count, unknown, level: bounds[0] === bounds[1] ? bounds[0] : null, bounds };
}

/**
 * Rank of the level that the one matching aggregation rule gives.
 * @throws RangeError if none matches: the instrument did not pass `parseInstrument`.
 */
function aggregate(instrument: Instrument, user: boolean, levels: readonly AreaLevel[]): number {
  const zero = levels.filter((level) => level === 'none').length;
  const allAbove = levels.every((level) => level === 'above');
  const rule = instrument.aggregation.find(({ when }) => {
    if (!when.user || !user) return when.user === user;
    const [min, max] = when.zeroAreas;
    return zero >= min && zero <= max && (when.allAbove ?? allAbove) === allAbove;
  });
  const rank = rule ? instrument.order.indexOf(rule.level) : -1;
  if (rank < 0) throw new RangeError('aggregation-gap: pass the instrument through parseInstrument first');
  return rank;
}

/** Three-valued evaluation: the rule is monotone, so aggregating the bounds bounds the aggregate. */
export function evaluate(instrument: Instrument, answerOf: AnswerOf): Evaluation {
  const usage = instrument.usage ? (answerOf(instrument.usage.item)?.truth ?? 'unknown') : 'yes';
  if (usage === 'no') {
    const rank = aggregate(instrument, false, []);
    return { usage, areas: [], lower: rank, upper: rank, official: rank };
  }
  const items = answerable(instrument);
  const areas = instrument.areas.map((area) => evaluateArea(items, area, answerOf));
  const counted = aggregate(
    instrument,
    true,
    areas.map((area) => area.bounds[0]),
  );
  const upper = aggregate(
    instrument,
    true,
    areas.map((area) => area.bounds[1]),
  );
  const lower = usage === 'yes' ? counted : aggregate(instrument, false, []);
  const settled = lower === upper ? lower : null;
  const official = instrument.officialMissing === 'zero' ? counted : settled;
  return { usage, areas, lower, upper, official: usage === 'yes' ? official : null };
}

/** Is illectronisme the same at every level between the bounds? `null` if not, or if it is not defined. */
export function illectronismeBetween(instrument: Instrument, lower: number, upper: number): boolean | null {
  const levels = instrument.illectronisme;
  if (!levels) return null;
  const between = instrument.order.slice(lower, upper + 1).map((level) => levels.includes(level));
  const first = between[0] ?? null;
  return between.every((value) => value === first) ? first : null;
}

/** Can the area still pass from "no skill" to "some skill"? */
export function isAreaOpen(area: AreaBilan): boolean {
  return area.bounds[0] === 'none' && rankOfArea(area.bounds[1]) > 0;
}
