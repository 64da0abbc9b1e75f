import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { eurostatDsi2021 as dsi2 } from '../official-editions.ts';
import { findIncoherences, frechet, type ChiffresDsi } from './figures.ts';

const rows = (name: string): readonly (readonly string[])[] =>
  readFileSync(new URL(`../../data/${name}.csv`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));

const levels = new Map(
  rows('eurostat-levels').map(([geo, year, age, code, value]) => [
    `${geo ?? ''} ${year ?? ''} ${age ?? ''} ${code ?? ''}`,
    Number(value),
  ]),
);
/** Item shares of a population and year; an empty cell was not published. */
function itemsOf(population: string, column: 2 | 3): Readonly<Record<string, number>> {
  return Object.fromEntries(
    rows('eurostat-items-fr').flatMap((row) => {
      const share = row[column];
      return row[0] === population && share ? [[row[1] ?? '', Number(share)]] : [];
    }),
  );
}
function published(geo: string, year: number, age: string): ChiffresDsi {
  const at = (code: string): number | undefined => levels.get(`${geo} ${year} ${age} ${code}`);
  const areas = Object.fromEntries(
    dsi2.areas.flatMap(({ id }) => {
      const share = at(`I_DSK2_${id}_BAB`);
      return share === undefined ? [] : [[id, share]];
    }),
  );
  const BAB = at('I_DSK2_BAB');
  const users = at('I_IU3');
  return { areas, ...(BAB === undefined ? {} : { BAB }), ...(users === undefined ? {} : { users }) };
}
const codes = (figures: ChiffresDsi): readonly string[] =>
  findIncoherences(dsi2, figures).map(({ code, path }) => `${code} ${path?.join('.') ?? ''}`);

test('S49: Fréchet, France 2025: 24.47 ≤ 65.74 ≤ 76.67', () => {
  const { areas = {}, BAB = 0 } = published('FR', 2025, '16-74');
  const { lower, upper } = frechet(Object.values(areas));
  expect(lower).toBeCloseTo(24.47, 10);
  expect(upper).toBe(76.67);
  expect(BAB).toBe(65.74);
  expect(BAB > lower && BAB < upper).toBe(true);
});

test('S50: France 2025, NA is what is left by the users: 5.02', () => {
  expect(100 - (published('FR', 2025, '16-74').users ?? 0)).toBeCloseTo(5.02, 10);
});

describe('every published figure holds together', () => {
  const cells = ['FR', 'EU27_2020'].flatMap((geo) =>
    [2021, 2023, 2025].flatMap((year) =>
      ['16-24', '25-54', '55-74', '16-74'].map((age) => [geo, year, age] as const),
    ),
  );

  it.each(cells)('%s %d, %s', (geo, year, age) => {
    const figures = published(geo, year, age);
    expect(figures.BAB).toBeGreaterThan(0);
    expect(codes(figures)).toEqual([]);
    expect(levels.get(`${geo} ${year} ${age} I_DSK2_AB`)).toBeLessThan(figures.BAB ?? 0);
    // A user at least.
    if (figures.users !== undefined)
      expect(Math.max(...Object.values(figures.areas ?? {}), figures.BAB ?? 0)).toBeLessThanOrEqual(
        figures.users,
      );
  });

  // Areas are published for 2025 only, items for 2021 and 2023: neighbouring years, not the same one.
  it.each([
    ['IND_TOTAL', '16-74'],
    ['Y16_24', '16-24'],
    ['Y25_54', '25-54'],
    ['Y55_74', '55-74'],
  ])('no item is more frequent than its area: %s', (population, age) => {
    for (const column of [2, 3] as const) {
      const items = itemsOf(population, column);
      expect(Object.keys(items)).toHaveLength(9);
      expect(codes({ ...published('FR', 2025, age), items })).toEqual([]);
    }
  });

  it('advanced use of a spreadsheet is never more frequent than use of one, in 51 populations', () => {
    const populations = [...new Set(rows('eurostat-items-fr').map(([population]) => population ?? ''))];
    expect(populations).toHaveLength(51);
    for (const population of populations) {
      for (const column of [2, 3] as const) {
        const { CXLS1, CXLSADV1 } = itemsOf(population, column);
        if (CXLS1 !== undefined && CXLSADV1 !== undefined) expect(CXLSADV1).toBeLessThanOrEqual(CXLS1);
      }
    }
  });
});

test('what cannot be true together is told, all at once', () => {
  const areas = { IL: 85.26, CC: 93.67, DCC: 76.67, SF: 77.9, PS: 90.97 };
  expect(codes({ areas, BAB: 80, items: { CXFER1: 77 }, users: 94.98, levels: { NA: 4, X: 90 } })).toEqual([
    'item-above-area items.CXFER1',
    'frechet-bounds BAB',
    'levels-not-100 levels',
    'na-not-users levels.NA',
    'bab-not-levels BAB',
  ]);
  expect(codes({ areas, BAB: 24.4 })).toEqual(['frechet-bounds BAB']);
  expect(codes({ areas: { IL: 3 }, BAB: 99 })).toEqual([]);
});

test('a share that is no share is said, never taken for coherent', () => {
  const figures = { users: Number.NaN, BAB: 140, levels: { NA: Infinity }, items: { IUEM: -5 } };
  const places = findIncoherences(dsi2, figures).flatMap(({ code, path = [] }) =>
    code === 'share-out-of-range' ? [path.join('.')] : [],
  );
  expect(places).toEqual(['users', 'BAB', 'levels.NA', 'items.IUEM']);
});
