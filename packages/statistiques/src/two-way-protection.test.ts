import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { audit, buildCube, highsSolver, protect, releaseSpec } from './index.ts';
import type { Alea, Level, RawCube, Resultat } from './index.ts';

const alea: Alea = (octets) => new Uint8Array(octets);
const absent = (): Promise<never> => Promise.reject(new Error('absent'));
const loaded = highsSolver()();
const shared = (): ReturnType<ReturnType<typeof highsSolver>> => loaded;
const value = <T>(resultat: Resultat<T>): T => {
  if (!resultat.ok) throw new Error(resultat.motifs.map(({ phrase }) => phrase).join('\n'));
  return resultat.value;
};

/** A cube of flat dimensions, one count per combination of codes `0…`, the last dimension fastest. */
function cubeOf(sizes: readonly number[], counts: readonly number[]): RawCube {
  const codes = ['a', 'b', 'c'].slice(0, sizes.length);
  const spec = releaseSpec({
    version: 1,
    id: 'essai',
    unit: 'intervention',
    measure: { type: 'frequency', column: 'n' },
    dimensions: codes.map((code) => ({ code })),
    tables: [codes],
    rules: 'FR_SOCIAL_5',
  });
  const columns = codes.map((code, axis) => {
    const inner = sizes.slice(axis + 1).reduce((product, size) => product * size, 1);
    return [code, counts.map((_, at) => String(Math.floor(at / inner) % (sizes[axis] ?? 1)))] as const;
  });
  return value(buildCube(value(spec), { ...Object.fromEntries(columns), n: [...counts] }));
}

describe('protect without a solver', () => {
  for (const level of ['exact', 'interval'] as const satisfies readonly Level[]) {
    it(`protects a two-way table by flows, in which the solver finds nothing: ${level}`, async () => {
      const tables = fc.array(fc.integer({ min: 0, max: 14 }), { minLength: 16, maxLength: 16 });
      const seen = { optimal: 0, time_limit: 0 };
      await fc.assert(
        fc.asyncProperty(tables, async (counts) => {
          fc.pre(counts.some((n) => n > 0));
          const cube = cubeOf([4, 4], counts);
          const resultat = await protect(cube, { level, alea, solver: absent });
          const best = await protect(cube, { level, alea });
          if (!best.ok || !resultat.ok) {
            // What cannot be published with a solver cannot without one.
            expect(resultat.ok).toBe(false);
            return;
          }
          const { table, status, internal, solver } = resultat.value;
          expect(solver.name).toBe('flots');
          const report = value(await audit(table, { mode: 'intervals', integer: true, solver: shared }));
          expect(report).toMatchObject({ consistent: true, exact: 0 });
          const least = best.value.internal.secondarySum;
          expect(internal.secondarySum).toBeGreaterThanOrEqual(least);
          seen[status] += 1;
          if (status === 'optimal') expect(internal.secondarySum).toBe(least);
          else expect(internal.gap).toBeGreaterThan(0);
        }),
        { numRuns: 25, seed: 12 },
      );
      expect(seen.optimal).toBeGreaterThan(0);
      expect(seen.time_limit).toBeGreaterThan(0);
    });
  }

  it('refuses what flows do not describe: three dimensions, and the level full with insiders', async () => {
    const three = cubeOf([2, 2, 2], [3, 14, 25, 36, 47, 58, 69, 70]);
    const two = cubeOf([3, 3], [1, 14, 25, 36, 47, 58, 69, 70, 1]);
    const codes = async (cube: RawCube, level: Level): Promise<string[]> => {
      const resultat = await protect(cube, { level, alea, solver: absent });
      return resultat.ok ? [] : resultat.motifs.map(({ code }) => code);
    };
    expect(await codes(three, 'exact')).toEqual(['SOLVER_MISSING']);
    expect(await codes(two, 'full')).toEqual(['SOLVER_MISSING']);
  });
});
