import { sha256 } from '@noble/hashes/sha2.js';

import type { Alea } from '../motif.ts';

/** A chance that is the same for the same seed: SHA-256 of the seed and a counter. */
export function seededAlea(seed: Uint8Array): Alea {
  let block = 0;
  let pool = new Uint8Array();
  return (octets) => {
    while (pool.length < octets) {
      const next = new Uint8Array(seed.length + 4);
      next.set(seed);
      new DataView(next.buffer).setUint32(seed.length, block);
      block += 1;
      pool = Uint8Array.from([...pool, ...sha256(next)]);
    }
    const drawn = pool.slice(0, octets);
    pool = pool.slice(octets);
    return drawn;
  };
}
