import type { NullMove } from './null-move.ts';

type Vector = Map<number, number>;

/** A rectangle in a table of two dimensions: nothing moves fewer cells. */
const SHORTEST = 4;

const length = (vector: Vector): number => {
  let sum = 0;
  for (const step of vector.values()) sum += Math.abs(step);
  return sum;
};

/**
 * The same moves made shorter, each by adding or taking away others while that shortens it: a short
 * move fits next to many more tables than a long one.
 */
export function shortened(moves: readonly NullMove[], size: number): NullMove[] {
  const vectors = moves.map(
    ({ unknowns, steps }): Vector => new Map(unknowns.map((at, k) => [at, steps[k] ?? 0])),
  );
  const lengths = Float64Array.from(vectors, length);
  // The same vectors seen from their unknowns.
  const through = Array.from({ length: size }, (): Vector => new Map());
  vectors.forEach((vector, number) => {
    for (const [at, step] of vector) through[at]?.set(number, step);
  });
  const added = new Float64Array(vectors.length);
  const removed = new Float64Array(vectors.length);
  /** The move that shortens another most, added (+1) or taken away (−1). */
  const bestPartner = (number: number): { partner: number; sign: 1 | -1 } | null => {
    const met: number[] = [];
    for (const [at, step] of vectors[number] ?? []) {
      for (const [other, theirs] of through[at] ?? []) {
        if (other === number) continue;
        if (added[other] === 0 && removed[other] === 0) met.push(other);
        const apart = Math.abs(step) + Math.abs(theirs);
        added[other] = (added[other] ?? 0) + Math.abs(step + theirs) - apart;
        removed[other] = (removed[other] ?? 0) + Math.abs(step - theirs) - apart;
      }
    }
    let best: { partner: number; sign: 1 | -1 } | null = null;
    let least = 0;
    for (const partner of met) {
      const more = lengths[partner] ?? 0;
      const [sum, difference] = [more + (added[partner] ?? 0), more + (removed[partner] ?? 0)];
      added[partner] = 0;
      removed[partner] = 0;
      if (Math.min(sum, difference) >= least) continue;
      least = Math.min(sum, difference);
      best = { partner, sign: sum <= difference ? 1 : -1 };
    }
    return best;
  };
  for (let isShorter = true; isShorter;) {
    isShorter = false;
    const longestFirst = vectors
      .map((_, number) => number)
      .filter((number) => (lengths[number] ?? 0) > SHORTEST)
      .sort((a, b) => (lengths[b] ?? 0) - (lengths[a] ?? 0));
    for (const number of longestFirst) {
      const vector = vectors[number];
      for (let best = bestPartner(number); vector && best; best = bestPartner(number)) {
        for (const [at, theirs] of vectors[best.partner] ?? []) {
          const step = (vector.get(at) ?? 0) + best.sign * theirs;
          if (step === 0) {
            vector.delete(at);
            through[at]?.delete(number);
          } else {
            vector.set(at, step);
            through[at]?.set(number, step);
          }
        }
        lengths[number] = length(vector);
        isShorter = true;
      }
    }
  }
  return vectors.map((vector) => ({ unknowns: [...vector.keys()], steps: [...vector.values()] }));
}
