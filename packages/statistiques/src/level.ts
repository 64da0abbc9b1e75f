/** How much is guaranteed on masked cells (specification §4). */
export type Level = 'exact' | 'interval' | 'full';

/**
 * What must stay undetermined about a group of true value a: whatever the attacker computes, its
 * interval must keep lo ≤ a − below, hi ≥ a + above and hi − lo ≥ width (specification §4).
 */
export type Demand = {
  readonly group: number;
  readonly below: number;
  readonly above: number;
  readonly width: number;
};

/**
 * What a level asks around a sensitive group of true value `value`, of which the attacker already
 * knows that it is at least `least`: nobody can promise a reader that it may be lower.
 */
export function demandOf(
  level: Level,
  { group, value, threshold, least }: { group: number; value: number; threshold: number; least: number },
): Demand {
  return level === 'exact'
    ? { group, below: 0, above: 0, width: 1 }
    : { group, below: Math.max(0, Math.min(1, value - least)), above: 1, width: threshold - 1 };
}
