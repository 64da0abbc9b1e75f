import { repairPattern } from './repair.ts';
import { OutOfTime, Safety, type Watch } from './safety.ts';
import { countsOf, Insiders, type Insider } from './singletons.ts';
import type { Solver } from './solver.ts';
import { alwaysMasked, type Suppression } from './suppression.ts';

/** A watch that also lets the host see to its events, so that a signal can arrive. */
type Pausing = Watch & { readonly pause?: (() => Promise<void>) | undefined };

/**
 * Masks more cells until no insider reads another sensitive group, as each would see it: its own cell
 * published. `null` when the time is up or when no more masking can help.
 */
export async function repairInsiders(
  problem: Suppression,
  secondaries: readonly number[],
  solver: Solver,
  watch: Pausing,
): Promise<readonly number[] | null> {
  if ((problem.singletons ?? []).length === 0) return secondaries;
  const countOf = countsOf(problem);
  let masked: readonly number[] = secondaries;
  for (;;) {
    const pairs = openPairs(problem, masked, solver, watch);
    if (!pairs) return null;
    if (pairs.length === 0) return masked;
    for (const known of new Set(pairs.map((pair) => pair.known))) {
      await watch.pause?.();
      const targets = pairs.filter((pair) => pair.known === known).map(({ target }) => target);
      const seen = {
        ...problem,
        primaries: problem.primaries.filter((group) => countOf[group] !== countOf[known]),
        demands: targets.map((group) => ({ group, below: 0, above: 0, width: 1 })),
      };
      const repaired = repairPattern(seen, masked, solver, watch);
      if (!repaired) return null;
      masked = repaired;
    }
  }
}

/**
 * Publishes each secondary that neither the demands nor the insiders need, the costliest first. Gives
 * back what must stay masked: all that is left if the time is up.
 */
export async function pruneInsiders(
  problem: Suppression,
  secondaries: readonly number[],
  solver: Solver,
  watch: Pausing,
): Promise<readonly number[]> {
  if ((problem.singletons ?? []).length === 0) return secondaries;
  const kept = new Set(secondaries);
  const safety = new Safety(problem, kept, solver, watch);
  const insiders = new Insiders(problem, [...alwaysMasked(problem), ...kept], solver, watch);
  try {
    if (safety.unsafe().length > 0) return secondaries;
    const cost = (group: number): number => problem.costs[group] ?? 0;
    for (const group of [...kept].toSorted((a, b) => cost(b) - cost(a))) {
      await watch.pause?.();
      // An insider's refusal leaves nothing to undo elsewhere; the demands' refusal ends in masking again.
      if (!insiders.publish(group)) continue;
      if (safety.publish(group)) kept.delete(group);
      else insiders.mask(group);
    }
    return [...kept];
  } catch (error) {
    if (error instanceof OutOfTime) return [...kept];
    throw error;
  } finally {
    safety.dispose();
    insiders.dispose();
  }
}

function openPairs(
  problem: Suppression,
  secondaries: readonly number[],
  solver: Solver,
  watch: Watch,
): Insider[] | null {
  const insiders = new Insiders(problem, [...alwaysMasked(problem), ...secondaries], solver, watch);
  try {
    return insiders.leaks();
  } catch (error) {
    if (error instanceof OutOfTime) return null;
    throw error;
  } finally {
    insiders.dispose();
  }
}
