import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';

import { pTableRow, type PTable } from './perturbation-table.ts';

const MODULUS = 1n << 64n;

/** First 64 bits of an HMAC-SHA-256; the label keeps the two uses of one key apart. */
function keyed64(key: Uint8Array, label: string, bytes: Uint8Array): bigint {
  if (key.length < 16) throw new RangeError('The key of the cell key method holds 16 bytes or more.');
  const message = new Uint8Array(label.length + bytes.length);
  message.set(utf8ToBytes(label));
  message.set(bytes, label.length);
  const digest = hmac(sha256, key, message);
  return new DataView(digest.buffer, digest.byteOffset).getBigUint64(0);
}

/**
 * The key of a record: 64 bits of HMAC-SHA-256 of its identifier. The same record has the same key
 * in every table made with `key`; take another secret every fiscal year. Throws on a key of less
 * than 16 bytes.
 */
export const recordKey = (key: Uint8Array, recordId: string): bigint =>
  keyed64(key, 'porte-plume record\u0000', utf8ToBytes(recordId));

/**
 * The noise of a cell, from the sum of the keys of its records (any integer, taken modulo 2⁶⁴) and
 * their count: the same records give the same noise in every table and at every query. The cell key
 * is a keyed function of the sum, so that keys of cells do not add up.
 */
export function cellKeyNoise(key: Uint8Array, sum: bigint, count: number, t: PTable): number {
  if (!Number.isSafeInteger(count) || count < 0) throw new RangeError('A count is an integer ≥ 0.');
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt.asUintN(64, sum % MODULUS));
  const drawn = Number(keyed64(key, 'porte-plume cell\u0000', bytes) >> 11n) / 2 ** 53;
  let reached = 0;
  const row = pTableRow(t, count);
  for (const { noise, probability } of row) {
    reached += probability;
    if (drawn < reached) return noise;
  }
  return row.findLast(({ probability }) => probability > 0)?.noise ?? 0;
}
