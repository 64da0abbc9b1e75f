import { describe, expect, it, test } from 'vitest';
import {
  instruments,
  parseInstrument,
  scoreBands,
  type BandResultat,
  type Instrument,
} from './instruments.ts';
import { createLogicalPlan, next, type LogicalPlan } from './plan.ts';
import { score } from './score.ts';

function edition(key: string): Instrument {
  const found = instruments[key];
  if (!found) throw new Error(`No ${key}`);
  return found;
}
const digcompsat = edition('digcompsat-bands@1');
const eva = edition('eva-bands@2026');

function bandes(...args: Parameters<typeof scoreBands>): BandResultat {
  const result = scoreBands(...args);
  if (!result.ok) throw new Error(JSON.stringify(result.motifs));
  return result.value;
}
const motifsOf = (...args: Parameters<typeof scoreBands>): readonly string[] => {
  const result = scoreBands(...args);
  return result.ok ? [] : result.motifs.map(({ code, path }) => `${code} ${path?.join('.') ?? ''}`);
};

describe('DigCompSAT', () => {
  it.each([
    [0, 'Low'],
    [29, 'Low'],
    [30, 'Foundation'],
    [47, 'Foundation'],
    [47.49, 'Foundation'],
    [47.5, 'Intermediate'],
    [48, 'Intermediate'],
    [80, 'Intermediate'],
    [81, 'Advanced'],
    [100, 'Advanced'],
  ])('C23: %d is %s', (value, level) => {
    expect(bandes(digcompsat, { total: value }).bandes.total?.level).toBe(level);
  });

  it('an area is the mean of all its items, a competence of its own', () => {
    // Two competences, of one item and of three: the mean of the competences would be 60.
    const { bandes: found } = bandes(digcompsat, { information: [[90], [30, 30, 30]] });
    expect(found.information).toEqual({
      score: 45,
      level: 'Foundation',
      competences: [
        { score: 90, level: 'Advanced' },
        { score: 30, level: 'Foundation' },
      ],
    });
  });

  it('refuses all that is out of the scale at once', () => {
    expect(motifsOf(digcompsat, { a: 101, b: [[3, -1], []], c: 'Expert', d: [], e: Number.NaN })).toEqual([
      'value-out-of-range a',
      'value-out-of-range b.0.1',
      'value-kind-mismatch b.1',
      'choice-out-of-range c',
      'value-kind-mismatch d',
      'value-out-of-range e',
    ]);
  });
});

describe('eva', () => {
  it.each([
    ['litteratie', -3.55, 'pre_A1'],
    ['litteratie', -3.54, 'A1'],
    ['litteratie', -1.33, 'A1'],
    ['litteratie', -0.4, 'A2'],
    ['litteratie', -0.39, 'B1'],
    ['numeratie', -1.64, 'pre_X1'],
    ['numeratie', -1, 'X1'],
    ['numeratie', 0, 'X2'],
    ['numeratie', 0.01, 'Y1'],
  ])('V25: %s %d is %s', (scale, value, level) => {
    expect(bandes(eva, { [scale]: value }).bandes[scale]?.level).toBe(level);
  });

  it.each([
    ['B1 and Y1', { litteratie: 1, numeratie: 0.5 }, 'socle_clea', false],
    ['nothing', {}, null, true],
    ['undetermined alone', { litteratie: 'indetermine' }, null, true],
    ['one in the lowest step', { litteratie: -4, numeratie: 3 }, 'illettrisme_potentiel', false],
    ['all aberrant', { litteratie: 'aberrant', numeratie: 'aberrant' }, 'aberrant', false],
    ['one aberrant', { litteratie: 'aberrant', numeratie: 3 }, null, false],
    [
      'the lowest step, before aberrant',
      { litteratie: -4, numeratie: 'aberrant' },
      'illettrisme_potentiel',
      false,
    ],
    ['in between', { litteratie: 1, numeratie: -0.5 }, 'ni_ni', false],
  ] as const)('V27: %s', (_, values, synthese, partiel) => {
    expect(bandes(eva, values)).toMatchObject({ synthese, partiel });
  });

  it('one scale only: says that it is a basis for talk, never a level', () => {
    const { partiel, trace } = bandes(eva, { litteratie: 1, numeratie: 'indetermine' });
    expect(partiel).toBe(true);
    expect(trace.map(({ phrase }) => phrase)).toContain(
      'Résultat partiel\u00a0: il sert à parler, jamais à conclure.',
    );
  });

  it('refuses an unknown scale, items and an unknown level', () => {
    expect(motifsOf(eva, { constructor: 1, litteratie: [[1]], numeratie: 'X9' })).toEqual([
      'unknown-item constructor',
      'value-kind-mismatch litteratie',
      'choice-out-of-range numeratie',
    ]);
  });
});

test('bands are neither scored from a log nor interviewed, and items are no bands', () => {
  expect(score(eva, [])).toMatchObject({ ok: false, motifs: [{ code: 'instrument-mismatch' }] });
  expect(() => createLogicalPlan(eva, { criterion: 'level' })).toThrow('instrument-mismatch');
  const plan: LogicalPlan = {
    kind: 'logical',
    instrument: eva,
    criterion: 'level',
    order: [],
    showPolicy: 'none',
  };
  expect(next(plan, [])).toMatchObject({ ok: false, motifs: [{ code: 'instrument-mismatch' }] });
  expect(motifsOf(edition('eurostat-dsi2@2021'), { a: 1 })).toEqual(['instrument-mismatch instrument']);
});

describe('parseInstrument refuses bad bands (§6)', () => {
  const [scale] = eva.bands ?? [];
  const faults = (change: Partial<Instrument>): readonly string[] => {
    const result = parseInstrument({ ...eva, ...change });
    return result.ok ? [] : result.motifs.map(({ code, path }) => `${code} ${path?.join('.') ?? ''}`);
  };
  const cuts = (...upTo: (number | null)[]): Partial<Instrument> => ({
    order: eva.order.slice(0, 4),
    bands: [
      { ...scale, min: -5, max: 5, bands: upTo.map((end, i) => ({ level: eva.order[i] ?? '', upTo: end })) },
    ],
  });

  it.each([
    ['cuts upside down', cuts(-1, -2, 0, null), ['threshold-inverted bands.0.bands.1.upTo']],
    ['two equal cuts', cuts(-1, -1, 0, null), ['threshold-overlap bands.0.bands.1.upTo']],
    ['a cut outside the scale', cuts(-1, 0, 6, null), ['threshold-unreachable bands.0.bands.2.upTo']],
    ['a cut below the scale', cuts(-6, 0, 1, null), ['threshold-unreachable bands.0.bands.0.upTo']],
    ['scores without a level', cuts(-1, 0, 1, 2), ['threshold-unreachable bands.0.bands.3.upTo']],
    ['an end before the last', cuts(-1, null, 1, null), ['level-unreachable bands.0.bands.1.upTo']],
    ['a level that no band gives', { order: [...eva.order, 'C1'] }, ['level-unreachable order.8']],
    ['an unordered level', { order: eva.order.slice(1) }, ['level-unreachable bands.0.bands.0.level']],
    [
      'bands and items',
      { items: edition('eurostat-dsi2@2021').items.slice(1, 2) },
      ['shape-invalid items', 'item-unused items.0.code'],
    ],
  ])('%s', (_, change, expected) => {
    expect(faults(change)).toEqual(expected);
  });

  it('neither bands nor items, or a synthesis without bands', () => {
    const { bands, ...without } = eva;
    expect(bands).toHaveLength(2);
    const result = parseInstrument(without);
    expect(!result.ok && result.motifs.map(({ path }) => path?.join('.'))).toEqual(
      expect.arrayContaining(['items', 'areas', 'aggregation', 'synthesis']),
    );
  });
});

test('a hole, an infinite score, or a very long list of faults is refused, not computed', () => {
  const codes = (key: string, values: Readonly<Record<string, unknown>>): readonly string[] => {
    const result = scoreBands(edition(key), values as Parameters<typeof scoreBands>[1]);
    return result.ok ? [] : [...new Set(result.motifs.map(({ code }) => code))];
  };
  expect(codes('eva-bands@2026', { litteratie: Infinity })).toEqual(['value-out-of-range']);
  expect(codes('digcompsat-bands@1', { a: [new Array(1)] })).toEqual(['value-out-of-range']);
  expect(codes('digcompsat-bands@1', { a: new Array(2) })).toEqual(['value-kind-mismatch']);
  expect(codes('digcompsat-bands@1', { a: [Array(200_000).fill(-1)] })).toEqual(['value-out-of-range']);
});
