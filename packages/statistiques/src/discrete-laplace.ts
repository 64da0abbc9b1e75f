import type { Alea } from './motif.ts';

// Integers only: a floating-point sampler leaks through the values it cannot return (Mironov 2012).
// The linter forbids `Math`, `Number`, and every number with a decimal point in this file.

/** A uniform integer in [0, bound), by rejection: every value exactly as likely as any other. */
function uniform(bound: bigint, alea: Alea): bigint {
  let octets = 1;
  let size = 256n;
  while (size < bound) {
    octets += 1;
    size <<= 8n;
  }
  const most = size - (size % bound);
  for (;;) {
    const bytes = alea(octets);
    if (bytes.length !== octets) throw new RangeError('alea must return as many bytes as asked.');
    let drawn = 0n;
    for (const octet of bytes) drawn = (drawn << 8n) | BigInt(octet);
    if (drawn < most) return drawn % bound;
  }
}

/** True with probability exp(−n/d), for 0 ≤ n ≤ d: the series of the exponential, coin by coin. */
function bernoulliExp(n: bigint, d: bigint, alea: Alea): boolean {
  let k = 1n;
  while (uniform(d * k, alea) < n) k += 1n;
  return k % 2n === 1n;
}

/**
 * An exact draw of the discrete Laplace distribution, P(x) ∝ exp(−|x|·s/t), with integers and chance
 * only: no float, no logarithm, no inverse (Canonne, Kamath and Steinke 2020; specification §5.10).
 * A count of sensitivity Δ released with ε takes t/s = Δ/ε. `alea` must be cryptographic.
 *
 * Throws `RangeError` unless t and s are above 0.
 */
export function discreteLaplace(t: bigint, s: bigint, alea: Alea): bigint {
  if (t <= 0n || s <= 0n) throw new RangeError('The scale t/s of a noise is positive.');
  for (;;) {
    const u = uniform(t, alea);
    if (!bernoulliExp(u, t, alea)) continue;
    let v = 0n;
    while (bernoulliExp(1n, 1n, alea)) v += 1n;
    const magnitude = (u + t * v) / s;
    const isNegative = uniform(2n, alea) === 0n;
    if (isNegative && magnitude === 0n) continue;
    return isNegative ? -magnitude : magnitude;
  }
}
