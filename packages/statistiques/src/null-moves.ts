import type { IntegerSystem } from './linear-system.ts';
import { ModularSpan, PRIMES } from './modular-span.ts';

/** Integer steps that leave every equality as it was. */
export type NullMove = { readonly unknowns: readonly number[]; readonly steps: readonly number[] };

/** Steps beyond this seldom fit in small counts, and may be the trace of the prime. */
const MAX_STEP = 50;
const [PRIME] = PRIMES;

/**
 * A basis of the ways to change a solution of the equalities and keep them: one move for each unknown
 * that the others leave free. Found by elimination modulo a prime, then checked on integers: a move
 * that fails the check is left out.
 */
export function nullMoves({ size, rows }: IntegerSystem): NullMove[] {
  const span = new ModularSpan(size, PRIME);
  const seen = new Int32Array(size);
  for (const { indices } of rows) for (const at of indices) seen[at] = (seen[at] ?? 0) + 1;
  const shortestFirst = rows.toSorted((a, b) => a.indices.length - b.indices.length);
  for (const { indices, values } of shortestFirst) {
    const reduced = span.reduce(span.vector(indices, values));
    // The rarest unknown as pivot keeps the others short.
    if (reduced.indices.length > 0) span.add(reduced, (at) => seen[at] ?? 0);
  }
  const moves = new Map<number, { unknowns: number[]; steps: number[] }>();
  for (let at = 0; at < size; at += 1) {
    if (!span.isPivot(at)) moves.set(at, { unknowns: [at], steps: [1] });
  }
  for (let at = 0; at < size; at += 1) {
    if (!span.isPivot(at)) continue;
    const { indices, values } = span.reduce(span.vector([at], [1]));
    indices.forEach((free, k) => {
      const value = values[k] ?? 0;
      moves.get(free)?.unknowns.push(at);
      moves.get(free)?.steps.push(value > PRIME / 2 ? value - PRIME : value);
    });
  }
  const rowsOf = Array.from({ length: size }, (): number[] => []);
  rows.forEach(({ indices }, row) => {
    for (const at of indices) rowsOf[at]?.push(row);
  });
  return [...moves.values()].filter(({ unknowns, steps }) => {
    if (steps.some((step) => Math.abs(step) > MAX_STEP)) return false;
    const stepOf = new Map(unknowns.map((at, k) => [at, steps[k] ?? 0]));
    const touched = new Set(unknowns.flatMap((at) => rowsOf[at] ?? []));
    return [...touched].every((row) => {
      const { indices = [], values = [] } = rows[row] ?? {};
      return indices.reduce((sum, at, k) => sum + (values[k] ?? 0) * (stepOf.get(at) ?? 0), 0) === 0;
    });
  });
}
