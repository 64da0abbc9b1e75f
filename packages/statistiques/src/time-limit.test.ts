import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { readCsv } from './csv-reader.ts';
import {
  audit,
  buildCube,
  parsePublishedTable,
  protect,
  releaseSpec,
  toCsv,
  type Level,
  type RawCube,
  type Resultat,
} from './index.ts';
import { openCube } from './raw-cube.ts';

const value = <T>(resultat: Resultat<T>): T => {
  if (!resultat.ok) throw new Error(resultat.motifs.map(({ phrase }) => phrase).join('\n'));
  return resultat.value;
};
const read = (name: string): string =>
  readFileSync(new URL(`../data/instances/${name}`, import.meta.url), 'utf8');
const alea = (octets: number): Uint8Array => new Uint8Array(octets);

/** 84 small counts in three dimensions: the optimum takes seconds at level `full`. */
const hardCube = (): RawCube =>
  value(
    buildCube(
      value(releaseSpec(JSON.parse(read('spec_10x10x5_3.json')))),
      value(readCsv(read('inst_10x10x5.csv'))).columns,
    ),
  );

/** A clock that ticks once a look, so that the same run stops at the same place everywhere. */
const ticking = (step: number): (() => number) => {
  let clock = 0;
  return () => (clock += step);
};

describe('out of time', () => {
  it.each([
    ['exact', 186, 1.1],
    ['interval', 186, 1.1],
    // Before what insiders do not need is given back: 383 and more.
    ['full', 274, 1.25],
  ] as const)(
    'gives a safe table and its gap at level %s',
    { timeout: 60_000 },
    async (level, optimum, excess) => {
      const cube = hardCube();
      const o = { level: level satisfies Level, alea, timeLimitMs: 60, now: ticking(1) };
      const { table, status, internal } = value(await protect(cube, o));
      expect(status).toBe('time_limit');
      expect(internal.secondarySum).toBeGreaterThanOrEqual(optimum);
      expect(internal.secondarySum).toBeLessThanOrEqual(excess * optimum);
      // What the gap says is true of the optimum: no pattern costs less than the bound.
      expect(internal.gap).toBeGreaterThan(0);
      expect(internal.secondarySum * (1 - internal.gap)).toBeLessThanOrEqual(optimum + 0.5);
      const published = value(parsePublishedTable(toCsv(table), table.spec));
      expect(value(await audit(published, { integer: true }))).toMatchObject({ consistent: true, exact: 0 });
      if (level === 'exact') return;
      const { values } = openCube(cube);
      const rowOf = new Map(table.cells.map(({ key }, row) => [JSON.stringify(key), row]));
      const attacked = value(await audit(published, { mode: 'intervals' })).intervals ?? [];
      const small = attacked
        .map(({ cell, lo, hi }) => ({
          a: values[rowOf.get(JSON.stringify(cell)) ?? -1] ?? 0,
          lo,
          hi: hi ?? 1e9,
        }))
        .filter(({ a }) => a < 3);
      expect(small).toHaveLength(84);
      expect(small.filter(({ a, lo, hi }) => lo > a - 1 || hi < a + 1 || hi - lo < 2)).toEqual([]);
    },
  );

  it('refuses when no safe table can be had either', async () => {
    const resultat = await protect(hardCube(), {
      level: 'exact',
      alea,
      timeLimitMs: 60,
      now: ticking(30_000),
    });
    expect(resultat.ok ? [] : resultat.motifs.map(({ code }) => code)).toEqual(['TIME_LIMIT']);
  });
});

describe('a search that is watched', () => {
  it('says where it is, with a bound that only rises', async () => {
    const seen: { phase: string; bound?: number; cuts: number }[] = [];
    await protect(hardCube(), { level: 'interval', alea, onProgress: (p) => seen.push(p) });
    expect(seen[0]?.phase).toBe('relaxation');
    expect(seen.at(-1)?.phase).toBe('integer');
    for (const [rank, { bound = 0, cuts }] of seen.entries()) {
      expect(bound).toBeGreaterThanOrEqual((seen[rank - 1]?.bound ?? 0) - 1e-3);
      expect(cuts).toBeGreaterThanOrEqual(seen[rank - 1]?.cuts ?? 0);
    }
  });

  it('stops when asked, by whoever follows it or from outside', async () => {
    const followed = new AbortController();
    const outside = new AbortController();
    setTimeout(() => outside.abort(), 10);
    const stops = [
      protect(hardCube(), {
        level: 'full',
        alea,
        signal: followed.signal,
        onProgress: ({ phase }) => {
          if (phase === 'integer') followed.abort();
        },
      }),
      protect(hardCube(), { level: 'full', alea, signal: outside.signal }),
    ];
    for (const resultat of await Promise.all(stops)) {
      expect(resultat.ok ? [] : resultat.motifs.map(({ code }) => code)).toEqual(['ABORTED']);
    }
  });
});
