import { checkTime, OutOfTime, type Watch } from './safety.ts';
import { Separation } from './separation.ts';
import type { Solver } from './solver.ts';
import { alwaysMasked, type Suppression } from './suppression.ts';

/**
 * The demands that can be met at all. A reader who knows that a masked cell holds at least 1 knows
 * that a total of two masked parts holds at least 2, whatever else is masked: asking that it may seem
 * lower would be asking the impossible. Each `below` is cut to what masking everything would give;
 * `null` when the time is up.
 */
export function attainableDemands(problem: Suppression, solver: Solver, watch: Watch): Suppression | null {
  if ((problem.lowest ?? 0) === 0 || problem.demands.every(({ below }) => below === 0)) return problem;
  const separation = new Separation(problem, solver, (model) => {
    const solved = model.minimise(checkTime(watch));
    if (solved.status !== 'optimal') throw new OutOfTime();
    return solved;
  });
  try {
    const all = new Float64Array(problem.size);
    for (const group of [...alwaysMasked(problem), ...problem.candidates]) all[group] = 1;
    separation.enter(all);
    const below = separation.attainableFalls(problem.demands);
    const demands = problem.demands.map((demand, rank) => ({ ...demand, below: below[rank] ?? 0 }));
    return { ...problem, demands };
  } catch (error) {
    if (error instanceof OutOfTime) return null;
    throw error;
  } finally {
    separation.dispose();
  }
}
