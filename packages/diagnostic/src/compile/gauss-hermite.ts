/** Points and weights of a quadrature for the standard normal law; the weights sum to 1. */
export interface Quadrature {
  nodes: readonly number[];
  weights: readonly number[];
}

const EPSILON = Number.EPSILON;
const ROUNDS = 60;

/**
 * Gauss–Hermite quadrature of `n` points for the weight of N(0, 1) (Golub and Welsch): the points are the eigenvalues
 * of the symmetric tridiagonal matrix of the recurrence, with 0 on the diagonal and √1, √2… beside it; the weights are
 * the squared first entries of its eigenvectors. Implicit QL, of which only the first row is followed.
 */
export function gaussHermite(n: number): Quadrature {
  const diagonal = new Float64Array(n);
  const beside = Float64Array.from({ length: n }, (_, i) => (i + 1 < n ? Math.sqrt(i + 1) : 0));
  const first = Float64Array.from({ length: n }, (_, i) => (i === 0 ? 1 : 0));
  const at = (v: Float64Array, i: number): number => v[i] ?? 0;

  for (let low = 0; low < n; low += 1) {
    for (let round = 0; ; round += 1) {
      let split = low;
      while (split + 1 < n) {
        const scale = Math.abs(at(diagonal, split)) + Math.abs(at(diagonal, split + 1));
        if (Math.abs(at(beside, split)) <= EPSILON * scale) break;
        split += 1;
      }
      if (split === low) break;
      if (round === ROUNDS) throw new RangeError('gaussHermite: no convergence');
      let g = (at(diagonal, low + 1) - at(diagonal, low)) / (2 * at(beside, low));
      let r = Math.hypot(g, 1);
      g = at(diagonal, split) - at(diagonal, low) + at(beside, low) / (g + (g >= 0 ? r : -r));
      let s = 1;
      let c = 1;
      let p = 0;
      let i = split - 1;
      for (; i >= low; i -= 1) {
        const f = s * at(beside, i);
        const b = c * at(beside, i);
        r = Math.hypot(f, g);
        beside[i + 1] = r;
        if (r === 0) {
          diagonal[i + 1] = at(diagonal, i + 1) - p;
          beside[split] = 0;
          break;
        }
        s = f / r;
        c = g / r;
        g = at(diagonal, i + 1) - p;
        const t = (at(diagonal, i) - g) * s + 2 * c * b;
        p = s * t;
        diagonal[i + 1] = g + p;
        g = c * t - b;
        const before = at(first, i + 1);
        first[i + 1] = s * at(first, i) + c * before;
        first[i] = c * at(first, i) - s * before;
      }
      if (r === 0 && i >= low) continue;
      diagonal[low] = at(diagonal, low) - p;
      beside[low] = g;
      beside[split] = 0;
    }
  }
  const points = Array.from(diagonal, (node, i) => ({ node, weight: at(first, i) ** 2 }));
  points.sort((a, b) => a.node - b.node);
  return { nodes: points.map(({ node }) => node), weights: points.map(({ weight }) => weight) };
}
