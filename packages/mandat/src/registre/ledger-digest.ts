import { hashTexte } from '#sha256';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { toCanonique } from './canonique.ts';
import type { Resultat } from '../modele/motif.ts';

/** SHA-256 of the canonical JSON of a value; the same whatever the order of its keys. */
export function digest(value: unknown): Resultat<string> {
  const texte = toCanonique(value);
  return texte.ok ? { ok: true, value: hashTexte(texte.value) } : texte;
}

/**
 * Commitment to a personal value: `HMAC-SHA-256(salt of the person, JCS(NFC value))`. Once the salt is destroyed it
 * can no longer be tied to the value, even by trying every name.
 * @param salt secret of one person, at least 16 octets of chance; a text is taken as its UTF-8 octets
 * @param value JSON; every text inside is normalised to NFC
 */
export function commit(salt: Uint8Array | string, value: unknown): Resultat<string> {
  const cle = typeof salt === 'string' ? utf8ToBytes(salt) : salt;
  if (cle.length === 0) throw new TypeError('The salt is empty');
  const texte = toCanonique(normalize(value));
  return texte.ok ? { ok: true, value: bytesToHex(hmac(sha256, cle, utf8ToBytes(texte.value))) } : texte;
}

function normalize(value: unknown): unknown {
  if (typeof value === 'string') return value.normalize('NFC');
  if (Array.isArray(value)) return value.map(normalize);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([cle, v]) => [cle.normalize('NFC'), normalize(v)]));
}
