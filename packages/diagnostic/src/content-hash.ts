import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import canonicalize from 'canonicalize';

/** SHA-256 (hex) of the RFC 8785 form of sealed data (an instrument) without its `hash`. */
export function contentHash(data: object): string {
  const content = Object.fromEntries(Object.entries(data).filter(([key]) => key !== 'hash'));
  return bytesToHex(sha256(utf8ToBytes(canonicalize(content) ?? '')));
}
