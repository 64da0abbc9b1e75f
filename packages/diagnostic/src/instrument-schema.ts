import * as z from 'zod/mini';
import type {
  AggregationRule,
  Area,
  BandScale,
  Instrument,
  InstrumentText,
  Item,
  ItemText,
  Source,
  Synthesis,
} from './instrument.ts';

type InstrumentFile = Omit<Instrument, 'hash'> & { hash?: string };

/** Shape of an instrument file; the rules between its fields are in parse-instrument.ts. */
export const instrumentSchema: z.ZodMiniType<InstrumentFile> = /* @__PURE__ */ createInstrumentSchema();

// In a function, so that a bundle which only scores does not carry the schemas.
function createInstrumentSchema(): z.ZodMiniType<InstrumentFile> {
  const text = z.string().check(z.minLength(1));
  const byLocale = <T extends z.ZodMiniType>(value: T): z.ZodMiniRecord<z.ZodMiniString, T> =>
    z.record(z.string(), value);

  const itemText: z.ZodMiniType<ItemText> = z.strictObject({
    text,
    aide: z.exactOptional(text),
    label: z.exactOptional(text),
    audio: text,
    pictogram: text,
  });

  const item: z.ZodMiniType<Item> = z.strictObject({
    code: text,
    kind: z.enum(['boolean', 'choice']),
    choices: z.exactOptional(z.record(z.string().check(z.regex(/^(0|[1-9]\d*)$/)), text)),
    yesWhen: z.exactOptional(z.array(z.int())),
    counts: z.exactOptional(z.literal('value')),
    anyOf: z.exactOptional(z.array(text).check(z.minLength(1))),
    windowMonths: z.exactOptional(z.int().check(z.positive())),
    i18n: byLocale(itemText),
    tache: z.exactOptional(
      z.strictObject({ code: text, i18n: byLocale(z.strictObject({ consigne: text })) }),
    ),
    informs: z.exactOptional(z.array(text).check(z.minLength(1))),
  });

  const area: z.ZodMiniType<Area> = z.strictObject({
    id: text,
    items: z.array(text).check(z.minLength(1)),
    basicMin: z.int(),
    aboveMin: z.int(),
    aboveLists: z.exactOptional(z.array(z.array(text).check(z.minLength(1))).check(z.minLength(1))),
    codes: z.exactOptional(z.array(text)),
  });

  const aggregationRule: z.ZodMiniType<AggregationRule> = z.strictObject({
    level: text,
    when: z.discriminatedUnion('user', [
      z.strictObject({ user: z.literal(false) }),
      z.strictObject({
        user: z.literal(true),
        zeroAreas: z.tuple([z.int().check(z.nonnegative()), z.int().check(z.nonnegative())]),
        allAbove: z.exactOptional(z.boolean()),
      }),
    ]),
  });

  const bandScale: z.ZodMiniType<BandScale> = z.strictObject({
    id: z.exactOptional(text),
    min: z.exactOptional(z.number()),
    max: z.exactOptional(z.number()),
    round: z.exactOptional(z.literal('half-up')),
    bands: z.array(z.strictObject({ level: text, upTo: z.nullable(z.number()) })).check(z.minLength(2)),
  });

  const synthesis: z.ZodMiniType<Synthesis> = z.strictObject({
    dropped: z.array(text),
    rules: z
      .array(
        z.strictObject({
          result: z.nullable(text),
          when: z.enum(['any', 'all']),
          levels: z.array(text).check(z.minLength(1)),
        }),
      )
      .check(z.minLength(1)),
  });

  const source: z.ZodMiniType<Source> = z.strictObject({
    title: text,
    url: z.exactOptional(z.url()),
    confirmed: z.boolean(),
  });

  const instrumentText: z.ZodMiniType<InstrumentText> = z.strictObject({
    name: z.exactOptional(text),
    areas: z.record(z.string(), text),
    levels: z.record(z.string(), text),
  });

  return z.strictObject({
    id: text,
    version: text,
    status: z.enum(['official', 'reconstructed', 'experimental']),
    hash: z.exactOptional(z.string()),
    field: text,
    usage: z.exactOptional(z.strictObject({ item: text, userWhen: z.array(z.int()).check(z.minLength(1)) })),
    items: z.array(item),
    areas: z.array(area),
    aggregation: z.array(aggregationRule),
    order: z.array(text).check(z.minLength(1)),
    illectronisme: z.exactOptional(z.array(text).check(z.minLength(1))),
    officialMissing: z.enum(['zero', 'none']),
    sources: z.array(source).check(z.minLength(1)),
    i18n: z.exactOptional(byLocale(instrumentText)),
    derivedFrom: z.exactOptional(text),
    codes: z.exactOptional(z.array(text)),
    informs: z.exactOptional(text),
    bands: z.exactOptional(z.array(bandScale).check(z.minLength(1))),
    synthesis: z.exactOptional(synthesis),
    caution: z.exactOptional(text),
  });
}
