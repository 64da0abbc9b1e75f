import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AREA_LEVELS } from './bilan.ts';
import { areaItems, type Area, type Instrument } from './instrument.ts';
import { eurostatDsi2021, inseeIllectronisme2021 } from './instruments.ts';
import { next, createLogicalPlan } from './plan.ts';
import { score, type Bilan, type Reponse, type Valeur } from './score.ts';

const le = '2026-11-22T09:00:00Z';
const instruments = [eurostatDsi2021, inseeIllectronisme2021] as const;
const instrumentArb = fc.constantFrom(...instruments);

type Truths = Readonly<Record<string, Valeur>>;

function bilanOf(instrument: Instrument, truths: Truths): Bilan {
  return bilanOfLog(instrument, logOf(truths));
}

function logOf(truths: Truths): readonly Reponse[] {
  return Object.entries(truths).map(([item, value]) => ({ item, value, evidence: 'self', le }));
}

function bilanOfLog(instrument: Instrument, log: readonly Reponse[]): Bilan {
  const result = score(instrument, log);
  if (!result.ok) throw new Error(JSON.stringify(result.motifs));
  return result.value;
}

const ranks = (instrument: Instrument, bilan: Bilan): readonly [number, number] => [
  instrument.order.indexOf(bilan.bounds[0]),
  instrument.order.indexOf(bilan.bounds[1]),
];

const truthArb = fc.constantFrom<Valeur>('yes', 'no', 'unknown');
const usageArb = fc.constantFrom<Valeur>(1, 1, 1, 2, 4, 'unknown');
const truthsArb = fc
  .tuple(usageArb, fc.tuple(...areaItems(eurostatDsi2021).map(() => truthArb)))
  .map(([usage, values]): Truths => {
    const items = areaItems(eurostatDsi2021).map(
      (code, index) => [code, values[index] ?? 'unknown'] as const,
    );
    return Object.fromEntries<Valeur>([['IU', usage], ...items]);
  });
const itemArb = fc.constantFrom(...areaItems(eurostatDsi2021));

const entryArb = fc.record({
  item: fc.constantFrom('IUEM', 'IUIF', 'TIC', 'TICXND', 'TICIDIS', 'IBUY', 'PCOOK1', 'CWRD1', 'CXLS1'),
  value: fc.constantFrom<Valeur>('yes', 'no', 'unknown', 'refused', 'na'),
  evidence: fc.constantFrom<Reponse['evidence']>('self', 'proxy', 'assisted', 'observed'),
  le: fc.constant(le),
});

describe('properties of the score (§5)', () => {
  it('no → yes never lowers a level, an area or a bound', () => {
    fc.assert(
      fc.property(instrumentArb, truthsArb, itemArb, (instrument, truths, item) => {
        const before = bilanOf(instrument, { ...truths, [item]: 'no' });
        const after = bilanOf(instrument, { ...truths, [item]: 'yes' });
        const [low, high] = ranks(instrument, before);
        const [lowAfter, highAfter] = ranks(instrument, after);
        expect(lowAfter).toBeGreaterThanOrEqual(low);
        expect(highAfter).toBeGreaterThanOrEqual(high);
        after.areas.forEach((area, index) => {
          const old = before.areas[index]?.bounds ?? ['none', 'none'];
          area.bounds.forEach((level, end) => {
            expect(AREA_LEVELS.indexOf(level)).toBeGreaterThanOrEqual(
              AREA_LEVELS.indexOf(old[end] ?? 'none'),
            );
          });
        });
      }),
    );
  });

  it('an answer to an unknown question keeps the new bounds inside the old ones', () => {
    fc.assert(
      fc.property(
        instrumentArb,
        truthsArb,
        fc.oneof(itemArb, fc.constant('IU')),
        fc.boolean(),
        (instrument, truths, item, yes) => {
          const answer: Valeur = item === 'IU' ? (yes ? 1 : 4) : yes ? 'yes' : 'no';
          const [low, high] = ranks(instrument, bilanOf(instrument, { ...truths, [item]: 'unknown' }));
          const [lowAfter, highAfter] = ranks(instrument, bilanOf(instrument, { ...truths, [item]: answer }));
          expect(lowAfter).toBeGreaterThanOrEqual(low);
          expect(highAfter).toBeLessThanOrEqual(high);
        },
      ),
    );
  });

  it('per area, the bounds are the levels that completing the unknowns can reach, exhaustively', () => {
    for (const instrument of instruments) {
      instrument.areas.forEach((area, index) => {
        for (const values of productOf(['yes', 'no', 'unknown'] as const, area.items.length)) {
          const truths = Object.fromEntries(
            area.items.map((code, i) => [code, values[i] ?? 'unknown'] as const),
          );
          const found = bilanOf(instrument, { IU: 1, ...truths }).areas[index]?.bounds;
          expect(found).toEqual(reachable(area, values));
        }
      });
    }
  });

  it('overall, every sampled completion falls inside the bounds, and both ends are reached', () => {
    fc.assert(
      fc.property(instrumentArb, truthsArb, fc.infiniteStream(fc.boolean()), (instrument, truths, coins) => {
        const [low, high] = ranks(instrument, bilanOf(instrument, truths));
        const complete = (choose: () => boolean): number => {
          const completed = Object.entries(truths).map(([item, value]) => {
            if (value !== 'unknown') return [item, value] as const;
            const yes = choose();
            return [item, item === 'IU' ? (yes ? 1 : 4) : yes ? 'yes' : 'no'] as const;
          });
          const bilan = bilanOf(instrument, Object.fromEntries<Valeur>(completed));
          expect(bilan.certain).toBe(true);
          return instrument.order.indexOf(bilan.level ?? '');
        };
        expect(complete(() => false)).toBe(low);
        expect(complete(() => true)).toBe(high);
        const sampled = complete(() => coins.next().value === true);
        expect(sampled).toBeGreaterThanOrEqual(low);
        expect(sampled).toBeLessThanOrEqual(high);
      }),
    );
  });

  it('the order of entries about different questions is irrelevant', () => {
    const permutation = fc.shuffledSubarray(areaItems(eurostatDsi2021) as string[], { minLength: 30 });
    fc.assert(
      fc.property(instrumentArb, truthsArb, permutation, (instrument, truths, order) => {
        const shuffled = Object.fromEntries(
          [...order, 'IU'].map((code) => [code, truths[code] ?? 'unknown'] as const),
        );
        expect(bilanOf(instrument, shuffled)).toEqual(bilanOf(instrument, truths));
      }),
    );
  });

  it('is pure, and certain exactly when the bounds meet', () => {
    fc.assert(
      fc.property(instrumentArb, fc.array(entryArb), (instrument, log) => {
        const frozen = Object.freeze(log.map((reponse) => Object.freeze(reponse)));
        const bilan = bilanOfLog(instrument, frozen);
        expect(bilanOfLog(instrument, frozen)).toEqual(bilan);
        expect(bilan.certain).toBe(bilan.bounds[0] === bilan.bounds[1]);
        expect(bilan.level).toBe(bilan.certain ? bilan.bounds[0] : null);
      }),
    );
  });

  it('replaying the facts of the trace gives the result', () => {
    fc.assert(
      fc.property(instrumentArb, fc.array(entryArb), usageArb, (instrument, log, usage) => {
        const bilan = bilanOfLog(instrument, [{ item: 'IU', value: usage, evidence: 'self', le }, ...log]);
        const facts = bilan.trace
          .filter((etape) => etape.rule === 'usage' || etape.rule === 'area')
          .flatMap((etape) => etape.facts)
          .map(({ item = '', value }) => [item, value as Valeur] as const);
        const replayed = bilanOf(instrument, Object.fromEntries(facts));
        expect(replayed.bounds).toEqual(bilan.bounds);
        expect(replayed.areas).toEqual(bilan.areas);
        expect(replayed.illectronisme).toBe(bilan.illectronisme);
      }),
    );
  });

  it('never throws, whatever the entries', () => {
    const entry = fc.oneof(
      fc.anything(),
      fc.record({
        item: fc.string(),
        value: fc.anything(),
        evidence: fc.anything(),
        le: fc.anything(),
        corrects: fc.anything(),
      }),
    );
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.array(entry)), (log) => {
        const reponses = log as readonly Reponse[];
        const plan = createLogicalPlan(inseeIllectronisme2021, { criterion: 'illectronisme' });
        expect(score(eurostatDsi2021, reponses).ok).toBe(next(plan, reponses).ok);
      }),
    );
  });
});

describe('properties of the interview', () => {
  it('ends, and its decision is that of the complete answers', () => {
    fc.assert(
      fc.property(truthsArb, (truths) => {
        const plan = createLogicalPlan(inseeIllectronisme2021, {
          criterion: 'illectronisme',
          showPolicy: 'none',
        });
        const log: Reponse[] = [];
        for (let asked = 0; asked <= 31; asked += 1) {
          const suite = next(plan, log);
          if (!suite.ok) throw new Error('refused');
          if (suite.value.kind === 'stop') {
            expect(suite.value.decision).toBe(bilanOf(inseeIllectronisme2021, truths).illectronisme);
            return;
          }
          log.push({
            item: suite.value.item,
            value: truths[suite.value.item] ?? 'unknown',
            evidence: 'self',
            le,
          });
        }
        throw new Error('the interview does not end');
      }),
    );
  });
});

function* productOf<T>(values: readonly T[], length: number): Generator<readonly T[]> {
  if (length === 0) {
    yield [];
    return;
  }
  for (const rest of productOf(values, length - 1)) for (const value of values) yield [...rest, value];
}

/** Independent of the engine: completes every unknown both ways and looks at the levels that come out. */
function reachable(area: Area, values: readonly ('yes' | 'no' | 'unknown')[]): readonly [string, string] {
  const unknown = values.filter((value) => value === 'unknown').length;
  const known = values.filter((value) => value === 'yes').length;
  const ranksFound = [...productOf([0, 1], unknown)].map((completion) => {
    const count = known + completion.reduce((sum, bit) => sum + bit, 0);
    return (count >= area.basicMin ? 1 : 0) + (count >= area.aboveMin ? 1 : 0);
  });
  const name = (rank: number): string => ['none', 'basic', 'above'][rank] ?? '';
  return [name(Math.min(...ranksFound)), name(Math.max(...ranksFound))];
}
