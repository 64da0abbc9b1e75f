import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import canonicalize from 'canonicalize';
import type { Instrument } from './instrument.ts';

/** SHA-256 (hex) of the RFC 8785 form of an instrument without its `hash`. */
export function contentHash(instrument: Omit<Instrument, 'hash'> & { hash?: string }): string {
  const content = Object.fromEntries(Object.entries(instrument).filter(([key]) => key !== 'hash'));
  return bytesToHex(sha256(utf8ToBytes(canonicalize(content) ?? '')));
}
