import { AREA_LEVELS, type AreaBilan, type AreaLevel } from './bilan.ts';
import type { CurrentAnswer, Truth } from './current-answer.ts';
import type { Area, Instrument } from './instrument.ts';

/** Which truth an item is given: lets the planners score a log as if some answers were unknown. */
export type TruthOf = (code: string) => Truth;

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

function areaLevel(area: Area, count: number): AreaLevel {
  return count >= area.aboveMin ? 'above' : count >= area.basicMin ? 'basic' : 'none';
}

function evaluateArea(area: Area, truthOf: TruthOf): AreaBilan {
  let count = 0;
  let unknown = 0;
  for (const code of area.items) {
    const truth = truthOf(code);
    if (truth === 'yes') count += 1;
    else if (truth === 'unknown') unknown += 1;
  }
  const bounds = [areaLevel(area, count), areaLevel(area, count + unknown)] as const;
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

/** Truth of each item as the log says it. */
export function truthsOf(answers: ReadonlyMap<string, CurrentAnswer>): TruthOf {
  return (code) => answers.get(code)?.truth ?? 'unknown';
}

/** Three-valued evaluation: the rule is monotone, so aggregating the bounds bounds the aggregate. */
export function evaluate(instrument: Instrument, truthOf: TruthOf): Evaluation {
  const usage = instrument.usage ? truthOf(instrument.usage.item) : 'yes';
  if (usage === 'no') {
    const rank = aggregate(instrument, false, []);
    return { usage, areas: [], lower: rank, upper: rank, official: rank };
  }
  const areas = instrument.areas.map((area) => evaluateArea(area, truthOf));
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
