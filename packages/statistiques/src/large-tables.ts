import type { Judge, Pattern, SearchWatch } from './cutting-plane.ts';
import { eliminate } from './elimination.ts';
import { initialCuts, Master } from './master.ts';
import { prunePattern, repairPattern } from './repair.ts';
import { checkTime, OutOfTime, type Watch } from './safety.ts';
import type { Solver } from './solver.ts';
import type { Suppression } from './suppression.ts';

/** Share of the time that the elimination may take; the rest repairs, prunes and verifies. */
const FOR_ELIMINATION = 0.5;

/** What no safe pattern can cost less than: each lone primary of a relation needs company. */
function lowerBound(problem: Suppression, solver: Solver, watch: Watch): number {
  const master = new Master(problem, solver);
  try {
    for (const cut of initialCuts(problem)) master.add(cut);
    return master.solve((model) => {
      const solved = model.minimise(checkTime(watch));
      if (solved.status !== 'optimal') throw new OutOfTime();
      return solved;
    }).bound;
  } finally {
    master.dispose();
  }
}

/**
 * A pattern by elimination (specification §5.3), then what every demand still lacks, then what turns
 * out to be useless given back. Safe as any other, seldom the cheapest: the status is `time_limit`
 * unless nothing had to be masked.
 */
export async function eliminatedPattern(
  problem: Suppression,
  solver: Solver,
  watch: SearchWatch,
  judge: Judge,
): Promise<Pattern> {
  const { signal } = watch;
  const start = watch.secondsLeft();
  const kept = Number.isFinite(start) ? (1 - FOR_ELIMINATION) * start : 0;
  watch.onProgress?.({ phase: 'elimination', cuts: 0 });
  const first = eliminate(problem, { secondsLeft: () => watch.secondsLeft() - kept, signal }) ?? [];
  await watch.pause?.();
  watch.onProgress?.({ phase: 'repair', cuts: 0 });
  const repaired = repairPattern(problem, first, solver, watch);
  if (!repaired) return { status: 'stopped' };
  await watch.pause?.();
  // Elimination masks nothing in vain: only what repair added may have made something useless.
  const isRepaired = repaired.length > first.length;
  const pruned = isRepaired ? (prunePattern(problem, repaired, solver, watch) ?? repaired) : repaired;
  const verdict = await judge(pruned);
  if (verdict === 'stopped') return { status: 'stopped' };
  if (verdict !== 'safe') return { status: 'unproven' };
  try {
    const bound = pruned.length === 0 ? 0 : lowerBound(problem, solver, watch);
    return { status: pruned.length === 0 ? 'optimal' : 'time_limit', secondaries: pruned, bound };
  } catch (error) {
    if (error instanceof OutOfTime) return { status: 'time_limit', secondaries: pruned, bound: 0 };
    throw error;
  }
}
