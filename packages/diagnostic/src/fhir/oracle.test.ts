import { describe, expect, it } from 'vitest';
import { fhirPathExpression, toQuestionnaireResponse } from '../fhir.ts';
import type { Instrument, Item } from '../instrument.ts';
import { instruments } from '../instruments.ts';
import { score, type Reponse, type Valeur } from '../score.ts';
import { mulberry32, type Random } from '../testkit.ts';
import { compileR4 } from './fhirpath.fixture.ts';

const COMPLETE = 3000;
const INCOMPLETE = 1000;
const SEED = 20261122;

const measuring = Object.entries(instruments).filter(([, { areas }]) => areas.length > 0);

function pick<T>(random: Random, values: readonly T[]): T {
  const value = values[Math.floor(random() * values.length)];
  if (value === undefined) throw new RangeError('nothing to pick');
  return value;
}

/** Answers that reach every level: each area is poor, rich or in between for itself. */
function drawLog(instrument: Instrument, random: Random, missing: number): readonly Reponse[] {
  const { usage } = instrument;
  const ease = pick(random, [0.15, 0.5, 0.9, 1]);
  const log: Reponse[] = [];
  const add = (item: Item, chance: number): void => {
    const choices = Object.keys(item.choices ?? {}).map(Number);
    const isUsage = item.code === usage?.item;
    const known = (yes: boolean): Valeur => {
      if (item.kind === 'boolean') return yes ? 'yes' : pick(random, ['no', 'no', 'na']);
      // A choice may also be answered by a word, without saying which.
      const takesWords = item.yesWhen !== undefined && item.counts === undefined;
      if (takesWords && random() < 0.3) return yes ? 'yes' : pick(random, ['no', 'na']);
      const wanted = choices.filter(
        (choice) => (isUsage ? usage.userWhen : item.yesWhen)?.includes(choice) === yes,
      );
      return pick(random, wanted);
    };
    const value =
      random() < missing ? pick(random, ['unknown', 'refused'] as const) : known(random() < chance);
    if (missing === 0 || random() > missing / 2) {
      log.push({ item: item.code, value, evidence: 'self', le: '2026-11-22T09:00:00Z' });
    }
  };
  const items = new Map(instrument.items.map((item) => [item.code, item]));
  const use = usage && items.get(usage.item);
  if (use) add(use, 0.9);
  for (const area of instrument.areas) {
    const chance = random() < ease ? pick(random, [0.3, 0.7, 0.95, 1]) : 0;
    for (const code of area.items) {
      const item = items.get(code);
      if (item) add(item, chance);
    }
  }
  return log;
}

/** The two engines on the same answers: one answer of FHIRPath, or none where the publisher gives no level. */
function compare(instrument: Instrument, runs: number, missing: number): ReadonlySet<string | null> {
  const evaluate = compileR4(fhirPathExpression(instrument));
  const random = mulberry32(SEED);
  const levels = new Set<string | null>();
  for (let run = 0; run < runs; run += 1) {
    const log = drawLog(instrument, random, missing);
    const response = toQuestionnaireResponse(instrument, log, { questionnaire: 'https://example.org/q|1' });
    const bilan = score(instrument, log);
    if (!bilan.ok) throw new Error(JSON.stringify(bilan.motifs));
    const expected = missing === 0 ? bilan.value.level : bilan.value.officialLevel;
    const found = evaluate(response);
    // Compared by hand: 3,000 matchers would cost more than the two engines.
    if (found.length > 1 || (found[0] ?? null) !== expected) {
      throw new Error(`run ${run}: FHIRPath ${JSON.stringify(found)}, score ${String(expected)}`);
    }
    levels.add(expected);
  }
  return levels;
}

describe('FHIRPath 4.6.0 as an independent oracle (specification §12)', () => {
  it('measures with every edition that asks questions', () => {
    expect(measuring.map(([key]) => key)).toContain('eurostat-dsi2@2021');
    expect(measuring.length).toBeGreaterThanOrEqual(5);
  });

  it.each(measuring)(
    `%s: the same level on ${COMPLETE} seeded complete responses, each level present`,
    (_, instrument) => {
      expect([...compare(instrument, COMPLETE, 0)].sort()).toEqual([...instrument.order].sort());
    },
    60_000,
  );

  const zero = measuring.filter(([, { officialMissing }]) => officialMissing === 'zero');
  it.each(zero)(
    '%s: the same official level where answers are missing, and none without the last use',
    (_, instrument) => {
      expect([...compare(instrument, INCOMPLETE, 0.2)].sort()).toEqual([...instrument.order, null].sort());
    },
    60_000,
  );
});
