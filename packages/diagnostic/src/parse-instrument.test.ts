import { describe, expect, it } from 'vitest';
import { contentHash } from './content-hash.ts';
import { instrumentKey, type Instrument, type Item } from './instrument.ts';
import { instruments, parseInstrument } from './instruments.ts';

const dsi2 = instruments['eurostat-dsi2@2021'];
if (!dsi2) throw new Error('missing instrument');

type Deep<T> = { -readonly [K in keyof T]: Deep<T[K]> };

function motifsOf(change: (instrument: Deep<Instrument>) => void): readonly string[] {
  const copy = structuredClone(dsi2) as Deep<Instrument>;
  change(copy);
  const result = parseInstrument(copy);
  return result.ok ? [] : result.motifs.map(({ code, path }) => `${code} ${path?.join('.') ?? ''}`);
}

function at<T>(list: readonly T[], index: number): T {
  const value = list[index];
  if (value === undefined) throw new Error(`nothing at ${index}`);
  return value;
}

describe('the shipped instruments', () => {
  it.each(Object.entries(instruments))(
    '%s parses, and its hash is that of its content',
    (key, instrument) => {
      expect(parseInstrument(instrument)).toEqual({ ok: true, value: instrument });
      expect(contentHash(instrument)).toBe(instrument.hash);
      expect(instrumentKey(instrument)).toBe(key);
    },
  );

  it.each(dsi2.items.map((item) => [item.code, item] as const))(
    '%s has its French texts',
    (_, item: Item) => {
      const text = item.i18n.fr;
      expect(text?.text).toMatch(/\u00a0\?$/);
      expect(text?.label).toBeTruthy();
      const sentences = [text?.text, text?.aide, item.tache?.i18n.fr?.consigne].join(' ').split(/[.?!:]\s*/u);
      for (const sentence of sentences) expect(sentence.trim().split(/\s+/u).length).toBeLessThanOrEqual(12);
    },
  );

  it('an unknown key of any name finds no instrument', () => {
    for (const key of ['constructor', '__proto__', 'toString', 'insee-illectronisme@1999'])
      expect(instruments[key]).toBeUndefined();
  });

  it('has the thirty composite items of the publisher, four to seven an area', () => {
    expect(dsi2.areas.map((area) => area.items.length)).toEqual([4, 6, 7, 6, 7]);
  });
});

describe('parseInstrument refuses (§6)', () => {
  it('B1: equal thresholds', () => {
    expect(motifsOf((copy) => (at(copy.areas, 0).aboveMin = 1))).toEqual([
      'threshold-inverted areas.0.aboveMin',
    ]);
  });

  it('B2: an item in two areas and an unknown item, both with their paths', () => {
    const motifs = motifsOf((copy) => {
      at(copy.areas, 1).items = [...at(copy.areas, 1).items, 'IUIF'];
      at(copy.areas, 2).items = [...at(copy.areas, 2).items, '__proto__'];
    });
    expect(motifs).toEqual(['item-in-two-areas areas.1.items.6', 'unknown-item areas.2.items.7']);
  });

  it.each<[string, (copy: Deep<Instrument>) => void, readonly string[]]>([
    [
      'a threshold above the number of items',
      (c) => (at(c.areas, 0).aboveMin = 5),
      ['threshold-unreachable areas.0.aboveMin'],
    ],
    ['a threshold of zero', (c) => (at(c.areas, 0).basicMin = 0), ['threshold-nonpositive areas.0.basicMin']],
    [
      'an item of no area',
      (c) => (at(c.areas, 0).items = ['IUIF', 'IHIF', 'IUNW1']),
      ['item-unused items.4.code'],
    ],
    ['a part that is an item', (c) => (at(c.items, 4).anyOf = ['IUEM']), ['item-in-two-areas items.5.code']],
    ['an unknown choice', (c) => (at(c.items, 26).yesWhen = [1, 9]), ['choice-unknown items.26.yesWhen.1']],
    [
      'a usage choice outside the list',
      (c) => (c.usage = { item: 'IU', userWhen: [0] }),
      ['choice-unknown usage.userWhen.0'],
    ],
    [
      'an unknown usage item',
      (c) => (c.usage = { item: 'IZ', userWhen: [1] }),
      ['unknown-item usage.item', 'item-unused items.0.code', 'choice-unknown items.0.yesWhen'],
    ],
    [
      'a gap',
      (c) => (at(c.aggregation, 2).when = { user: true, zeroAreas: [9, 9] }),
      ['aggregation-gap aggregation', 'level-unreachable aggregation.2.level'],
    ],
    [
      'an overlap',
      (c) => (at(c.aggregation, 2).when = { user: true, zeroAreas: [3, 4] }),
      ['aggregation-overlap aggregation.2'],
    ],
    [
      'a level that is not ordered',
      (c) => (c.order = c.order.filter((level) => level !== 'LW')),
      ['level-unreachable aggregation.4.level'],
    ],
    [
      'a level twice in the order',
      (c) => (c.order = ['NA', 'NA', 'X', 'LM', 'N', 'LW', 'B', 'AB']),
      ['level-unreachable order.1'],
    ],
    ['two areas of one name', (c) => (at(c.areas, 1).id = 'IL'), ['shape-invalid areas.1.id']],
    [
      'a choice item without choices',
      (c) => delete at(c.items, 26).choices,
      [
        'choice-unknown items.26.choices',
        'choice-unknown items.26.yesWhen.0',
        'choice-unknown items.26.yesWhen.1',
      ],
    ],
    ['a level without rule', (c) => (c.order = [...c.order, 'XXL']), ['level-unreachable order.7']],
    [
      'levels upside down',
      (c) => (c.order = ['NA', 'X', 'N', 'LM', 'LW', 'B', 'AB']),
      ['aggregation-not-monotone aggregation.3'],
    ],
    [
      'an illectronisme that a better answer brings back',
      (c) => (c.illectronisme = [at(c.order, 0), at(c.order, 2)]),
      ['aggregation-not-monotone illectronisme.1'],
    ],
    ['no illectronisme level', (c) => (c.illectronisme = []), ['shape-invalid illectronisme']],
    [
      'an illectronisme level of nowhere',
      (c) => (c.illectronisme = ['Z']),
      ['level-unreachable illectronisme.0'],
    ],
    ['no source', (c) => (c.sources = []), ['source-missing sources']],
    ['no status', (c) => delete (c as Partial<Deep<Instrument>>).status, ['status-missing status']],
    ['another shape', (c) => (c.field = ''), ['shape-invalid field']],
  ])('%s', (_, change, expected) => {
    expect(motifsOf(change)).toEqual(expected);
  });

  it('refuses what is no object, without throwing', () => {
    for (const input of [null, 3, 'x', [], undefined]) expect(parseInstrument(input).ok).toBe(false);
  });

  it('replaces a stale hash by that of the content', () => {
    const result = parseInstrument({ ...dsi2, field: '18–74 ans' });
    expect(result.ok && result.value.hash).not.toBe(dsi2.hash);
  });
});
