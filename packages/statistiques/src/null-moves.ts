import type { IntegerSystem } from './linear-system.ts';
import type { NullMove } from './null-move.ts';
import { shortened } from './short-moves.ts';
import { ModularSpan, PRIMES } from './modular-span.ts';

/** Steps beyond this seldom fit in small counts, and may be the trace of the prime. */
const MAX_STEP = 50;
const MAX_FACTOR = 12;
const [PRIME] = PRIMES;

/**
 * A basis of the ways to change a solution of the equalities and keep them: one move for each unknown
 * that the others leave free. Found by elimination modulo a prime, then checked on integers: a move
 * that fails the check is left out.
 */
export function nullMoves({ size, rows }: IntegerSystem): NullMove[] {
  const span = new ModularSpan(size, PRIME);
  // A pivot in a long equality, most often a total, keeps the others short.
  const longest = new Int32Array(size);
  for (const { indices } of rows) {
    for (const at of indices) longest[at] = Math.max(longest[at] ?? 0, indices.length);
  }
  const shortestFirst = rows.toSorted((a, b) => a.indices.length - b.indices.length);
  for (const { indices, values } of shortestFirst) {
    const reduced = span.reduce(span.vector(indices, values));
    if (reduced.indices.length > 0) span.add(reduced, (at) => 0 - (longest[at] ?? 0));
  }
  const moves = new Map<number, { unknowns: number[]; residues: number[] }>();
  for (let at = 0; at < size; at += 1) {
    if (!span.isPivot(at)) moves.set(at, { unknowns: [at], residues: [1] });
  }
  for (let at = 0; at < size; at += 1) {
    if (!span.isPivot(at)) continue;
    const { indices, values } = span.reduce(span.vector([at], [1]));
    indices.forEach((free, k) => {
      moves.get(free)?.unknowns.push(at);
      moves.get(free)?.residues.push(values[k] ?? 0);
    });
  }
  const isNull = nullTest(size, rows);
  const scaled = [...moves.values()].flatMap(({ unknowns, residues }) => {
    const found = wholeSteps(residues);
    return found ? [{ unknowns, ...found }] : [];
  });
  return shortened(withoutMultiples(scaled).filter(isNull), size);
}

/** Whether a move keeps every equality, on integers. */
function nullTest(size: number, rows: IntegerSystem['rows']): (move: NullMove) => boolean {
  const rowsOf = Array.from({ length: size }, (): number[] => []);
  rows.forEach(({ indices }, row) => {
    for (const at of indices) rowsOf[at]?.push(row);
  });
  return ({ unknowns, steps }) => {
    const stepOf = new Map(unknowns.map((at, k) => [at, steps[k] ?? 0]));
    return [...new Set(unknowns.flatMap((at) => rowsOf[at] ?? []))].every((row) => {
      const { indices = [], values = [] } = rows[row] ?? {};
      return indices.reduce((sum, at, k) => sum + (values[k] ?? 0) * (stepOf.get(at) ?? 0), 0) === 0;
    });
  };
}

/** Small integers proportional to residues: halves and thirds are fractions of the prime too. */
function wholeSteps(residues: readonly number[]): { steps: number[]; factor: number } | null {
  for (let factor = 1; factor <= MAX_FACTOR; factor += 1) {
    const steps = residues.map((residue) => {
      const product = (residue * factor) % PRIME;
      return product > PRIME / 2 ? product - PRIME : product;
    });
    if (steps.every((step) => Math.abs(step) <= MAX_STEP)) return { steps, factor };
  }
  return null;
}

/**
 * Two moves in thirds may differ by a move in units, which is worth more than both times three: each
 * is written over the first of its kind.
 */
function withoutMultiples(moves: readonly (NullMove & { factor: number })[]): NullMove[] {
  const firsts: { factor: number; stepOf: Map<number, number> }[] = [];
  return moves.map(({ unknowns, steps, factor }) => {
    if (factor === 1) return { unknowns, steps };
    const stepOf = new Map(unknowns.map((at, k) => [at, steps[k] ?? 0]));
    for (const first of firsts) {
      if (first.factor !== factor) continue;
      for (let times = 1; times < factor; times += 1) {
        const difference = new Map(stepOf);
        for (const [at, step] of first.stepOf) difference.set(at, (difference.get(at) ?? 0) - times * step);
        const kept = [...difference].filter(([, step]) => step !== 0);
        if (!kept.every(([, step]) => step % factor === 0)) continue;
        return { unknowns: kept.map(([at]) => at), steps: kept.map(([, step]) => step / factor) };
      }
    }
    firsts.push({ factor, stepOf });
    return { unknowns, steps };
  });
}
