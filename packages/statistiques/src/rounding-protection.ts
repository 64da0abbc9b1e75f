import { roundContent } from './controlled-rounding.ts';
import { done, refuse, unsupported, type Resultat } from './motif.ts';
import type { ProtectOptions } from './protect-options.ts';
import type { Protection } from './protected-release.ts';
import type { CubeContent } from './raw-cube.ts';

/** Values that readers find easy to say: the base is the first of its multiples that hides k. */
const EASY = 5;

/**
 * `protect` by controlled rounding: every cell is published, rounded to a multiple of 5 that is at
 * least k, so that each stays undetermined over k − 1 or more, whatever the level. One who knows a
 * count of one narrows no other cell to a single value.
 */
export async function protectByRounding(
  content: CubeContent,
  o: ProtectOptions,
  {
    norm,
    threshold,
    primaries,
    secondsLeft,
  }: Pick<Protection, 'norm' | 'threshold'> & { primaries: number; secondsLeft: () => number },
): Promise<Resultat<Protection>> {
  if (o.ledger) return refuse(unsupported('L’arrondi à côté de publications passées', ['ledger']));
  const rounded = await roundContent(content, {
    base: EASY * Math.ceil(threshold / EASY),
    secondsLeft,
    ...(o.solver && { solver: o.solver }),
    ...(o.signal && { signal: o.signal }),
  });
  if (!rounded.ok) return rounded;
  const { table, status, solver, report } = rounded.value;
  // A rounding found out of time is not bounded: all its change might be saved.
  const gap = status === 'optimal' ? 0 : 1;
  const internal = Object.freeze({ primaries, secondaries: 0, secondarySum: 0, gap });
  return done(
    Object.freeze({ table, status, level: o.level, norm, threshold, solver, audit: report, internal }),
  );
}
