import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** SHA-256 of the UTF-8 octets of a well-formed text, anywhere JavaScript runs (docs/decisions/0010). */
export function hashTexte(texte: string): string {
  return bytesToHex(sha256(utf8ToBytes(texte)));
}
