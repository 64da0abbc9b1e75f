import type { NullMove } from './null-moves.ts';

type Vector = Map<number, number>;

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
  const lengths = vectors.map(length);
  const through = Array.from({ length: size }, () => new Set<number>());
  vectors.forEach((vector, number) => {
    for (const at of vector.keys()) through[at]?.add(number);
  });
  /** What the length of a move becomes with another added (+1) or taken away (−1), at best. */
  const bestPartner = (number: number): { partner: number; sign: 1 | -1 } | null => {
    const gains = new Map<number, { sum: number; difference: number }>();
    for (const [at, step] of vectors[number] ?? []) {
      for (const other of through[at] ?? []) {
        if (other === number) continue;
        const theirs = vectors[other]?.get(at) ?? 0;
        const gain = gains.get(other) ?? { sum: lengths[other] ?? 0, difference: lengths[other] ?? 0 };
        const apart = Math.abs(step) + Math.abs(theirs);
        gain.sum += Math.abs(step + theirs) - apart;
        gain.difference += Math.abs(step - theirs) - apart;
        gains.set(other, gain);
      }
    }
    let best: { partner: number; sign: 1 | -1 } | null = null;
    let least = 0;
    for (const [partner, { sum, difference }] of gains) {
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
      .sort((a, b) => (lengths[b] ?? 0) - (lengths[a] ?? 0));
    for (const number of longestFirst) {
      const vector = vectors[number];
      for (let best = bestPartner(number); vector && best; best = bestPartner(number)) {
        for (const [at, theirs] of vectors[best.partner] ?? []) {
          const step = (vector.get(at) ?? 0) + best.sign * theirs;
          if (step === 0) vector.delete(at);
          else vector.set(at, step);
          if (step === 0) through[at]?.delete(number);
          else through[at]?.add(number);
        }
        lengths[number] = length(vector);
        isShorter = true;
      }
    }
  }
  return vectors.map((vector) => ({ unknowns: [...vector.keys()], steps: [...vector.values()] }));
}
